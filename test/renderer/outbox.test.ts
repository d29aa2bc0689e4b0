/**
 * An outbox with a bad entry in it, as a phone may have kept it from before: everything else is
 * sent, and the person sees what was not.
 */
import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { openConnection } from '../../src-renderer/client/link/connection';
import { openHostClient } from '../../src-renderer/client/host-client';
import type { HostClient } from '../../src-renderer/client/host-client';
import { newKey } from '../../src-renderer/client/state/ids';
import { openStoredOutbox } from '../../src-renderer/client/state/stored-outbox';
import { openOutbox } from '../../src-renderer/client/state/outbox';
import type { PendingCommand } from '../../src-renderer/client/state/outbox';
import { ageToSend } from '../../src-renderer/client/state/sendable';
import { OLDEST_COMMAND_MS } from '../../src-shared/screen-api/messages';
import type { FromScreen } from '../../src-shared/screen-api/messages';
import { openHouse } from '../support/house';
import type { House } from '../support/house';
import { until } from '../support/until';

const DAY_MS = 86_400_000;
let house: House;
let token: string;
let hostKey: string;
let origin: string;
let personId: string;
const open: { stop(): void }[] = [];

beforeAll(async () => {
  house = await openHouse({}, ['--no-print']);
  await house.person('Ana', 'mesero');
  token = await house.device('mesero', 'Ana');
  hostKey = String((await house.http('GET', `/identidad?reto=${'a'.repeat(32)}`)).body.clave);
  origin = `http://127.0.0.1:${house.host.httpPort}`;
  const { body } = await house.http('GET', '/personas', { as: token });
  personId =
    (body.personas as { id: string; nombre: string }[]).find(({ nombre }) => nombre === 'Ana')
      ?.id ?? '';
});
afterAll(() => house.stop());
afterEach(() => {
  for (const one of open.splice(0)) one.stop();
  vi.restoreAllMocks();
});

const order = (table: string) => ({ type: 'table', table, lines: [{ product: 'Agua' }] });

/** What the phone had written down before this page was loaded, oldest first. */
async function kept(...entries: readonly Partial<PendingCommand>[]): Promise<void> {
  const db = await openStoredOutbox(hostKey);
  await db?.clear('owed');
  for (const [index, entry] of entries.entries()) {
    const no = Date.now() - 1_000 + index;
    const whole = {
      no,
      key: newKey(),
      name: 'placeOrder',
      input: {},
      madeAt: Date.now(),
      personId,
      after: null,
      about: null,
    };
    await db?.put('owed', { ...whole, refused: null, ...entry }, no);
  }
  db?.close();
}

async function client(): Promise<HostClient> {
  const one = await openHostClient({ origin, token, hostKey });
  open.push(one);
  return one;
}
const waits = (one: HostClient): readonly PendingCommand[] =>
  one.store.getState().owed.filter(({ refused }) => refused === null);
const aside = (one: HostClient): readonly PendingCommand[] =>
  one.store.getState().owed.filter(({ refused }) => refused !== null);
const ordersAt = async (table: string): Promise<number> => {
  const { pedidos } = (await house.host.asProgram({ consulta: 'recientes', limite: 50 })) as {
    pedidos: { mesa?: string }[];
  };
  return pedidos.filter(({ mesa }) => mesa === table).length;
};

it('sends an order though this device’s clock was corrected by a month meanwhile, and what was ordered after it', async () => {
  const sockets = vi.spyOn(globalThis, 'WebSocket');
  await kept({ input: order('M1'), madeAt: Date.now() - 31 * DAY_MS }, { input: order('M2') });
  const one = await client();
  await until('nothing is owed', () => one.store.getState().owed.length === 0);
  expect([await ordersAt('M1'), await ordersAt('M2')]).toEqual([1, 1]);
  expect(sockets).toHaveBeenCalledTimes(1);
});

it.each([
  ['years ago', Date.now() - 9_000 * DAY_MS],
  ['in a year', Date.now() + 365 * DAY_MS],
  ['at no time', Number.NaN],
  ['between two milliseconds', Date.now() - 0.5],
])('sends what was made %s by this device’s clock', async (_, madeAt) => {
  await kept({ input: order('M3'), madeAt });
  const before = await ordersAt('M3');
  const one = await client();
  await until('nothing is owed', () => one.store.getState().owed.length === 0);
  expect((await ordersAt('M3')) - before).toBe(1);
});

it('sets aside what the host refuses for its shape, and sends the rest', async () => {
  await kept(
    { name: 'x'.repeat(41), input: order('S1') },
    { input: { ...order('S1'), nobody: 1 } },
    { input: order('S2') },
  );
  const one = await client();
  await until('all have an answer', () => waits(one).length === 0);
  expect(aside(one)).toMatchObject([
    { input: order('S1'), refused: { code: 'ORDER_INVALID' } },
    { input: { nobody: 1 }, refused: { code: 'ORDER_INVALID' } },
  ]);
  expect([await ordersAt('S1'), await ordersAt('S2')]).toEqual([0, 1]);
  // It is there until somebody has read it, also after a reload.
  one.stop();
  const again = await client();
  expect(aside(again)).toHaveLength(2);
  for (const { key } of aside(again)) await again.dismiss(key);
  expect(again.store.getState().owed).toEqual([]);
});

it('sets aside what is too large for one message before it costs the connection, and sends the rest', async () => {
  const sockets = vi.spyOn(globalThis, 'WebSocket');
  const lines = Array.from({ length: 150 }, () => ({ product: 'ñ'.repeat(250) }));
  await kept({ input: { ...order('L1'), lines } }, { input: order('L2') });
  const one = await client();
  await until('all have an answer', () => waits(one).length === 0);
  expect(aside(one)).toMatchObject([{ refused: { code: 'MESSAGE_TOO_LARGE' } }]);
  expect(await ordersAt('L2')).toBe(1);
  expect(sockets).toHaveBeenCalledTimes(1);
});

it('finds the one over which the host closes the connection, sets it aside and sends the rest, whatever a view asks meanwhile', async () => {
  // On its way it becomes something that has no key to answer to.
  const send = WebSocket.prototype.send;
  vi.spyOn(WebSocket.prototype, 'send').mockImplementation(function (this: WebSocket, data) {
    send.call(this, typeof data === 'string' && data.includes('"P2"') ? 'hola' : data);
  });
  await kept({ input: order('P1') }, { input: order('P2') }, { input: order('P3') });
  const one = await client();
  const asking = one.store.subscribe(({ link }, { link: before }) => {
    if (link === 'live' && before !== 'live')
      one.ask({ name: 'recent', limit: 1 }).catch(() => undefined);
  });
  await until('all have an answer', () => waits(one).length === 0);
  asking();
  expect(aside(one)).toMatchObject([{ input: order('P2'), refused: { code: 'NOT_A_REQUEST' } }]);
  expect([await ordersAt('P1'), await ordersAt('P2'), await ordersAt('P3')]).toEqual([1, 0, 1]);
});

/** Rows as they may lie there: damaged, of another version, by another hand. */
async function lie(...rows: readonly unknown[]): Promise<void> {
  const db = await openStoredOutbox(hostKey);
  await db?.clear('owed');
  for (const [index, row] of rows.entries())
    await db?.put('owed', row as PendingCommand, index + 1);
  db?.close();
}

it.each<[string, unknown]>([
  ['nothing', null],
  ['a number', 7],
  ['an empty object', {}],
  ['without a key', { name: 'placeOrder', input: order('R1'), personId: null, after: null }],
  [
    'with an empty key',
    { key: '', name: 'placeOrder', input: order('R1'), personId: null, after: null },
  ],
  [
    'with a key that is no text',
    { key: { a: 1 }, name: 'placeOrder', input: order('R1'), personId: null, after: null },
  ],
  [
    'with a name that is no text',
    { key: newKey(), name: 7, input: order('R1'), personId: null, after: null },
  ],
  ['of nobody knows whom', { key: newKey(), name: 'placeOrder', input: order('R1') }],
  [
    'refused, and nobody knows why',
    { key: newKey(), name: 'placeOrder', input: order('R1'), personId: null, refused: 'x' },
  ],
])('shows a row aside that is %s, and sends the rest', async (_, row) => {
  const good = {
    key: newKey(),
    name: 'placeOrder',
    input: order('R2'),
    madeAt: Date.now(),
    personId,
    about: null,
  };
  // As an earlier version wrote it: nothing it could wait for, and no place for a refusal.
  await lie(row, good);
  const before = await ordersAt('R2');
  const one = await client();
  await until('the good one is sent', () => waits(one).length === 0);
  expect([await ordersAt('R1'), (await ordersAt('R2')) - before]).toEqual([0, 1]);
  expect(aside(one)).toHaveLength(1);
  // What is made now has its place behind it, and what is read is gone for good.
  await (
    await one.send('placeOrder', { type: 'table', table: 'R3', lines: [{ product: 'Agua' }] })
  ).outcome;
  await one.dismiss(aside(one)[0]?.key ?? '');
  one.stop();
  expect((await client()).store.getState().owed).toEqual([]);
});

it('sends what a row asks for once, though it lies there twice, and shows the second one aside', async () => {
  const row = {
    key: newKey(),
    name: 'placeOrder',
    madeAt: Date.now(),
    personId,
    after: null,
    about: null,
    refused: null,
  };
  await lie({ ...row, input: order('T1') }, { ...row, input: order('T2') });
  const one = await client();
  await until('all have an answer', () => waits(one).length === 0);
  expect(aside(one)).toMatchObject([{ input: order('T2'), refused: { code: 'NOT_A_REQUEST' } }]);
  expect([await ordersAt('T1'), await ordersAt('T2')]).toEqual([1, 0]);
});

it('sends what a newer version of this program had written down', async () => {
  const name = 'comanda outbox of a newer version';
  const made = await openDB(name, 9, {
    upgrade(db, _from, _to, transaction) {
      for (const store of ['owed', 'kept', 'made', 'later']) db.createObjectStore(store);
      void transaction
        .objectStore('owed')
        .put({ key: newKey(), name: 'x', input: 1, personId: null, later: true }, 1);
    },
  });
  made.close();
  const outbox = await openOutbox('of a newer version', () => undefined);
  expect(outbox).toMatchObject({
    isKept: true,
    owed: [{ no: 1, name: 'x', input: 1, after: null, refused: null }],
  });
  outbox.close();
});

it.each(['getAllKeys', 'get', 'put', 'delete'] as const)(
  'sends though the store of this device fails at %s, and says so',
  async (failing) => {
    await kept({ input: order('F1') });
    const before = await ordersAt('F2');
    vi.spyOn(IDBObjectStore.prototype, failing).mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    const one = await client();
    await until('it is live', () => one.store.getState().link === 'live');
    const { outcome } = await one.send('placeOrder', {
      type: 'table',
      table: 'F2',
      lines: [{ product: 'Agua' }],
    });
    expect(await outcome).toMatchObject({ ok: true });
    expect((await ordersAt('F2')) - before).toBe(1);
    await until('it is said', () => !one.store.getState().isKept || aside(one).length > 0);
  },
);

it('sets aside what was added to an order that this device knows nothing of any more', async () => {
  await kept({ name: 'addLines', input: { lines: [] }, after: 'gone' }, { input: order('O1') });
  const one = await client();
  await until('all have an answer', () => waits(one).length === 0);
  expect(aside(one)).toMatchObject([{ name: 'addLines', refused: { code: 'ORDER_UNKNOWN' } }]);
  expect(await ordersAt('O1')).toBe(1);
});

it('adds to an order that was placed before the clock was corrected by a month', async () => {
  const first = await client();
  const { key, outcome } = await first.send('placeOrder', {
    type: 'table',
    table: 'C1',
    lines: [{ product: 'Agua' }],
  });
  const placed = await outcome;
  first.stop();
  const db = await openStoredOutbox(hostKey);
  const made = await db?.get('made', key);
  await db?.put('made', { order: made?.order ?? 0, at: Date.now() - 31 * DAY_MS }, key);
  db?.close();
  await kept({ name: 'addLines', input: { lines: [{ product: 'Café' }] }, after: key });
  const one = await client();
  await until('nothing is owed', () => one.store.getState().owed.length === 0);
  const number = placed.ok ? placed.reply.number : 0;
  expect(await house.host.asProgram({ consulta: 'pedido', id: number })).toMatchObject({
    lineas: [{ producto: 'Agua' }, { producto: 'Café' }],
  });
});

it('does not hold back what somebody ordered for what another person made here', async () => {
  await kept({ input: order('W1'), personId: 'somebody else' }, { input: order('W2') });
  const one = await client();
  await until('the other one is sent', () => one.store.getState().owed.length === 1);
  expect([await ordersAt('W1'), await ordersAt('W2')]).toEqual([0, 1]);
});

it('waits longer before each try as long as the host closes over what it is sent, though it is welcomed each time', async () => {
  const delays: number[] = [];
  const real = globalThis.setTimeout;
  vi.spyOn(Math, 'random').mockReturnValue(1);
  // Its waits between tries are told apart by their lengths, and shortened; every other timer runs
  // as it is.
  const waitsMs = new Set([250, 500, 1_000, 2_000]);
  vi.spyOn(globalThis, 'setTimeout').mockImplementation((work: () => void, ms = 0, ...rest: []) => {
    if (waitsMs.has(ms)) delays.push(ms);
    return real(work, waitsMs.has(ms) ? 10 : ms, ...rest);
  });
  let welcomes = 0;
  const one = openConnection({
    origin,
    token,
    hostKey,
    firstLook: Promise.resolve('same'),
    since: () => null,
    onUnread: () => undefined,
    onMessage: ({ type }) => {
      if (type === 'welcome') welcomes++;
    },
    onLink(link) {
      // Without a key that could be answered to.
      if (link === 'live')
        one.send({ type: 'command', name: 'x', input: null } as unknown as FromScreen);
    },
  });
  open.push(one);
  await until('it was welcomed and thrown out', () => welcomes >= 5);
  expect(delays.slice(0, 4)).toEqual([250, 500, 1_000, 2_000]);
});

it.each([
  ['a month and a day', -31 * DAY_MS, OLDEST_COMMAND_MS],
  ['an hour', -3_600_000, 3_600_000],
  ['a day to come', DAY_MS, 0],
  ['no time at all', Number.NaN, 0],
])('takes an age of %s no further than the host does', (_, madeAt, age) => {
  expect(ageToSend(madeAt, 0)).toBe(age);
});
