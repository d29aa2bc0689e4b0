/**
 * The simple way: where SQLite still opens the file, it copies the tables that it can read to their
 * end.
 */
import { copyFileSync, existsSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { keptColumns } from './known-schemas';
import type { Shape } from './known-schemas';

/**
 * The tables that were copied whole; of the others nothing was. `scratch` is a file's name to work
 * at: opening a database with a log writes to it.
 */
export function copyBySqlite(
  damaged: string,
  scratch: string,
  {
    into,
    shapes,
    addon,
  }: {
    readonly into: Database.Database;
    readonly shapes: readonly Shape[];
    readonly addon: string | null;
  },
): ReadonlySet<string> {
  const ends = ['', '-wal'].filter((end) => existsSync(damaged + end));
  try {
    for (const end of ends) copyFileSync(damaged + end, scratch + end);
    const from = open(scratch, addon);
    if (from === null) return new Set();
    try {
      return new Set(
        shapes.filter((shape) => copyWhole(from, into, shape)).map(({ table }) => table),
      );
    } finally {
      from.close();
    }
  } finally {
    for (const end of ['', '-wal', '-shm']) rmSync(scratch + end, { force: true });
  }
}

/** Null: SQLite does not open it. */
function open(file: string, addon: string | null): Database.Database | null {
  let db: Database.Database | null = null;
  try {
    db = new Database(file, addon ? { nativeBinding: addon } : {});
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    return db;
  } catch {
    db?.close();
    return null;
  }
}

function copyWhole(from: Database.Database, into: Database.Database, shape: Shape): boolean {
  const names = keptColumns(shape);
  const insert = into.prepare(
    `INSERT INTO "${shape.table}" (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
  );
  try {
    into.transaction(() => {
      const rows = from
        .prepare<[], unknown[]>(`SELECT ${names.join(', ')} FROM "${shape.table}" NOT INDEXED`)
        .raw();
      for (const row of rows.iterate()) insert.run(row);
    })();
    return true;
  } catch {
    return false;
  }
}
