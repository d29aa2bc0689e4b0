/**
 * The long form of the failing printers: 500 orders a round, a fresh seed each, SOAK_ROUNDS / 20
 * rounds.
 */
import { expect, it } from 'vitest';
import { faultRounds } from '../support/fault-rounds';
import { seededChance } from '../support/kill-rounds';
import { shortened } from '../support/short-limits';

const ROUNDS = Math.max(1, Math.round(Number(process.env.SOAK_ROUNDS ?? 200) / 20));

it(`${ROUNDS} rounds of 500 orders on printers that fail at random: the paper agrees with what was said`, async () => {
  // With the guard against old tickets at a fiftieth of ten minutes most would wait for a person,
  // and prove little.
  const faults = await shortened(0.02, { 'printing.stale-minute-s': 3_000 });
  const first = Number(process.env.SOAK_SEED ?? Date.now());
  for (let round = 0; round < ROUNDS; round++) {
    const seed = first + round;
    console.log(`seed ${seed}`);
    const {
      broken,
      ends,
      faults: done,
    } = await faultRounds({
      orders: 500,
      faultWithinMs: 300,
      chance: seededChance(seed),
      faults,
    });
    expect(broken, `seed ${seed}`).toEqual([]);
    console.log(
      `${round + 1} of ${ROUNDS}: ${done.length} faults, tickets ended ${JSON.stringify(ends)}`,
    );
  }
});
