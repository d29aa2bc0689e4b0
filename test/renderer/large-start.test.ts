/** The client library with a start that comes in parts: views see all of it at once, or none. */
import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openHostClient } from '../../src-renderer/client/host-client';
import type { HostClient } from '../../src-renderer/client/host-client';
import { openHouse } from '../support/house';
import type { House } from '../support/house';
import { screen } from '../support/screen-client';
import type { ScreenClient } from '../support/screen-client';
import { until } from '../support/until';

let house: House;
let one: ScreenClient;
const ORDERS = 15;

beforeAll(async () => {
  house = await openHouse({}, ['--no-print']);
  one = await screen(house.host.httpPort, house.owner);
  await one.hello();
  for (let n = 0; n < ORDERS; n++) await place(`G${n}`);
});
afterAll(async () => {
  one.close();
  await house.stop();
});

const lines = Array.from({ length: 90 }, () => ({
  product: 'ñ'.repeat(200),
  note: 'n'.repeat(180),
}));
const place = (table: string) => one.command('placeOrder', { type: 'table', table, lines });
const open = (): Promise<HostClient> =>
  openHostClient({
    origin: `http://127.0.0.1:${house.host.httpPort}`,
    token: house.owner,
    hostKey: null,
  });
const countOf = ({ store }: HostClient): number =>
  Object.keys(store.getState().host?.orders ?? {}).length;

it('shows no picture before it is whole, and follows from there', async () => {
  const client = await open();
  const seen: number[] = [];
  client.store.subscribe(({ host }) => {
    if (host) seen.push(Object.keys(host.orders).length);
  });
  await until('there is a picture', () => client.store.getState().host);
  expect(Math.min(...seen)).toBe(ORDERS);
  expect(client.store.getState().host?.orders).toEqual((await one.start()).orders);
  await place('N1');
  await until('it follows', () => countOf(client) === ORDERS + 1);
  client.stop();
});

it('keeps its picture while a new start is on its way, and comes to the same as everybody', async () => {
  const client = await open();
  await until('there is a picture', () => countOf(client) === ORDERS + 1);
  const counts: number[] = [];
  client.store.subscribe(() => void counts.push(countOf(client)));
  // The place changes: every screen starts anew.
  await one.command('setStationScreen', { station: 'Bar', screen: true });
  await place('N2');
  await until('it has all', () => countOf(client) === ORDERS + 2);
  expect(Math.min(...counts)).toBe(ORDERS + 1);
  await until(
    'it is as new',
    () =>
      client.store.getState().host?.place.stations.find(({ name }) => name === 'Bar')?.hasScreen,
  );
  expect(client.store.getState().host?.orders).toEqual((await one.start()).orders);
  client.stop();
});
