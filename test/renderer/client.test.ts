/**
 * The client library against a real host: an outbox that survives, a link that comes back, a host
 * that is not the one it knew.
 */
import 'fake-indexeddb/auto';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openHostClient } from '../../src-renderer/client/host-client';
import type { HostClient } from '../../src-renderer/client/host-client';
import {
  lanesReader,
  stationStatusOf,
  tablesOf,
  ticketsAt,
} from '../../src-renderer/client/state/selectors';
import { openHouse } from '../support/house';
import type { House } from '../support/house';
import { until } from '../support/until';
import { openWire } from '../support/wire';
import type { Wire } from '../support/wire';

let house: House;
let token: string;
let hostKey: string;
const open: HostClient[] = [];

beforeAll(async () => {
  house = await openHouse();
  await house.person('Ana', 'mesero');
  await house.person('Luis', 'mesero');
  token = await house.device('mesero', 'Ana');
  hostKey = String((await house.http('GET', `/identidad?reto=${'a'.repeat(32)}`)).body.clave);
});
afterAll(() => house.stop());
afterEach(() => {
  for (const client of open.splice(0)) client.stop();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const wire = (): Promise<Wire> => openWire(house.host.httpPort);

async function client(
  origin = `http://127.0.0.1:${house.host.httpPort}`,
  key: string | null = hostKey,
  as = token,
): Promise<HostClient> {
  const made = await openHostClient({ origin, token: as, hostKey: key });
  open.push(made);
  return made;
}
const isLive = (one: HostClient): Promise<unknown> =>
  until('it is live', () => one.store.getState().link === 'live' && one.store.getState().host);
const order = (table: string, product = 'Milanesa') => ({
  type: 'table' as const,
  table,
  lines: [{ product }],
});
const ordersAt = async (table: string): Promise<number> => {
  const { pedidos } = (await house.host.asProgram({ consulta: 'recientes', limite: 50 })) as {
    pedidos: { mesa?: string }[];
  };
  return pedidos.filter(({ mesa }) => mesa === table).length;
};

describe('a client', () => {
  it('sends, is told of its receipt, and sees the order go its way', async () => {
    const one = await client();
    await isLive(one);
    const { outcome } = await one.send('placeOrder', order('C1'));
    const done = await outcome;
    expect(done).toMatchObject({ ok: true, repeated: false, tickets: [{ station: 'Cocina' }] });
    expect(one.store.getState().owed).toEqual([]);
    await until('its paper', () =>
      tablesOf(one.store.getState().host ?? never()).some(
        ({ name, orders }) => name === 'C1' && orders[0]?.order.state === 'ready',
      ),
    );
    const { host } = one.store.getState();
    const table = tablesOf(host ?? never()).find(({ name }) => name === 'C1');
    expect(table?.orders[0]?.tickets[0]?.jobs[0]).toMatchObject({ state: 'sent' });
  });

  it('tells in words why something was refused, and keeps it until somebody has read it', async () => {
    const one = await client();
    await isLive(one);
    const { key, outcome } = await one.send('voidLines', {
      order: 99_999,
      lines: null,
      reason: 'x',
    });
    expect(await outcome).toMatchObject({ ok: false, error: { code: 'ORDER_UNKNOWN' } });
    expect(one.store.getState().owed).toMatchObject([{ key, refused: { code: 'ORDER_UNKNOWN' } }]);
    await one.dismiss(key);
    expect(one.store.getState().owed).toEqual([]);
  });

  it('asks, and says at once when there is nobody to ask', async () => {
    const one = await client();
    await isLive(one);
    expect(await one.ask({ name: 'recent', limit: 1 })).toHaveLength(1);
    one.stop();
    await expect(one.ask({ name: 'recent', limit: 1 })).rejects.toThrow('sin conexión');
  });

  it('sends the outbox of ten minutes once, after a reload, in its order and marked late', async () => {
    const line = await wire();
    const one = await client(line.origin);
    await isLive(one);
    line.cut();
    await until('it is cut', () => one.store.getState().link === 'cut');
    const before = await ordersAt('O1');
    for (let n = 0; n < 15; n++)
      await one.send('placeOrder', order('O1', n === 0 ? 'Agua' : 'Milanesa'));
    expect(one.store.getState().owed).toHaveLength(15);
    // The page is loaded again ten minutes later.
    one.stop();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10 * 60_000 });
    line.mend();
    const back = await client(line.origin);
    expect(back.store.getState().owed).toHaveLength(15);
    // Another tab of the same device has the same outbox: the keys see to it that nothing is done
    // twice.
    const tab = await client(line.origin);
    await until(
      'nothing is owed',
      () => back.store.getState().owed.length === 0 && tab.store.getState().owed.length === 0,
    );
    expect((await ordersAt('O1')) - before).toBe(15);
    const reloaded = await client(line.origin);
    expect(reloaded.store.getState().owed).toEqual([]);
    await until(
      'their paper',
      () =>
        house.kitchen
          .pieces('Cocina')
          .filter((piece) => piece.some((text) => text.includes('MESA O1'))).length === 14,
    );
    for (const piece of house.kitchen
      .pieces('Cocina')
      .filter((one) => one.some((text) => text.includes('MESA O1'))))
      expect(piece.join('\n')).toContain('TARDÍO');
    line.stop();
  });

  it('notices that it is cut off though nothing says so, and comes back by itself to the whole picture', async () => {
    const line = await wire();
    const one = await client(line.origin);
    await isLive(one);
    line.hold();
    await until('it says so', () => one.store.getState().link === 'cut', 10_000);
    const other = await client();
    await isLive(other);
    await (
      await other.send('placeOrder', order('B1'))
    ).outcome;
    await until('it is back', () => one.store.getState().link === 'live', 20_000);
    await until('it caught up', () =>
      tablesOf(one.store.getState().host ?? never()).some(({ name }) => name === 'B1'),
    );
    line.stop();
  });

  it('follows while the wire is cut every moment, and ends with the host’s own picture', async () => {
    const line = await wire();
    const one = await client(line.origin);
    await isLive(one);
    for (let n = 0; n < 6; n++) {
      await one.send('placeOrder', order(`F${n}`));
      line.cut();
      line.mend();
      one.tryNow();
      await until('it is live', () => one.store.getState().link === 'live', 20_000);
    }
    await until('nothing is owed', () => one.store.getState().owed.length === 0, 20_000);
    const other = await client();
    await until('both are still', () => {
      const [mine, theirs] = [one.store.getState().host, other.store.getState().host];
      return mine && theirs && mine.seq === theirs.seq && isDeepStrictEqual(mine, theirs);
    });
    for (let n = 0; n < 6; n++) expect(await ordersAt(`F${n}`)).toBe(1);
    line.stop();
  });

  it.each(['the browser', 'a library'])(
    'sends nothing to a stranger at the host’s address, whose signature %s checks',
    async (by) => {
      // Plain http and older browsers.
      if (by === 'a library')
        vi.spyOn(crypto.subtle, 'importKey').mockRejectedValue(new Error('unknown algorithm'));
      const stranger = await openHouse();
      const one = await client(`http://127.0.0.1:${stranger.host.httpPort}`);
      const table = by === 'a library' ? 'X1' : 'X2';
      await one.send('placeOrder', order(table));
      await until('it knows', () => one.store.getState().link === 'stranger');
      expect(one.store.getState().owed).toHaveLength(1);
      const { pedidos } = (await stranger.host.asProgram({ consulta: 'recientes' })) as {
        pedidos: unknown[];
      };
      expect(pedidos).toEqual([]);
      await stranger.stop();
      one.stop();
      // At the right host it is sent.
      const right = await client();
      await until('nothing is owed', () => right.store.getState().owed.length === 0);
      expect(await ordersAt(table)).toBe(1);
    },
  );

  it('adds what was ordered offline to the order that was placed offline, also after a reload', async () => {
    const line = await wire();
    const one = await client(line.origin);
    await isLive(one);
    line.cut();
    await until('it is cut', () => one.store.getState().link === 'cut');
    const { key } = await one.send('placeOrder', order('AF'));
    await one.addAfter(key, { lines: [{ product: 'Agua' }] });
    one.stop();

    const again = await client(line.origin);
    await again.addAfter(key, { lines: [{ product: 'Café' }] });
    expect(again.store.getState().owed.map(({ after }) => after)).toEqual([null, key, key]);
    line.mend();
    await until('nothing is owed', () => again.store.getState().owed.length === 0, 20_000);
    // Its placing is long done: the number is still known here, and in a tab that opens now.
    await again.addAfter(key, { lines: [{ product: 'Ñoquis' }] });
    const tab = await client();
    await isLive(tab);
    await (
      await tab.addAfter(key, { lines: [{ product: 'Bife' }] })
    ).outcome;
    await until('all of it is on one order', () => {
      const table = tablesOf(tab.store.getState().host ?? never()).find(
        ({ name }) => name === 'AF',
      );
      return table?.orders.length === 1 && table.orders[0]?.lines.length === 5;
    });
    line.stop();
  });

  it('does what was said of one order while offline one after the other, and calls none of it another person’s edit', async () => {
    const line = await wire();
    const one = await client(line.origin);
    await isLive(one);
    const placed = await (
      await one.send('placeOrder', {
        ...order('OE'),
        lines: [2, 3].map((course) => ({ product: 'Milanesa', course, held: true })),
      })
    ).outcome;
    const number = placed.ok ? placed.reply.number : 0;
    line.cut();
    await until('it is cut', () => one.store.getState().link === 'cut');
    await one.send('addLines', { order: number, lines: [{ product: 'Agua' }] });
    for (const course of [2, 3]) await one.send('fireLines', { order: number, base: 1, course });
    await one.send('editOrder', { order: number, base: 1, note: 'cumpleaños' });
    // The page is loaded again before it has its network.
    one.stop();
    const again = await client(line.origin);
    line.mend();
    await until('nothing is owed', () => again.store.getState().owed.length === 0, 20_000);
    const live = tablesOf(again.store.getState().host ?? never()).find(({ name }) => name === 'OE')
      ?.orders[0];
    expect(live).toMatchObject({ order: { note: 'cumpleaños', revision: 5 } });
    expect(live?.lines.map(({ state }) => state)).toEqual(['fired', 'fired', 'fired']);
    line.stop();
  });

  it('is told of somebody else’s edit in between: what was said before it is not done', async () => {
    const line = await wire();
    const one = await client(line.origin);
    await isLive(one);
    const placed = await (await one.send('placeOrder', order('OF'))).outcome;
    const number = placed.ok ? placed.reply.number : 0;
    line.cut();
    await until('it is cut', () => one.store.getState().link === 'cut');
    const counter = await client(undefined, hostKey, house.owner);
    await isLive(counter);
    const theirs = await (
      await counter.send('editOrder', { order: number, base: 1, note: 'ALERGIA: maní' })
    ).outcome;
    expect(theirs).toMatchObject({ ok: true, reply: { revision: 2 } });
    await one.send('addLines', { order: number, lines: [{ product: 'Agua' }] });
    await one.send('editOrder', { order: number, base: 1, note: 'sin apuro' });
    line.mend();
    await until('the edit says why', () =>
      one.store.getState().owed.some(({ refused }) => refused?.code === 'EDIT_STALE'),
    );
    const live = tablesOf(one.store.getState().host ?? never()).find(({ name }) => name === 'OF')
      ?.orders[0];
    expect(live).toMatchObject({
      order: { note: 'ALERGIA: maní', revision: 3 },
      lines: [{}, { name: 'Agua' }],
    });
    for (const { key } of one.store.getState().owed) await one.dismiss(key);
    line.stop();
  });

  it('gives back what was added to an order that the host refused', async () => {
    const line = await wire();
    const one = await client(line.origin);
    await isLive(one);
    line.cut();
    await until('it is cut', () => one.store.getState().link === 'cut');
    const counter = await client(undefined, hostKey, house.owner);
    await isLive(counter);
    await (
      await counter.send('setStock', { item: 'Picada', soldOut: true })
    ).outcome;
    const { key } = await one.send('placeOrder', order('RF', 'Picada'));
    await one.addAfter(key, { lines: [{ product: 'Agua' }] });
    line.mend();
    await until(
      'both say why',
      () =>
        one.store.getState().owed.filter(({ refused }) => refused?.code === 'ITEM_SOLD_OUT')
          .length === 2,
    );
    for (const { key: owed } of one.store.getState().owed) await one.dismiss(owed);
    await (
      await counter.send('setStock', { item: 'Picada', soldOut: false })
    ).outcome;
    line.stop();
  });

  it('says when it was thrown out, and does not knock again', async () => {
    const own = await house.device('mesero', 'Ana');
    const one = await client(undefined, hostKey, own);
    await isLive(one);
    await house.http('DELETE', `/dispositivos/${String(one.store.getState().session?.deviceId)}`, {
      as: house.owner,
    });
    await until('it says so', () => one.store.getState().link === 'revoked');
  });

  it('puts nobody else’s name on what somebody made', async () => {
    const own = await house.device('mesero', 'Ana');
    const line = await wire();
    const one = await client(line.origin, hostKey, own);
    await isLive(one);
    line.cut();
    await until('it is cut', () => one.store.getState().link === 'cut');
    await one.send('placeOrder', order('N1'));
    await house.http('POST', '/sesion', { as: own, body: { persona: 'Luis', pin: '7301' } });
    line.mend();
    await until(
      'Luis is there',
      () =>
        one.store.getState().link === 'live' &&
        one.store.getState().session?.person?.name === 'Luis',
    );
    expect(one.store.getState().owed).toHaveLength(1);
    await house.http('POST', '/sesion', { as: own, body: { persona: 'Ana', pin: '7301' } });
    await until('Ana’s is sent', () => one.store.getState().owed.length === 0);
    expect(
      tablesOf(one.store.getState().host ?? never()).find(({ name }) => name === 'N1')?.orders[0]
        ?.order.waiter?.name,
    ).toBe('Ana');
    line.stop();
  });
});

describe('selectors', () => {
  it('tell a station’s tickets oldest first, and where each print stands', async () => {
    const one = await client(undefined, hostKey, house.owner);
    await isLive(one);
    await (
      await one.send('setStationScreen', { station: 'Bar', screen: true })
    ).outcome;
    await house.kitchen.unplug('Bar');
    for (const table of ['Z1', 'Z2'])
      await (
        await one.send('placeOrder', order(table, 'Agua'))
      ).outcome;
    const tablesAtBar = (): readonly (string | null | undefined)[] => {
      const { host: now } = one.store.getState();
      const station = now?.place.stations.find(({ name }) => name === 'Bar');
      return now && station ? ticketsAt(now, station.id).map(({ live }) => live?.order.table) : [];
    };
    await until('both are there', () => tablesAtBar().length === 2);
    expect(tablesAtBar()).toEqual(['Z1', 'Z2']);
    const host = one.store.getState().host ?? never();
    const bar = host.place.stations.find(({ name }) => name === 'Bar')?.id ?? '';
    const tickets = ticketsAt(host, bar);
    const lanes = lanesReader();
    expect(stationStatusOf(tickets[1]?.ticket ?? never(), lanes(host))).toMatchObject({
      job: { state: 'queued' },
      place: { position: 2 },
    });
    expect(lanes(host)).toBe(lanes(host));
    await house.kitchen.plugIn('Bar');
  });
});

function never(): never {
  throw new Error('it should be there');
}
