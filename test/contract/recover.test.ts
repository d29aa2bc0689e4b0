/**
 * A damaged database without a backup: what can be read of it is saved, and what was saved is said.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  examineDatabase,
  recoverFolder,
  recoveryReportLines,
} from '../../src-main/host/operations/offline-maintenance';
import { openSqliteStore } from '../../src-main/host/store/sqlite/sqlite-store';

const PAGE = 4096;
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'comanda-recover-'));
  file = path.join(folder, 'comanda.db');
  writeFileSync(file, gunzipSync(readFileSync('test/fixtures/schemas/v3.db.gz')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function read<T>(work: (db: Database.Database) => T): T {
  const db = new Database(file, { readonly: true });
  try {
    return work(db);
  } finally {
    db.close();
  }
}
const count = (table: string): number =>
  read((db) => Number(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()));
const rootOf = (name: string): number =>
  read((db) =>
    Number(db.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(name)),
  );

function overwrite(page: number): void {
  const bytes = readFileSync(file);
  bytes.fill(0xa5, (page - 1) * PAGE, page * PAGE);
  writeFileSync(file, bytes);
}
const save = () => {
  const done = recoverFolder(folder, { addon: null, isSure: true });
  if (!done.ok) throw new Error(done.words);
  return done;
};
const opens = (): Promise<void> =>
  openSqliteStore({ folder, addon: null, onFault: () => {} }).close();

it('saves all of a database whose damage is in an index alone', async () => {
  const before = ['orders', 'lines', 'print_jobs', 'items', 'events'].map(count);
  const index = read((db) =>
    String(
      db
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")
        .pluck()
        .get(),
    ),
  );
  overwrite(rootOf(index));
  expect(() =>
    read((db) => expect(db.pragma('integrity_check', { simple: true })).toBe('ok')),
  ).toThrow();
  const { recovered, kept } = save();
  expect(recovered).toMatchObject({ orders: 5, damaged: [], orphans: 0, isChainWhole: true });
  expect(['orders', 'lines', 'print_jobs', 'items', 'events'].map(count)).toEqual(before);
  expect(read((db) => db.pragma('integrity_check', { simple: true }))).toBe('ok');
  expect(existsSync(path.join(kept ?? '', 'comanda.db'))).toBe(true);
  await opens();
});

it('saves the orders and the menu where a table of theirs is lost, and says which one', async () => {
  overwrite(rootOf('attempts'));
  const { recovered } = save();
  expect(recovered).toMatchObject({ orders: 5, damaged: ['attempts'] });
  expect(recovered.dishes).toBeGreaterThan(10);
  expect(recoveryReportLines(recovered).join('\n')).toMatch(
    /Se leyeron 5 pedidos, el último del .*No se leyó todo de: intentos de impresión/s,
  );
  expect(read((db) => db.pragma('foreign_key_check'))).toEqual([]);
  await opens();
});

it('saves what lies before, behind and between damaged places of one table', () => {
  // Thousands of rows in many pages, so that one page is a small part of it.
  const db = new Database(file);
  const put = db.prepare("INSERT INTO events (seq, at, kind, body) VALUES (?, 0, 'x', ?)");
  const columns = db
    .prepare<[], string>("SELECT name FROM pragma_table_info('events')")
    .pluck()
    .all();
  expect(columns).toContain('seq');
  const first = 10_000;
  db.transaction(() => {
    for (let seq = first; seq < first + 3_000; seq++)
      put.run(seq, JSON.stringify({ seq, words: 'x'.repeat(200) }));
  })();
  db.close();
  const pages = readFileSync(file).length / PAGE;
  const rows = count('events');
  // Two leaves of those rows.
  const leaves = leavesWith('"words":"xxx');
  expect(leaves.length).toBeGreaterThan(50);
  expect(pages).toBeGreaterThan(leaves.length);
  for (const at of [Math.floor(leaves.length / 3), Math.floor((leaves.length * 2) / 3)])
    overwrite(leaves[at] ?? 0);
  const { recovered } = save();
  expect(recovered.damaged).toEqual(['events']);
  expect(count('events')).toBeGreaterThan(rows - 60);
  expect(count('events')).toBeLessThan(rows);
});

function leavesWith(text: string): readonly number[] {
  const bytes = readFileSync(file);
  return Array.from({ length: bytes.length / PAGE }, (_, index) => index + 1).filter((page) =>
    bytes.subarray((page - 1) * PAGE, page * PAGE).includes(text),
  );
}

it('says that nothing can be read of a file that is no database, and leaves it where it is', () => {
  writeFileSync(file, Buffer.alloc(8 * PAGE, 0x5a));
  expect(recoverFolder(folder, { addon: null, isSure: true })).toMatchObject({
    ok: false,
    words: expect.stringContaining('nada') as string,
  });
  expect(readFileSync(file).subarray(0, 4)).toEqual(Buffer.alloc(4, 0x5a));
  expect(readdirSync(folder).filter((name) => /restor|reading|reemplazada/.test(name))).toEqual([]);
});

it('only looks until somebody is sure', () => {
  const before = readFileSync(file);
  expect(recoverFolder(folder, { addon: null, isSure: false })).toMatchObject({
    ok: true,
    kept: null,
    recovered: { orders: 5 },
  });
  expect(readFileSync(file).equals(before)).toBe(true);
  expect(existsSync(path.join(folder, 'restore.json'))).toBe(false);
});

it.each([
  ['that is no database', () => Buffer.alloc(8 * PAGE, 0x5a)],
  ['that was cut short', () => readFileSync(file).subarray(0, 20 * PAGE + 100)],
  [
    'without its first page',
    () => Buffer.concat([Buffer.alloc(PAGE), readFileSync(file).subarray(PAGE)]),
  ],
  ['of no bytes', () => Buffer.alloc(0)],
] as const)('the doctor says in words what is wrong with a file %s', (_, bytes) => {
  writeFileSync(file, bytes());
  const findings = examineDatabase(folder, null);
  expect(findings.filter(({ level }) => level === 'bad').map(({ words }) => words)).toEqual([
    expect.stringMatching(
      /La base de datos no se puede leer \(SQLITE_\w+\): .*\. Vuelva a un respaldo, o pruebe comanda recover\./,
    ),
  ]);
});
