/** The event log as rows: `seq` without gaps, since it is given out inside the one writer's transaction. */
import type { Database } from 'better-sqlite3';
import type { Event, EventDraft } from '../../../../../src-shared/events';
import type { StoredEvent } from '../../../ports/store';

type EventRow = { seq: number; at: number; order_number: number | null; body: string };

export function eventRows(db: Database) {
  const insert = db.prepare('INSERT INTO events (seq, at, kind, order_number, body) VALUES (?, ?, ?, ?, ?)');
  const last = db.prepare<[], number | null>('SELECT max(seq) FROM events').pluck();
  const ofOrder = db.prepare<[number], EventRow>(
    'SELECT seq, at, order_number, body FROM events WHERE order_number = ? ORDER BY seq',
  );
  return {
    put(draft: EventDraft, seq: number, at: number): StoredEvent {
      const { order, ...body } = draft;
      const bodyJson = JSON.stringify(body);
      insert.run(seq, at, draft.kind, order, bodyJson);
      return { event: { ...draft, seq, at }, json: `{"seq":${seq},"at":${at},"order":${order},${bodyJson.slice(1)}` };
    },
    lastSeq: () => last.get() ?? 0,
    ofOrder: (number: number): readonly Event[] =>
      ofOrder
        .all(number)
        .map((row) => ({ ...(JSON.parse(row.body) as EventDraft), order: row.order_number, seq: row.seq, at: row.at })),
  };
}
