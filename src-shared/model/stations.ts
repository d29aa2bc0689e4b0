/** Stations, where dishes are cooked, and the rules that bring dishes to them. */
import { z } from 'zod';
import type { BusinessDay, Id } from '../base/vocabulary';

export const WhenUnsure = z.enum(['reprint', 'ask']);

export type WhenUnsure = z.infer<typeof WhenUnsure>;

export type Station = {
  readonly id: Id;
  readonly name: string;
  readonly printerId: Id;
  /** Printers that take its tickets over when its own is away, first choice first. */
  readonly fallbacks: readonly Id[];
  /**
   * A ticket of which nobody knows whether it is on paper: printed once more, marked, or asked
   * about.
   */
  readonly whenUnsure: WhenUnsure;
  /** A screen hangs there: its tickets are done when a cook says so, not when they are on paper. */
  readonly hasScreen: boolean;
  readonly isDefault: boolean;
  /** Minutes after which a ticket there should hurry, and is late. */
  readonly hurryMin: number;
  readonly lateMin: number;
  /** True for the counter: it takes pre-checks, no dishes are cooked there. */
  readonly isCounter: boolean;
  /** It gets a paper with everything that is sent, whoever cooks it: the pass. */
  readonly takesAll: boolean;
  /** How many papers come out of each ticket the first time. */
  readonly copies: number;
  /** Closed for the rest of that business day: who takes its dishes meanwhile; null: it works. */
  readonly closed: { readonly to: Id; readonly day: BusinessDay } | null;
};

/**
 * Exactly one of item and category is set. An item with rules of its own is not asked for its
 * category's.
 */
export type RoutingRule = {
  readonly id: Id;
  readonly itemId: Id | null;
  readonly categoryId: Id | null;
  readonly stationId: Id;
};
