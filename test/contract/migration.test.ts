/**
 * F53: a migration that was killed at any of its statements has not happened; a program that is
 * older than the database says so.
 */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { migrate } from '../../src-main/host/store/sqlite/connection/migrate';
import { MIGRATIONS } from '../../src-main/host/store/sqlite/connection/migrations';
import { openDatabase } from '../../src-main/host/store/sqlite/connection/open-database';
import { printJobRows } from '../../src-main/host/store/sqlite/rows/print-jobs';
import { OperationSettings } from '../../src-shared/model/operations/operation-settings';
import { openSqliteStore } from '../../src-main/host/store/sqlite/sqlite-store';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'comanda-migration-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/**
 * As a later version might bring it: a table rebuilt with its rows, as SQLite's own advice has it.
 */
const LATER = {
  version: (MIGRATIONS.at(-1)?.version ?? 0) + 1,
  name: 'later',
  sql: `CREATE TABLE tables_new (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, area TEXT NOT NULL, seats INTEGER, position INTEGER NOT NULL, smoking INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO tables_new (id, name, area, seats, position) SELECT id, name, area, seats, position FROM tables;
DROP TABLE tables;
ALTER TABLE tables_new RENAME TO tables;
CREATE INDEX tables_by_area ON tables (area);`,
};
const statementsOf = (sql: string): readonly string[] =>
  sql
    .replace(/--[^\n]*/g, '')
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** The database's files as a kill would leave them, while the transaction is open. */
function killedCopy(name: string): string {
  const copy = path.join(folder, `killed-${name}.db`);
  for (const end of ['', '-wal']) {
    const file = path.join(folder, `comanda.db${end}`);
    if (existsSync(file)) copyFileSync(file, `${copy}${end}`);
  }
  return copy;
}

it('killed at each statement, it has not happened, and happens whole at the next start', () => {
  const first = openDatabase(path.join(folder, 'comanda.db'), null);
  migrate(first);
  first.exec(
    `INSERT INTO tables (id, name, area, seats, position) VALUES ('a', '1', 'Salón', 4, 0), ('b', '2', 'Patio', NULL, 1)`,
  );
  first.close();
  const statements = statementsOf(LATER.sql);
  expect(statements).toHaveLength(5);
  for (let done = 0; done <= statements.length; done++) {
    const db = openDatabase(path.join(folder, 'comanda.db'), null);
    db.pragma('cache_size = 1'); // pages go to the log before the commit
    db.exec('BEGIN IMMEDIATE');
    for (const sql of statements.slice(0, done)) db.exec(sql);
    const copy = killedCopy(String(done));
    db.exec('ROLLBACK');
    db.close();
    const woken = openDatabase(copy, null);
    expect(woken.prepare('SELECT max(version) FROM migrations').pluck().get()).toBe(
      LATER.version - 1,
    );
    expect(migrate(woken, [...MIGRATIONS, LATER])).toBe(1);
    expect(woken.prepare('SELECT id, smoking FROM tables ORDER BY id').all()).toEqual([
      { id: 'a', smoking: 0 },
      { id: 'b', smoking: 0 },
    ]);
    expect(woken.pragma('integrity_check', { simple: true })).toBe('ok');
    woken.close();
  }
});

it('the very first one, killed at each of its statements, leaves an empty database that a start fills', () => {
  const [first] = MIGRATIONS;
  if (!first) throw new Error('there are no migrations');
  const statements = statementsOf(first.sql);
  expect(statements.length).toBeGreaterThan(20);
  for (let done = 0; done <= statements.length; done++) {
    const db = openDatabase(path.join(folder, 'comanda.db'), null);
    db.pragma('cache_size = 1');
    db.exec('BEGIN IMMEDIATE');
    for (const sql of statements.slice(0, done)) db.exec(sql);
    const copy = killedCopy(String(done));
    db.exec('ROLLBACK');
    db.close();
    const woken = openDatabase(copy, null);
    expect(migrate(woken)).toBe(MIGRATIONS.length);
    expect(woken.pragma('integrity_check', { simple: true })).toBe('ok');
    woken.close();
  }
});

it('an older program on a newer database is refused by name, and changes nothing', async () => {
  const db = new Database(path.join(folder, 'comanda.db'));
  migrate(db, [...MIGRATIONS, LATER]);
  const before = db.prepare('SELECT * FROM sqlite_schema ORDER BY name').all();
  db.close();
  expect(() => openSqliteStore({ folder, addon: null, onFault: () => {} })).toThrow(
    /más nueva \(esquema \d+\).*Actualice Comanda/,
  );
  const after = new Database(path.join(folder, 'comanda.db'), { readonly: true });
  expect(after.prepare('SELECT * FROM sqlite_schema ORDER BY name').all()).toEqual(before);
  after.close();
});

it('the second one keeps every letter that waits, and gives a house that had named a number of workers just that', () => {
  const [first, second] = MIGRATIONS;
  if (!first || !second) throw new Error('there are two migrations at the least');
  const db = openDatabase(path.join(folder, 'comanda.db'), null);
  migrate(db, [first]);
  db.pragma('foreign_keys = OFF'); // the ticket that the letter is about is not the matter
  db.exec(`INSERT INTO mails (seq, ticket_seq, job_seq, mark, cause, state, tries, retry_at, queued_at)
           VALUES (4, 7, 9, '{"kind":"none"}', 'paper_out', 'queued', 2, 50, 40);
           INSERT INTO settings (name, value) VALUES ('upkeep', '{"staleMin":15,"guestDays":30,"workers":4}')`);
  migrate(db, [first, second]);
  expect(db.prepare('SELECT * FROM mails').all()).toEqual([
    {
      seq: 4,
      ticket_seq: 7,
      job_seq: 9,
      mark: '{"kind":"none"}',
      cause: 'paper_out',
      alert_seq: null,
      state: 'queued',
      tries: 2,
      retry_at: 50,
      error: null,
      queued_at: 40,
    },
  ]);
  const kept = OperationSettings.parse(
    JSON.parse(
      String(db.prepare(`SELECT value FROM settings WHERE name = 'upkeep'`).pluck().get()),
    ),
  );
  expect(kept).toEqual({ staleMin: 15, guestDays: 30, workers: { least: 4, most: 4 } });
  // A letter is about one thing.
  expect(() =>
    db.exec(
      `INSERT INTO mails (seq, state, tries, retry_at, queued_at) VALUES (5, 'queued', 0, 1, 1)`,
    ),
  ).toThrow('CHECK');
  db.close();
});

it('a paper of before the third keeps the time that its newest try printed on it', () => {
  const db = openDatabase(path.join(folder, 'comanda.db'), null);
  migrate(db, MIGRATIONS.slice(0, 2));
  db.pragma('foreign_keys = OFF');
  db.exec(`INSERT INTO print_jobs (seq, ticket_seq, printer_id, state, priority, paper_lines, mark, queued_at, token)
             VALUES (1, 1, 'a', 'printed', 1, 20, '{"kind":"none"}', 0, NULL), (2, 2, 'a', 'sending', 1, 20, '{"kind":"none"}', 0, 4),
                    (3, 3, 'a', 'queued', 1, 20, '{"kind":"none"}', 0, NULL);
           INSERT INTO attempts (token, job_seq, worker, shown_time, claimed_at)
             VALUES (1, 1, 1, '20:00', 0), (2, 1, 1, '20:05', 0), (4, 2, 1, '20:10', 0)`);
  expect(migrate(db)).toBe(MIGRATIONS.length - 2);
  expect(db.prepare('SELECT seq, token FROM print_jobs ORDER BY seq').all()).toEqual([
    { seq: 1, token: 2 },
    { seq: 2, token: 4 },
    { seq: 3, token: null },
  ]);
  const { shownTime } = printJobRows(db);
  expect([shownTime(1), shownTime(2), shownTime(3)]).toEqual(['20:05', '20:10', null]);
  db.close();
});
