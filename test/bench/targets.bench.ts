/**
 * A1: the seeds' own targets, in their own units, by the rehearsal that an owner starts by a
 * button.
 */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { it } from 'vitest';
import type { Rehearsal, RehearsalCheckName } from '../../src-shared/model/operations/rehearsal';
import { QUICK, report } from './figures';

const run = promisify(execFile);
/** Four minutes each: fewer rounds than of what takes seconds. */
const ROUNDS = Math.min(3, Number(process.env.BENCH_ROUNDS ?? 3));

const NAMES: Readonly<Record<RehearsalCheckName, string>> = {
  received: 'reception of each order',
  queued: 'each order in line',
  burst: '100 orders at once, all received',
  printed: 'those 100 all printed, 150 mm/s',
  normal: '95 % of papers, busiest printer 60 % busy',
  high: '95 % of papers, busiest printer 87 % busy',
};

it.skipIf(QUICK)('A1: the seeds’ targets', async () => {
  const measured = new Map<
    RehearsalCheckName,
    { readonly limitMs: number; readonly shares: number[] }
  >();
  for (let round = 0; round < ROUNDS; round++) {
    const cli = path.resolve('.build/cli.js');
    // 1: a target was missed, which is what is to be reported.
    const { stdout } = await run(process.execPath, [cli, 'load', '--simulate', '--json'], {
      maxBuffer: 1 << 24,
    }).catch((error: { stdout: string }) => error);
    const { checks, lost } = JSON.parse(stdout) as Rehearsal;
    for (const { name, limitMs, ms } of checks) {
      const kept = measured.get(name) ?? { limitMs, shares: [] };
      kept.shares.push(ms / limitMs);
      measured.set(name, kept);
    }
    if (lost > 0) console.log(`${lost} orders were lost`);
  }
  for (const [name, { limitMs, shares }] of measured)
    report({
      row: 'A1',
      what: NAMES[name],
      peer: `${limitMs / 1_000} s`,
      bar: '< 1',
      values: shares,
    });
});
