/**
 * What can still be read of a damaged database, as a database of its own: every table row by row, from its beginning, from its end, and between
 * the two around what cannot be read. The damaged file is only read.
 */
import { copyFileSync, existsSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { chainHead, firstBrokenLink } from './chain';
import { migrate } from './migrate';
import { MIGRATIONS } from './migrations';

export type Recovered = {
  readonly orders: number;
  readonly lastOrderAt: number | null;
  readonly people: number;
  readonly dishes: number;
  /** Tables of which some rows could not be read, by name, with how many places of them that was. */
  readonly damaged: readonly string[];
  /** Rows that could be read and belong to one that could not. */
  readonly orphans: number;
  /** The chain of what was sent is whole, as far as it goes. */
  readonly isChainWhole: boolean;
};

/** Nothing of it can be read: not even which tables it has. */
export class NothingToRecover extends Error {}

/** Single values that are looked for between the two ends of what is readable, at the most. */
const PROBES_MAX = 200_000;

/** `scratch` is a file's name to work at. Throws NothingToRecover. */
export function recoverDatabase(damaged: string, to: string, scratch: string, addon: string | null): Recovered {
  const binding = addon ? { nativeBinding: addon } : {};
  const copies = ['', '-wal'].filter((end) => existsSync(damaged + end));
  // A copy: to open a database with a log writes to it.
  for (const end of copies) copyFileSync(damaged + end, scratch + end);
  try {
    const from = openDamaged(scratch, binding);
    rmSync(to, { force: true });
    const into = new Database(to, binding);
    try {
      into.pragma('foreign_keys = OFF');
      migrate(into, migrationsOf(from));
      const damagedTables = into.transaction(() => tablesOf(into).filter((table) => !copyTable(from, into, table)))();
      const orphans = into.transaction(() => dropOrphans(into))();
      migrate(into);
      return { ...figuresOf(into), damaged: damagedTables, orphans };
    } finally {
      into.close();
      from.close();
    }
  } finally {
    for (const end of ['', '-wal', '-shm']) rmSync(scratch + end, { force: true });
  }
}

function openDamaged(file: string, binding: Database.Options): Database.Database {
  let db: Database.Database | null = null;
  try {
    db = new Database(file, binding);
    if (db.prepare("SELECT count(*) FROM sqlite_schema WHERE type = 'table'").pluck().get() === 0) throw new Error('está vacía');
    return db;
  } catch (error) {
    db?.close();
    throw new NothingToRecover(`de la base no se puede leer nada (${(error as Error).message})`);
  }
}

/** Up to the schema that it has; the newest where that cannot be read. */
function migrationsOf(db: Database.Database): typeof MIGRATIONS {
  try {
    const version = Number(db.prepare('SELECT max(version) FROM migrations').pluck().get());
    const known = MIGRATIONS.filter((one) => one.version <= version);
    return known.length > 0 ? known : MIGRATIONS;
  } catch {
    return MIGRATIONS;
  }
}

function tablesOf(db: Database.Database): readonly string[] {
  return db
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('migrations') AND name NOT LIKE 'sqlite_%'",
    )
    .pluck()
    .all();
}

type Row = Readonly<Record<string, unknown>>;

/** False: not all of it could be read. */
function copyTable(from: Database.Database, into: Database.Database, table: string): boolean {
  const columns = into.prepare<[], { name: string; pk: number }>(`SELECT name, pk FROM pragma_table_info('${table}')`).all();
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  const insert = into.prepare(`INSERT OR IGNORE INTO "${table}" (${names}) VALUES (${columns.map(() => '?').join(', ')})`);
  const keep = (row: Row): void => void insert.run(columns.map(({ name }) => row[name]));
  try {
    const hasRowid = !/WITHOUT ROWID/i.test(
      String(into.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').pluck().get(table)),
    );
    const key = hasRowid
      ? ['rowid']
      : columns
          .filter(({ pk }) => pk > 0)
          .toSorted((a, b) => a.pk - b.pk)
          .map(({ name }) => `"${name}"`);
    const select = `SELECT ${key[0] ?? 'rowid'} AS key_, ${names} FROM "${table}" NOT INDEXED`;
    const first = readWhile(from, `${select} ORDER BY ${key.join(', ')}`, keep);
    if (first.isWhole) return true;
    const last = readWhile(from, `${select} ORDER BY ${key.map((one) => `${one} DESC`).join(', ')}`, keep);
    if (typeof first.key === 'number' && typeof last.key === 'number')
      probe(from, `${select} WHERE ${key[0]} = ?`, first.key, last.key, keep);
    return false;
  } catch {
    return false; // its very beginning cannot be read
  }
}

/** Rows until one cannot be read, and the key of the last one that could. */
function readWhile(
  db: Database.Database,
  sql: string,
  keep: (row: Row) => void,
): { readonly isWhole: boolean; readonly key: unknown } {
  let key: unknown = 0;
  try {
    for (const row of db.prepare<[], Row>(sql).iterate()) {
      key = row.key_;
      keep(row);
    }
    return { isWhole: true, key };
  } catch {
    return { isWhole: false, key };
  }
}

/** What lies between two damaged places is found by its number, by another way through the tree. */
function probe(db: Database.Database, sql: string, above: number, below: number, keep: (row: Row) => void): void {
  const find = db.prepare<[number], Row>(sql);
  for (let key = above; key <= Math.min(below, above + PROBES_MAX); key++) {
    try {
      for (const row of find.all(key)) keep(row);
    } catch {
      // this one is in the damaged place
    }
  }
}

/** A line without its order would be nobody's: rows go until each has what it points to. */
function dropOrphans(db: Database.Database): number {
  let dropped = 0;
  for (;;) {
    const found = db.pragma('foreign_key_check') as readonly {
      readonly table: string;
      readonly rowid: number | null;
      readonly parent: string;
    }[];
    if (found.length === 0) return dropped;
    let count = 0;
    for (const { table, rowid, parent } of found)
      count +=
        rowid === null
          ? dropByParent(db, table, parent)
          : db.prepare(`DELETE FROM "${table}" WHERE rowid = ?`).run(rowid).changes;
    // Another table's row may have gone with its parent already; what stays would be asked about for ever.
    if (count === 0) return dropped;
    dropped += count;
  }
}

/** A table without row numbers says only which parent is missing. */
function dropByParent(db: Database.Database, table: string, parent: string): number {
  const keys = db.pragma(`foreign_key_list('${table}')`) as readonly {
    readonly id: number;
    readonly table: string;
    readonly from: string;
    readonly to: string;
  }[];
  let count = 0;
  for (const id of new Set(keys.filter((one) => one.table === parent).map((one) => one.id))) {
    const parts = keys.filter((one) => one.id === id);
    const isSet = parts.map(({ from }) => `c."${from}" IS NOT NULL`).join(' AND ');
    const isSame = parts.map(({ from, to }) => `p."${to}" = c."${from}"`).join(' AND ');
    count += db
      .prepare(`DELETE FROM "${table}" AS c WHERE ${isSet} AND NOT EXISTS (SELECT 1 FROM "${parent}" p WHERE ${isSame})`)
      .run().changes;
  }
  return count;
}

function figuresOf(db: Database.Database): Omit<Recovered, 'damaged' | 'orphans'> {
  const number = (sql: string): number => Number(db.prepare(sql).pluck().get());
  return {
    orders: number('SELECT count(*) FROM orders'),
    lastOrderAt: (db.prepare('SELECT max(placed_at) FROM orders').pluck().get() as number | null) ?? null,
    people: number('SELECT count(*) FROM people'),
    dishes: number('SELECT count(*) FROM items'),
    isChainWhole: chainHead(db).seq === 0 || firstBrokenLink(db) === null,
  };
}
