/**
 * The write-ahead log as a file: written back at 32 MB it stays about that large, grows for as long as somebody reads one moment of the
 * database without an end (a backup of a large one, a stranger's tool), and does not shrink by itself afterwards.
 */
import { statSync } from 'node:fs';
import type { Database } from 'better-sqlite3';

/** Twice of what it is written back at. */
const LARGE_BYTES = 64 * 1024 * 1024;

export function logBytes(databaseFile: string): number {
  return statSync(`${databaseFile}-wal`, { throwIfNoEntry: false })?.size ?? 0;
}

/** Empties a log that has grown large; while somebody still reads, nothing happens and nobody waits for it. */
export function trimLog(db: Database, databaseFile: string): void {
  if (logBytes(databaseFile) < LARGE_BYTES) return;
  const patience = Number(db.pragma('busy_timeout', { simple: true }));
  db.pragma('busy_timeout = 0');
  try {
    db.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    db.pragma(`busy_timeout = ${patience}`);
  }
}
