/**
 * The sample restaurant beside a real kitchen: what comes out of a sample printer is never called
 * paper, and no real ticket ends on one.
 */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandInput, CommandName } from '../../src-shared/commands/registry';
import type { Event } from '../../src-shared/events/events';
import type { Printer } from '../../src-shared/model/printers';
import { applyEvent, stateFrom } from '../../src-shared/live/projection';
import type { HostState } from '../../src-shared/live/projection';
import type { PrintOutcome } from '../../src-shared/model/print-job';
import type { LiveJob, RestaurantLayout, Snapshot } from '../../src-shared/live/snapshot';
import { publicEvent, publicOrder, publicQueue } from '../../src-shared/public-api/answers';
import type { PublicReply } from '../../src-shared/public-api/public-reply';
import { DESK, openCore, orderInput, SENDER } from '../support/core';
import type { TestCore } from '../support/core';
import type { Station } from '../../src-shared/model/stations';

const OWNER = { id: 'pc', role: 'owner', person: { id: 'p', name: 'Dueña' } } as const;
const PRINTED: PrintOutcome = {
  kind: 'confirmed',
  by: 'process_id',
  bytes: 1,
  sha256: '',
  unprintable: 0,
};
const GONE: PrintOutcome = { kind: 'not_started', cause: 'refused' };
const PROFILE = {
  columns: 48,
  codePage: 'PC858',
  language: 'escpos',
  fence: 'none',
  answersStatus: false,
  identity: null,
} as const;

let open: TestCore;
let heard: Event[];
beforeEach(async () => {
  open = await openCore();
  heard = [];
  open.core.subscribe((events) => heard.push(...events));
});
afterEach(() => open.stop());

const run = <N extends CommandName>(name: N, input: CommandInput<N>) =>
  open.core.execute(name, input, OWNER, randomUUID());
const desk = <N extends CommandName>(name: N, input: CommandInput<N>) =>
  open.core.execute(name, input, DESK, randomUUID());
const snapshot = async (): Promise<Snapshot> => {
  const { text } = await open.core.ask({ name: 'snapshot', fromDay: '2000-01-01' });
  return JSON.parse(text) as Snapshot;
};
const place = async (): Promise<RestaurantLayout> => (await snapshot()).place;
const printer = async (called: string): Promise<Printer> => {
  const found = (await open.core.ask({ name: 'printers' })).find(({ name }) => name === called);
  if (!found) throw new Error(`there is no printer ${called}`);
  return found;
};
const chainOf = async (called: string): Promise<readonly string[]> => {
  const { stations, printers } = await place();
  const { printerId, fallbacks } = stations.find(({ name }) => name === called) as Station;
  return [printerId, ...fallbacks].map((id) => printers.find((one) => one.id === id)?.name ?? '?');
};
const addReal = (name: string, host = '192.168.1.50') =>
  run('addPrinter', { name, address: { kind: 'tcp', host, port: 9100 }, profile: PROFILE });
const order = async (...products: string[]): Promise<number> => {
  const done = await open.core.execute('placeOrder', orderInput(...products), SENDER, randomUUID());
  if (!done.ok) throw new Error(done.code);
  return done.reply.number;
};
/** Prints the printer's next ticket, with this end. */
async function print(called: string, outcome: PrintOutcome = PRINTED): Promise<boolean> {
  const { id: printerId } = await printer(called);
  const claimed = await desk('claimJob', { printerId, worker: 1 });
  if (!claimed.ok || !claimed.reply.lease) return false;
  const { jobId, token } = claimed.reply.lease;
  const done = await desk('settleJob', {
    printerId,
    jobId,
    token,
    outcome,
    firstByteAt: Date.now(),
    heard: '',
    nextFor: null,
  });
  return done.ok;
}
const wire = async (
  number: number,
): Promise<PublicReply & { comandas: readonly PublicReply[] }> => {
  const found = await open.core.ask({ name: 'order', of: { number } });
  if (!found) throw new Error('no order');
  return publicOrder(found) as PublicReply & { comandas: readonly PublicReply[] };
};

describe("a sample printer's paper", () => {
  it('is "de_muestra" on the wire and never "impreso", and ends the order as paper does', async () => {
    const number = await order('pan');
    expect((await wire(number)).comandas).toMatchObject([{ estado: 'en_cola', virtual: true }]);
    await print('Cocina');
    const now = await wire(number);
    expect(now.comandas).toMatchObject([
      { impresora: 'Cocina', estado: 'de_muestra', virtual: true, hora: expect.any(String) },
    ]);
    expect(now).toMatchObject({
      estado: 'listo',
      fecha_fin: expect.any(String),
      duracion: expect.any(Number),
    });
    expect(JSON.stringify(now)).not.toContain('"impreso"');
  });

  it('keeps its stored state, and the event of it says that no paper came out', async () => {
    await order('pan');
    await print('Cocina');
    const settled = heard.filter((event) => event.kind === 'printJob.settled');
    expect(settled).toMatchObject([{ state: 'printed', virtual: true }]);
    expect(settled.map(publicEvent)).toMatchObject([{ datos: { virtual: true } }]);
  });

  it('is the same after its printer was removed, and after a person said that it came out', async () => {
    const number = await order('agua');
    await print('Bar', { kind: 'unsure', cause: 'no_answer', bytes: 9 });
    await run('retryPrinter', { printer: 'Bar' });
    await print('Bar', { kind: 'unsure', cause: 'no_answer', bytes: 9 });
    expect((await wire(number)).comandas).toMatchObject([
      { estado: 'sin_confirmar', virtual: true },
    ]);
    await run('confirmPrinted', { order: number, job: null, station: null });
    expect((await wire(number)).comandas).toMatchObject([{ estado: 'de_muestra', virtual: true }]);
    await addReal('Epson');
    await run('removeSamples', {
      to: (await printer('Epson')).id,
      printers: true,
      menu: false,
      tables: false,
    });
    expect((await wire(number)).comandas).toMatchObject([{ estado: 'de_muestra', virtual: true }]);
  });

  it('of a real printer is as ever, and says nothing of samples', async () => {
    await addReal('Epson');
    await run('setStationChain', { station: 'Cocina', printers: ['Epson'], whenUnsure: null });
    const number = await order('pan');
    await print('Epson');
    const [ticket] = (await wire(number)).comandas;
    expect(ticket).toMatchObject({ estado: 'impreso' });
    expect(ticket).not.toHaveProperty('virtual');
  });

  it("reaches screens: each print says it, and a screen's own picture says the same as the host's", async () => {
    const before = stateFrom(await snapshot());
    await order('pan', 'agua');
    await print('Cocina');
    const after = heard.reduce<HostState>(applyEvent, before);
    const fresh = stateFrom(await snapshot());
    expect(after.orders).toEqual(fresh.orders);
    const jobs = Object.values(after.orders).flatMap(({ tickets }) =>
      tickets.flatMap((ticket): readonly LiveJob[] => ticket.jobs),
    );
    expect(jobs.map(({ state, virtual }) => [state, virtual])).toEqual([
      ['printed', true],
      ['queued', true],
    ]);
    expect(after.place.printers.every(({ virtual }) => virtual)).toBe(true);
  });
});

describe('a first real printer', () => {
  it('at the head of a chain turns the sample stops out of it; chains whose head is still a sample keep theirs', async () => {
    await addReal('Epson');
    const done = await run('setStationChain', {
      station: 'Cocina',
      printers: ['Epson', 'Cocina', 'Caja', 'Bar'],
      whenUnsure: null,
    });
    expect(done).toMatchObject({ ok: true, reply: { printers: ['Epson'] } });
    expect(await chainOf('Cocina')).toEqual(['Epson']);
    expect(await chainOf('Bar')).toEqual(['Bar', 'Caja', 'Cocina']);
    await run('setStationChain', {
      station: 'Bar',
      printers: ['Bar', 'Epson', 'Caja'],
      whenUnsure: null,
    });
    expect(await chainOf('Bar')).toEqual(['Bar', 'Epson', 'Caja']);
  });

  it('that fails leaves its tickets waiting: none of twelve ends on a sample', async () => {
    await addReal('Epson');
    await run('setStationChain', {
      station: 'Cocina',
      printers: ['Epson', 'Caja', 'Bar'],
      whenUnsure: null,
    });
    const numbers: number[] = [];
    for (let n = 0; n < 12; n++) numbers.push(await order('pan'));
    for (let tries = 0; tries < 8; tries++) {
      await print('Epson', GONE);
      await run('retryPrinter', { printer: 'Epson' });
    }
    for (const called of ['Cocina', 'Bar', 'Repostería', 'Caja'])
      expect(await print(called)).toBe(false);
    for (const number of numbers) {
      const now = await wire(number);
      expect(now).toMatchObject({ fecha_fin: null });
      expect(now.comandas).toMatchObject([{ impresora: 'Epson', estado: 'en_cola' }]);
    }
  });

  it('in the middle of a chain never hands its tickets on to a sample', async () => {
    await addReal('Epson');
    await run('setStationChain', {
      station: 'Bar',
      printers: ['Bar', 'Epson', 'Caja'],
      whenUnsure: null,
    });
    const number = await order('agua');
    for (let tries = 0; tries < 3; tries++) {
      await print('Bar', GONE);
      await run('retryPrinter', { printer: 'Bar' });
    }
    expect((await wire(number)).comandas).toMatchObject([{ impresora: 'Epson' }]);
    for (let tries = 0; tries < 8; tries++) {
      await print('Epson', GONE);
      await run('retryPrinter', { printer: 'Epson' });
    }
    expect((await wire(number)).comandas).toMatchObject([
      { impresora: 'Epson', estado: 'en_cola' },
    ]);
  });

  it("does not get rid of its tickets to a sample by a person's hand, by a closed station or by relief either", async () => {
    await addReal('Epson');
    await run('setStationChain', { station: 'Cocina', printers: ['Epson'], whenUnsure: null });
    const number = await order('pan');
    expect(await run('reroutePrint', { order: number, station: null, to: 'Caja' })).toMatchObject({
      code: 'SAMPLE_PRINTER',
    });
    const { stations } = await place();
    const idOf = (called: string): string => stations.find(({ name }) => name === called)?.id ?? '';
    expect(await run('closeStation', { id: idOf('Cocina'), to: idOf('Bar') })).toMatchObject({
      code: 'RESTAURANT_INVALID',
    });
    expect(await run('rebalanceLane', { printerId: (await printer('Epson')).id })).toMatchObject({
      code: 'NO_RELIEF',
    });
    // The other way round it may: a real printer is always better.
    const other = await order('agua');
    expect(await run('reroutePrint', { order: other, station: null, to: 'Epson' })).toMatchObject({
      ok: true,
    });
  });

  it('put in the place of a sample by moving it is another printer: what the sample printed stays "de_muestra"', async () => {
    const before = await order('pan');
    await print('Cocina');
    const { id } = await printer('Cocina');
    await run('movePrinter', {
      printer: 'Cocina',
      address: { kind: 'tcp', host: '192.168.1.50', port: 9100 },
    });
    const real = await printer('Cocina');
    expect(real.id).not.toBe(id);
    // What a sample understands says nothing of a real one.
    expect(real.profile).toMatchObject({ fence: 'none', answersStatus: false, columns: 48 });
    expect(await chainOf('Cocina')).toEqual(['Cocina']);
    expect(await chainOf('Bar')).toEqual(['Bar', 'Caja', 'Cocina']);
    const after = await order('pan');
    await print('Cocina');
    expect((await wire(before)).comandas).toMatchObject([{ estado: 'de_muestra', virtual: true }]);
    expect((await wire(after)).comandas).toMatchObject([{ estado: 'impreso' }]);
  });

  it('is not put in the place of a sample where tickets wait', async () => {
    await order('pan');
    const moved = await run('movePrinter', {
      printer: 'Cocina',
      address: { kind: 'tcp', host: '192.168.1.50', port: 9100 },
    });
    expect(moved).toMatchObject({ code: 'PRINTER_IN_USE' });
  });
});

describe('removing all of the sample', () => {
  it('puts one real printer in the place of the sample ones, and takes dishes, questions and tables along', async () => {
    await addReal('Epson');
    expect((await place()).samples).toMatchObject({
      items: expect.any(Number),
      tables: expect.any(Number),
    });
    const { id: to } = await printer('Epson');
    const done = await run('removeSamples', { to, printers: true, menu: true, tables: true });
    expect(done).toMatchObject({
      ok: true,
      reply: { printers: ['Cocina', 'Bar', 'Repostería', 'Caja'], kept: [] },
    });
    const after = await place();
    expect(after.printers.map(({ name }) => name)).toEqual(['Epson']);
    for (const { name } of after.stations) expect(await chainOf(name)).toEqual(['Epson']);
    expect([after.items, after.categories, after.modifierGroups, after.tables]).toEqual([
      [],
      [],
      [],
      [],
    ]);
    expect(after.samples).toEqual({ items: 0, tables: 0 });
    const { lanes } = await open.core.ask({ name: 'queue' });
    expect(
      publicQueue({ lanes, ordersToday: 0, meanSeconds: null, waitingForSomeone: 0 } as never),
    ).toMatchObject({
      carriles: [{ impresora: 'Epson', virtual: false }],
    });
    expect(heard.at(-1)).toMatchObject({ kind: 'restaurant.changed', what: 'samples-removed' });
  });

  it('leaves what the owner made or changed, and a table where somebody sits', async () => {
    await addReal('Epson');
    const before = await place();
    const pan = before.items.find(({ name }) => name === 'Pan');
    if (!pan) throw new Error('no bread');
    const { id, code, categoryId: category, removable, groupIds, ownStationIds } = pan;
    await run('saveItem', {
      id,
      code,
      name: 'Pan casero',
      category,
      price: 90_000,
      groups: [...groupIds],
      without: [...removable],
      stations: [...ownStationIds],
    });
    const [first] = before.tables;
    const seated = orderInput('agua');
    await open.core.execute(
      'placeOrder',
      { ...seated, type: 'table', table: first?.name ?? '', customer: null },
      SENDER,
      'k',
    );
    await print('Bar');
    const done = await run('removeSamples', {
      to: (await printer('Epson')).id,
      printers: true,
      menu: true,
      tables: true,
    });
    expect(done).toMatchObject({ ok: true, reply: { kept: [first?.name] } });
    const after = await place();
    expect(after.items.map(({ name }) => name)).toEqual(['Pan casero']);
    expect(after.categories.map(({ name }) => name)).toEqual(['Entradas']);
    expect(after.tables.map(({ name }) => name)).toEqual([first?.name]);
  });

  it('is refused, in words, without a printer to take over, with a sample as one, and while tickets wait', async () => {
    const all = { printers: true, menu: false, tables: false };
    expect(await run('removeSamples', { to: null, ...all })).toMatchObject({
      code: 'RESTAURANT_INVALID',
    });
    const { id: caja } = await printer('Caja');
    expect(await run('removeSamples', { to: caja, ...all })).toMatchObject({
      code: 'SAMPLE_PRINTER',
    });
    await addReal('Epson');
    const { id: to } = await printer('Epson');
    await order('pan');
    expect(await run('removeSamples', { to, ...all })).toMatchObject({ code: 'PRINTER_IN_USE' });
    await print('Cocina');
    expect(await run('removeSamples', { to, ...all })).toMatchObject({ ok: true });
  });

  it('leaves the rest of a chain as it is: real printers keep their places', async () => {
    await addReal('Epson');
    await addReal('Star', '192.168.1.51');
    await run('addPrinter', {
      name: 'PDF',
      address: { kind: 'pdf', folder: null },
      profile: PROFILE,
    });
    await run('setStationChain', { station: 'Bar', printers: ['Bar', 'Star'], whenUnsure: null });
    await run('setStationChain', {
      station: 'Repostería',
      printers: ['Repostería', 'PDF'],
      whenUnsure: null,
    });
    await run('removeSamples', {
      to: (await printer('Epson')).id,
      printers: true,
      menu: false,
      tables: false,
    });
    expect(await chainOf('Bar')).toEqual(['Star']);
    expect(await chainOf('Repostería')).toEqual(['Epson', 'PDF']);
    expect(await chainOf('Cocina')).toEqual(['Epson']);
  });
});
