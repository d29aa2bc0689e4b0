/**
 * Locks a data folder, so that only one Comanda serves it.
 *
 * Node has no file locks, but SQLite has: an open exclusive transaction on a tiny database of its
 * own. The kernel releases it with the process, so no crash leaves it behind.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';

export type FolderLock = { release(): void };

export class FolderTaken extends Error {}

/**
 * Throws FolderTaken, with the process that holds the lock, if another Comanda serves the folder.
 */
export function lockDataFolder(folder: string, addon: string | null): FolderLock {
  const owner = path.join(folder, 'owner.json');
  const db = new Database(path.join(folder, 'lock.db'), {
    timeout: 0,
    ...(addon ? { nativeBinding: addon } : {}),
  });
  try {
    db.pragma('journal_mode = DELETE');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY'))
      throw new FolderTaken(takenBy(folder, owner));
    throw error;
  }
  writeFileSync(owner, JSON.stringify({ pid: process.pid, since: new Date().toISOString() }));
  return {
    release() {
      db.exec('ROLLBACK');
      db.close();
    },
  };
}

function takenBy(folder: string, owner: string): string {
  let who = '';
  try {
    const { pid, since } = JSON.parse(readFileSync(owner, 'utf8')) as {
      pid: number;
      since: string;
    };
    who = ` (proceso ${pid}, desde ${since})`;
  } catch {
    // The other process is starting and has not written its file yet.
  }
  return `Comanda ya está abierta con la carpeta ${folder}${who}. Ciérrela primero, o use otra carpeta con --data-dir.`;
}
