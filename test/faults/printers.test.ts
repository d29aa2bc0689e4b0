/**
 * Printers that fail at random under load: afterwards the paper says whether the host told the
 * truth. The long form is in the soak.
 */
// @module-tag slow
import { beforeAll, expect, it } from 'vitest';
import { faultRounds } from '../support/fault-rounds';
import { seededChance } from '../support/kill-rounds';
import { doubtedFor, patientFor, shortBuild } from '../support/short-limits';

/** Printers that confirm nothing are waited for again and again here. */
const SHORTER = [patientFor(30), doubtedFor(100)];

let build: string;
beforeAll(async () => {
  build = await shortBuild('figures-tiny', 0.02, ...SHORTER);
});

it('every ticket ends on paper or with a person, none twice without saying so, none "impreso" without paper', async () => {
  const seed = Date.now();
  const { broken, ends, faults } = await faultRounds({
    orders: 45,
    faultWithinMs: 250,
    chance: seededChance(seed),
    build,
  });
  expect({ seed, broken, faults: broken.length > 0 ? faults : [] }).toEqual({
    seed,
    broken: [],
    faults: [],
  });
  // The faults did bite, and most tickets came out for all that.
  expect(faults.length).toBeGreaterThan(5);
  expect(ends.impreso ?? 0).toBeGreaterThan(22);
}, 240_000);

it.each([
  [
    'says printed when the bytes have left',
    [
      {
        file: 'src-main/host/printing/worker/print-session.ts',
        find: '    if (await talk.answered(fence, fenceId, limits.pollMs, limits.answerMs)) {',
        replace: '    if ((await talk.answered(fence, fenceId, 1, 1)) || fenceId) {',
      },
    ],
    'is on no paper',
    { orders: 15, only: [{ swallowsAfter: 40 }, { discardsData: true }] },
  ],
  [
    'does not mark a second copy',
    [
      {
        file: 'src-main/host/domain/printing/settle-job.ts',
        find: 'job: { ...job, mark: again, ahead: true },',
        replace: 'job: { ...job, ahead: again !== null },',
      },
    ],
    'copies that do not say so',
    { orders: 15, only: [{ losesFenceAnswer: true }] },
  ],
  [
    'drops what its breaker keeps from a printer',
    [
      {
        file: 'src-main/host/domain/printing/fallback.ts',
        find: "      { put: 'printJob', job: made },\n",
        replace: '',
      },
      {
        file: 'src-main/host/domain/printing/fallback.ts',
        find: "      {\n        kind: 'printJob.queued',\n        order: orderNumber,\n        job: asQueued(made, catalogue),\n        why: 'fallback',\n        cause,\n      },\n",
        replace: '',
      },
    ],
    'left desviado',
    { orders: 12, away: 'Cocina' },
  ],
] as const)(
  'would show a host that %s (sabotage)',
  async (name, edits, proof, plan) => {
    const sabotaged = await shortBuild(
      `sabotage-${name.replaceAll(' ', '-')}`,
      0.02,
      ...SHORTER,
      ...edits,
    );
    // Chance may spare a sabotaged host once; not three times.
    let proven: readonly string[] = [];
    for (let seed = 7; seed < 10 && proven.length === 0; seed++) {
      const { broken } = await faultRounds({
        ...plan,
        faultWithinMs: 250,
        chance: seededChance(seed),
        build: sabotaged,
      });
      proven = broken.filter((words) => words.includes(proof));
    }
    expect(proven).not.toEqual([]);
  },
  240_000,
);
