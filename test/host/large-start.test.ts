/**
 * A start of many large orders: bounded messages, the same picture for everybody, while orders go
 * on.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { applyEvent, follows } from '../../src-shared/live/projection';
import type { HostState } from '../../src-shared/live/projection';
import { MESSAGE_BYTES } from '../../src-shared/screen-api/messages';
import { openHouse } from '../support/house';
import type { House } from '../support/house';
import { screen } from '../support/screen-client';
import type { ScreenClient } from '../support/screen-client';
import { until } from '../support/until';

let house: House;
let one: ScreenClient;
let placed: readonly number[];

beforeAll(async () => {
  house = await openHouse({}, ['--no-print']);
  one = await live();
  await one.hello();
  const numbers: number[] = [];
  for (let n = 0; n < 40; n++) numbers.push(await place(`G${n}`));
  placed = numbers;
});
afterAll(() => house.stop());

const live = (): Promise<ScreenClient> => screen(house.host.httpPort, house.owner);
/** About as large as one message of a screen may be. */
const lines = Array.from({ length: 90 }, () => ({
  product: 'ñ'.repeat(200),
  note: 'n'.repeat(180),
}));
async function place(table: string): Promise<number> {
  const receipt = await one.command('placeOrder', { type: 'table', table, lines });
  return receipt.ok ? (receipt.reply as { number: number }).number : 0;
}
/** The picture once it has heard everything up to now. */
const caughtUp = (start: HostState, { events }: ScreenClient): HostState =>
  events.reduce((state, event) => {
    expect(follows(state, event)).toBe(true);
    return applyEvent(state, event);
  }, start);

it('comes in messages under their limit, and screens that start together while orders go on end with one picture', async () => {
  const screens = await Promise.all(Array.from({ length: 5 }, live));
  const starting = Promise.all(screens.map((each) => each.start()));
  for (const number of placed.slice(0, 20))
    await one.command('addLines', { order: number, lines: [{ product: 'Agua' }] });
  await place('L1');
  const starts = await starting;
  const last = await live();
  const picture = await last.start();
  for (const [index, each] of screens.entries()) {
    const start = starts[index] as HostState;
    await until('it has heard all', () => caughtUp(start, each).seq >= picture.seq);
    expect(caughtUp(start, each)).toEqual(picture);
    expect(each.frames.filter(({ type }) => type === 'part').length).toBeGreaterThan(5);
    expect(Math.max(...each.sizes)).toBeLessThanOrEqual(MESSAGE_BYTES);
    each.close();
  }
  last.close();
});

it('tells an order that is larger than any message in pieces', async () => {
  const number = await place('H1');
  const modifiers = Array.from({ length: 30 }, () => 'm'.repeat(490));
  const long = Array.from({ length: 4 }, () => ({ product: 'Agua', modifiers }));
  for (let n = 0; n < 12; n++)
    expect(await one.command('addLines', { order: number, lines: long })).toMatchObject({
      ok: true,
    });
  const each = await live();
  const { orders } = await each.start();
  expect(orders[number]?.lines).toHaveLength(90 + 12 * 4);
  expect(JSON.stringify(orders[number]).length).toBeGreaterThan(MESSAGE_BYTES);
  expect(Math.max(...each.sizes)).toBeLessThanOrEqual(MESSAGE_BYTES);
  each.close();
});

it('tells a screen that was cut off what it missed in messages under their limit', async () => {
  const before = await live();
  const { seq, at } = await before.hello();
  before.close();
  for (let n = 0; n < 12; n++) await place(`M${n}`);
  const back = await live();
  expect(await back.hello({ seq, at })).toMatchObject({ snapshot: null });
  await until(
    'all of it',
    () => back.events.filter(({ kind }) => kind === 'order.placed').length === 12,
  );
  expect(back.frames.filter(({ type }) => type === 'events').length).toBeGreaterThan(1);
  expect(Math.max(...back.sizes)).toBeLessThanOrEqual(MESSAGE_BYTES);
  back.close();
});

it('goes on with the others when one leaves in the middle of its start, or starts anew all the time', async () => {
  const leaving = await live();
  leaving.send({ type: 'hello', protocol: 1, since: null });
  await until('it has begun', () => leaving.frames.some(({ type }) => type === 'welcome'));
  leaving.socket.terminate();
  const restless = await live();
  for (let n = 0; n < 5; n++) restless.send({ type: 'hello', protocol: 1, since: null });
  const each = await live();
  expect(Object.keys((await each.start()).orders).length).toBeGreaterThan(40);
  expect(Object.keys((await restless.start()).orders).length).toBeGreaterThan(40);
  each.close();
  restless.close();
});
