/**
 * Moves the times of live orders and prints after the machine's clock was set.
 *
 * The times of queued print jobs move by changes of their own.
 */
import type { Database } from 'better-sqlite3';
import type { Change } from '../../../domain/engine/rule';
import type { EpochMs } from '../../../../../src-shared/base/vocabulary';
import {
  LEASED_JOBS,
  OPEN_ORDERS,
  TICKETS_IN_HAND,
  UNDECIDED_JOBS,
} from '../row-tools/state-lists';

/** The offset, and the two times between which nothing moves. */
type Move = { readonly by: number; readonly from: EpochMs; readonly to: EpochMs };
type Those = { readonly these: string };

export function clockRows(db: Database) {
  const orders = db
    .prepare<[number], number>(
      `SELECT number FROM orders WHERE state IN ${OPEN_ORDERS} AND placed_at >= ?`,
    )
    .pluck();
  const tickets = db
    .prepare<[string], number>(
      `SELECT seq FROM tickets WHERE order_number IN (SELECT value FROM json_each(?))
       UNION SELECT seq FROM tickets WHERE order_number IS NULL AND state IN ${TICKETS_IN_HAND}
       UNION SELECT t.seq FROM print_jobs j JOIN tickets t ON t.seq = j.ticket_seq
         WHERE t.order_number IS NULL AND j.state = 'queued'
       UNION SELECT t.seq FROM print_jobs j JOIN tickets t ON t.seq = j.ticket_seq
         WHERE t.order_number IS NULL AND j.state IN ${LEASED_JOBS}
       UNION SELECT t.seq FROM print_jobs j JOIN tickets t ON t.seq = j.ticket_seq
         WHERE t.order_number IS NULL AND j.state IN ${UNDECIDED_JOBS}`,
    )
    .pluck();
  // NULL stays NULL.
  const moved = (column: string): string =>
    `${column} = CASE WHEN ${column} BETWEEN @from AND @to THEN ${column} ELSE ${column} + @by END`;
  const all = (...columns: readonly string[]): string => columns.map(moved).join(', ');
  const moveOrders = db.prepare<[Move & Those]>(
    `UPDATE orders SET ${all('placed_at', 'started_at', 'ready_at')} WHERE number IN (SELECT value FROM json_each(@these))`,
  );
  const moveTickets = db.prepare<[Move & Those]>(
    `UPDATE tickets SET ${all('opened_at', 'moved_at')} WHERE seq IN (SELECT value FROM json_each(@these))`,
  );
  const moveJobs = db.prepare<[Move & Those]>(
    `UPDATE print_jobs SET ${all('queued_at', 'settled_at')}
     WHERE ticket_seq IN (SELECT value FROM json_each(@these)) AND state NOT IN ('queued', 'sending', 'blocked')`,
  );
  const moveAlerts = db.prepare<[Move]>(
    `UPDATE alerts SET ${all('raised_at', 'ended_at')} WHERE ended_at IS NULL OR seen_by IS NULL`,
  );
  return {
    moveTimes({ byMs, right, placedFrom }: Extract<Change, { set: 'timesUnderWay' }>): void {
      const move = { by: byMs, ...right };
      const numbers = JSON.stringify(orders.all(placedFrom));
      const seqs = JSON.stringify(tickets.all(numbers));
      moveOrders.run({ ...move, these: numbers });
      moveTickets.run({ ...move, these: seqs });
      moveJobs.run({ ...move, these: seqs });
      moveAlerts.run(move);
    },
  };
}
