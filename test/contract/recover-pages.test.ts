/**
 * A database that SQLite does not open: cut short, or with any one of its pages overwritten. Rows
 * of all other pages are saved, and no other rows.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  recoverFolder,
  recoveryReportLines,
} from '../../src-main/host/operations/offline-maintenance';
import { migrate } from '../../src-main/host/store/sqlite/connection/migrate';
import {
  NothingToRecover,
  recoverDatabase,
} from '../../src-main/host/store/sqlite/recover/recover-database';
import type { Recovered } from '../../src-main/host/store/sqlite/recover/recover-database';
import { openSqliteStore } from '../../src-main/host/store/sqlite/sqlite-store';
import { randomFrom } from '../support/random';
import type { Random } from '../support/random';

const PAGE = 4096;
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'comanda-recover-pages-'));
  file = path.join(folder, 'comanda.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const fixture = (version: number): Buffer =>
  gunzipSync(readFileSync(`test/fixtures/schemas/v${version}.db.gz`));

function within<T>(at: string, work: (db: Database.Database) => T): T {
  const db = new Database(at);
  try {
    return work(db);
  } finally {
    db.close();
  }
}

type Row = Readonly<Record<string, unknown>>;
type Rows = ReadonlyMap<string, readonly Row[]>;

function rowsIn(db: Database.Database): Rows {
  const tables = db
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'migrations' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .pluck()
    .all();
  return new Map(
    tables.map((table) => [table, db.prepare<[], Row>(`SELECT * FROM "${table}"`).all()]),
  );
}

type Place = { readonly table: string; readonly kind: string; readonly cells: number };

/** What SQLite itself says is on each page of a sound file. */
function placesIn(bytes: Buffer): ReadonlyMap<number, Place> {
  writeFileSync(file, bytes);
  const found = within(file, (db) =>
    db
      .prepare<[], Place & { readonly pageno: number }>(
        'SELECT pageno, name AS "table", pagetype AS kind, ncell AS cells FROM dbstat',
      )
      .all(),
  );
  return new Map(found.map((one) => [one.pageno, one]));
}

/** The rows of a sound file, brought to the program's schema. */
function soundRows(bytes: Buffer): Rows {
  writeFileSync(file, bytes);
  return within(file, (db) => {
    migrate(db);
    return rowsIn(db);
  });
}

/**
 * How many rows are on those pages: each cell of a leaf is one, and a page of a long value takes
 * its row along.
 */
function rowsOn(
  places: ReadonlyMap<number, Place>,
  tables: Rows,
  pages: readonly number[],
): number {
  const hit = pages
    .flatMap((page) => places.get(page) ?? [])
    .filter(({ table }) => tables.has(table));
  const keyed = new Set(['lines', 'settings', 'pin_failures']);
  return hit.reduce(
    (sum, { table, kind, cells }) =>
      sum +
      (kind === 'overflow'
        ? 1
        : kind === 'leaf' || (keyed.has(table) && kind === 'internal')
          ? cells
          : 0),
    0,
  );
}

function recoverHere(
  bytes: Buffer,
  log?: Buffer,
): { readonly recovered: Recovered; readonly rows: Rows } {
  writeFileSync(file, bytes);
  rmSync(`${file}-wal`, { force: true });
  if (log) writeFileSync(`${file}-wal`, log);
  const to = path.join(folder, 'to.db');
  const recovered = recoverDatabase(file, to, path.join(folder, 'scratch.db'), null);
  const rows = within(to, (db) => {
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(db.pragma('foreign_key_check')).toEqual([]);
    return rowsIn(db);
  });
  return { recovered, rows };
}

const sizeOf = (rows: Rows): number =>
  [...rows.values()].reduce((sum, list) => sum + list.length, 0);

/**
 * A reference to what is gone may have been emptied, and a migration that fills in a job's token
 * looks for its attempts; all else is as it was.
 */
const REFERENCES = new Set([
  'token',
  'person_id',
  'item_id',
  'waiter_id',
  'merged_into',
  'closed_to',
  'category_id',
]);
const isSame = (one: Row, other: Row): boolean =>
  Object.entries(one).every(
    ([name, value]) =>
      (value === null && REFERENCES.has(name)) ||
      JSON.stringify(value) === JSON.stringify(other[name]),
  );
const isStandIn = (row: Row): boolean =>
  /^(Impresora|Estación|Categoría) recuperada \d+$|^recuperado$/.test(
    String(row.sent_by ?? row.name),
  );

/** Rows that the sound database did not have, or had once and that are there twice. */
function invented(rows: Rows, sound: Rows): readonly string[] {
  return [...rows].flatMap(([table, list]) => {
    const left = [...(sound.get(table) ?? [])];
    return list.flatMap((row) => {
      const at = left.findIndex((one) => isSame(row, one));
      if (at >= 0) left.splice(at, 1);
      return at >= 0 || isStandIn(row) ? [] : [`${table} ${JSON.stringify(row).slice(0, 120)}`];
    });
  });
}

/** What is wrong about a rescue of a file whose `pages` are gone; empty: nothing. */
function faultsOf(
  bytes: Buffer,
  pages: readonly number[],
  { places, sound }: { places: ReadonlyMap<number, Place>; sound: Rows },
) {
  const { recovered, rows } = recoverHere(bytes);
  const lost = rowsOn(places, sound, pages);
  const standIns = Object.values(recovered.standIns).reduce((sum, count) => sum + count, 0);
  const [had, has] = [sizeOf(sound) - lost, sizeOf(rows) - standIns + recovered.orphans];
  const said = recovered.tables.reduce((sum, table) => sum + table.rows, 0);
  return [
    ...invented(rows, sound),
    ...(has < had ? [`${had} rows are on sound pages, ${has} were saved`] : []),
    ...(said === sizeOf(rows) - standIns
      ? []
      : [`it says ${said} rows, and there are ${sizeOf(rows) - standIns}`]),
    ...(lost > 0 && recovered.damaged.length === 0 ? ['it says that all was read'] : []),
  ];
}

const KINDS_OF_DAMAGE = ['zeros', 'noise', 'another page'] as const;

function overwritten(
  bytes: Buffer,
  page: number,
  places: ReadonlyMap<number, Place>,
  chance: Random,
): Buffer {
  const copy = Buffer.from(bytes);
  const [from, to] = [(page - 1) * PAGE, page * PAGE];
  const kind = chance.pick(KINDS_OF_DAMAGE);
  if (kind === 'zeros') copy.fill(0, from, to);
  else if (kind === 'noise') for (let at = from; at < to; at++) copy[at] = chance.below(256);
  // A disk that wrote a page to the wrong place. (An empty table's page in the place of a full one
  // looks like a table that is empty.)
  else {
    const full = [...places]
      .filter(([other, { cells }]) => other !== page && cells > 0)
      .map(([other]) => other);
    const other = chance.pick(full) ?? 1;
    bytes.copy(copy, from, (other - 1) * PAGE, other * PAGE);
  }
  return copy;
}

it.each([1, 2, 3])(
  'saves the rows of all other pages, whichever page of schema %i is overwritten',
  (version) => {
    const bytes = fixture(version);
    const known = { places: placesIn(bytes), sound: soundRows(bytes) };
    const chance = randomFrom(version);
    const faults: string[] = [];
    for (let page = 1; page <= bytes.length / PAGE; page++)
      for (const fault of faultsOf(overwritten(bytes, page, known.places, chance), [page], known))
        faults.push(`page ${page} (${known.places.get(page)?.table}): ${fault}`);
    expect(faults).toEqual([]);
  },
);

it.each([1, 2, 3])(
  'saves the rows of the pages that are left of schema %i, wherever it was cut',
  (version) => {
    const bytes = fixture(version);
    const known = { places: placesIn(bytes), sound: soundRows(bytes) };
    const chance = randomFrom(10 + version);
    const count = bytes.length / PAGE;
    const faults: string[] = [];
    for (let left = count - 1; left > 8; left -= 1 + chance.below(6)) {
      const gone = Array.from({ length: count - left }, (_, index) => left + index + 1);
      // Inside of a page: what is left of it may hold some of its rows.
      const cut = bytes.subarray(0, left * PAGE + chance.below(PAGE / 2));
      for (const fault of faultsOf(cut, gone, known))
        faults.push(`${left} of ${count} pages: ${fault}`);
    }
    expect(faults).toEqual([]);
  },
);

/** A file with free pages that held rows: thousands of events were deleted. */
function withFreePages(): Buffer {
  writeFileSync(file, fixture(3));
  within(file, (db) => {
    const put = db.prepare("INSERT INTO events (seq, at, kind, body) VALUES (?, 0, 'x', ?)");
    db.transaction(() => {
      for (let seq = 10_000; seq < 13_000; seq++)
        put.run(seq, JSON.stringify({ seq, words: 'x'.repeat(200) }));
    })();
    db.exec('DELETE FROM events WHERE seq BETWEEN 10500 AND 12499');
    expect(db.pragma('freelist_count', { simple: true })).toBeGreaterThan(100);
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.pragma('journal_mode = DELETE');
  });
  return readFileSync(file);
}

it('brings no deleted row back, with the header or without it, with the root of the table or without it', () => {
  const bytes = withFreePages();
  const known = { places: placesIn(bytes), sound: soundRows(bytes) };
  const root =
    [...known.places].find(
      ([, { table, kind }]) => table === 'events' && kind === 'internal',
    )?.[0] ?? 0;
  expect(root).toBeGreaterThan(1);
  const chance = randomFrom(7);
  for (const page of [1, root])
    expect(faultsOf(overwritten(bytes, page, known.places, chance), [page], known)).toEqual([]);
  const noHeader = Buffer.from(bytes)
    .fill(0, 0, PAGE)
    .fill(0xa5, (root - 1) * PAGE, root * PAGE);
  expect(faultsOf(noHeader, [1, root], known)).toEqual([]);
});

it('reads the newest commits from the write-ahead log beside a file whose first page is gone', () => {
  writeFileSync(file, fixture(3));
  const db = new Database(file);
  let copies: readonly [Buffer, Buffer];
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('wal_autocheckpoint = 0');
    const put = db.prepare(
      "INSERT INTO events (seq, at, kind, body) VALUES (?, 0, 'in the log', '{}')",
    );
    for (let seq = 20_000; seq < 20_050; seq++) put.run(seq);
    copies = [readFileSync(file), readFileSync(`${file}-wal`)];
  } finally {
    db.close();
  }
  const [bytes, log] = copies;
  const inLog = (rows: Rows): number =>
    rows.get('events')?.filter(({ kind }) => kind === 'in the log').length ?? 0;
  const whole = recoverHere(Buffer.from(bytes).fill(0, 0, PAGE), log);
  expect(inLog(whole.rows)).toBe(50);
  expect(whole.recovered.isLogBroken).toBe(false);
  const frame = 24 + PAGE;
  const broken = Buffer.from(log).fill(0, 32 + frame * 20 + 24, 32 + frame * 20 + 200);
  const rest = recoverHere(Buffer.from(bytes).fill(0, 0, PAGE), broken);
  expect(rest.recovered.isLogBroken).toBe(true);
  expect(inLog(rest.rows)).toBe(50);
});

it('says in words what was saved of each table, what is missing, and what took the place of what is gone', async () => {
  const bytes = fixture(3);
  const places = placesIn(bytes);
  const pageOf = (name: string): number =>
    [...places].find(([, { table }]) => table === name)?.[0] ?? 0;
  for (const page of [1, pageOf('stations'), pageOf('printers')])
    bytes.fill(0x33, (page - 1) * PAGE, page * PAGE);
  writeFileSync(file, bytes);
  const done = recoverFolder(folder, { addon: null, isSure: true });
  if (!done.ok) throw new Error(done.words);
  const words = recoveryReportLines(done.recovered).join('\n');
  expect(words).toMatch(/Se leyeron 5 pedidos/);
  expect(words).toMatch(/Filas leídas: .*platos 24.*líneas de pedidos 9.*comandas 12/);
  expect(words).toMatch(
    /No se leyó todo de: impresoras \(no se leyó ninguna fila\), estaciones \(no se leyó ninguna fila\)\./,
  );
  expect(words).toMatch(/«recuperada»: impresoras \d, estaciones \d\. Revíselas/);
  await openSqliteStore({ folder, addon: null, onFault: () => {} }).close();
  // The rescued one can be damaged and rescued again.
  const again = readFileSync(file);
  again.fill(0, 0, PAGE);
  writeFileSync(file, again);
  expect(recoverFolder(folder, { addon: null, isSure: true })).toMatchObject({
    ok: true,
    recovered: { orders: 5 },
  });
});

it('names the orders that are missing', () => {
  const bytes = fixture(3);
  const page = [...placesIn(bytes)].find(([, { table }]) => table === 'orders')?.[0] ?? 0;
  bytes.fill(0, (page - 1) * PAGE, page * PAGE);
  const { recovered } = recoverHere(bytes);
  expect(recovered).toMatchObject({ orders: 0, missingOrders: [1, 2, 3, 4, 5] });
  expect(recoveryReportLines(recovered).join('\n')).toMatch(
    /Faltan 5 pedidos, por su número: 1, 2, 3, 4, 5\./,
  );
});

it('says that rows are missing where the page of an empty table lies in the place of a full one, by the index', () => {
  const bytes = fixture(3);
  const places = [...placesIn(bytes)];
  const pageOf = (name: string): number => places.find(([, { table }]) => table === name)?.[0] ?? 0;
  const empty = pageOf('shifts');
  bytes.copy(bytes, (pageOf('orders') - 1) * PAGE, (empty - 1) * PAGE, empty * PAGE);
  expect(recoverHere(bytes).recovered).toMatchObject({
    orders: 0,
    damaged: ['orders'],
    missingOrders: [1, 2, 3, 4, 5],
  });
});

it('leaves nothing behind where not one row can be read', () => {
  for (const bytes of [Buffer.alloc(0), Buffer.alloc(100), Buffer.alloc(64 * PAGE, 0x0d)]) {
    expect(() => recoverHere(bytes)).toThrow(NothingToRecover);
    expect(existsSync(path.join(folder, 'to.db'))).toBe(false);
  }
});
