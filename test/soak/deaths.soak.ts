/** The long form of the dying workers: every offset of a ticket and its fence. */
import { expect, it } from 'vitest';
import { deathRounds, mortal } from '../support/death-rounds';

it('wherever a worker dies in a ticket, the ticket comes out whole and marked once, and hangs on no other', async () => {
  const offsets = Array.from({ length: 340 }, (_, offset) => offset);
  expect(await deathRounds(await mortal(), offsets)).toEqual([]);
});
