/** Opens a read-only connection for backups and checks, which read the whole file once. */
import Database from 'better-sqlite3';

/**
 * Page cache, KiB; SQLite's default here is 16 MB. Every page is read once, so a larger cache does
 * not help, and the process keeps a thread's memory permanently (glibc keeps an arena for each
 * thread): a soak test showed 20 MB more from the first backup on.
 */
const CACHE_KIB = 2_000;

/** Throws SQLite's error if the file cannot be opened. */
export function openReadOnly(file: string, addon: string | null): Database.Database {
  const db = new Database(file, {
    readonly: true,
    fileMustExist: true,
    ...(addon ? { nativeBinding: addon } : {}),
  });
  db.pragma(`cache_size = -${CACHE_KIB}`);
  return db;
}
