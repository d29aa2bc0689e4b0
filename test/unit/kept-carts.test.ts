/** What a phone kept of carts: one that is damaged takes no other with it. */
import { afterEach, expect, it, vi } from 'vitest';
import { EMPTY_CART, lineOf, openCarts, withLine } from '../../src-renderer/waiter/parts/carts';

afterEach(() => vi.unstubAllGlobals());

const good = withLine(EMPTY_CART, lineOf(EMPTY_CART, { id: '1', name: 'Agua', code: 'B1' }));
const openWith = (text: string) => {
  vi.stubGlobal('localStorage', { getItem: () => text, setItem: () => undefined });
  return openCarts('host').store.getState();
};

it.each<[string, unknown]>([
  ['is nothing', null],
  ['has no list of dishes', { ...good, lines: null }],
  ['has a dish that is none', { ...good, lines: [null] }],
  ['has a dish without wishes', { ...good, lines: [{ ...good.lines[0], modifiers: null }] }],
  ['has a customer that is no text', { ...good, customer: 7 }],
])('leaves out a cart that %s', (_, bad) => {
  expect(openWith(JSON.stringify({ bad, good }))).toEqual({ good });
});

it('fills in what a version of before did not have', () => {
  expect(openWith(JSON.stringify({ old: { lines: good.lines } }))).toEqual({ old: good });
});

it('is empty where the whole of it is damaged', () => {
  expect(openWith('{"good":')).toEqual({});
});
