/**
 * Reads and writes the event log.
 *
 * `seq` has no gaps: it is assigned in the transaction of the only writer.
 */
import type { Database } from 'better-sqlite3';
import { auditActor } from '../../../../../src-shared/events/audit';
import type { Event, EventDraft } from '../../../../../src-shared/events/events';
import type { StoredEvent } from '../../../ports/store';
import { eventFrom } from '../row-tools/stored-event';

export function eventRows(db: Database) {
  const insert = db.prepare(
    'INSERT INTO events (seq, at, kind, order_number, hand, body) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const last = db.prepare<[], number | null>('SELECT max(seq) FROM events').pluck();
  const since = db
    .prepare<[number, number], string>('SELECT body FROM events WHERE seq > ? ORDER BY seq LIMIT ?')
    .pluck();
  const timeOf = db.prepare<[number], number>('SELECT at FROM events WHERE seq = ?').pluck();
  const ofOrder = db
    .prepare<[number], string>('SELECT body FROM events WHERE order_number = +? ORDER BY seq')
    .pluck();
  // Erases the guest's data from the events of an order, which otherwise stay as they were stored.
  const forgetGuest = db.prepare(
    `UPDATE events SET body = iif(json_valid(body), json_replace(body, '$.placed.customer', NULL, '$.placed.address', NULL,
       '$.placed.phone', NULL, '$.edit.customer', NULL, '$.edit.address', NULL, '$.edit.phone', NULL), '')
     WHERE order_number = ? AND kind IN ('order.placed', 'order.edited')`,
  );
  return {
    put(draft: EventDraft, seq: number, at: number): StoredEvent {
      const event: Event = { seq, at, ...draft };
      const json = JSON.stringify(event);
      insert.run(seq, at, draft.kind, draft.order, auditActor(draft), json);
      return { event, json };
    },
    forgetGuest: (orderNumber: number): void => void forgetGuest.run(orderNumber),
    lastSeq: () => last.get() ?? 0,
    timeOf: (seq: number): number | null => timeOf.get(seq) ?? null,
    /** As stored, oldest first: at least one event, and no more than about `bytes`. */
    since(seq: number, limit: number, bytes: number): readonly string[] {
      const found: string[] = [];
      let total = 0;
      for (const body of since.iterate(seq, limit)) {
        total += Buffer.byteLength(body);
        if (found.length > 0 && total > bytes) break;
        found.push(body);
      }
      return found;
    },
    ofOrder: (number: number): readonly Event[] =>
      ofOrder.all(number).flatMap((body) => eventFrom(body) ?? []),
  };
}
