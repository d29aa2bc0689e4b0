/** Times of what is under way, moved together when the machine's clock was set. What waits in a lane is moved by its own changes. */
import type { Database } from 'better-sqlite3';

export function clockRows(db: Database) {
  const orders = db
    .prepare<[number], number>("SELECT number FROM orders WHERE state IN ('open', 'ready', 'served') AND placed_at >= ?")
    .pluck();
  const tickets = db
    .prepare<[string], number>(
      `SELECT seq FROM tickets WHERE order_number IN (SELECT value FROM json_each(?))
       UNION SELECT seq FROM tickets WHERE order_number IS NULL AND state IN ('open', 'started')
       UNION SELECT t.seq FROM print_jobs j JOIN tickets t ON t.seq = j.ticket_seq
         WHERE t.order_number IS NULL AND j.state = 'queued'
       UNION SELECT t.seq FROM print_jobs j JOIN tickets t ON t.seq = j.ticket_seq
         WHERE t.order_number IS NULL AND j.state IN ('sending', 'blocked')
       UNION SELECT t.seq FROM print_jobs j JOIN tickets t ON t.seq = j.ticket_seq
         WHERE t.order_number IS NULL AND j.state IN ('unsure', 'stale')`,
    )
    .pluck();
  // NULL stays NULL.
  const moveOrders = db.prepare<[{ by: number; these: string }]>(
    `UPDATE orders SET placed_at = placed_at + @by, started_at = started_at + @by, ready_at = ready_at + @by
     WHERE number IN (SELECT value FROM json_each(@these))`,
  );
  const moveTickets = db.prepare<[{ by: number; these: string }]>(
    `UPDATE tickets SET opened_at = opened_at + @by, moved_at = moved_at + @by WHERE seq IN (SELECT value FROM json_each(@these))`,
  );
  const moveJobs = db.prepare<[{ by: number; these: string }]>(
    `UPDATE print_jobs SET queued_at = queued_at + @by, settled_at = settled_at + @by
     WHERE ticket_seq IN (SELECT value FROM json_each(@these)) AND state NOT IN ('queued', 'sending', 'blocked')`,
  );
  const moveAlerts = db.prepare<[{ by: number }]>(
    'UPDATE alerts SET raised_at = raised_at + @by, ended_at = ended_at + @by WHERE ended_at IS NULL OR seen_by IS NULL',
  );
  return {
    moveTimes(by: number, placedFrom: number): void {
      const numbers = JSON.stringify(orders.all(placedFrom));
      const seqs = JSON.stringify(tickets.all(numbers));
      moveOrders.run({ by, these: numbers });
      moveTickets.run({ by, these: seqs });
      moveJobs.run({ by, these: seqs });
      moveAlerts.run({ by });
    },
  };
}
