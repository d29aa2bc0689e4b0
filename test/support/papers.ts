/**
 * Orders and their papers on a past: placed many at once, and printed one by one at the moments
 * that a test sets.
 */
import type { PrintOutcome } from '../../src-shared/model/print-job';
import type { Actor, EpochMs } from '../../src-shared/base/vocabulary';
import type { Past } from './past';

export const DESK: Actor = { id: 'print-desk', role: 'system' };
export const COUNTER: Actor = { id: 'pc', role: 'owner', name: 'Dueña' };

const CONFIRMED: PrintOutcome = {
  kind: 'confirmed',
  by: 'process_id',
  bytes: 10,
  sha256: 'x',
  unprintable: 0,
};

export async function printerCalled(past: Past, name: string): Promise<string> {
  return (await past.ask({ name: 'printers' })).find((printer) => printer.name === name)?.id ?? '';
}

/** So many orders of these dishes, all of one moment. Their numbers. */
export async function placeMany(
  past: Past,
  at: EpochMs,
  count: number,
  ...products: readonly string[]
): Promise<number[]> {
  const input = {
    type: 'takeaway',
    customer: 'X',
    lines: products.map((product) => ({ product })),
  };
  const replies = await past.runAll(
    Array.from({ length: count }, () => ({ name: 'placeOrder', input, actor: COUNTER, at })),
  );
  return replies.map((reply) => (reply as { number: number }).number);
}

/** The printer's next paper: `begins` its first byte, `ends` the moment when it is out. */
export async function printNext(
  past: Past,
  printerId: string,
  begins: EpochMs,
  ends: EpochMs,
): Promise<void> {
  past.at(begins);
  const { lease } = await past.run('claimJob', { printerId, worker: 1 }, DESK);
  if (!lease) throw new Error('nothing to print');
  past.at(ends);
  const { jobId, token } = lease;
  const settled = {
    printerId,
    jobId,
    token,
    outcome: CONFIRMED,
    firstByteAt: begins,
    heard: '',
    nextFor: null,
  };
  await past.run('settleJob', settled, DESK);
}
