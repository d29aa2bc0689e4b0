/** Orders, dispatches and lines: their states and the moves between them. */
import type { BusinessDay, EpochMs, Id, OrderType } from './vocabulary';

export type OrderState = 'open' | 'ready' | 'served' | 'closed' | 'voided';

/** Which state may follow which. `ready -> open` when lines are added to an order whose tickets were all done. */
export const ORDER_MOVES: Readonly<Record<OrderState, readonly OrderState[]>> = {
  open: ['ready', 'voided'],
  ready: ['open', 'served', 'voided'],
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

/** `number` is public and never reused; `folio` is gap-free within `day`. Times in ms since 1970. */
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
  readonly placedBy: string;
  readonly placedAt: EpochMs;
  /** First byte of its first ticket (the seeds' `fecha_inicio`). */
  readonly startedAt: EpochMs | null;
  /** Every ticket on paper or taken by a fallback (the seeds' `fecha_fin`). */
  readonly readyAt: EpochMs | null;
};

/** A dispatch is known by its order and its `no`, which counts from 1; `chainSeq` is its gap-free place in the host's chain of dispatches. */
export type Dispatch = {
  readonly chainSeq: number;
  readonly orderNumber: number;
  readonly no: number;
  readonly sentBy: string;
  readonly sentAt: EpochMs;
  /** The sender's key: kept for good, so that the same send is known again years later. */
  readonly key: string;
};

/** A line is known by its order and its `no`, which counts from 1. Price in the currency's smallest unit; null where the menu knows none. */
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
};
