/**
 * All kinds of events. An event is written in the transaction of its command and sent to
 * subscribers after the COMMIT. `seq` has no gaps and is never reused. The tables are
 * authoritative; events serve screens, waiting senders, the audit and journeys.
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
  /** Its printer is a sample, so no paper is printed. */
  readonly virtual?: true;
};

/**
 * A ticket with its first print job. Both are created by the decision that made the dispatch, so
 * its event contains them.
 */
export type OpenedTicket = {
  readonly station: string;
  readonly stationId: Id;
  readonly kind: TicketKind;
  readonly state: TicketState;
  readonly dispatchNo: number | null;
  readonly lineNos: readonly number[];
  /** Quantity for each of the lines, in the same order: a notice may void part of a line. */
  readonly quantities: readonly number[];
  /** Text that only its paper shows: a message, a reason, the previous table. */
  readonly says: string | null;
  readonly job: QueuedJob;
};

/** A void of part of a line. `voided`: the new total. */
export type VoidedLine = {
  readonly no: number;
  readonly voided: number;
  readonly state: LineState;
};

/** Every change of an order's content contains the new revision and the tickets that it created. */
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
      /** Tickets with no lines left. */
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
   * Automatic, when the order is complete or something is to be cooked again; or an edit, when a
   * person serves or closes it.
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
      /**
       * asked: a person requested it. clock: the job stays queued, with a time corrected after a
       * clock change.
       */
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
      /** The person who decided it, if any. */
      readonly by: string | null;
      /** Characters on its paper that its printer does not have; absent: none. */
      readonly unprintable?: number | undefined;
      /** Its printer was a sample: no paper was printed. */
      readonly virtual?: true;
    }
  | {
      readonly kind: 'printer.changed';
      readonly printerId: Id;
      readonly msPerLine: number;
      readonly health: PrinterHealth;
    }
  /** The printer stopped within a ticket; null: it continues. */
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
  /** The owner changed a program's scopes. */
  | {
      readonly kind: 'device.scopes';
      readonly deviceId: Id;
      readonly name: string;
      readonly scopes: readonly Scope[];
      readonly by: string;
    }
  /** A person logged in on it, or (null) out. */
  | { readonly kind: 'device.person'; readonly deviceId: Id; readonly personId: Id | null }
  /** `by`: name of the device where it was typed. */
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
  /** `by` null: switched automatically by the alert figures. */
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
  /** Guest data of orders before this day were erased by the retention rule, without an actor. */
  | { readonly kind: 'guests.forgotten'; readonly orders: number; readonly before: BusinessDay }
  | {
      readonly kind: 'shift.closed';
      readonly no: number;
      readonly amount: number;
      readonly by: string;
    }
  | { readonly kind: 'alert.raised'; readonly alert: Alert }
  /** It is still active with changed figures or cause. No new notification. */
  | ({ readonly kind: 'alert.followed'; readonly alert: number } & Pick<
      Alert,
      'figure' | 'limit' | 'cause'
    >)
  | { readonly kind: 'alert.ended'; readonly alert: number }
  | { readonly kind: 'alert.seen'; readonly alert: number; readonly by: string }
  | { readonly kind: 'lan.changed'; readonly open: boolean; readonly by: string }
  /** A change of the restaurant and its actor. Screens and lanes reload. */
  | {
      readonly kind: 'restaurant.changed';
      readonly what: RestaurantChange;
      readonly name: string;
      readonly by: string;
      /** Changed fields, for the audit; absent if `what` is sufficient. */
      readonly changes?: readonly FieldChange[];
    }
  /** Each pulse of a cash drawer with its actor, and its result. */
  | { readonly kind: 'drawer.asked'; readonly printerId: Id; readonly by: string }
  | {
      readonly kind: 'drawer.settled';
      readonly printerId: Id;
      readonly outcome: string;
      readonly cause: PrintCause | null;
    }
  /** Mail messages that were sent, or (error) abandoned. */
  | {
      readonly kind: 'mails.settled';
      readonly seqs: readonly number[];
      readonly error: string | null;
    };

/** One field of an edit, before and after. */
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
  /** The machine's clock was set; times of open work moved with it. */
  | 'clock';

/**
 * An event that a decision proposes. `order`: public number of its order, for journeys and
 * subscribers.
 */
export type EventDraft = EventBody & { readonly order: number | null };

export type Event = EventDraft & { readonly seq: number; readonly at: EpochMs };

/** A line as it was sent. Its order is the event's. */
export type SentLine = Omit<OrderLine, 'orderNumber'>;

/** Tickets that were created with this event; empty for most kinds. */
export function ticketsOpenedBy(event: EventBody): readonly OpenedTicket[] {
  return 'tickets' in event ? event.tickets : [];
}
