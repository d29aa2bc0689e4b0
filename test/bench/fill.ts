/**
 * A past written straight into the tables, since a million orders by the front door would take a
 * quarter of an hour: a year that ended last night.
 */
import path from 'node:path';
import Database from 'better-sqlite3';

/**
 * Closed orders of two lines, one ticket and one paper each, spread over the 365 days before `now`.
 * The host must be closed.
 */
export function fillYear(folder: string, count: number, now: number): void {
  const db = new Database(path.join(folder, 'comanda.db'));
  db.pragma('foreign_keys = OFF');
  db.pragma('synchronous = OFF');
  const station = String(db.prepare('SELECT id FROM stations LIMIT 1').pluck().get());
  const printer = String(db.prepare('SELECT id FROM printers LIMIT 1').pluck().get());
  const items = db
    .prepare<[], { id: string; name: string; price: number }>('SELECT id, name, price FROM items')
    .all();
  const first = Number(db.prepare('SELECT coalesce(max(seq), 0) FROM events').pluck().get());
  const document = JSON.stringify({
    kind: 'order',
    station: 'Cocina',
    folio: '0001',
    orderNumber: 1,
    lines: [{ quantity: 1, name: 'Pan' }],
    filler: 'x'.repeat(200),
  });
  const perDay = Math.max(1, Math.ceil(count / 365));
  db.exec('BEGIN');
  // In a table of its own, with what all rows of one order share.
  db.exec(`CREATE TEMP TABLE past AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
    SELECT i, ${now} - (365 - i / ${perDay}) * 86400000 + (i % ${perDay}) * (43200000 / ${perDay}) AS at,
      date(${Math.floor(now / 1000)} - (365 - i / ${perDay}) * 86400, 'unixepoch') AS day, i % ${perDay} + 1 AS folio FROM n`);
  db.exec('CREATE TEMP TABLE dishes (n INTEGER PRIMARY KEY, id TEXT, name TEXT, price INTEGER)');
  const dish = db.prepare('INSERT INTO dishes VALUES (?, ?, ?, ?)');
  items.forEach(({ id, name, price }, index) => dish.run(index, id, name, price));
  const from = (sql: string, ...values: (string | Buffer)[]): void =>
    void db.prepare(sql).run(...values);
  const uuid = `'01900000-0000-7000-8000-' || printf('%012d', i)`;
  from(
    `INSERT INTO orders (id, number, day, folio, type, state, placed_by, placed_at, started_at, ready_at, covers, waiter, revision, payment, tip, charged, tax, closed_at)
     SELECT ${uuid}, i, day, folio, 'takeaway', 'closed', 'x', at, at + 1000, at + 2000, 2, 'Ana', 1, 'cash', 0, 100, 0, at + 3000 FROM past`,
  );
  from(
    `INSERT INTO dispatches (chain_seq, order_number, no, sent_by, sent_at, key, hash) SELECT i, i, 1, 'x', at, 'k' || i, ? FROM past`,
    Buffer.alloc(32, 1),
  );
  for (const no of [1, 2])
    from(
      `INSERT INTO lines (order_number, no, dispatch_no, item_id, name, quantity, unit_price, modifiers, state)
       SELECT i, ${no}, 1, d.id, d.name, 1 + i % 3, d.price, '[]', 'fired' FROM past JOIN dishes d ON d.n = (i * ${no}) % ${items.length}`,
    );
  from(
    `INSERT INTO tickets (seq, order_number, dispatch_no, station_id, kind, state, line_nos, document, done_nos, opened_at)
     SELECT i, i, 1, ?, 'order', 'bumped', '[1,2]', ?, '[]', at FROM past`,
    station,
    document,
  );
  from(
    `INSERT INTO print_jobs (seq, ticket_seq, printer_id, state, priority, paper_lines, mark, queued_at, settled_at)
     SELECT i, i, ?, 'sent', 1, 20, '{"kind":"none"}', at, at + 1000 + i % 5000 FROM past`,
    printer,
  );
  from(
    `INSERT INTO attempts (token, job_seq, worker, shown_time, claimed_at, ended_at, outcome) SELECT i, i, 1, '12:00', at, at, 'handed_over' FROM past`,
  );
  from(
    `INSERT INTO command_receipts (actor, key, command, body, reply, at) SELECT 'x', 'k' || i, 'placeOrder', ?, '{}', at FROM past`,
    Buffer.alloc(32, 1),
  );
  from(
    `INSERT INTO events (seq, at, kind, order_number, hand, body)
     SELECT i + ${first}, at, 'order.placed', i, iif(i % 50 = 0, 'Ana', NULL), '{"kind":"order.placed"}' FROM past`,
  );
  db.exec('COMMIT');
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}
