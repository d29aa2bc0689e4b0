/**
 * A connection for work of minutes beside the orders: backups and checks, which go through the
 * whole file once.
 */
import Database from 'better-sqlite3';

/**
 * KiB of pages it keeps; SQLite's own figure here is 16 MB. Every page is read once, so more helps
 * nothing; and what a thread's work took stays with the process for good (glibc keeps an arena a
 * thread): a soak showed 20 MB more from its first backup on.
 */
const CACHE_KIB = 2_000;

/** Throws what SQLite throws where it cannot be opened. */
export function openReadOnly(file: string, addon: string | null): Database.Database {
  const db = new Database(file, {
    readonly: true,
    fileMustExist: true,
    ...(addon ? { nativeBinding: addon } : {}),
  });
  db.pragma(`cache_size = -${CACHE_KIB}`);
  return db;
}
