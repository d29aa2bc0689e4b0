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
  document: string;
  opened_at: number;
};

export function ticketRows(db: Database) {
  const insert = db.prepare(
    'INSERT INTO tickets (id, order_id, dispatch_id, message_id, station_id, kind, state, document, opened_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const insertLine = db.prepare('INSERT INTO ticket_lines (ticket_id, line_id) VALUES (?, ?)');
  const insertMessage = db.prepare('INSERT INTO messages (id, number, text, sent_by, sent_at) VALUES (?, ?, ?, ?, ?)');
  const setState = db.prepare('UPDATE tickets SET state = ? WHERE id = ?');
  const ofOrder = db.prepare<[string], TicketRow>('SELECT * FROM tickets WHERE order_id = ? ORDER BY opened_at, id');
  const lineIds = db.prepare<[string], string>('SELECT line_id FROM ticket_lines WHERE ticket_id = ?').pluck();
  const byId = db.prepare<[string], TicketRow>('SELECT * FROM tickets WHERE id = ?');
  return {
    put(t: Ticket, lines: readonly string[]) {
      insert.run(
        t.id,
        t.orderId,
        t.dispatchId,
        t.messageId,
        t.stationId,
        t.kind,
        t.state,
        JSON.stringify(t.document),
        t.openedAt,
      );
      for (const line of lines) insertLine.run(t.id, line);
    },
    putMessage(m: Message) {
      insertMessage.run(m.id, m.number, m.text, m.sentBy, m.sentAt);
    },
    setState(id: string, state: TicketState) {
      setState.run(state, id);
    },
    ofOrder: (orderId: string): readonly Ticket[] => ofOrder.all(orderId).map(ticketFrom),
    lineIds: (ticketId: string): readonly string[] => lineIds.all(ticketId),
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
