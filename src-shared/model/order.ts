/** Orders, dispatches and lines: their states and permitted moves. */
import type { BusinessDay, EpochMs, Id, OrderType, PersonRef } from '../base/vocabulary';

export type OrderState = 'open' | 'ready' | 'served' | 'closed' | 'voided';

/**
 * Permitted moves between states. An order returns to `open` when something is to be cooked again:
 * lines added or fired, a ticket recalled. An open order may also be served or closed: guests pay
 * before they eat, and waiters serve tickets that a cook did not bump.
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
  /** The responsible waiter; null if no person placed it. */
  readonly waiter: PersonRef | null;
  /** Number of its edits, from 1. Printing and cooking are no edits. */
  readonly revision: number;
  /** The order that it was joined to. Its lines are cooked as before, and paid there. */
  readonly mergedInto: number | null;
  /**
   * Id of the device or program that sent it. In events and snapshots, which are sent out, this
   * field has the name.
   */
  readonly placedBy: string;
  readonly placedAt: EpochMs;
  /** First byte of its first ticket (the seeds' `fecha_inicio`). */
  readonly startedAt: EpochMs | null;
  /** Every ticket on paper or at a fallback (the seeds' `fecha_fin`). */
  readonly readyAt: EpochMs | null;
  readonly payment: Payment | null;
};

/**
 * How it was settled. Comanda records payments; it takes no money. Amounts in the currency's
 * smallest unit: `amount` is the order's cost at that time, without the tip; `tax` is the tax in
 * it.
 */
export type Payment = {
  readonly method: PaymentMethod;
  readonly amount: number;
  readonly tax: number;
  readonly tip: number;
  readonly at: EpochMs;
};
export type PaymentMethod = 'cash' | 'card' | 'other';

/** Fields of an order that people change without touching its lines. */
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
 * A dispatch is identified by its order and its `no`, which counts from 1. `chainSeq` is its
 * gap-free number in the host's chain of dispatches.
 */
export type Dispatch = {
  readonly chainSeq: number;
  readonly orderNumber: number;
  readonly no: number;
  readonly sentBy: string;
  readonly sentAt: EpochMs;
  /** The sender's key. Kept permanently, so that a repeated send is recognized years later. */
  readonly key: string;
};

/**
 * A line is identified by its order and its `no`, which counts from 1. Price in the currency's
 * smallest unit; null if the menu has none. The sent line never changes: `quantity` stays, and
 * `voided` counts what was taken off.
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
  /** The reason why it is free of charge; null: it is charged. */
  readonly comp: string | null;
};

/** Quantity of a line that is not voided. */
export function chargeableQuantity({
  quantity,
  voided,
}: Pick<OrderLine, 'quantity' | 'voided'>): number {
  return quantity - voided;
}
