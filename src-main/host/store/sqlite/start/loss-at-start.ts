/** Checks at a start whether the database has lost dispatches since it was closed. */
import type { Database } from 'better-sqlite3';
import { chainOf, readIdentity } from '../connection/identity';
import type { IdentityFiles } from '../connection/identity';
import { brokenRecentLink, missingSinceTail, readTail } from '../write/hash-chain';

/**
 * Describes the loss for the staff; null: none found. Only the newest dispatches are checked here.
 * The whole chain is checked later, while orders are served.
 */
export function lossAtStart(
  db: Database,
  lastSeq: number,
  tailFile: string,
  identityFiles: IdentityFiles,
): string | null {
  const tail = readTail(tailFile);
  // A restored database has no tail file yet. It is meant to be older than the identity says.
  const identity = tail === null ? null : readIdentity(identityFiles);
  return (
    missingSinceTail(db, tail) ??
    missingSinceTail(db, identity && chainOf(identity)) ??
    brokenLink(db, lastSeq)
  );
}

function brokenLink(db: Database, lastSeq: number): string | null {
  const broken = brokenRecentLink(db, lastSeq);
  return broken === null
    ? null
    : `La cadena de envíos se rompe en el ${broken}: ese envío fue cambiado o falta.`;
}
