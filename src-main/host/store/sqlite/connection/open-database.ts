/** Opens the writing connection and verifies its durability settings. */
import Database from 'better-sqlite3';
import type { Remedy } from '../../../ports/store';
import { fault } from '../../../../../src-shared/base/fault-points';

/** First SQLite without the WAL-reset corruption (3.7.0 to 3.51.2). */
const OLDEST_SQLITE = [3, 51, 3];

/** How long a command waits for another program that holds the database, ms. Then it is refused. */
const BUSY_MS = 1_500;

/**
 * SQLite's number for synchronous=FULL. better-sqlite3 compiles in NORMAL for WAL, which loses
 * acknowledged orders in a power cut.
 */
const FULL = 2;

/**
 * The log is written back at 32 MB: a start after a crash stays fast, and a busy page is not
 * written back every second.
 */
const CHECKPOINT_PAGES = 8_000;

export class DatabaseRefused extends Error {
  constructor(
    words: string,
    readonly remedy: Remedy = 'backup',
  ) {
    super(words);
  }
}

/**
 * Statements write a bound value as `+?` where the planner would use it: a row found by an index
 * and sorted, a maximum, a limit. SQLite (3.54) assumes that the best plan depends on a bare `?`
 * there. Since better-sqlite3 clears bindings after each use, it would compile the statement again
 * each time, at ten times the cost of its answer. The sign changes neither value nor affinity
 * (https://sqlite.org/lang_expr.html). `test/contract/statements.test.ts` finds statements without
 * it.
 *
 * `addon`: another build of better-sqlite3's native part (COMANDA_SQLITE_ADDON). `fileMustExist`: a
 * missing database is an error, and none is created. Throws DatabaseRefused with a message for the
 * staff.
 */
export function openDatabase(
  file: string,
  addon: string | null,
  { fileMustExist = false } = {},
): Database.Database {
  const db = new Database(file, {
    timeout: BUSY_MS,
    fileMustExist,
    ...(addon ? { nativeBinding: addon } : {}),
  });
  try {
    const version = String(db.prepare('SELECT sqlite_version()').pluck().get());
    if (isOlder(version))
      throw new DatabaseRefused(
        `SQLite ${version} puede dañar la base; hace falta ${OLDEST_SQLITE.join('.')} o posterior.`,
      );
    db.pragma('journal_mode = WAL');
    db.pragma(`synchronous = ${fault('store.synchronous-normal') ? 'NORMAL' : 'FULL'}`);
    db.pragma('foreign_keys = ON');
    // A savepoint keeps the old content of every page that it changes. In a temporary file that
    // cost 50 writes an order.
    db.pragma('temp_store = MEMORY');
    db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    const mode = String(db.pragma('journal_mode', { simple: true }));
    const synchronous = Number(db.pragma('synchronous', { simple: true }));
    const isSafe = synchronous === FULL || fault('store.synchronous-unchecked');
    if (mode !== 'wal' || !isSafe) {
      throw new DatabaseRefused(
        `La base no acepta escritura segura (journal_mode=${mode}, synchronous=${synchronous}).`,
      );
    }
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Runs one statement that fails at once if another program holds the database. */
export function withoutWaiting(db: Database.Database, work: () => void): void {
  const patience = Number(db.pragma('busy_timeout', { simple: true }));
  db.pragma('busy_timeout = 0');
  try {
    work();
  } finally {
    db.pragma(`busy_timeout = ${patience}`);
  }
}

function isOlder(version: string): boolean {
  const parts = version.split('.').map(Number);
  for (const [index, oldest] of OLDEST_SQLITE.entries()) {
    const part = parts[index] ?? 0;
    if (part !== oldest) return part < oldest;
  }
  return false;
}
