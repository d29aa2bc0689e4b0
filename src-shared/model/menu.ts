/**
 * The menu's items and the questions they ask. Prices are integers in the currency's smallest unit.
 */
import type { Id } from '../base/vocabulary';

export type Category = { readonly id: Id; readonly name: string };

export type MenuItem = {
  readonly id: Id;
  readonly code: string;
  readonly name: string;
  readonly categoryId: Id;
  readonly price: number;
  /** The questions it asks, in their order. */
  readonly groupIds: readonly Id[];
  /** What guests may leave out of it: "cebolla" makes a button "SIN cebolla". */
  readonly removable: readonly string[];
};

/**
 * A question that a dish asks: at least `min` (0: it may be passed over) and at most `max` of its
 * options. Screens ask it; what comes by TCP or HTTP without an answer is taken all the same, since
 * an order is never lost for a missing word.
 */
export type ModifierGroup = {
  readonly id: Id;
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** `price` is added to the dish's. */
  readonly options: readonly { readonly name: string; readonly price: number }[];
};

/**
 * What is known of a dish that may not be ordered without end: it is over (`left` 0: counted down
 * to nothing), or so many are left.
 */
export type Stock = { readonly soldOut: boolean; readonly left: number | null };
