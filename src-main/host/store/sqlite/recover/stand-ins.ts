/**
 * Rows that others point to and that were lost. Where a menu, tickets or an order's lines would be lost with one, a row that says so takes its
 * place; where a reference may be empty, it is emptied; and only what is left, a part of something that is gone, is taken out.
 */
import type { Database } from 'better-sqlite3';
import { FIRST_MS_PER_LINE, HEALTHY } from '../../../domain/printer-health';

/** How many were put in, by table. */
export type StandIns = Readonly<Record<'printers' | 'stations' | 'categories' | 'dispatches', number>>;

/** A sample printer: nothing is taken for printed until the owner sets up the real one. */
const ADDRESS = { kind: 'virtual', port: 9100, ticketMs: null, mmPerSecond: 150 };
const PROFILE = {
  columns: 48,
  codePage: 'PC858',
  language: 'escpos',
  fence: 'process_id',
  answersStatus: true,
  identity: null,
};

export function putStandIns(db: Database): StandIns {
  const lost = (sql: string): readonly string[] => db.prepare<[], string>(sql).pluck().all();
  const stations = lost(
    `SELECT station_id FROM tickets UNION SELECT station_id FROM routing_rules EXCEPT SELECT id FROM stations`,
  );
  const printers = lost(
    `SELECT printer_id FROM stations UNION SELECT printer_id FROM print_jobs
     UNION SELECT value FROM stations, json_each(stations.fallbacks) EXCEPT SELECT id FROM printers`,
  );
  const known = db.prepare<[], string>('SELECT id FROM printers WHERE removed_at IS NULL LIMIT 1').pluck();
  const categories = lost('SELECT category_id FROM items EXCEPT SELECT id FROM categories');
  putPrinters(db, printers);
  putStations(db, stations, printers[0] ?? known.get() ?? null);
  const category = db.prepare(
    'INSERT INTO categories (id, name, position) VALUES (?, ?, (SELECT coalesce(max(rowid), 0) + 1 FROM categories))',
  );
  for (const [index, id] of categories.entries()) category.run(id, nameOf('Categoría', index));
  return {
    printers: printers.length,
    stations: stations.length,
    categories: categories.length,
    dispatches: putDispatches(db),
  };
}

const nameOf = (kind: string, index: number): string => `${kind} recuperada ${index + 1}`;

function putPrinters(db: Database, ids: readonly string[]): void {
  const put = db.prepare('INSERT INTO printers (id, name, address, profile, ms_per_line, health) VALUES (?, ?, ?, ?, ?, ?)');
  for (const [index, id] of ids.entries()) {
    const address = JSON.stringify({ ...ADDRESS, port: ADDRESS.port + index });
    put.run(id, nameOf('Impresora', index), address, JSON.stringify(PROFILE), FIRST_MS_PER_LINE, JSON.stringify(HEALTHY));
  }
}

function putStations(db: Database, ids: readonly string[], printer: string | null): void {
  const put = db.prepare(
    `INSERT INTO stations (id, name, printer_id, fallbacks, when_unsure, hurry_min, late_min, is_default, position)
     VALUES (?, ?, ?, '[]', 'reprint', 10, 20, NOT EXISTS (SELECT 1 FROM stations WHERE is_default = 1 AND removed_at IS NULL),
       (SELECT coalesce(max(position), -1) + 1 FROM stations))`,
  );
  if (printer !== null) for (const [index, id] of ids.entries()) put.run(id, nameOf('Estación', index), printer);
}

/** A send whose lines are there: by whom and under which key is not known, and the chain shows it as broken. */
function putDispatches(db: Database): number {
  const lost = db
    .prepare<[], { order_number: number; dispatch_no: number; placed_at: number }>(
      `SELECT DISTINCT l.order_number, l.dispatch_no, o.placed_at FROM lines l JOIN orders o ON o.number = l.order_number
       WHERE NOT EXISTS (SELECT 1 FROM dispatches d WHERE d.order_number = l.order_number AND d.no = l.dispatch_no)
       ORDER BY l.order_number, l.dispatch_no`,
    )
    .all();
  const isTaken = db.prepare('SELECT 1 FROM dispatches WHERE chain_seq = ?').pluck();
  const put = db.prepare(
    `INSERT INTO dispatches (chain_seq, order_number, no, sent_by, sent_at, key, hash) VALUES (?, ?, ?, 'recuperado', ?, ?, zeroblob(32))`,
  );
  let seq = 1;
  for (const one of lost) {
    while (isTaken.get(seq) !== undefined) seq++;
    put.run(seq, one.order_number, one.dispatch_no, one.placed_at, `recuperado-${one.order_number}-${one.dispatch_no}`);
  }
  return lost.length;
}

type Violation = { readonly table: string; readonly rowid: number | null; readonly parent: string; readonly fkid: number };
type KeyPart = { readonly id: number; readonly table: string; readonly from: string; readonly to: string };

type Settled = { readonly dropped: number; readonly emptied: number };

const NOTHING: Settled = { dropped: 0, emptied: 0 };
const sumOf = (a: Settled, b: Settled): Settled => ({ dropped: a.dropped + b.dropped, emptied: a.emptied + b.emptied });

/** How many rows were taken out. A row that loses its parent may be the parent of others, so it goes on until every reference holds. */
export function settleReferences(db: Database): number {
  let dropped = 0;
  for (;;) {
    const found = db.pragma('foreign_key_check') as readonly Violation[];
    const done = found.map((one) => settle(db, one)).reduce(sumOf, NOTHING);
    dropped += done.dropped;
    // Where nothing changed a further look would find the same.
    if (done.dropped + done.emptied === 0) return dropped;
  }
}

function settle(db: Database, violation: Violation): Settled {
  const { table, rowid, parent } = violation;
  if (rowid === null) return settleByParent(db, table, parent);
  if (empty(db, violation)) return { dropped: 0, emptied: 1 };
  return { dropped: db.prepare(`DELETE FROM "${table}" WHERE rowid = ?`).run(rowid).changes, emptied: 0 };
}

/** The statement has changed nothing then. */
function mayNotBeEmpty(error: unknown): boolean {
  return ((error as { readonly code?: string }).code ?? '').startsWith('SQLITE_CONSTRAINT');
}

/** An order whose waiter is gone is an order still. False: the reference may not be empty. */
function empty(db: Database, { table, rowid, fkid }: Violation): boolean {
  const parts = keysOf(db, table).filter(({ id }) => id === fkid);
  try {
    const columns = parts.map(({ from }) => `"${from}" = NULL`).join(', ');
    return db.prepare(`UPDATE "${table}" SET ${columns} WHERE rowid = ?`).run(rowid).changes > 0;
  } catch (error) {
    if (!mayNotBeEmpty(error)) throw error;
    return false;
  }
}

/** `foreign_key_check` does not say which row of a table without row numbers it means, only which parent is missing. */
function settleByParent(db: Database, table: string, parent: string): Settled {
  const keys = keysOf(db, table);
  const ids = new Set(keys.filter((one) => one.table === parent).map((one) => one.id));
  return [...ids]
    .map((id) =>
      settleKey(
        db,
        table,
        parent,
        keys.filter((one) => one.id === id),
      ),
    )
    .reduce(sumOf, NOTHING);
}

function settleKey(db: Database, table: string, parent: string, parts: readonly KeyPart[]): Settled {
  const isSet = parts.map(({ from }) => `c."${from}" IS NOT NULL`).join(' AND ');
  const isSame = parts.map(({ from, to }) => `p."${to}" = c."${from}"`).join(' AND ');
  const where = `${isSet} AND NOT EXISTS (SELECT 1 FROM "${parent}" p WHERE ${isSame})`;
  const columns = parts.map(({ from }) => `"${from}" = NULL`).join(', ');
  try {
    return { dropped: 0, emptied: db.prepare(`UPDATE "${table}" AS c SET ${columns} WHERE ${where}`).run().changes };
  } catch (error) {
    if (!mayNotBeEmpty(error)) throw error;
    return { dropped: db.prepare(`DELETE FROM "${table}" AS c WHERE ${where}`).run().changes, emptied: 0 };
  }
}

function keysOf(db: Database, table: string): readonly KeyPart[] {
  return db.pragma(`foreign_key_list('${table}')`) as readonly KeyPart[];
}
