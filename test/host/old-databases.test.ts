/**
 * Data folders of released versions: opened, copied, migrated, compared row by row, printed from.
 * `tools/seed-evening.mjs` makes the fixtures.
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
import { firstBrokenLink } from '../../src-main/host/store/sqlite/write/hash-chain';
import { migrate } from '../../src-main/host/store/sqlite/connection/migrate';
import { MIGRATIONS } from '../../src-main/host/store/sqlite/connection/migrations';
import { openSqliteStore } from '../../src-main/host/store/sqlite/sqlite-store';
import { startHostProcess } from '../support/host-process';
import type { HostProcess } from '../support/host-process';
import { until } from '../support/until';

const FIXTURES = 'test/fixtures/schemas';
const fixtures = readdirSync(FIXTURES).toSorted();
const ORDERS = 5;

let folder: string;
let host: HostProcess | null = null;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'comanda-old-'));
});
afterEach(async () => {
  await host?.stop();
  host = null;
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

type Rows = ReadonlyMap<string, readonly unknown[]>;

/**
 * Every row of every table, table by table; of the tables that are no facts of the evening none.
 */
function rowsOf(file: string, like?: Database.Database): Rows {
  const db = new Database(file, { readonly: true });
  try {
    const tables = (of: Database.Database): readonly string[] =>
      of
        .prepare<[], string>(
          "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
        )
        .pluck()
        .all();
    return new Map(
      tables(db).map((name) => {
        const columns = (like ?? db)
          .prepare<[string], string>('SELECT name FROM pragma_table_info(?)')
          .pluck()
          .all(name);
        return [
          name,
          db
            .prepare(
              `SELECT ${columns.map((one) => `"${one}"`).join(', ')} FROM "${name}" ORDER BY 1, 2`,
            )
            .all(),
        ];
      }),
    );
  } finally {
    db.close();
  }
}

const shapeOf = (db: Database.Database): readonly unknown[] =>
  db
    .prepare('SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name')
    .all();

it('there is one of each schema that was released', () => {
  expect(fixtures).toEqual(expect.arrayContaining(['v1.db.gz', 'v2.db.gz', 'v3.db.gz']));
});

const schemaOf = (fixture: string): number => Number(/\d+/.exec(fixture)?.[0]);

function unpack(fixture: string, ...to: readonly string[]): void {
  for (const file of to) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, gunzipSync(readFileSync(path.join(FIXTURES, fixture))));
  }
}

it.each(fixtures)('%s keeps every row, and gets the shape of a fresh database', async (fixture) => {
  const [old, file] = [path.join(folder, 'old.db'), path.join(folder, 'comanda.db')];
  unpack(fixture, old, file);
  await openSqliteStore({ folder, addon: null, onFault: () => {} }).close();
  const before = new Database(old, { readonly: true });
  const wanted = new Database(':memory:');
  migrate(wanted);
  const now = new Database(file, { readonly: true });
  expect(shapeOf(now)).toEqual(shapeOf(wanted));
  expect(now.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(firstBrokenLink(now)).toBe(null);
  const [was, is] = [rowsOf(old), rowsOf(file, before)];
  for (const table of ['orders', 'dispatches', 'lines', 'tickets', 'items', 'printers', 'stations'])
    expect(is.get(table), table).toEqual(was.get(table));
  // Schema 4 writes names where codes of hands stood.
  const said = (rows: Rows): unknown =>
    rows.get('events')?.map((row) => ({ ...(row as object), hand: null }));
  expect(said(is)).toEqual(said(was));
  expect(was.get('orders')).toHaveLength(ORDERS);
  for (const db of [before, wanted, now]) db.close();
});

it.each(fixtures)(
  '%s opens with a copy of before beside it, and what waited in it is printed',
  async (fixture) => {
    const schema = schemaOf(fixture);
    const dataDir = path.join(folder, 'data');
    const old = path.join(folder, 'old.db');
    unpack(fixture, old, path.join(dataDir, 'comanda.db'));

    host = await startHostProcess({ dataDir });
    const copies = readdirSync(path.join(dataDir, 'respaldos'));
    if (schema === MIGRATIONS.length) expect(copies).toEqual([]);
    else {
      expect(copies).toEqual([expect.stringMatching(/^antes-de-\d+\.\d+\.\d+-/)]);
      expect(rowsOf(path.join(dataDir, 'respaldos', copies[0] ?? ''))).toEqual(rowsOf(old));
      expect(host.output()).toContain(`del esquema ${schema} al ${MIGRATIONS.length}`);
      const log = readFileSync(path.join(dataDir, 'logs', 'host.log'), 'utf8');
      expect(log).toContain(`"from":${schema},"to":${MIGRATIONS.length}`);
    }

    expect(await host.asProgram({ consulta: 'pedido', id: 1 })).toMatchObject({
      cliente: 'Ana',
      estado: 'cerrado',
    });
    // They waited through an outage of days: a person says that they are still wanted.
    expect(await host.asProgram({ imprimir: 4 })).not.toHaveProperty('error');
    const roll = path.join(dataDir, 'paper', 'cocina.txt');
    const paper = (): string => (existsSync(roll) ? readFileSync(roll, 'utf8') : '');
    await until('the old order is on paper', () => /Bruno[\s\S]*Hamburguesa/i.test(paper()));
    const next = await host.ask({ mesa: '1', productos: ['Papas fritas'], esperar: 'listo' });
    expect(next).toMatchObject({ id: ORDERS + 1, estado: 'listo' });
  },
);
