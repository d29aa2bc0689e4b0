/**
 * Tickets: one station's share of a dispatch, with everything its paper needs written into it when
 * it was issued.
 */
import type { EpochMs, Id, OrderType } from '../base/vocabulary';

export type TicketState = 'open' | 'started' | 'bumped' | 'voided';

export const TICKET_MOVES: Readonly<Record<TicketState, readonly TicketState[]>> = {
  open: ['started', 'bumped', 'voided'],
  started: ['open', 'bumped', 'voided'],
  bumped: ['open', 'voided'],
  voided: [],
};

/**
 * order: a first send, or lines fired; addition: lines added later; change: more of a line that was
 * sent already; void: lines struck; move: another table; message: text for the kitchen; bill: the
 * pre-check, for the counter. (Databases of before the additions call them changes too.)
 */
export type TicketKind = 'order' | 'addition' | 'change' | 'void' | 'move' | 'message' | 'bill';

/** Of these something is cooked. */
export const FOOD: ReadonlySet<TicketKind> = new Set(['order', 'addition', 'change']);

/** Of these the cook takes notice; nothing is cooked for them. */
export const NOTICE_KINDS: ReadonlySet<TicketKind> = new Set(['void', 'move', 'message']);

export type TicketLine = {
  readonly quantity: number;
  readonly name: string;
  readonly modifiers: readonly string[];
  readonly note: string | null;
  readonly course: number | null;
  readonly seat: number | null;
  /** So many more of a line that was sent already. */
  readonly more?: true;
};

/** Whose ticket it is: facts of the order that may change between the send and the print. */
export type TicketHead = {
  readonly type: OrderType;
  readonly table: string | null;
  readonly customer: string | null;
  readonly address: string | null;
  readonly phone: string | null;
  readonly covers: number | null;
  readonly waiter: string | null;
  readonly note: string | null;
};

/**
 * What was sent, frozen when the ticket is issued: later edits make new tickets, they never rewrite
 * this one. Its paper says the head as it is when it is printed, which its attempt keeps, and where
 * that differs from this one also what was sent.
 */
export type TicketDocument = TicketHead & {
  readonly kind: TicketKind;
  readonly station: string;
  readonly folio: string;
  readonly orderNumber: number;
  readonly dispatchNo: number;
  readonly reason: string | null;
  /** Local wall clock of the send, `HH:MM`: the host's time zone is settled here, once. */
  readonly time: string;
  readonly lines: readonly TicketLine[];
  readonly alsoAt: readonly { readonly station: string; readonly quantity: number }[];
  /** Only on a message: its text. */
  readonly text: string | null;
  /** Only on a slip that tells of another table: the one before. */
  readonly fromTable: string | null;
  /** Only on a pre-check. */
  readonly bill: Bill | null;
  /** Only on an X or a Z: the till's figures instead of a text. */
  readonly cut?: TillReportPaper;
  /** How many papers of it come out the first time; absent: one. */
  readonly copies?: number;
  /** It stands in for one that can no longer be read, and is never printed. */
  readonly unreadable?: true;
};

/**
 * What a ticket has in place of a document that is damaged: one bad row must not keep the others
 * from screens and printers.
 */
export function unreadableDocument(kind: TicketKind): TicketDocument {
  return {
    kind,
    station: '',
    folio: '',
    orderNumber: 0,
    dispatchNo: 0,
    type: 'table',
    table: null,
    customer: null,
    address: null,
    phone: null,
    covers: null,
    waiter: null,
    note: null,
    reason: null,
    time: '',
    lines: [],
    alsoAt: [],
    text: null,
    fromTable: null,
    bill: null,
    unreadable: true,
  };
}

/**
 * An X or a Z as its paper says it: what each figure is, and the figure; null is a rule between.
 */
export type TillReportPaper = {
  readonly title: string;
  readonly rows: readonly (readonly [string, string] | null)[];
};

/** Amounts in the currency's smallest unit; null where the menu knows no price. A comp counts 0. */
export type Bill = {
  readonly lines: readonly {
    readonly quantity: number;
    readonly name: string;
    readonly amount: number | null;
  }[];
  readonly total: number;
  /** What the state takes of the total, or with it; null: the house says nothing of it. */
  readonly tax: {
    readonly name: string;
    readonly amount: number;
    readonly included: boolean;
  } | null;
  readonly currency: string;
  readonly decimals: number;
};

export type Ticket = {
  /** Its `seq` in text, as a print job's: tickets are numbered by the one host that makes them. */
  readonly id: Id;
  readonly seq: number;
  /** Null on a message. */
  readonly orderNumber: number | null;
  /**
   * The send it is a share of; null on a message and on an ANULADO slip, which cancels parts of
   * any.
   */
  readonly dispatchNo: number | null;
  readonly messageId: Id | null;
  readonly stationId: Id;
  readonly kind: TicketKind;
  /**
   * At a station without a screen nobody ticks anything off: there it is born `bumped`, and its
   * paper is all that is asked of it.
   */
  readonly state: TicketState;
  /** Numbers of the lines that the cook has ticked off one by one. */
  readonly doneNos: readonly number[];
  readonly document: TicketDocument;
  readonly openedAt: EpochMs;
  /** When a cook last began, finished or took it back; null: nobody has. */
  readonly movedAt: EpochMs | null;
};

export type Message = {
  readonly id: Id;
  readonly number: number;
  readonly text: string;
  readonly sentBy: string;
  readonly sentAt: EpochMs;
};
