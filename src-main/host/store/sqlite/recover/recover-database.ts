/**
 * What can still be read of a damaged database, as a database of its own. SQLite copies the tables
 * that it reads whole. The others are read page by page, without SQLite: a file that was cut short,
 * or whose first page was overwritten, it does not open at all. The damaged file is only read.
 */
import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { chainHead, firstBrokenLink } from '../write/hash-chain';
import { migrate } from '../connection/migrate';
import { MIGRATIONS } from '../connection/migrations';
import { findRows, NewerSchema } from './find-rows';
import type { FoundRows, TablePages } from './find-rows';
import { copyBySqlite } from './copy-by-sqlite';
import { fits, keptColumns, knownSchemas } from './known-schemas';
import type { Shape } from './known-schemas';
import { entryAt, treePage } from './page-cells';
import type { Entry } from './page-cells';
import { openPageFile } from './page-file';
import type { PageFile } from './page-file';
import { putStandIns, settleReferences } from './stand-ins';
import type { StandIns } from './stand-ins';

export type RecoveredTable = {
  readonly table: string;
  readonly rows: number;
  /** Places of it that cannot be read: pages, and rows on pages that can. */
  readonly lost: number;
  /**
   * Rows that were known by their look alone, in a file that does not say which pages are free:
   * some may have been deleted before.
   */
  readonly unsure: number;
};

export type Recovered = {
  readonly orders: number;
  readonly lastOrderAt: number | null;
  readonly people: number;
  readonly dishes: number;
  readonly tables: readonly RecoveredTable[];
  /** Tables of which some rows could not be read, by name. */
  readonly damaged: readonly string[];
  /**
   * Numbers of orders that are missing below the highest one that anything speaks of; empty where
   * all were read.
   */
  readonly missingOrders: readonly number[];
  /** Rows that could be read and belong to one that could not. */
  readonly orphans: number;
  readonly standIns: StandIns;
  /** The chain of what was sent is whole, as far as it goes. */
  readonly isChainWhole: boolean;
  /**
   * A part of the write-ahead log cannot be read: some rows may be as they were a moment before.
   */
  readonly isLogBroken: boolean;
};

/** Nothing of it can be read: not one row. */
export class NothingToRecover extends Error {}

/**
 * `scratch` is a file's name to work at. Throws NothingToRecover; then there is no file at `to`.
 */
export function recoverDatabase(
  damaged: string,
  to: string,
  scratch: string,
  addon: string | null,
): Recovered {
  const file = openPageFile(damaged);
  try {
    const found = findRows(file, knownSchemas(addon));
    rmSync(to, { force: true });
    const into = new Database(to, addon ? { nativeBinding: addon } : {});
    try {
      return fill(into, file, found, (shapes) =>
        copyBySqlite(damaged, scratch, { into, shapes, addon }),
      );
    } finally {
      into.close();
    }
  } catch (error) {
    for (const end of ['', '-wal', '-shm']) rmSync(to + end, { force: true });
    if (error instanceof NewerSchema) throw new NothingToRecover(error.message);
    throw error;
  } finally {
    file.close();
  }
}

/** Returns the tables that were copied. */
type CopyWhole = (shapes: readonly Shape[]) => ReadonlySet<string>;

function fill(
  into: Database.Database,
  file: PageFile,
  found: FoundRows,
  copyWhole: CopyWhole,
): Recovered {
  into.pragma('foreign_keys = OFF');
  migrate(
    into,
    MIGRATIONS.filter(({ version }) => version <= found.schema.version),
  );
  const read = readTables(into, file, found, copyWhole);
  if (read.every(({ rows }) => rows === 0))
    throw new NothingToRecover('de la base no se puede leer nada: ni una fila');
  const damaged = read.filter(({ lost }) => lost > 0).map(({ table }) => table);
  const missingOrders = damaged.includes('orders') ? missingOrdersIn(into) : [];
  const [standIns, orphans] = into.transaction(
    () => [putStandIns(into), settleReferences(into)] as const,
  )();
  migrate(into);
  return {
    ...figuresOf(into),
    tables: read.map((one) => ({
      ...one,
      rows: countIn(into, one.table) - (standIns[one.table] ?? 0),
    })),
    damaged,
    missingOrders,
    orphans,
    standIns,
    isLogBroken: file.isLogBroken,
  };
}

/**
 * SQLite is asked only for tables whose tree is whole: it takes a page of another table in the
 * wrong place for one of this. With a damaged log it is not asked at all: it ends at the damaged
 * place, and would give rows as they were before.
 */
function readTables(
  into: Database.Database,
  file: PageFile,
  { tables, areStraysSure }: FoundRows,
  copyWhole: CopyWhole,
): readonly RecoveredTable[] {
  const wanted = tables.filter(({ shape }) => shape.table !== 'migrations');
  const sound = wanted
    .filter(({ holes, extras }) => holes === 0 && extras.length === 0 && !file.isLogBroken)
    .map(({ shape }) => shape);
  return into.transaction(() => {
    const whole = copyWhole(sound);
    return wanted.map((table) => {
      const rows = countIn(into, table.shape.table);
      const read = whole.has(table.shape.table)
        ? { table: table.shape.table, rows, lost: 0, unsure: 0 }
        : copyTable(into, file, table, areStraysSure);
      // An empty table's page in the place of a full one looks sound; its index knows better.
      return { ...read, lost: Math.max(read.lost, table.indexed - read.rows) };
    });
  })();
}

type Put = (entry: Entry) => boolean;

function copyTable(
  into: Database.Database,
  file: PageFile,
  table: TablePages,
  areStraysSure: boolean,
): RecoveredTable {
  const { shape, pages, strays, extras, holes } = table;
  const put = putInto(into, table);
  let [rows, lost, unsure] = [0, holes, 0];
  const copy = (page: number, isOfTree: boolean): number => {
    const found = treePage(file, page);
    let count = 0;
    for (const cell of found?.cells ?? []) {
      const entry = found && entryAt(file, found, cell);
      if (entry && fits(shape, entry) && put(entry)) count++;
      // A stray page may be an earlier copy of one that was read: its rows are there already.
      else if (isOfTree || !entry || !fits(shape, entry)) lost++;
    }
    lost += found?.lost ?? 0;
    return count;
  };
  for (const page of pages) rows += copy(page, true);
  for (const page of strays) unsure += copy(page, false);
  for (const page of extras) {
    const added = copy(page, false);
    rows += added;
    if (added > 0) lost++;
  }
  return { table: shape.table, rows: rows + unsure, lost, unsure: areStraysSure ? 0 : unsure };
}

/** The first row of a key is kept: those of the table's own tree come first. */
function putInto(into: Database.Database, { shape }: TablePages): Put {
  const statements = new Map<number, Database.Statement>();
  const statementFor = (width: number): Database.Statement => {
    const all = keptColumns(shape, width);
    return into.prepare(
      `INSERT OR IGNORE INTO "${shape.table}" (${all.join(', ')}) VALUES (${all.map(() => '?').join(', ')})`,
    );
  };
  return ({ rowid, values }) => {
    const statement = statements.get(values.length) ?? statementFor(values.length);
    statements.set(values.length, statement);
    const row = values.map((value, index) => (shape.columns[index]?.isRowid ? rowid : value));
    const isKeyed = !shape.hasRowid || shape.columns.some(({ isRowid }) => isRowid);
    return statement.run(isKeyed ? row : [rowid, ...row]).changes > 0;
  };
}

/** Orders are numbered without gaps, and never deleted. */
function missingOrdersIn(db: Database.Database): readonly number[] {
  return db
    .prepare<[], number>(
      `WITH RECURSIVE
         last(number) AS (SELECT max(number) FROM (
           SELECT number FROM orders UNION ALL SELECT order_number FROM dispatches UNION ALL SELECT order_number FROM lines
           UNION ALL SELECT order_number FROM tickets)),
         numbers(number) AS (SELECT 1 FROM last WHERE number >= 1 UNION ALL SELECT n.number + 1 FROM numbers n, last WHERE n.number < last.number)
       SELECT number FROM numbers EXCEPT SELECT number FROM orders ORDER BY 1`,
    )
    .pluck()
    .all();
}

function countIn(db: Database.Database, table: string): number {
  return Number(db.prepare(`SELECT count(*) FROM "${table}"`).pluck().get());
}

function figuresOf(
  db: Database.Database,
): Pick<Recovered, 'orders' | 'lastOrderAt' | 'people' | 'dishes' | 'isChainWhole'> {
  return {
    orders: countIn(db, 'orders'),
    lastOrderAt:
      (db.prepare('SELECT max(placed_at) FROM orders').pluck().get() as number | null) ?? null,
    people: countIn(db, 'people'),
    dishes: countIn(db, 'items'),
    isChainWhole: chainHead(db).seq === 0 || firstBrokenLink(db) === null,
  };
}
