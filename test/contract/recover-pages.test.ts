/**
 * A database that SQLite does not open any more: its first page or its schema is gone, or the file was cut short. Each fixture is damaged page by
 * page; what is on the other pages comes back, nothing is made up, and what was deleted stays deleted.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rescue, rescueLines } from '../../src-main/host/maintenance';
import { migrate } from '../../src-main/host/store/sqlite/migrate';
import type { Recovered } from '../../src-main/host/store/sqlite/recover-database';
import { openSqliteStore } from '../../src-main/host/store/sqlite/sqlite-store';
import { randomFrom } from '../support/random';

const PAGE = 4096;
const FIXTURES = readdirSync('test/fixtures/schemas').toSorted();

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'comanda-recover-'));
  file = path.join(folder, 'comanda.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

const unpacked = (fixture: string): Buffer => gunzipSync(readFileSync(path.join('test/fixtures/schemas', fixture)));

type Row = Readonly<Record<string, unknown>>;
type Rows = ReadonlyMap<string, readonly Row[]>;

function rowsOf(db: Database.Database): Rows {
  const tables = db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'migrations'")
    .pluck()
    .all();
  return new Map(tables.map((table) => [table, db.prepare<[], Row>(`SELECT * FROM "${table}"`).all()]));
}

/** What is in the sound database once it is as new as the program. */
function soundRows(bytes: Buffer): Rows {
  const db = new Database(bytes);
  try {
    migrate(db);
    return rowsOf(db);
  } finally {
    db.close();
  }
}

function savedRows(): Rows {
  const db = new Database(file, { readonly: true });
  try {
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(db.pragma('foreign_key_check')).toEqual([]);
    return rowsOf(db);
  } finally {
    db.close();
  }
}

const total = (rows: Rows): number => [...rows.values()].reduce((sum, list) => sum + list.length, 0);
const sorted = (rows: readonly Row[]): readonly string[] => rows.map((row) => JSON.stringify(row)).toSorted();

const isStandIn = (row: Row): boolean => String(row.name).includes('recuperada') || row.sent_by === 'recuperado';

/** Rows that the sound database does not have; a reference may have been emptied. */
function madeUp(saved: Rows, sound: Rows): readonly unknown[] {
  return [...saved].flatMap(([table, rows]) => {
    const known = sound.get(table) ?? [];
    const exact = new Set(sorted(known));
    return rows
      .filter((row) => !exact.has(JSON.stringify(row)) && !isStandIn(row))
      .filter((row) => !known.some((one) => Object.keys(row).every((key) => row[key] === null || same(row[key], one[key]))))
      .map((row) => ({ table, row }));
  });
}

const same = (a: unknown, b: unknown): boolean => (Buffer.isBuffer(a) && Buffer.isBuffer(b) ? a.equals(b) : a === b);

function save(): Recovered {
  const done = rescue(folder, { addon: null, isSure: true });
  if (!done.ok) throw new Error(done.words);
  return done.recovered;
}
const readRows = ({ tables }: Recovered): number => tables.reduce((sum, { rows }) => sum + rows, 0);

/** How many rows lie on each page by SQLite's own account; an overflow page holds a part of one. */
function rowsByPage(bytes: Buffer): ReadonlyMap<number, number> {
  const db = new Database(bytes);
  try {
    const tables = new Set(rowsOf(db).keys());
    const pages = db
      .prepare<[], { name: string; pageno: number; pagetype: string; ncell: number }>(
        'SELECT name, pageno, pagetype, ncell FROM dbstat',
      )
      .all();
    return new Map(
      pages
        .filter(({ name }) => tables.has(name))
        .map(({ pageno, pagetype, ncell }) => [pageno, pagetype === 'overflow' ? 1 : ncell]),
    );
  } finally {
    db.close();
  }
}

function overwritten(bytes: Buffer, page: number, what: (at: number) => number): Buffer {
  const damaged = Buffer.from(bytes);
  for (let at = (page - 1) * PAGE; at < page * PAGE; at++) damaged[at] = what(at);
  return damaged;
}

describe.each(FIXTURES)('a database of %s', (fixture) => {
  it.each([
    ['zeros', () => 0],
    ['other bytes', (at: number) => (at * 7919 + 13) % 256],
  ] as const)('whose first page is %s gives every row', async (_, what) => {
    const bytes = unpacked(fixture);
    writeFileSync(file, overwritten(bytes, 1, what));
    expect(() => new Database(file).pragma('schema_version')).toThrow();
    const found = save();
    const saved = savedRows();
    for (const [table, rows] of soundRows(bytes))
      expect({ table, rows: sorted(saved.get(table) ?? []) }).toEqual({ table, rows: sorted(rows) });
    expect(found).toMatchObject({ orders: 5, missingOrders: [], orphans: 0, isChainWhole: true });
    await openSqliteStore({ folder, addon: null, onFault: () => {} }).close();
  });

  it('with any one page overwritten loses no more than was on it, and what hung on that', { timeout: 120_000 }, () => {
    const bytes = unpacked(fixture);
    const sound = soundRows(bytes);
    const onPage = rowsByPage(bytes);
    const random = randomFrom(4711);
    for (let page = 1; page <= bytes.length / PAGE; page++) {
      writeFileSync(file, overwritten(bytes, page, page % 2 === 0 ? () => 0 : () => random.below(256)));
      const found = save();
      const saved = savedRows();
      expect({ page, madeUp: madeUp(saved, sound) }).toEqual({ page, madeUp: [] });
      const missing = total(sound) - readRows(found) - found.orphans;
      expect({ page, isTooMuch: missing > (onPage.get(page) ?? 0), missing }).toMatchObject({ page, isTooMuch: false });
      expect(rescueLines(found).join()).not.toContain('undefined');
      for (const name of readdirSync(folder)) rmSync(path.join(folder, name), { recursive: true });
    }
  });

  it('that was cut short gives what is on the pages that are left', { timeout: 60_000 }, () => {
    const bytes = unpacked(fixture);
    const sound = soundRows(bytes);
    const onPage = rowsByPage(bytes);
    for (const share of [0.95, 0.8, 0.6, 0.4, 0.25]) {
      writeFileSync(file, bytes);
      const length = Math.floor(bytes.length * share);
      truncateSync(file, length);
      const found = save();
      const saved = savedRows();
      expect({ share, madeUp: madeUp(saved, sound) }).toEqual({ share, madeUp: [] });
      const left = [...onPage].filter(([page]) => page * PAGE <= length).reduce((sum, [, rows]) => sum + rows, 0);
      const unread = found.tables.reduce((sum, { lost }) => sum + lost, 0);
      expect(readRows(found) + found.orphans + unread).toBeGreaterThanOrEqual(left);
      expect(rescueLines(found).join()).toMatch(/No se leyó todo de/);
      for (const name of readdirSync(folder)) rmSync(path.join(folder, name), { recursive: true });
    }
  });
});

describe('beside its write-ahead log', () => {
  /** The file and the log of a database that was in use: its newest order is in the log alone. */
  function inUse(): { readonly bytes: Buffer; readonly log: Buffer; readonly sound: Rows } {
    const used = path.join(folder, 'used.db');
    writeFileSync(used, unpacked(FIXTURES.at(-1) ?? ''));
    const db = new Database(used);
    try {
      db.pragma('journal_mode = WAL');
      db.pragma('wal_checkpoint(TRUNCATE)');
      db.pragma('wal_autocheckpoint = 0');
      for (let seq = 1_001; seq <= 1_040; seq++) {
        db.prepare("INSERT INTO events (seq, at, kind, body) VALUES (?, 0, 'x', ?)").run(
          seq,
          JSON.stringify({ words: 'x'.repeat(300) }),
        );
        db.prepare('UPDATE orders SET note = ? WHERE number = 5').run(`nota ${seq}`);
      }
      return { bytes: readFileSync(used), log: readFileSync(`${used}-wal`), sound: rowsOf(db) };
    } finally {
      db.close();
    }
  }
  const newest = (rows: Rows): unknown => rows.get('orders')?.find(({ number }) => number === 5)?.note;

  it('a database without its first page has what was committed to the log', () => {
    const { bytes, log, sound } = inUse();
    writeFileSync(
      file,
      overwritten(bytes, 1, () => 0),
    );
    writeFileSync(`${file}-wal`, log);
    const found = save();
    const saved = savedRows();
    expect(newest(saved)).toBe('nota 1040');
    expect(saved.get('events')?.length).toBe(sound.get('events')?.length);
    expect(found.isLogBroken).toBe(false);
  });

  it.each([
    ['header', 0],
    ['first frame', 40],
  ])('a log whose %s is damaged is read behind that place', (_, at) => {
    const { bytes, log, sound } = inUse();
    writeFileSync(
      file,
      overwritten(bytes, 1, () => 0),
    );
    log.fill(0xff, at, at + 20);
    writeFileSync(`${file}-wal`, log);
    save();
    const saved = savedRows();
    expect(newest(saved)).toBe('nota 1040');
    expect(saved.get('events')?.length).toBe(sound.get('events')?.length);
  });

  it('a transaction at the end of the log that was not written whole has not happened', () => {
    const { bytes, log } = inUse();
    writeFileSync(file, bytes);
    writeFileSync(`${file}-wal`, log.subarray(0, log.length - 100));
    save();
    expect(newest(savedRows())).toBe('nota 1039');
  });
});

it('does not bring back what was deleted, also where the schema is lost', () => {
  writeFileSync(file, unpacked(FIXTURES.at(-1) ?? ''));
  const db = new Database(file);
  db.pragma('secure_delete = OFF');
  const put = db.prepare("INSERT INTO events (seq, at, kind, body) VALUES (?, 0, 'x', ?)");
  db.transaction(() => {
    for (let seq = 1_001; seq <= 2_000; seq++) put.run(seq, JSON.stringify({ words: 'borrado '.repeat(30) }));
  })();
  db.prepare('DELETE FROM events WHERE seq > 1000').run();
  expect(Number(db.pragma('freelist_count', { simple: true }))).toBeGreaterThan(20);
  db.close();
  const bytes = readFileSync(file);
  const sound = soundRows(bytes);
  expect(bytes.includes('borrado')).toBe(true);
  const schemaPages = [1, ...leavesOfTheSchema(bytes)];
  for (const lost of [[1], schemaPages, []]) {
    writeFileSync(
      file,
      lost.reduce<Buffer>((damaged, page) => overwritten(damaged, page, () => 0), bytes),
    );
    save();
    const saved = savedRows();
    expect(saved.get('events')?.filter(({ seq }) => Number(seq) > 1_000)).toEqual([]);
    expect(madeUp(saved, sound)).toEqual([]);
  }
});

function leavesOfTheSchema(bytes: Buffer): readonly number[] {
  const db = new Database(bytes);
  try {
    return db.prepare<[], number>("SELECT pageno FROM dbstat WHERE name = 'sqlite_schema' AND pageno > 1").pluck().all();
  } finally {
    db.close();
  }
}

it('says which orders are missing, by their numbers', () => {
  const bytes = unpacked(FIXTURES.at(-1) ?? '');
  const db = new Database(bytes);
  const root = Number(db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'orders'").pluck().get());
  db.close();
  writeFileSync(
    file,
    overwritten(bytes, root, () => 0),
  );
  const found = save();
  expect(found).toMatchObject({ orders: 0, missingOrders: [1, 2, 3, 4, 5] });
  expect(rescueLines(found)).toContain('Faltan los pedidos número 1, 2, 3, 4, 5.');
  expect(rescueLines(found).join()).toContain('No se leyó todo de: pedidos (nada)');
});
