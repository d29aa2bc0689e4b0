/**
 * The write-ahead log as a file: written back at 32 MB it stays about that large, grows for as long
 * as somebody reads one moment of the database without an end (a backup of a large one, a
 * stranger's tool), and does not shrink by itself afterwards.
 */
import { statSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { withoutWaiting } from './open-database';
import { figure } from '../../../../../src-shared/base/fault-points';

/** Twice of what it is written back at. */
const LARGE_BYTES = figure('store.large-log-bytes', 64 * 1024 * 1024);

export function walBytes(databaseFile: string): number {
  return statSync(`${databaseFile}-wal`, { throwIfNoEntry: false })?.size ?? 0;
}

export type WalCheckpointer = {
  /**
   * As far as nobody reads or writes there: never waits for anybody, and nobody waits for it.
   * Throws what SQLite says.
   */
  writeBack(): void;
  close(): void;
};

/**
 * A connection that does nothing but this, in a thread of its own. The core goes on appending
 * meanwhile; what is left when its log is long it writes back itself, and begins the log anew
 * (SQLite's documentation of WAL mode, "Performance considerations", has both).
 */
export function openWriteBack(folder: string, addon: string | null): WalCheckpointer {
  const db = new Database(path.join(folder, 'comanda.db'), {
    fileMustExist: true,
    ...(addon ? { nativeBinding: addon } : {}),
  });
  // Synced before and after, as the core would.
  db.pragma('synchronous = FULL');
  db.pragma('busy_timeout = 0');
  db.pragma('wal_autocheckpoint = 0');
  return {
    writeBack: () => void db.pragma('wal_checkpoint(PASSIVE)'),
    close: () => void db.close(),
  };
}

/**
 * Empties a log that has grown large; while somebody still reads, nothing happens and nobody waits
 * for it.
 */
export function truncateWal(db: Database.Database, databaseFile: string): void {
  if (walBytes(databaseFile) < LARGE_BYTES) return;
  withoutWaiting(db, () => void db.pragma('wal_checkpoint(TRUNCATE)'));
}
