/**
 * Printers that fail at random under load: afterwards the paper says whether the host told the
 * truth. The long form is in the soak.
 */
// @module-tag slow
import { beforeAll, expect, it } from 'vitest';
import { faultRounds } from '../support/fault-rounds';
import { seededChance } from '../support/kill-rounds';
import { doubtedFor, patientFor, shortened } from '../support/short-limits';
import type { Faults } from '../support/faulty';

/** Printers that confirm nothing are waited for again and again here. */
const SHORTER = [patientFor(30), doubtedFor(100)];

let faults: Faults;
beforeAll(async () => {
  faults = await shortened(0.02, ...SHORTER);
});

it('every ticket ends on paper or with a person, none twice without saying so, none "impreso" without paper', async () => {
  const seed = Date.now();
  const {
    broken,
    ends,
    faults: done,
  } = await faultRounds({
    orders: 45,
    faultWithinMs: 250,
    chance: seededChance(seed),
    faults,
  });
  expect({ seed, broken, faults: broken.length > 0 ? done : [] }).toEqual({
    seed,
    broken: [],
    faults: [],
  });
  // The faults did bite, and most tickets came out for all that.
  expect(done.length).toBeGreaterThan(5);
  expect(ends.impreso ?? 0).toBeGreaterThan(22);
}, 240_000);

it.each([
  [
    'says printed when the bytes have left',
    'printing.completion-assumed',
    'is on no paper',
    { orders: 15, only: [{ swallowsAfter: 40 }, { discardsData: true }] },
  ],
  [
    'does not mark a second copy',
    'printing.copy-not-marked',
    'copies that do not say so',
    { orders: 15, only: [{ losesFenceAnswer: true }] },
  ],
  [
    'drops what its breaker keeps from a printer',
    'printing.failover-without-job',
    'left desviado',
    { orders: 12, away: 'Cocina' },
  ],
] as const)(
  'would show a host that %s (sabotage)',
  async (_, point, proof, plan) => {
    const sabotaged = await shortened(0.02, ...SHORTER, point);
    // Chance may spare a sabotaged host once; not three times.
    let proven: readonly string[] = [];
    for (let seed = 7; seed < 10 && proven.length === 0; seed++) {
      const { broken } = await faultRounds({
        ...plan,
        faultWithinMs: 250,
        chance: seededChance(seed),
        faults: sabotaged,
      });
      proven = broken.filter((words) => words.includes(proof));
    }
    expect(proven).not.toEqual([]);
  },
  240_000,
);
