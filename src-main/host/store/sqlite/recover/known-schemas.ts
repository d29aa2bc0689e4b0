/**
 * What tables and indexes a database of each version has: by it rows are known whose table cannot
 * be read.
 */
import Database from 'better-sqlite3';
import { migrate } from '../connection/migrate';
import { MIGRATIONS } from '../connection/migrations';
import type { Entry, Value } from './page-cells';

type Column = {
  readonly name: string;
  /** INTEGER, REAL, TEXT or BLOB: the tables are STRICT. */
  readonly type: string;
  readonly isNullable: boolean;
  /** The table's row number: its place in a record is empty. */
  readonly isRowid: boolean;
  readonly isJson: boolean;
};

export type Shape = {
  readonly table: string;
  readonly hasRowid: boolean;
  readonly columns: readonly Column[];
  /** Numbers of columns that a row may have: one from before a column was added is shorter. */
  readonly widths: ReadonlySet<number>;
  /**
   * An index with an entry for each row of that table; null: it is a table, or an index of some of
   * its rows.
   */
  readonly counts: string | null;
};

export type Schema = {
  readonly version: number;
  readonly tables: readonly Shape[];
  /** Of indexes: their leaves look like those of a table without row numbers. */
  readonly indexes: readonly Shape[];
  /** Names of tables and indexes, with how they were made. */
  readonly objects: ReadonlyMap<string, string | null>;
};

/** A value here that is no JSON was overwritten; the program could not start with it. */
const JSON_COLUMNS = new Set([
  'attempts.head',
  'command_receipts.reply',
  'devices.scopes',
  'events.body',
  'items.group_ids',
  'items.removable',
  'lines.modifiers',
  'modifier_groups.options',
  'printers.address',
  'printers.health',
  'printers.profile',
  'settings.value',
  'shifts.cut',
  'stations.fallbacks',
  'tickets.document',
  'tickets.done_nos',
  'tickets.line_nos',
]);

/** Its row number, kind, name, table, root page and statement. */
export const SCHEMA_TABLE: Shape = {
  table: 'sqlite_schema',
  hasRowid: true,
  columns: ['type', 'name', 'tbl_name', 'rootpage', 'sql'].map((name) => ({
    name,
    type: name === 'rootpage' ? 'INTEGER' : 'TEXT',
    isNullable: name === 'sql',
    isRowid: false,
    isJson: false,
  })),
  widths: new Set([5]),
  counts: null,
};

/** Of each version, the oldest first. */
export function knownSchemas(addon: string | null): readonly Schema[] {
  const db = new Database(':memory:', addon ? { nativeBinding: addon } : {});
  try {
    const schemas: Schema[] = [];
    for (const { version } of MIGRATIONS) {
      migrate(
        db,
        MIGRATIONS.filter((one) => one.version <= version),
      );
      schemas.push(schemaOf(db, version, schemas.at(-1)));
    }
    return schemas;
  } finally {
    db.close();
  }
}

function schemaOf(db: Database.Database, version: number, before: Schema | undefined): Schema {
  const objects = db
    .prepare<[], { type: string; name: string; tbl_name: string; sql: string | null }>(
      "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE type IN ('table', 'index')",
    )
    .all();
  const tables = objects
    .filter(({ type }) => type === 'table')
    .map(({ name, sql }) => tableShape(db, name, sql ?? '', before));
  return {
    version,
    tables,
    indexes: objects
      .filter(({ type }) => type === 'index')
      .map(({ name, tbl_name: table }) =>
        indexShape(
          db,
          name,
          tables.find((one) => one.table === table),
        ),
      ),
    objects: new Map(objects.map(({ name, sql }) => [name, sql])),
  };
}

function tableShape(
  db: Database.Database,
  table: string,
  sql: string,
  before: Schema | undefined,
): Shape {
  const hasRowid = !/WITHOUT ROWID/i.test(sql);
  const rows = db
    .prepare<[string], { name: string; type: string; notnull: number; pk: number }>(
      'SELECT * FROM pragma_table_info(?)',
    )
    .all(table);
  const isRowid = (row: (typeof rows)[number]): boolean =>
    hasRowid && row.pk > 0 && row.type === 'INTEGER';
  const columns = rows
    // A record of a table without row numbers begins with its key.
    .toSorted((a, b) => (hasRowid ? 0 : (a.pk || rows.length) - (b.pk || rows.length)))
    .map((row) => ({
      name: row.name,
      type: row.type,
      isNullable: row.notnull === 0 && row.pk === 0,
      isRowid: isRowid(row),
      isJson: JSON_COLUMNS.has(`${table}.${row.name}`),
    }));
  const older = before?.tables.find((one) => one.table === table);
  const isLonger =
    older?.columns.every(({ name }, index) => columns[index]?.name === name) ?? false;
  return {
    table,
    hasRowid,
    columns,
    widths: new Set([...(isLonger && older ? older.widths : []), columns.length]),
    counts: null,
  };
}

function indexShape(db: Database.Database, index: string, table: Shape | undefined): Shape {
  const rows = db
    .prepare<[string], { name: string | null }>('SELECT name FROM pragma_index_xinfo(?)')
    .all(index);
  const columns = rows.map(({ name }) => {
    const column = table?.columns.find((one) => one.name === name);
    return {
      name: name ?? 'rowid',
      type: column?.type ?? 'INTEGER',
      isNullable: column?.isNullable ?? false,
      isRowid: false,
      isJson: false,
    };
  });
  const isPartial =
    db
      .prepare('SELECT partial FROM pragma_index_list(?) WHERE name = ?')
      .pluck()
      .get(table?.table, index) === 1;
  return {
    table: index,
    hasRowid: false,
    columns,
    widths: new Set([columns.length]),
    counts: isPartial ? null : (table?.table ?? null),
  };
}

/**
 * What a copied row keeps. Lists are in the order of their row numbers, so those are kept where no
 * column holds them.
 */
export function keptColumns(
  { hasRowid, columns }: Shape,
  width = columns.length,
): readonly string[] {
  const names = columns.slice(0, width).map(({ name }) => `"${name}"`);
  return hasRowid && !columns.some(({ isRowid }) => isRowid) ? ['rowid', ...names] : names;
}

/** Whether a row can be one of that table: as many values, each of its column's type. */
export function fits(shape: Shape, { values }: Entry): boolean {
  return (
    shape.widths.has(values.length) &&
    values.every((value, index) => {
      const column = shape.columns[index];
      return column !== undefined && isOf(column, value);
    })
  );
}

function isOf({ type, isNullable, isRowid, isJson }: Column, value: Value): boolean {
  if (isRowid || value === null) return value === null && (isRowid || isNullable);
  if (type === 'BLOB') return Buffer.isBuffer(value);
  if (type === 'TEXT') return typeof value === 'string' && (!isJson || isJsonText(value));
  return typeof value === 'number'
    ? type === 'REAL' || Number.isInteger(value)
    : typeof value === 'bigint';
}

function isJsonText(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
