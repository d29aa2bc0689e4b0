/** Random evenings, many and long: `SOAK_ROUNDS=200 npm run soak -- order-life`. */
import { expect, it } from 'vitest';
import { randomEvening } from '../support/life-rounds';

const ROUNDS = Number(process.env.SOAK_ROUNDS ?? 40);
const STEPS = 150;

it(
  `${ROUNDS} random evenings are told alike by tables, screens and a notebook`,
  { timeout: 3_600_000 },
  async () => {
    let commands = 0;
    for (let seed = 100; seed < 100 + ROUNDS; seed++) {
      try {
        commands += (await randomEvening(seed, STEPS)).commands;
      } catch (error) {
        throw new Error(`seed ${seed}`, { cause: error });
      }
    }
    expect(commands).toBeGreaterThan(ROUNDS * STEPS);
    console.log(`${ROUNDS} evenings, ${commands} commands`);
  },
);
