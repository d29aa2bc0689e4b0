/** Tickets, the lines they show, and messages, as rows. */
import type { Database } from 'better-sqlite3';
import type { Message, Ticket, TicketDocument, TicketKind, TicketState } from '../../../../../src-shared/ticket';

export type TicketRow = {
  id: string;
  order_id: string | null;
  dispatch_id: string | null;
  message_id: string | null;
  station_id: string;
  kind: string;
  state: string;
  line_nos: string;
  document: string;
  opened_at: number;
};

export function ticketRows(db: Database) {
  const insert = db.prepare(
    'INSERT INTO tickets (id, order_id, dispatch_id, message_id, station_id, kind, state, line_nos, document, opened_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const insertMessage = db.prepare('INSERT INTO messages (id, number, text, sent_by, sent_at) VALUES (?, ?, ?, ?, ?)');
  const setState = db.prepare('UPDATE tickets SET state = ? WHERE id = ?');
  const ofOrder = db.prepare<[string], TicketRow>('SELECT * FROM tickets WHERE order_id = ? ORDER BY opened_at, id');
  const byId = db.prepare<[string], TicketRow>('SELECT * FROM tickets WHERE id = ?');
  return {
    put(t: Ticket, lineNos: readonly number[]) {
      insert.run(
        t.id,
        t.orderId,
        t.dispatchId,
        t.messageId,
        t.stationId,
        t.kind,
        t.state,
        JSON.stringify(lineNos),
        JSON.stringify(t.document),
        t.openedAt,
      );
    },
    putMessage(m: Message) {
      insertMessage.run(m.id, m.number, m.text, m.sentBy, m.sentAt);
    },
    setState(id: string, state: TicketState) {
      setState.run(state, id);
    },
    /** With the numbers of the lines each shows. */
    ofOrder: (orderId: string) =>
      ofOrder.all(orderId).map((row) => ({ ticket: ticketFrom(row), lineNos: JSON.parse(row.line_nos) as number[] })),
    byId(id: string): Ticket | null {
      const row = byId.get(id);
      return row ? ticketFrom(row) : null;
    },
  };
}

export function ticketFrom(row: TicketRow): Ticket {
  return {
    id: row.id,
    orderId: row.order_id,
    dispatchId: row.dispatch_id,
    messageId: row.message_id,
    stationId: row.station_id,
    kind: row.kind as TicketKind,
    state: row.state as TicketState,
    document: JSON.parse(row.document) as TicketDocument,
    openedAt: row.opened_at,
  };
}
