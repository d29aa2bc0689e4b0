/**
 * Opens the one writing connection with the durability the promises rest on, and reads it back
 * rather than believing it.
 */
import Database from 'better-sqlite3';
import type { Remedy } from '../../../ports/store';
import { fault } from '../../../../../src-shared/base/fault-points';

/** First SQLite without the WAL-reset corruption (3.7.0 to 3.51.2). */
const OLDEST_SQLITE = [3, 51, 3];

/**
 * How long a command waits for another program that holds the database, ms; it is refused by name
 * after that.
 */
const BUSY_MS = 1_500;

/**
 * SQLite's number for synchronous=FULL. better-sqlite3 compiles in NORMAL for WAL, under which a
 * power cut loses answered orders.
 */
const FULL = 2;

/**
 * The log is written back at 32 MB: often enough to start fast after a crash, seldom enough that a
 * busy page is not written back each second.
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
 * Statements write a bound value as `+?` where the planner would look at it: a row found by an
 * index and put in order, a largest one, so many of a list. SQLite (3.54) takes a bare `?` there
 * for one that the best plan depends on, and since better-sqlite3 clears what was bound after each
 * use, compiles the whole statement again each time: ten times the cost of its answer. The sign
 * changes neither value nor affinity (https://sqlite.org/lang_expr.html).
 * `test/contract/statements.test.ts` sees one that forgot.
 *
 * `addon` is another build of better-sqlite3's native part (COMANDA_SQLITE_ADDON). Throws
 * DatabaseRefused in words. `fileMustExist`: a database that is not there is an error, and no new
 * one is made in its place.
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
    // A savepoint keeps the old content of every page it touches; in a temporary file that was 50
    // writes an order.
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

/** Runs one statement that gives way to whoever holds the database instead of waiting. */
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
