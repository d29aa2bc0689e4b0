/**
 * A new version's migrations: a restaurant's database is copied first, or the start is refused and
 * nothing has changed.
 */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { copyBeforeMigration } from '../../src-main/host/store/sqlite/backup/copy-before-migration';
import { MIGRATIONS } from '../../src-main/host/store/sqlite/connection/migrations';
import { DatabaseRefused } from '../../src-main/host/store/sqlite/connection/open-database';
import { openSqliteStore } from '../../src-main/host/store/sqlite/sqlite-store';
import type { Migrated } from '../../src-main/host/store/sqlite/sqlite-store';

const NEWEST = MIGRATIONS.length;
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'comanda-copy-'));
  file = path.join(folder, 'comanda.db');
  writeFileSync(file, gunzipSync(readFileSync('test/fixtures/schemas/v1.db.gz')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const copies = (): readonly string[] => {
  const at = path.join(folder, 'respaldos');
  return existsSync(at) ? readdirSync(at) : [];
};
const schemaOf = (name: string): number => {
  const db = new Database(name, { readonly: true });
  try {
    return Number(db.prepare('SELECT max(version) FROM migrations').pluck().get());
  } finally {
    db.close();
  }
};
async function open(
  more: Partial<Parameters<typeof openSqliteStore>[0]> = {},
): Promise<readonly Migrated[]> {
  const told: Migrated[] = [];
  const options = {
    folder,
    addon: null,
    version: '9.8.7',
    onFault: () => {},
    onMigrated: (one: Migrated) => told.push(one),
  };
  await openSqliteStore({ ...options, ...more }).close();
  return told;
}

it('copies a database with orders before its first step, and says from where to where', async () => {
  const [told] = await open();
  expect(told).toEqual({
    from: 1,
    to: NEWEST,
    copy: path.join(folder, 'respaldos', String(copies()[0])),
  });
  expect(copies()).toEqual([expect.stringMatching(/^antes-de-9\.8\.7-\d{8}-\d{6}\.db$/)]);
  expect([schemaOf(told?.copy ?? ''), schemaOf(file)]).toEqual([1, NEWEST]);
  // Nothing is pending any more.
  expect(await open()).toEqual([]);
  expect(copies()).toHaveLength(1);
});

it('copies nothing of a database that has no order yet', async () => {
  rmSync(file);
  expect(await open()).toEqual([{ from: 0, to: NEWEST, copy: null }]);
  expect(copies()).toEqual([]);
});

it('refuses to open where the copy cannot be made, and the database stays as it was', async () => {
  writeFileSync(path.join(folder, 'respaldos'), 'a file where the folder should be');
  await expect(open()).rejects.toThrow(/La copia no se pudo hacer: .*--migrate-without-copy/);
  expect(schemaOf(file)).toBe(1);
  expect(await open({ migrateWithoutCopy: true })).toEqual([{ from: 1, to: NEWEST, copy: null }]);
});

it('says how much room it takes, and leaves no half copy behind', () => {
  const db = new Database(file);
  const place = { folder, addon: null, version: '9.8.7', now: 0, freeBytes: () => 5 * 1_048_576 };
  const attempt = (): unknown => copyBeforeMigration(db, place);
  expect(attempt).toThrow(DatabaseRefused);
  expect(attempt).toThrow(/no hay lugar: hacen falta \d+ MB y quedan 5 MB/);
  expect(attempt).toThrow(expect.objectContaining({ remedy: 'none' }));
  db.close();
  expect(copies()).toEqual([]);
});

it('does not change a damaged database, which has an older backup to go back to', async () => {
  const bytes = readFileSync(file);
  // Half a page of some table in the middle.
  bytes.fill(0xff, 4096 * 20, 4096 * 20 + 2048);
  writeFileSync(file, bytes);
  await expect(open()).rejects.toMatchObject({
    remedy: 'rescue',
    message: expect.stringContaining('dañada') as string,
  });
  mkdirSync(path.join(folder, 'respaldos'), { recursive: true });
  expect(copies()).toEqual([]);
});
