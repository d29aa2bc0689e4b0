/**
 * Checks whether the database's paths still name the files that are open.
 *
 * SQLite goes on writing into files that were deleted, moved, unmounted or replaced, without an
 * error. What it stores there is lost with the process.
 */
import { statSync } from 'node:fs';

type FileId = { readonly dev: bigint; readonly ino: bigint };

export type OwnFiles = {
  /** The file or folder that is missing or was replaced; null: both files are in place. */
  lost(): string | null;
  /** Call after a reopen: SQLite may have removed its log and created another. */
  forgetLog(): void;
};

/**
 * Call with the database open. The log is remembered when a check first finds it: SQLite creates it
 * with the first transaction.
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

/** An unknown state (a revoked right, a slow network) counts as unchanged. */
function isStill(own: FileId | Absence, now: FileId | Absence): boolean {
  if (own === 'unknown' || own === 'absent' || now === 'unknown') return true;
  return now !== 'absent' && own.dev === now.dev && own.ino === now.ino;
}

type Absence = 'absent' | 'unknown';

/**
 * Error codes of a path that leads nowhere: a missing file, a parent that is no folder, a network
 * folder or device that was disconnected.
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
