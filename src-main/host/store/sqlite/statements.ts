/** Creates everything that belongs to one open connection; created anew after a reopen. */
import type { Database } from 'better-sqlite3';
import { factLoader } from './facts/load-facts';
import { allRows } from './rows/all-rows';
import { LEFT_OUT } from './row-tools/real-printers';
import { queryViews } from './read/views';
import { ChangeWriter } from './write/write-changes';

export type Statements = ReturnType<typeof prepare>;

/** Call after the migrations: the statements name the tables. */
export function prepare(db: Database) {
  const rows = allRows(db);
  const facts = factLoader(db, rows);
  const statements = {
    begin: db.prepare('BEGIN IMMEDIATE'),
    commit: db.prepare('COMMIT'),
    rollback: db.prepare('ROLLBACK'),
    savepoint: db.prepare('SAVEPOINT command'),
    release: db.prepare('RELEASE command'),
    rollbackTo: db.prepare('ROLLBACK TO command'),
    // A duration is never negative: the clock may have been set back between the two times. Only
    // orders with a print at a real printer count; EXISTS nearly always ends at the first print.
    today: db.prepare(
      `SELECT count(*) AS orders, avg(CASE WHEN ready_at IS NOT NULL AND (NOT EXISTS (${LEFT_OUT}) OR EXISTS (
         SELECT 1 FROM tickets t JOIN print_jobs j ON j.ticket_seq = t.seq
         WHERE t.order_number = o.number AND j.printer_id NOT IN (${LEFT_OUT}))) THEN max(0, ready_at - started_at) END) AS mean
       FROM orders o WHERE day = ?`,
    ),
  };
  return {
    db,
    rows,
    facts,
    statements,
    views: queryViews(rows),
    writer: new ChangeWriter(db, rows, (change) => facts.follow(change)),
    eventSeq: rows.events.lastSeq(),
  };
}

/** Reads the counters and caches in memory again, which a rollback left ahead of the tables. */
export function reloadAfterRollback(open: Statements): void {
  open.writer.reloadHead();
  open.facts.forget();
  open.eventSeq = open.rows.events.lastSeq();
}
