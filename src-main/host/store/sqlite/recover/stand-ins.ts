/**
 * Rows that others point to and that were lost. Where a menu, tickets or an order's lines would be
 * lost with one, a row that says so takes its place; where a reference may be empty, it is emptied;
 * and only what is left, a part of something that is gone, is taken out.
 */
import type { Database } from 'better-sqlite3';
import { FIRST_MS_PER_LINE, INITIAL_HEALTH } from '../../../domain/printing/printer-health';

/** How many were put in, by table; they are not counted as rows that were read. */
export type StandIns = Readonly<Record<string, number>>;

/**
 * A network that never exists (RFC 5737): papers wait until the owner writes the printer's address,
 * and none is taken for printed.
 */
const addressOf = (index: number) => ({
  kind: 'tcp',
  host: `192.0.2.${(index % 254) + 1}`,
  port: 9100,
});
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
  const known = db
    .prepare<[], string>('SELECT id FROM printers WHERE removed_at IS NULL LIMIT 1')
    .pluck();
  const categories = lost('SELECT category_id FROM items EXCEPT SELECT id FROM categories');
  putPrinters(db, printers);
  putStations(db, stations, printers[0] ?? known.get() ?? null);
  const category = db.prepare(
    'INSERT INTO categories (id, name, position) VALUES (?, ?, (SELECT coalesce(max(rowid), 0) + 1 FROM categories))',
  );
  for (const id of categories) category.run(id, freeName(db, 'categories', 'Categoría'));
  return {
    printers: printers.length,
    stations: stations.length,
    categories: categories.length,
    dispatches: putDispatches(db),
  };
}

/** Names are unique, and a rescued database may be rescued again. */
function freeName(db: Database, table: string, kind: string): string {
  const isTaken = db.prepare(`SELECT 1 FROM ${table} WHERE name = ?`).pluck();
  let count = 1;
  while (isTaken.get(`${kind} recuperada ${count}`) !== undefined) count++;
  return `${kind} recuperada ${count}`;
}

function putPrinters(db: Database, ids: readonly string[]): void {
  const put = db.prepare(
    'INSERT INTO printers (id, name, address, profile, ms_per_line, health) VALUES (?, ?, ?, ?, ?, ?)',
  );
  for (const [index, id] of ids.entries()) {
    const name = freeName(db, 'printers', 'Impresora');
    put.run(
      id,
      name,
      JSON.stringify(addressOf(index)),
      JSON.stringify(PROFILE),
      FIRST_MS_PER_LINE,
      JSON.stringify(INITIAL_HEALTH),
    );
  }
}

function putStations(db: Database, ids: readonly string[], printer: string | null): void {
  const put = db.prepare(
    `INSERT INTO stations (id, name, printer_id, fallbacks, when_unsure, hurry_min, late_min, is_default, position)
     VALUES (?, ?, ?, '[]', 'reprint', 10, 20, NOT EXISTS (SELECT 1 FROM stations WHERE is_default = 1 AND removed_at IS NULL),
       (SELECT coalesce(max(position), -1) + 1 FROM stations))`,
  );
  if (printer !== null)
    for (const id of ids) put.run(id, freeName(db, 'stations', 'Estación'), printer);
}

/**
 * A send whose lines are there: by whom and under which key is not known, and the chain shows it as
 * broken.
 */
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
    put.run(
      seq,
      one.order_number,
      one.dispatch_no,
      one.placed_at,
      `recuperado-${one.order_number}-${one.dispatch_no}`,
    );
  }
  return lost.length;
}

type Violation = {
  readonly table: string;
  readonly rowid: number | null;
  readonly parent: string;
  readonly fkid: number;
};
type KeyPart = {
  readonly id: number;
  readonly table: string;
  readonly from: string;
  readonly to: string;
};

/** How many rows were taken out. */
export function settleReferences(db: Database): number {
  let dropped = 0;
  for (;;) {
    const found = db.pragma('foreign_key_check') as readonly Violation[];
    if (found.length === 0) return dropped;
    let changed = 0;
    for (const one of found) {
      if (one.rowid !== null && empty(db, one)) changed++;
      else {
        const count =
          one.rowid === null
            ? dropByParent(db, one.table, one.parent)
            : db.prepare(`DELETE FROM "${one.table}" WHERE rowid = ?`).run(one.rowid).changes;
        [changed, dropped] = [changed + count, dropped + count];
      }
    }
    // Another table's row may have gone with its parent already; what stays would be asked about
    // for ever.
    if (changed === 0) return dropped;
  }
}

/** An order whose waiter is gone is an order still. False: the reference may not be empty. */
function empty(db: Database, { table, rowid, fkid }: Violation): boolean {
  const parts = keysOf(db, table).filter(({ id }) => id === fkid);
  try {
    const columns = parts.map(({ from }) => `"${from}" = NULL`).join(', ');
    return db.prepare(`UPDATE "${table}" SET ${columns} WHERE rowid = ?`).run(rowid).changes > 0;
  } catch {
    return false;
  }
}

/** A table without row numbers says only which parent is missing. */
function dropByParent(db: Database, table: string, parent: string): number {
  const keys = keysOf(db, table);
  let count = 0;
  for (const id of new Set(keys.filter((one) => one.table === parent).map((one) => one.id))) {
    const parts = keys.filter((one) => one.id === id);
    const isSet = parts.map(({ from }) => `c."${from}" IS NOT NULL`).join(' AND ');
    const isSame = parts.map(({ from, to }) => `p."${to}" = c."${from}"`).join(' AND ');
    const where = `${isSet} AND NOT EXISTS (SELECT 1 FROM "${parent}" p WHERE ${isSame})`;
    try {
      // Inside a savepoint of its own: a reference that may not be empty leaves the table as it
      // was.
      db.transaction(() => {
        const columns = parts.map(({ from }) => `"${from}" = NULL`).join(', ');
        count += db.prepare(`UPDATE "${table}" AS c SET ${columns} WHERE ${where}`).run().changes;
      })();
    } catch {
      count += db.prepare(`DELETE FROM "${table}" AS c WHERE ${where}`).run().changes;
    }
  }
  return count;
}

function keysOf(db: Database, table: string): readonly KeyPart[] {
  return db.pragma(`foreign_key_list('${table}')`) as readonly KeyPart[];
}
