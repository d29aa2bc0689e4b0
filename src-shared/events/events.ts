/**
 * Every event, written in the transaction of the command that caused it and told to everyone after
 * its COMMIT. `seq` is gap-free and never reused. The tables are the truth; events are for screens,
 * waiting senders, audit and journeys.
 */
import type { Alert } from '../model/operations/alerts';
import type { PrinterHealth } from '../model/printers';
import type { Stock } from '../model/menu';
import type { LineState, Order, OrderEdit, OrderLine, OrderState, Payment } from '../model/order';
import type { ServiceRules } from '../model/staff';
import type { PrintCause, PrintJobState, PrintMark } from '../model/print-job';
import type { Scope } from '../base/scope-words';
import type { TicketKind, TicketState } from '../model/ticket';
import type { BusinessDay, EpochMs, Id, Priority, Role } from '../base/vocabulary';

export type QueuedJob = {
  readonly jobId: Id;
  readonly seq: number;
  readonly ticketId: Id;
  readonly printerId: Id;
  readonly priority: Priority;
  readonly ahead: boolean;
  readonly paperLines: number;
  readonly queuedAt: EpochMs;
  readonly mark: PrintMark['kind'];
  /** Its printer is a sample: what comes out is no paper. */
  readonly virtual?: true;
};

/**
 * A ticket with its first print job. They come to be in the decision that made the send, so its
 * event tells of them too.
 */
export type OpenedTicket = {
  readonly station: string;
  readonly stationId: Id;
  readonly kind: TicketKind;
  readonly state: TicketState;
  readonly dispatchNo: number | null;
  readonly lineNos: readonly number[];
  /** How many of each of them it is about, in the same order: a slip strikes some of a line. */
  readonly quantities: readonly number[];
  /** What only its paper says: a message's text, a reason, the table before. */
  readonly says: string | null;
  readonly job: QueuedJob;
};

/** Some of a line that is not wanted any more: `voided` in all by now. */
export type VoidedLine = {
  readonly no: number;
  readonly voided: number;
  readonly state: LineState;
};

/**
 * Every change of an order's content carries the revision that it made, and what tickets came of
 * it.
 */
type OrderChanged = {
  readonly revision: number;
  readonly by: string;
  readonly tickets: readonly OpenedTicket[];
};

export type EventBody =
  | {
      readonly kind: 'order.placed';
      readonly placed: Omit<Order, 'id' | 'number'>;
      readonly lines: readonly SentLine[];
      readonly tickets: readonly OpenedTicket[];
    }
  | ({
      readonly kind: 'lines.added';
      readonly dispatchNo: number;
      readonly lines: readonly SentLine[];
    } & OrderChanged)
  | ({ readonly kind: 'lines.fired'; readonly lines: readonly number[] } & OrderChanged)
  | ({
      readonly kind: 'lines.voided';
      readonly lines: readonly VoidedLine[];
      readonly reason: string | null;
      /** Nothing is left of them. */
      readonly emptied: readonly Id[];
    } & OrderChanged)
  | ({
      readonly kind: 'lines.comped';
      readonly lines: readonly number[];
      readonly comp: string | null;
    } & OrderChanged)
  | ({
      readonly kind: 'order.edited';
      /** parts: an order that was joined to it changed. */
      readonly what: 'details' | 'table' | 'merged' | 'waiter' | 'parts';
      readonly edit: OrderEdit;
    } & OrderChanged)
  /**
   * By itself, when all of it is done or something is to be cooked again; or served and closed by
   * somebody, which are edits.
   */
  | {
      readonly kind: 'order.moved';
      readonly state: OrderState;
      readonly readyAt: EpochMs | null;
      readonly payment?: Payment;
      readonly revision?: number;
      readonly by?: string;
    }
  | { readonly kind: 'order.started'; readonly startedAt: EpochMs }
  | { readonly kind: 'bill.asked'; readonly by: string; readonly tickets: readonly OpenedTicket[] }
  | {
      readonly kind: 'message.sent';
      readonly messageId: Id;
      readonly number: number;
      readonly by: string;
      readonly tickets: readonly OpenedTicket[];
    }
  | {
      readonly kind: 'ticket.moved';
      readonly ticketId: Id;
      readonly state: TicketState;
      readonly doneNos: readonly number[];
      readonly by: string;
    }
  | ({
      readonly kind: 'stock.changed';
      readonly itemId: Id;
      readonly item: string;
      readonly by: string;
    } & Stock)
  | {
      readonly kind: 'printJob.queued';
      readonly job: QueuedJob;
      /** asked: a person said so. clock: it waits on as before, by a clock that was set. */
      readonly why:
        'reprint' | 'retry' | 'possible-duplicate' | 'asked' | 'fallback' | 'unseen' | 'clock';
      readonly cause: PrintCause | null;
    }
  | { readonly kind: 'printJob.promoted'; readonly jobId: Id; readonly priority: Priority }
  | {
      readonly kind: 'printJob.sending';
      readonly jobId: Id;
      readonly printerId: Id;
      readonly attempt: number;
      readonly worker: number;
    }
  | {
      readonly kind: 'printJob.settled';
      readonly jobId: Id;
      readonly printerId: Id;
      readonly state: PrintJobState;
      readonly cause: PrintCause | null;
      readonly ms: number | null;
      /** Who decided it, where a person did. */
      readonly by: string | null;
      /** Letters on its paper that its printer does not have; absent: none. */
      readonly unprintable?: number | undefined;
      /** Its printer was a sample: no paper came out. */
      readonly virtual?: true;
    }
  | {
      readonly kind: 'printer.changed';
      readonly printerId: Id;
      readonly msPerLine: number;
      readonly health: PrinterHealth;
    }
  /** It stopped in the middle of a ticket, and null: it goes on. */
  | {
      readonly kind: 'printJob.stopped';
      readonly jobId: Id;
      readonly printerId: Id;
      readonly cause: PrintCause | null;
    }
  | {
      readonly kind: 'device.added';
      readonly deviceId: Id;
      readonly name: string;
      readonly role: Role;
      readonly by: string;
    }
  | {
      readonly kind: 'device.revoked';
      readonly deviceId: Id;
      readonly name: string;
      readonly by: string;
    }
  /** The owner chose what a program may do. */
  | {
      readonly kind: 'device.scopes';
      readonly deviceId: Id;
      readonly name: string;
      readonly scopes: readonly Scope[];
      readonly by: string;
    }
  /** Somebody logged in there, or (null) out. */
  | { readonly kind: 'device.person'; readonly deviceId: Id; readonly personId: Id | null }
  /** `by`: the device at which it was typed, by its name. */
  | {
      readonly kind: 'pin.failed';
      readonly deviceId: Id;
      readonly personId: Id;
      readonly failures: number;
      readonly by?: string;
    }
  | {
      readonly kind: 'person.changed';
      readonly personId: Id;
      readonly name: string;
      readonly role: Role;
      readonly what: 'added' | 'changed' | 'pin' | 'removed';
      readonly by: string;
    }
  | { readonly kind: 'rules.changed'; readonly rules: ServiceRules; readonly by: string }
  /** By nobody: by the house's own figures. */
  | { readonly kind: 'turbo.changed'; readonly on: boolean; readonly by: string | null }
  /** `trouble`: why it failed, or did not reach the second folder. */
  | {
      readonly kind: 'backup.noted';
      readonly name: string;
      readonly what: 'made' | 'failed' | 'restored';
      readonly orders: number;
      readonly trouble: string | null;
      readonly by: string;
    }
  /** Guests of orders of before this day: nobody's hand, the house's own rule. */
  | { readonly kind: 'guests.forgotten'; readonly orders: number; readonly before: BusinessDay }
  | {
      readonly kind: 'shift.closed';
      readonly no: number;
      readonly amount: number;
      readonly by: string;
    }
  | { readonly kind: 'alert.raised'; readonly alert: Alert }
  /** It goes on, and what there is to say of it is another: nobody is called again. */
  | ({ readonly kind: 'alert.followed'; readonly alert: number } & Pick<
      Alert,
      'figure' | 'limit' | 'cause'
    >)
  | { readonly kind: 'alert.ended'; readonly alert: number }
  | { readonly kind: 'alert.seen'; readonly alert: number; readonly by: string }
  | { readonly kind: 'lan.changed'; readonly open: boolean; readonly by: string }
  /** Who changed what of the place; screens and lanes read it anew. */
  | {
      readonly kind: 'restaurant.changed';
      readonly what: RestaurantChange;
      readonly name: string;
      readonly by: string;
      /** What of it is other than before, for the audit; none where `what` says it all. */
      readonly changes?: readonly FieldChange[];
    }
  /** Each pulse of a drawer, by whom; and what became of it. */
  | { readonly kind: 'drawer.asked'; readonly printerId: Id; readonly by: string }
  | {
      readonly kind: 'drawer.settled';
      readonly printerId: Id;
      readonly outcome: string;
      readonly cause: PrintCause | null;
    }
  /** Letters that went out, or (error) were given up. */
  | {
      readonly kind: 'mails.settled';
      readonly seqs: readonly number[];
      readonly error: string | null;
    };

/** One field of something that was edited, before and after. */
export type FieldChange = {
  readonly field: string;
  readonly from: FieldValue;
  readonly to: FieldValue;
};
export type FieldValue = string | number | boolean | null;

export type RestaurantChange =
  | 'set-up'
  | 'restaurant'
  | 'category-saved'
  | 'category-removed'
  | 'item-saved'
  | 'item-removed'
  | 'modifiers-saved'
  | 'modifiers-removed'
  | 'station-saved'
  | 'station-removed'
  | 'station-closed'
  | 'station-reopened'
  | 'table-saved'
  | 'table-removed'
  | 'arranged'
  | 'menu-imported'
  | 'samples-removed'
  | 'printer-added'
  | 'printer-removed'
  | 'printer-moved'
  | 'printer-calibrated'
  | 'station-chain'
  | 'station-screen'
  | 'mail'
  | 'watch-rules'
  | 'backup-rules'
  | 'upkeep'
  | 'https'
  | 'set-up-step'
  /** The machine's clock was set; the times of what is under way moved with it. */
  | 'clock';

/**
 * What a decision asks to be written. `order` is the public number the event belongs to, for
 * journeys and subscribers.
 */
export type EventDraft = EventBody & { readonly order: number | null };

export type Event = EventDraft & { readonly seq: number; readonly at: EpochMs };

/** A line as it was sent; its order is the event's. */
export type SentLine = Omit<OrderLine, 'orderNumber'>;

/** The tickets that came to be with this event; none for most kinds. */
export function ticketsOpenedBy(event: EventBody): readonly OpenedTicket[] {
  return 'tickets' in event ? event.tickets : [];
}
