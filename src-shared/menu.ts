/** The menu's items. Prices are integers in the currency's smallest unit. */
import type { Id } from './vocabulary';

export type MenuItem = {
  readonly id: Id;
  readonly code: string;
  readonly name: string;
  readonly categoryId: Id;
  readonly price: number;
};

/** What is known of a dish that may not be ordered without end: it is over (`left` 0: counted down to nothing), or so many are left. */
export type Stock = { readonly soldOut: boolean; readonly left: number | null };
