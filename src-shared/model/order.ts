/** Orders, dispatches and lines: their states and the moves between them. */
import type { BusinessDay, EpochMs, Id, OrderType, PersonRef } from '../base/vocabulary';

export type OrderState = 'open' | 'ready' | 'served' | 'closed' | 'voided';

/**
 * Which state may follow which. Back to `open` when something is to be cooked again: lines added or
 * fired, a ticket recalled. An open order may be served or closed too: guests pay before they eat,
 * and a waiter carries what a cook forgot to tick off.
 */
export const ORDER_MOVES: Readonly<Record<OrderState, readonly OrderState[]>> = {
  open: ['ready', 'served', 'closed', 'voided'],
  ready: ['open', 'served', 'closed', 'voided'],
  served: ['open', 'closed', 'voided'],
  closed: [],
  voided: [],
};

export type LineState = 'held' | 'fired' | 'voided';

export const LINE_MOVES: Readonly<Record<LineState, readonly LineState[]>> = {
  held: ['fired', 'voided'],
  fired: ['voided'],
  voided: [],
};

/**
 * `number` is public and never reused; `folio` is gap-free within `day`. Times in ms since 1970.
 */
export type Order = {
  readonly id: Id;
  readonly number: number;
  readonly day: BusinessDay;
  readonly folio: number;
  readonly type: OrderType;
  readonly state: OrderState;
  readonly table: string | null;
  readonly customer: string | null;
  readonly address: string | null;
  readonly phone: string | null;
  readonly covers: number | null;
  readonly note: string | null;
  /** Whose table it is; null where no person placed it. */
  readonly waiter: PersonRef | null;
  /** Counts its edits from 1. Printing and cooking are no edits. */
  readonly revision: number;
  /** It was joined to this order: its lines are cooked as they were, and paid there. */
  readonly mergedInto: number | null;
  /**
   * The id of the device or program that sent it. Events and snapshots, which are told, say its
   * name here.
   */
  readonly placedBy: string;
  readonly placedAt: EpochMs;
  /** First byte of its first ticket (the seeds' `fecha_inicio`). */
  readonly startedAt: EpochMs | null;
  /** Every ticket on paper or taken by a fallback (the seeds' `fecha_fin`). */
  readonly readyAt: EpochMs | null;
  readonly payment: Payment | null;
};

/**
 * How it was settled. Comanda writes it down; it takes no money. Amounts in the currency's smallest
 * unit: `amount` is what the order cost by then, without the tip, and `tax` what of it is the
 * state's.
 */
export type Payment = {
  readonly method: PaymentMethod;
  readonly amount: number;
  readonly tax: number;
  readonly tip: number;
  readonly at: EpochMs;
};
export type PaymentMethod = 'cash' | 'card' | 'other';

/** What people change of an order without touching its lines. */
export type OrderEdit = Partial<
  Pick<
    Order,
    | 'type'
    | 'table'
    | 'customer'
    | 'address'
    | 'phone'
    | 'covers'
    | 'note'
    | 'waiter'
    | 'mergedInto'
  >
>;

/**
 * A dispatch is known by its order and its `no`, which counts from 1; `chainSeq` is its gap-free
 * place in the host's chain of dispatches.
 */
export type Dispatch = {
  readonly chainSeq: number;
  readonly orderNumber: number;
  readonly no: number;
  readonly sentBy: string;
  readonly sentAt: EpochMs;
  /** The sender's key: kept for good, so that the same send is known again years later. */
  readonly key: string;
};

/**
 * A line is known by its order and its `no`, which counts from 1. Price in the currency's smallest
 * unit; null where the menu knows none. What was sent never changes: `quantity` stays, and `voided`
 * of it are not wanted any more.
 */
export type OrderLine = {
  readonly orderNumber: number;
  readonly dispatchNo: number;
  readonly no: number;
  readonly itemId: Id | null;
  readonly name: string;
  readonly quantity: number;
  readonly unitPrice: number | null;
  readonly modifiers: readonly string[];
  readonly note: string | null;
  readonly course: number | null;
  readonly seat: number | null;
  readonly state: LineState;
  readonly voided: number;
  /** The reason for which it is not charged; null: it is. */
  readonly comp: string | null;
};

/** How many of a line are still wanted. */
export function chargeableQuantity({
  quantity,
  voided,
}: Pick<OrderLine, 'quantity' | 'voided'>): number {
  return quantity - voided;
}
