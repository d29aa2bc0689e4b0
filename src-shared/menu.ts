/** The menu's items. Prices are integers in the currency's smallest unit. */
import type { Id } from './vocabulary';

export type MenuItem = {
  readonly id: Id;
  readonly code: string;
  readonly name: string;
  readonly categoryId: Id;
  readonly price: number;
  readonly soldOut: boolean;
};
