/**
 * Every event, written in the transaction of the command that caused it and told to everyone after its COMMIT.
 * `seq` is gap-free and never reused. The tables are the truth; events are for screens, waiting senders, audit and journeys.
 */
import type { PrinterHealth } from './floor';
import type { OrderState } from './order';
import type { PrintCause, PrintJobState } from './print-job';
import type { TicketKind } from './ticket';
import type { EpochMs, Id, OrderType, Priority, Role } from './vocabulary';

export type QueuedJob = {
  readonly jobId: Id;
  readonly seq: number;
  readonly ticketId: Id;
  readonly printerId: Id;
  readonly priority: Priority;
  readonly ahead: boolean;
  readonly paperLines: number;
  readonly queuedAt: EpochMs;
};

/** A ticket with its first print job. They come to be in the decision that made the send, so its event tells of them too. */
export type OpenedTicket = { readonly station: string; readonly kind: TicketKind; readonly job: QueuedJob };

export type EventBody =
  | {
      readonly kind: 'order.placed';
      readonly folio: number;
      readonly type: OrderType;
      readonly table: string | null;
      readonly lines: number;
      readonly tickets: readonly OpenedTicket[];
    }
  | {
      readonly kind: 'lines.added';
      readonly lines: readonly number[];
      readonly tickets: readonly OpenedTicket[];
    }
  | {
      readonly kind: 'lines.voided';
      readonly lines: readonly number[];
      readonly reason: string | null;
      readonly tickets: readonly OpenedTicket[];
    }
  | { readonly kind: 'order.moved'; readonly state: OrderState }
  | { readonly kind: 'order.started' }
  | {
      readonly kind: 'message.sent';
      readonly messageId: Id;
      readonly number: number;
      readonly tickets: readonly OpenedTicket[];
    }
  | {
      readonly kind: 'printJob.queued';
      readonly job: QueuedJob;
      /** asked: a person said so. */
      readonly why: 'reprint' | 'retry' | 'possible-duplicate' | 'asked' | 'fallback' | 'unseen';
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
    }
  | {
      readonly kind: 'printer.changed';
      readonly printerId: Id;
      readonly msPerLine: number;
      readonly health: PrinterHealth;
    }
  /** It stopped in the middle of a ticket, and null: it goes on. */
  | { readonly kind: 'printJob.stopped'; readonly jobId: Id; readonly printerId: Id; readonly cause: PrintCause | null }
  | { readonly kind: 'device.added'; readonly deviceId: Id; readonly name: string; readonly role: Role }
  /** Who changed what of the place; screens and lanes read it anew. */
  | { readonly kind: 'restaurant.changed'; readonly what: RestaurantChange; readonly name: string; readonly by: string }
  /** Each pulse of a drawer, by whom; and what became of it. */
  | { readonly kind: 'drawer.asked'; readonly printerId: Id; readonly by: string }
  | { readonly kind: 'drawer.settled'; readonly printerId: Id; readonly outcome: string; readonly cause: PrintCause | null }
  /** Letters that went out, or (error) were given up. */
  | { readonly kind: 'mails.settled'; readonly seqs: readonly number[]; readonly error: string | null };

export type RestaurantChange =
  'set-up' | 'printer-added' | 'printer-removed' | 'printer-moved' | 'printer-calibrated' | 'station-chain' | 'mail';

/** What a decision asks to be written. `order` is the public number the event belongs to, for journeys and subscribers. */
export type EventDraft = EventBody & { readonly order: number | null };

export type Event = EventDraft & { readonly seq: number; readonly at: EpochMs };

/** The tickets that came to be with this event; none for most kinds. */
export function ticketsOpenedBy(event: EventBody): readonly OpenedTicket[] {
  return 'tickets' in event ? event.tickets : [];
}
