/** Stations, where items are cooked, and the routing rules from items to stations. */
import { z } from 'zod';
import type { BusinessDay, Id } from '../base/vocabulary';

export const WhenUnsure = z.enum(['reprint', 'ask']);

export type WhenUnsure = z.infer<typeof WhenUnsure>;

export type Station = {
  readonly id: Id;
  readonly name: string;
  readonly printerId: Id;
  /** Printers for its tickets when its own is away, first choice first. */
  readonly fallbacks: readonly Id[];
  /** For a ticket that may or may not be on paper: print it again, marked, or ask a person. */
  readonly whenUnsure: WhenUnsure;
  /** It has a screen: its tickets are done when a cook bumps them, not when they are on paper. */
  readonly hasScreen: boolean;
  readonly isDefault: boolean;
  /** Minutes after which a ticket there should hurry, and is late. */
  readonly hurryMin: number;
  readonly lateMin: number;
  /** True for the counter: it prints pre-checks and cooks nothing. */
  readonly isCounter: boolean;
  /** The pass: it gets a paper with all lines of a dispatch, of all stations. */
  readonly takesAll: boolean;
  /** Papers of each ticket at the first print. */
  readonly copies: number;
  /** Closed for the rest of that business day: the station that gets its items; null: open. */
  readonly closed: { readonly to: Id; readonly day: BusinessDay } | null;
};

/** Exactly one of item and category is set. The rules of an item replace those of its category. */
export type RoutingRule = {
  readonly id: Id;
  readonly itemId: Id | null;
  readonly categoryId: Id | null;
  readonly stationId: Id;
};
