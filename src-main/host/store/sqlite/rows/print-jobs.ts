/** Prepares the statements of print jobs and their attempts. */
import type { Database } from 'better-sqlite3';
import { attemptRows } from './print-job/attempts';
import { jobReads } from './print-job/read-jobs';
import { laneReads } from './print-job/read-lanes';
import { jobWrites } from './print-job/write-jobs';

export function printJobRows(db: Database) {
  return { ...jobWrites(db), ...attemptRows(db), ...jobReads(db), ...laneReads(db) };
}
