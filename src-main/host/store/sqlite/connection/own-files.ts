/**
 * Whether the database's paths still name the files that the store has open. SQLite goes on writing
 * into files that were deleted, moved, unmounted or replaced, without an error: whatever it stores
 * there is lost with the process.
 */
import { statSync } from 'node:fs';

type FileId = { readonly dev: bigint; readonly ino: bigint };

export type OwnFiles = {
  /**
   * The file or folder that is not there any more, or is another one by now; null: all is as it
   * was.
   */
  lost(): string | null;
  /**
   * The database was closed and opened again, by which SQLite may have removed its log and made
   * another.
   */
  forgetLog(): void;
};

/**
 * Called with the database open. The log is remembered from the first look that finds it: SQLite
 * makes it with the first transaction.
 */
export function rememberOwnFiles(database: string): OwnFiles {
  const log = `${database}-wal`;
  const ownDatabase = idOf(database);
  let ownLog = idOf(log);
  return {
    lost() {
      if (!isStill(ownDatabase, idOf(database))) return database;
      const now = idOf(log);
      if (ownLog === 'absent') ownLog = now;
      return isStill(ownLog, now) ? null : log;
    },
    forgetLog() {
      ownLog = 'absent';
    },
  };
}

/**
 * Where the system does not say what is there (a right was taken away, a network is slow), nothing
 * is concluded.
 */
function isStill(own: FileId | Absence, now: FileId | Absence): boolean {
  if (own === 'unknown' || own === 'absent' || now === 'unknown') return true;
  return now !== 'absent' && own.dev === now.dev && own.ino === now.ino;
}

type Absence = 'absent' | 'unknown';

/**
 * What the system says of a path that leads nowhere: no such file, a folder that is none, a network
 * folder or device that went away.
 */
const NOWHERE = new Set(['ENOENT', 'ENOTDIR', 'ESTALE', 'ENODEV', 'ENXIO', 'ENOTCONN']);

function idOf(file: string): FileId | Absence {
  try {
    const { dev, ino } = statSync(file, { bigint: true });
    return { dev, ino };
  } catch (error) {
    return NOWHERE.has((error as NodeJS.ErrnoException).code ?? '') ? 'absent' : 'unknown';
  }
}
