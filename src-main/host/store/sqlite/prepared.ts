/** Everything that hangs on one open connection: rows, facts, views, the writer, the statements of a group. Made anew when it is opened again. */
import type { Database } from 'better-sqlite3';
import { factLoader } from './facts/load-facts';
import { allRows } from './rows/all-rows';
import { views } from './views';
import { changeWriter } from './write-changes';

export type Prepared = ReturnType<typeof prepare>;

/** Statements are prepared after the migrations, since they name the tables. */
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
    // Never less than 0, as each order's own duration: the clock may have been set back between the two times.
    today: db.prepare('SELECT count(*) AS orders, avg(max(0, ready_at - started_at)) AS mean FROM orders WHERE day = ?'),
  };
  return {
    db,
    rows,
    facts,
    statements,
    views: views(rows),
    writer: changeWriter(db, rows, (change) => facts.follow(change)),
    eventSeq: rows.events.lastSeq(),
  };
}
