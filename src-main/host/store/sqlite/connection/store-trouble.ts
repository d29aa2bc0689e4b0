/** Maps SQLite errors to refusals of commands and to the store's lasting trouble. */
import path from 'node:path';
import { refuse } from '../../../../../src-shared/base/errors';
import type { Refusal } from '../../../../../src-shared/base/errors';
import type { Answer } from '../../../../../src-shared/queries/queries';
import type { StoreFault, StoreTrouble } from '../../../ports/store';
import { isReadOnly } from './disk';

const WORDS: Readonly<Record<Exclude<StoreTrouble['code'], 'FOLDER_LOST'>, string>> = {
  DISK_FULL: 'El disco está lleno: los pedidos se rechazan hasta que haya lugar.',
  DISK_READ_ONLY: 'El disco no acepta escrituras: los pedidos se rechazan hasta que las acepte.',
  STORE_BUSY:
    'Otro programa tiene tomada la base de datos: los pedidos se rechazan hasta que la suelte.',
  STORE_FAILED: 'La base de datos falla: los pedidos se rechazan.',
};

export function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}

/** An error as the log shows it. `where`: the command or the part of the store that failed. */
export function faultOf(where: string, error: unknown): StoreFault {
  const message = error instanceof Error ? error.message : String(error);
  return { where, code: codeOf(error) || 'ERROR', message };
}

export function isIoError(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_IOERR');
}

export function storeRefusal(error: unknown, database: string): Refusal {
  const code = codeOf(error);
  if (code === 'SQLITE_FULL') return refuse('DISK_FULL');
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return refuse('STORE_BUSY');
  if (!code.startsWith('SQLITE_')) return refuse('INTERNAL');
  // SQLite has no code of its own for a disk that turned read-only under an open file: it reports
  // an I/O error.
  return refuse(isReadOnly(path.dirname(database)) ? 'DISK_READ_ONLY' : 'STORE_FAILED');
}

/**
 * Codes of errors that concern the whole database. Other errors concern one command: a violated
 * constraint, a malformed row.
 */
const WHOLE = /^SQLITE_(FULL|BUSY|LOCKED|CORRUPT|NOTADB|CANTOPEN|READONLY|IOERR|NOMEM|PROTOCOL)/;

/** Null: the error concerns one command, or is a bug of the program. */
export function passingTrouble(error: unknown, database: string): StoreTrouble | null {
  const { code } = storeRefusal(error, database);
  const isKnown =
    code === 'DISK_FULL' ||
    code === 'DISK_READ_ONLY' ||
    code === 'STORE_BUSY' ||
    code === 'STORE_FAILED';
  return isKnown && WHOLE.test(codeOf(error))
    ? { code, isLost: false, since: Date.now(), words: WORDS[code] }
    : null;
}

export function lostFor(code: 'STORE_FAILED' | 'FOLDER_LOST', words: string): StoreTrouble {
  return { code, isLost: true, since: Date.now(), words };
}

/** The trouble as an alert for the day's view. It cannot be stored as other alerts are. */
export function asAlert({ code, since }: StoreTrouble): Answer<'queue'>['alerts'][number] {
  return {
    seq: 0,
    kind: 'store',
    subject: null,
    about: null,
    figure: null,
    limit: null,
    cause: code,
    raisedAt: since,
    endedAt: null,
    seenBy: null,
  };
}
