/**
 * Keeps the write-ahead log short.
 *
 * Written back at 32 MB it stays about that large. It grows while a reader holds one snapshot of
 * the database (the backup of a large one, another program), and does not shrink by itself.
 */
import { statSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { withoutWaiting } from './open-database';
import { figure } from '../../../../../src-shared/base/fault-points';

/** Twice the size at which the log is written back. */
const LARGE_BYTES = figure('store.large-log-bytes', 64 * 1024 * 1024);

export function walBytes(databaseFile: string): number {
  return statSync(`${databaseFile}-wal`, { throwIfNoEntry: false })?.size ?? 0;
}

export type WalCheckpointer = {
  /**
   * Writes back what no reader or writer holds. Never waits, and blocks no other connection. Throws
   * SQLite's error.
   */
  writeBack(): void;
  close(): void;
};

/**
 * Opens a connection that only writes back, for a thread of its own. The core goes on appending
 * meanwhile. When the log is long the core writes back the rest and restarts the log (SQLite's
 * documentation of WAL mode, "Performance considerations").
 */
export function openWriteBack(folder: string, addon: string | null): WalCheckpointer {
  const db = new Database(path.join(folder, 'comanda.db'), {
    fileMustExist: true,
    ...(addon ? { nativeBinding: addon } : {}),
  });
  // Syncs before and after, as the core does.
  db.pragma('synchronous = FULL');
  db.pragma('busy_timeout = 0');
  db.pragma('wal_autocheckpoint = 0');
  return {
    writeBack: () => void db.pragma('wal_checkpoint(PASSIVE)'),
    close: () => void db.close(),
  };
}

/** Empties a log that has grown large. Does nothing while a reader holds it. */
export function truncateWal(db: Database.Database, databaseFile: string): void {
  if (walBytes(databaseFile) < LARGE_BYTES) return;
  withoutWaiting(db, () => void db.pragma('wal_checkpoint(TRUNCATE)'));
}
