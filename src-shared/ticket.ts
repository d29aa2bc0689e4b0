/** Tickets: one station's share of a dispatch, with everything its paper needs written into it when it was issued. */
import type { EpochMs, Id, OrderType } from './vocabulary';

export type TicketState = 'open' | 'started' | 'bumped' | 'voided';

export const TICKET_MOVES: Readonly<Record<TicketState, readonly TicketState[]>> = {
  open: ['started', 'bumped', 'voided'],
  started: ['open', 'bumped', 'voided'],
  bumped: ['open'],
  voided: [],
};

/** order: a first send; change: lines added later; void: lines struck; message: text for the kitchen. */
export type TicketKind = 'order' | 'change' | 'void' | 'message';

export type TicketLine = {
  readonly quantity: number;
  readonly name: string;
  readonly modifiers: readonly string[];
  readonly note: string | null;
  readonly course: number | null;
  readonly seat: number | null;
};

/** What the paper says, frozen when the ticket is issued: later edits make new tickets, they never rewrite this one. */
export type TicketDocument = {
  readonly kind: TicketKind;
  readonly station: string;
  readonly folio: string;
  readonly orderNumber: number;
  readonly dispatchNo: number;
  readonly type: OrderType;
  readonly table: string | null;
  readonly customer: string | null;
  readonly address: string | null;
  readonly phone: string | null;
  readonly covers: number | null;
  readonly waiter: string | null;
  readonly note: string | null;
  readonly reason: string | null;
  /** Local wall clock of the send, `HH:MM`: the host's time zone is settled here, once. */
  readonly time: string;
  readonly lines: readonly TicketLine[];
  readonly alsoAt: readonly { readonly station: string; readonly quantity: number }[];
  /** Only on a message: its text. */
  readonly text: string | null;
};

export type Ticket = {
  /** Its `seq` in text, as a print job's: tickets are numbered by the one host that makes them. */
  readonly id: Id;
  readonly seq: number;
  /** Null on a message. */
  readonly orderNumber: number | null;
  /** The send it is a share of; null on a message and on an ANULADO slip, which cancels parts of any. */
  readonly dispatchNo: number | null;
  readonly messageId: Id | null;
  readonly stationId: Id;
  readonly kind: TicketKind;
  readonly state: TicketState;
  readonly document: TicketDocument;
  readonly openedAt: EpochMs;
};

export type Message = {
  readonly id: Id;
  readonly number: number;
  readonly text: string;
  readonly sentBy: string;
  readonly sentAt: EpochMs;
};
