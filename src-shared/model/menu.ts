/** Menu items and their modifier groups. Prices are integers in the currency's smallest unit. */
import type { Id } from '../base/vocabulary';

export type Category = { readonly id: Id; readonly name: string };

export type MenuItem = {
  readonly id: Id;
  readonly code: string;
  readonly name: string;
  readonly categoryId: Id;
  readonly price: number;
  /** The groups that it uses, in the order of the questions. */
  readonly groupIds: readonly Id[];
  /** Ingredients that guests may omit: "cebolla" makes a button "SIN cebolla". */
  readonly removable: readonly string[];
};

/**
 * A question about an item: at least `min` (0: optional) and at most `max` of its options. Screens
 * enforce it. Orders over TCP or HTTP are accepted without an answer, because no order may be lost
 * for a missing word.
 */
export type ModifierGroup = {
  readonly id: Id;
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** `price` is added to the item's. */
  readonly options: readonly { readonly name: string; readonly price: number }[];
};

/**
 * Stock of a limited item: sold out (`left` 0: counted down to nothing), or a number that is left.
 */
export type Stock = { readonly soldOut: boolean; readonly left: number | null };
