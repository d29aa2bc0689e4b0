/**
 * Tickets: one station's part of a dispatch. Its document is written at issue and has all facts for
 * its paper.
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
 * order: a first dispatch, or fired lines; addition: lines added later; change: more of a line that
 * was sent already; void: voided lines; move: another table; message: text for the kitchen; bill:
 * the pre-check, for the counter. (Databases from before additions existed have them as changes.)
 */
export type TicketKind = 'order' | 'addition' | 'change' | 'void' | 'move' | 'message' | 'bill';

/** Kinds for which something is cooked. */
export const FOOD: ReadonlySet<TicketKind> = new Set(['order', 'addition', 'change']);

/** Kinds that inform the cook; nothing is cooked for them. */
export const NOTICE_KINDS: ReadonlySet<TicketKind> = new Set(['void', 'move', 'message']);

export type TicketLine = {
  readonly quantity: number;
  readonly name: string;
  readonly modifiers: readonly string[];
  readonly note: string | null;
  readonly course: number | null;
  readonly seat: number | null;
  /** This line adds to a line that was sent already. */
  readonly more?: true;
};

/** Facts of the order that may change between the dispatch and the print. */
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
 * What was sent, frozen when the ticket is issued. Later edits make new tickets and never rewrite
 * this one. Its paper shows the head at the time of printing, which the attempt stores, and any
 * differences from this head.
 */
export type TicketDocument = TicketHead & {
  readonly kind: TicketKind;
  readonly station: string;
  readonly folio: string;
  readonly orderNumber: number;
  readonly dispatchNo: number;
  readonly reason: string | null;
  /** Local wall time of the dispatch, `HH:MM`, in the host's time zone. */
  readonly time: string;
  readonly lines: readonly TicketLine[];
  readonly alsoAt: readonly { readonly station: string; readonly quantity: number }[];
  /** Only on a message: its text. */
  readonly text: string | null;
  /** Only on a notice of another table: the previous one. */
  readonly fromTable: string | null;
  /** Only on a pre-check. */
  readonly bill: Bill | null;
  /** Only on an X or a Z: the till's figures instead of a text. */
  readonly cut?: TillReportPaper;
  /** Number of papers at the first print; absent: one. */
  readonly copies?: number;
  /** Placeholder for a document that is not readable. Never printed. */
  readonly unreadable?: true;
};

/**
 * Placeholder for a damaged document: one bad row must not keep the others from screens and
 * printers.
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

/** An X or a Z as rows for paper, with label and figure; null is a rule between them. */
export type TillReportPaper = {
  readonly title: string;
  readonly rows: readonly (readonly [string, string] | null)[];
};

/** Amounts in the currency's smallest unit; null if the menu has no price. A comp counts 0. */
export type Bill = {
  readonly lines: readonly {
    readonly quantity: number;
    readonly name: string;
    readonly amount: number | null;
  }[];
  readonly total: number;
  /** The tax in the total, or on top; null: bills show no tax. */
  readonly tax: {
    readonly name: string;
    readonly amount: number;
    readonly included: boolean;
  } | null;
  readonly currency: string;
  readonly decimals: number;
};

export type Ticket = {
  /** Its `seq` as text, as in print jobs. One host numbers all tickets. */
  readonly id: Id;
  readonly seq: number;
  /** Null on a message. */
  readonly orderNumber: number | null;
  /** Its dispatch; null on a message and on an ANULADO notice, which cancels parts of any. */
  readonly dispatchNo: number | null;
  readonly messageId: Id | null;
  readonly stationId: Id;
  readonly kind: TicketKind;
  /**
   * A station without a screen has no bumps: its tickets are created `bumped`, and only their paper
   * counts.
   */
  readonly state: TicketState;
  /** Numbers of the lines that the cook has ticked. */
  readonly doneNos: readonly number[];
  readonly document: TicketDocument;
  readonly openedAt: EpochMs;
  /** When a cook last started, bumped or recalled it; null: never. */
  readonly movedAt: EpochMs | null;
};

export type Message = {
  readonly id: Id;
  readonly number: number;
  readonly text: string;
  readonly sentBy: string;
  readonly sentAt: EpochMs;
};
