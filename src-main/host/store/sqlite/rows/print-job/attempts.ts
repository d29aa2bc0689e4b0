/** Inserts, ends and reads the attempts to print a job. */
import type { Database } from 'better-sqlite3';
import type { TicketHead } from '../../../../../../src-shared/model/ticket';
import type { Attempt, Change } from '../../../../domain/engine/rule';
import { isFields, jsonOr } from '../../row-tools/json-column';

type AttemptEnd = Extract<Change, { set: 'attempt' }>;

export function attemptRows(db: Database) {
  const insertAttempt = db.prepare(
    'INSERT INTO attempts (token, job_seq, worker, shown_time, head, claimed_at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const endAttempt = db.prepare(
    'UPDATE attempts SET ended_at = ?, first_byte_at = ?, outcome = ?, cause = ?, bytes = ?, sha256 = ?, unprintable = ?, heard = ? WHERE token = ?',
  );
  const confirmAttempt = db.prepare(
    "UPDATE attempts SET outcome = 'confirmed', cause = NULL, ended_at = ? WHERE token = ?",
  );
  const shown = db.prepare<[number], { shown_time: string; head: string | null }>(
    'SELECT a.shown_time, a.head FROM print_jobs j JOIN attempts a ON a.token = j.token WHERE j.seq = ?',
  );
  // The condition is that of the index attempts_with_head.
  const forgetGuest = db.prepare(
    `UPDATE attempts SET head = iif(json_valid(head), json_replace(head, '$.customer', NULL, '$.address', NULL, '$.phone', NULL), NULL)
     WHERE head IS NOT NULL
     AND job_seq IN (SELECT j.seq FROM tickets t JOIN print_jobs j ON j.ticket_seq = t.seq WHERE t.order_number = ?)`,
  );
  return {
    putAttempt(a: Attempt) {
      insertAttempt.run(
        a.token,
        Number(a.jobId),
        a.worker,
        a.shownTime,
        a.head && JSON.stringify(a.head),
        a.claimedAt,
      );
    },
    endAttempt(end: AttemptEnd) {
      endAttempt.run(
        end.endedAt,
        end.firstByteAt,
        end.outcome,
        end.cause,
        end.bytes,
        end.sha256,
        end.unprintable,
        end.heard,
        end.token,
      );
    },
    confirmAttempt(token: number, endedAt: number) {
      confirmAttempt.run(endedAt, token);
    },
    /** The time that the newest try printed; null: no try yet. */
    shownTime: (seq: number): string | null => shown.get(seq)?.shown_time ?? null,
    /** The head that the newest try printed; null: that of the ticket as it was sent. */
    shownHead(seq: number): TicketHead | null {
      const head = shown.get(seq)?.head ?? null;
      return head === null ? null : jsonOr<TicketHead | null>(head, null, isFields);
    },
    /** Erases the guest's data from the attempts of an order. */
    forgetGuest: (orderNumber: number): void => void forgetGuest.run(orderNumber),
  };
}
