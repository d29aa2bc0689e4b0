/**
 * F03: a print worker dies after so many bytes of a ticket; sampled here, every offset in the soak.
 */
// @module-tag slow
import { beforeAll, expect, it } from 'vitest';
import { deathRounds, mortal } from '../support/death-rounds';
import { seededChance } from '../support/kill-rounds';
import type { Faults } from '../support/faulty';

let faults: Faults;
beforeAll(async () => {
  faults = await mortal();
});

it('wherever a worker dies in a ticket, the ticket comes out whole and marked once, and hangs on no other', async () => {
  const seed = Date.now();
  const chance = seededChance(seed);
  // The frame's first bytes, the last before the cut, the fence, and chance in between; a ticket
  // has about 300 bytes.
  const offsets = [
    0,
    1,
    3,
    6,
    290,
    300,
    310,
    ...Array.from({ length: 9 }, () => Math.floor(chance() * 330)),
  ];
  expect({ seed, broken: await deathRounds(faults, offsets) }).toEqual({ seed, broken: [] });
}, 120_000);

it.each([
  ['does not cut off what a dead worker left', 'printing.torn-not-recovered', 'hangs on the next'],
  [
    'forgets that bytes had left when a worker dies',
    'printing.not-announced',
    'copies that do not say so',
  ],
] as const)(
  'would show a host that %s (sabotage)',
  async (_, point, proof) => {
    const sabotaged = await mortal(point);
    expect((await deathRounds(sabotaged, [150, 305])).join()).toContain(proof);
  },
  120_000,
);
