/**
 * A wall clock that is set back and forward while orders are under way: no duration, mean, age or
 * cut is wrong by it.
 */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openReader } from '../../src-main/host/store/sqlite/reports/report-reader';
import type { OrderView } from '../../src-shared/queries/queries';
import type { Snapshot } from '../../src-shared/live/snapshot';
import { publicOrder, queueStatus } from '../../src-shared/public-api/answers';
import { COUNTER, DESK, placeMany, printerCalled, printNext } from '../support/papers';
import { makePast } from '../support/past';
import type { Past } from '../support/past';

const START = Date.parse('2026-11-20T20:00Z');
const SECOND = 1_000;
const HOUR = 3_600_000;

let past: Past;
let kitchen: string;
beforeEach(async () => {
  past = await makePast(START);
  kitchen = await printerCalled(past, 'Cocina');
});
afterEach(() => past.stop());

async function order(number: number): Promise<OrderView> {
  const found = await past.ask({ name: 'order', of: { number } });
  if (!found) throw new Error(`no order ${number}`);
  return found;
}
const snapshot = async (): Promise<Snapshot> =>
  JSON.parse((await past.ask({ name: 'snapshot', fromDay: '2000-01-01' })).text) as Snapshot;
/** The clock is set, and the host notices. */
async function setClock(from: number, byMs: number): Promise<number> {
  past.at(from + byMs);
  await past.run('adjustToClock', { byMs }, DESK);
  return from + byMs;
}

it('an order that ends before it began by a clock that was set back took no negative time', async () => {
  await placeMany(past, START, 2, 'Pan');
  await printNext(past, kitchen, START, START - 45 * 60 * SECOND);
  await printNext(past, kitchen, START, START + 10 * SECOND);
  const wire = publicOrder(await order(1));
  expect(wire.duracion).toBe(0);
  expect(Date.parse(String(wire.fecha_fin))).toBeGreaterThanOrEqual(
    Date.parse(String(wire.fecha_inicio)),
  );
  const queue = await past.ask({ name: 'queue' });
  expect(queue.meanSeconds).toBe(5);
  // How long the first paper took is not known; it does not make the others look faster.
  expect(queue.paper).toMatchObject({ meanMs: 10 * SECOND });
  expect(queueStatus(queue, 1, START - HOUR)).toMatchObject({
    ultimo_pedido_procesado: 'hace 0 segundos',
  });
});

it('no order begins before it was received, where the clock was set back between the two', async () => {
  await placeMany(past, START, 1, 'Pan');
  await printNext(past, kitchen, START - 60 * SECOND, START - 58 * SECOND);
  const { recibido, fecha_inicio, fecha_fin, duracion } = publicOrder(await order(1));
  expect([fecha_inicio, fecha_fin, duracion]).toEqual([recibido, recibido, 0]);
});

it('papers of a clock that was set back do not hide that the others are slow', async () => {
  await placeMany(past, START, 2, 'Pan');
  await printNext(past, kitchen, START + 24 * SECOND, START + 25 * SECOND);
  await printNext(past, kitchen, START, START - 2 * SECOND);
  past.at(START + 26 * SECOND);
  await past.run('checkHealth', { seen: {} }, DESK);
  expect((await snapshot()).alerts.filter(({ kind }) => kind === 'slow')).toMatchObject([
    { figure: 25 * SECOND },
  ]);
});

it.each([
  ['back', -HOUR],
  ['forward', HOUR],
])(
  'an order under way when the clock is set %s an hour takes the time that really went by',
  async (_, byMs) => {
    await past.run('setStationScreen', { station: 'Cocina', screen: true }, COUNTER);
    await placeMany(past, START, 1, 'Pan');
    await printNext(past, kitchen, START + 2 * SECOND, START + 3 * SECOND);
    const now = await setClock(START + 10 * SECOND, byMs);
    const { orders } = await snapshot();
    const [ticket] = orders[0]?.tickets ?? [];
    // A screen that draws its age draws ten seconds.
    expect(now - (ticket?.openedAt ?? 0)).toBe(10 * SECOND);
    expect(now - (orders[0]?.order.placedAt ?? 0)).toBe(10 * SECOND);
    past.at(now + 5 * SECOND);
    await past.run('bumpTicket', { ticket: Number(ticket?.ticketId) }, COUNTER);
    expect(publicOrder(await order(1)).duracion).toBe(13);
    const queue = await past.ask({ name: 'queue' });
    expect(queue).toMatchObject({ meanSeconds: 13, paper: { meanMs: 3 * SECOND } });
    const reader = openReader(past.folder, null);
    const day = (await order(1)).day;
    const [times] = reader.read({ name: 'times', span: { from: day, to: day } }).stations;
    expect(times).toMatchObject({ paper: { mean: 3 * SECOND }, cooking: { mean: 15 * SECOND } });
    reader.close();
  },
);

it.each([
  ['back', -2 * HOUR, 3.5],
  ['two years forward', 730 * 24 * HOUR, 4],
])(
  'what was written after the clock was set %s, before that was noticed, is not moved again',
  async (_, byMs, mean) => {
    await placeMany(past, START, 1, 'Pan');
    const now = START + byMs;
    await placeMany(past, now + 2 * SECOND, 1, 'Pan');
    await printNext(past, kitchen, now + 3 * SECOND, now + 4 * SECOND);
    await printNext(past, kitchen, now + 4 * SECOND, now + 5 * SECOND);
    past.at(now + 6 * SECOND);
    await past.run('adjustToClock', { byMs, newFrom: now + SECOND }, DESK);
    const at = (ms: number): string => new Date(now + ms).toISOString();
    expect(publicOrder(await order(1))).toMatchObject({
      recibido: at(0),
      fecha_inicio: at(3 * SECOND),
      fecha_fin: at(4 * SECOND),
      duracion: 1,
    });
    expect(publicOrder(await order(2))).toMatchObject({
      recibido: at(2 * SECOND),
      fecha_inicio: at(4 * SECOND),
      fecha_fin: at(5 * SECOND),
    });
    const reader = openReader(past.folder, null);
    const day = (await order(1)).day;
    const [times] = reader.read({ name: 'times', span: { from: day, to: day } }).stations;
    expect(times?.paper).toMatchObject({ mean: mean * SECOND });
    reader.close();
  },
);

it('tells the audit that the clock was set, and moves what is told of alerts and turbo along', async () => {
  await past.run('setTurbo', { on: true }, COUNTER);
  await past.run('checkHealth', { seen: { freeBytes: 1 } }, DESK);
  const now = await setClock(START + 60 * SECOND, HOUR);
  const { alerts, turbo } = await snapshot();
  expect(alerts.map(({ raisedAt }) => now - raisedAt)).toEqual([60 * SECOND]);
  expect(now - (turbo?.since ?? 0)).toBe(60 * SECOND);
  const reader = openReader(past.folder, null);
  const audit = {
    kind: 'restaurant.changed',
    by: null,
    from: null,
    to: null,
    before: null,
    limit: 10,
  };
  expect(reader.read({ name: 'audit', audit }).entries[0]).toMatchObject({
    what: 'clock',
    name: '+60 min',
  });
  reader.close();
});

it('orders that nobody settled for days keep their times', async () => {
  await placeMany(past, START - 3 * 24 * HOUR, 1, 'Pan');
  const before = (await order(1)).placedAt;
  await setClock(START, HOUR);
  expect((await order(1)).placedAt).toBe(before);
});

it('the audit goes on behind entries of a clock that was years behind', async () => {
  await past.run('setTurbo', { on: true }, COUNTER);
  past.at(Date.parse('2020-01-01T00:00Z'));
  await past.run('setTurbo', { on: false }, COUNTER);
  past.at(START + HOUR);
  await past.run('setTurbo', { on: true }, COUNTER);
  const reader = openReader(past.folder, null);
  const filter = { kind: 'turbo.changed', by: null, from: '2026-11-19', to: '2026-11-22' };
  expect(
    reader.read({ name: 'audit', audit: { ...filter, before: null, limit: 10 } }).entries,
  ).toHaveLength(2);
  expect(reader.read({ name: 'auditCount', audit: filter })).toBe(2);
  reader.close();
});

it('a payment after a clock that was set back is in the next cut, and one of a clock that was ahead in this one', async () => {
  const [ahead = 0, behind = 0] = await placeMany(past, START, 2, 'Pan');
  const close = (number: number) =>
    past.run('closeOrder', { order: number, method: 'cash' }, COUNTER);
  past.at(START + 5 * HOUR);
  await close(ahead);
  past.at(START + HOUR);
  const first = await past.run('closeShift', {}, COUNTER);
  expect(first.shift.cut.closed.count).toBe(1);
  past.at(START - HOUR);
  await close(behind);
  const second = await past.run('closeShift', {}, COUNTER);
  expect(second.shift.cut.closed.count).toBe(1);
});
