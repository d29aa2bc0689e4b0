/** Selects numbers of orders: live ones, and those whose guests' data is due for erasure. */
import type { Database } from 'better-sqlite3';
import {
  LEASED_JOBS,
  OPEN_ORDERS,
  TICKETS_IN_HAND,
  UNDECIDED_JOBS,
} from '../../row-tools/state-lists';

export function orderNumberReads(db: Database) {
  // Open orders of these days, and orders of any day with a print or a ticket in hand. UNION ALL: a
  // plain UNION is merged in the order of the numbers, which costs 450 ms a million orders.
  const liveNumbers = db
    .prepare<[string, number], number>(
      `SELECT number FROM orders WHERE number IN (
       SELECT number FROM orders WHERE state IN ${OPEN_ORDERS} AND day >= ?
       UNION ALL SELECT t.order_number FROM tickets t JOIN stations s ON s.id = t.station_id
         WHERE s.has_screen = 1 AND t.state IN ${TICKETS_IN_HAND}
       UNION ALL SELECT t.order_number FROM print_jobs j JOIN tickets t ON t.seq = j.ticket_seq WHERE j.state = 'queued'
       UNION ALL SELECT t.order_number FROM print_jobs j JOIN tickets t ON t.seq = j.ticket_seq WHERE j.state IN ${LEASED_JOBS}
       UNION ALL SELECT t.order_number FROM print_jobs j JOIN tickets t ON t.seq = j.ticket_seq WHERE j.state IN ${UNDECIDED_JOBS}
     ) AND +number > ? ORDER BY number`,
    )
    .pluck();
  // The condition is that of the index orders_with_guests.
  const withGuests = db
    .prepare<[string, number], number>(
      `SELECT number FROM orders WHERE (customer IS NOT NULL OR address IS NOT NULL OR phone IS NOT NULL) AND day < ?
       AND state IN ('closed', 'voided') ORDER BY day LIMIT ?`,
    )
    .pluck();
  return {
    /** Numbers of live orders above `after`. */
    liveNumbers: (fromDay: string, after: number): readonly number[] =>
      liveNumbers.all(fromDay, after),
    /** Closed or voided orders of days before `beforeDay` that have guests' data, oldest first. */
    withGuests: (beforeDay: string, limit: number): readonly number[] =>
      withGuests.all(beforeDay, limit),
  };
}
