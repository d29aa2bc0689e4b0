/**
 * The long form of the kill test: 20 clients x 50 orders, killed after up to 3 s, 200 rounds
 * (SOAK_ROUNDS).
 */
import { expect, it } from 'vitest';
import { killRounds, seededChance } from '../support/kill-rounds';

const ROUNDS = Number(process.env.SOAK_ROUNDS ?? 200);
/** Rounds that share one database; then a fresh one, so that checking stays quick. */
const BATCH = 10;

it(`F01: ${ROUNDS} kills under load break no promise`, async () => {
  const seed = Number(process.env.SOAK_SEED ?? Date.now());
  const chance = seededChance(seed);
  let acked = 0;
  for (let done = 0; done < ROUNDS; done += BATCH) {
    const rounds = Math.min(BATCH, ROUNDS - done);
    const result = await killRounds({
      rounds,
      clients: 20,
      orders: 50,
      killWithinMs: 3_000,
      chance,
    });
    acked += result.acked;
    expect(result.broken, `seed ${seed}`).toEqual([]);
    console.log(`${done + rounds} of ${ROUNDS} kills, ${acked} answered orders, none lost`);
  }
});
