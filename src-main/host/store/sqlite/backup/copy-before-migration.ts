/**
 * Copies a restaurant's database before a new version changes its schema.
 *
 * The copy is the only way back to the previous version.
 */
import { mkdirSync, statfsSync } from 'node:fs';
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import { migrationCopyName } from '../../../../../src-shared/model/operations/backups';
import type { EpochMs } from '../../../../../src-shared/base/vocabulary';
import { BackupInvalid, makeCopy } from './backup';
import { DatabaseRefused } from '../connection/open-database';
import { openReadOnly } from '../connection/open-read-only';

/**
 * Room for the copy and for the log of the migration, and a little more for the orders of the next
 * hours.
 */
const ROOM_FACTOR = 2;
const ROOM_BEYOND = 32 * 1024 * 1024;

export type CopyPlace = {
  readonly folder: string;
  readonly addon: string | null;
  /** The new version of the program, in the name of the copy. */
  readonly version: string;
  readonly now: EpochMs;
  /** For tests only. */
  readonly freeBytes?: (folder: string) => number;
};

export function hasOrders(db: Database): boolean {
  const table = db
    .prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'orders'")
    .get();
  return table !== undefined && db.prepare('SELECT 1 FROM orders LIMIT 1').get() !== undefined;
}

/**
 * Returns the path of the copy, verified and synced. Throws DatabaseRefused, with a message for the
 * staff, if it cannot be made.
 */
export function copyBeforeMigration(db: Database, place: CopyPlace): string {
  const { folder, addon, version, now, freeBytes = freeIn } = place;
  const to = path.join(folder, 'respaldos', migrationCopyName(version, now));
  try {
    mkdirSync(path.dirname(to), { recursive: true, mode: 0o700 });
    const bytes =
      Number(db.pragma('page_count', { simple: true })) *
      Number(db.pragma('page_size', { simple: true }));
    const needed = bytes * ROOM_FACTOR + ROOM_BEYOND;
    const free = freeBytes(path.dirname(to));
    if (free < needed)
      throw new NoRoom(
        `no hay lugar: hacen falta ${megabytes(needed)} MB y quedan ${megabytes(free)} MB`,
      );
    const wanted = figuresOf(db);
    makeCopy(folder, to, addon, (file) => {
      const found = figuresIn(file, addon);
      if (found !== wanted)
        throw new BackupInvalid(
          `la copia no tiene lo mismo que la base (${found}, y no ${wanted})`,
        );
    });
    return to;
  } catch (error) {
    throw new DatabaseRefused(
      `Esta versión de Comanda cambia la forma de la base, y antes guarda una copia de ella en ${path.dirname(to)}. ` +
        `La copia no se pudo hacer: ${wordsOf(error)}. La base quedó como estaba. ` +
        'Libere espacio y vuelva a abrir; o, si ya tiene un respaldo en otro lugar, abra sin la copia con --migrate-without-copy.',
      // For a damaged database an older backup may help; for a full disk it does not.
      error instanceof BackupInvalid ? 'rescue' : 'none',
    );
  }
}

class NoRoom extends Error {}

function wordsOf(error: unknown): string {
  const { code, message } = error as Error & { readonly code?: string };
  return code === 'ENOSPC' || code === 'SQLITE_FULL' ? 'el disco está lleno' : message;
}

function freeIn(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

const megabytes = (bytes: number): number => Math.ceil(bytes / 1_048_576);

/** Checks every page, and returns the figures that a lost row would change. */
function figuresIn(file: string, addon: string | null): string {
  const copy = openReadOnly(file, addon);
  try {
    const health = String(copy.pragma('integrity_check(1)', { simple: true }));
    if (health !== 'ok') throw new BackupInvalid(`la copia está dañada: ${health.slice(0, 200)}`);
    return figuresOf(copy);
  } finally {
    copy.close();
  }
}

function figuresOf(db: Database): string {
  const count = (table: string): number =>
    Number(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
  const schema = Number(db.prepare('SELECT max(version) FROM migrations').pluck().get());
  return `esquema ${schema}, ${count('orders')} pedidos, ${count('lines')} renglones, ${count('print_jobs')} impresiones`;
}
