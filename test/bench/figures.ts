/**
 * Figures of a bench: medians of interleaved rounds, their spread, a table to read and JSON to
 * keep.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export type Row = {
  readonly row: string;
  readonly what: string;
  readonly peer: string;
  readonly bar: string;
  readonly values: readonly number[];
};

/** Every day's look: a round of each, less of everything, and no servers of others. */
export const QUICK = process.env.BENCH_QUICK === '1';
export const ROUNDS = Number(process.env.BENCH_ROUNDS ?? (QUICK ? 1 : 7));

const rows: Row[] = [];

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

export function report(row: Row): void {
  rows.push(row);
  const { values } = row;
  const digits = (value: number): string => value.toFixed(value < 10 ? 3 : 0);
  const spread =
    values.length > 1 ? ` (${digits(Math.min(...values))} to ${digits(Math.max(...values))})` : '';
  console.log(
    `| ${row.row} | ${row.what} | ${row.peer} | ${row.bar} | ${digits(median(values))}${spread} |`,
  );
  mkdirSync('test-results', { recursive: true });
  writeFileSync(
    'test-results/bench.json',
    JSON.stringify({ at: new Date().toISOString(), rows }, null, 2),
  );
}

/** A folder for a bench, gone behind it. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'comanda-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
