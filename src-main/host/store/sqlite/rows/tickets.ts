/** Reads and writes tickets, the lines they show, and messages. */
import type { Database } from 'better-sqlite3';
import type { Change } from '../../../domain/engine/rule';
import { unreadableDocument } from '../../../../../src-shared/model/ticket';
import type {
  Message,
  Ticket,
  TicketDocument,
  TicketKind,
  TicketState,
} from '../../../../../src-shared/model/ticket';
import { groupedBy } from '../row-tools/group-rows';
import { jsonList, jsonOr } from '../row-tools/json-column';
import { LEASED_JOBS, TICKETS_IN_HAND, UNDECIDED_JOBS } from '../row-tools/state-lists';

export type TicketRow = {
  seq: number;
  order_number: number | null;
  dispatch_no: number | null;
  message_id: string | null;
  station_id: string;
  kind: string;
  state: string;
  line_nos: string;
  document: string;
  done_nos: string;
  opened_at: number;
  moved_at: number | null;
};

export type TicketWithLines = { readonly ticket: Ticket; readonly lineNos: readonly number[] };

export function ticketRows(db: Database) {
  const insert = db.prepare(
    'INSERT INTO tickets (seq, order_number, dispatch_no, message_id, station_id, kind, state, line_nos, document, done_nos, opened_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const insertMessage = db.prepare(
    'INSERT INTO messages (id, number, text, sent_by, sent_at) VALUES (?, ?, ?, ?, ?)',
  );
  const setDone = db.prepare('UPDATE tickets SET done_nos = ? WHERE seq = ?');
  const setState = db.prepare(
    'UPDATE tickets SET state = ?, moved_at = coalesce(?, moved_at) WHERE seq = ?',
  );
  const ofOrder = db.prepare<[number], TicketRow>(
    'SELECT * FROM tickets WHERE order_number = +? ORDER BY seq',
  );
  const ofOrders = db.prepare<[string], TicketRow>(
    'SELECT * FROM tickets WHERE order_number IN (SELECT value FROM json_each(?)) ORDER BY order_number, seq',
  );
  const inHandAt = db
    .prepare<[string], number>(
      `SELECT seq FROM tickets WHERE station_id = +? AND state IN ${TICKETS_IN_HAND} ORDER BY seq`,
    )
    .pluck();
  const liveMessages = db.prepare<[], TicketRow>(
    `SELECT * FROM tickets WHERE order_number IS NULL AND seq IN (
       SELECT t.seq FROM tickets t JOIN stations s ON s.id = t.station_id
         WHERE s.has_screen = 1 AND t.state IN ${TICKETS_IN_HAND}
       UNION ALL SELECT ticket_seq FROM print_jobs WHERE state = 'queued'
       UNION ALL SELECT ticket_seq FROM print_jobs WHERE state IN ${LEASED_JOBS}
       UNION ALL SELECT ticket_seq FROM print_jobs WHERE state IN ${UNDECIDED_JOBS}
     ) ORDER BY seq`,
  );
  const forgetGuest = db.prepare(
    // A document that cannot be read may contain a name, too.
    `UPDATE tickets SET document = iif(json_valid(document), json_replace(document, '$.customer', NULL, '$.address', NULL, '$.phone', NULL), '')
     WHERE order_number = ?`,
  );
  const bySeq = db.prepare<[number], TicketRow>('SELECT * FROM tickets WHERE seq = ?');
  return {
    put(t: Ticket, lineNos: readonly number[]) {
      insert.run(
        t.seq,
        t.orderNumber,
        t.dispatchNo,
        t.messageId,
        t.stationId,
        t.kind,
        t.state,
        JSON.stringify(lineNos),
        JSON.stringify(t.document),
        JSON.stringify(t.doneNos),
        t.openedAt,
      );
    },
    putMessage(m: Message) {
      insertMessage.run(m.id, m.number, m.text, m.sentBy, m.sentAt);
    },
    set({ id, state, doneNos, movedAt }: Extract<Change, { set: 'ticket' }>) {
      setState.run(state, movedAt ?? null, Number(id));
      if (doneNos !== undefined) setDone.run(JSON.stringify(doneNos), Number(id));
    },
    forgetGuest: (orderNumber: number): void => void forgetGuest.run(orderNumber),
    lineNosOf: (row: TicketRow) => jsonList<number>(row.line_nos),
    rowBySeq: (seq: number) => bySeq.get(seq),
    /** With the numbers of the lines that each shows. */
    ofOrder: (orderNumber: number): readonly TicketWithLines[] =>
      ofOrder.all(orderNumber).map(shownFrom),
    /** The same for many orders in one statement, by order number. */
    ofOrders: (
      orderNumbers: readonly number[],
    ): ReadonlyMap<number | null, readonly TicketWithLines[]> =>
      groupedBy(ofOrders.all(JSON.stringify(orderNumbers)), (row) => row.order_number, shownFrom),
    inHandAt: (stationId: string): readonly number[] => inHandAt.all(stationId),
    /** Tickets without an order that are still queued, undecided or with a cook. */
    liveMessages: (): readonly Ticket[] => liveMessages.all().map(ticketFrom),
    bySeq(seq: number): Ticket | null {
      const row = bySeq.get(seq);
      return row ? ticketFrom(row) : null;
    },
  };
}

function shownFrom(row: TicketRow): TicketWithLines {
  return { ticket: ticketFrom(row), lineNos: jsonList<number>(row.line_nos) };
}

export function ticketFrom(row: TicketRow): Ticket {
  return {
    id: String(row.seq),
    seq: row.seq,
    orderNumber: row.order_number,
    dispatchNo: row.dispatch_no,
    messageId: row.message_id,
    stationId: row.station_id,
    kind: row.kind as TicketKind,
    state: row.state as TicketState,
    doneNos: jsonList<number>(row.done_nos),
    document: jsonOr(row.document, unreadableDocument(row.kind as TicketKind), isDocument),
    openedAt: row.opened_at,
    movedAt: row.moved_at,
  };
}

/** Checks the fields that screens and printers need. */
function isDocument(value: unknown): boolean {
  const { station, folio, time, lines, alsoAt } = (value ?? {}) as Partial<
    Record<keyof TicketDocument, unknown>
  >;
  return (
    [station, folio, time].every((text) => typeof text === 'string') &&
    Array.isArray(lines) &&
    Array.isArray(alsoAt)
  );
}
