/** The waiter's parts that no first tap needs. */
import { later } from '../ui/later';

export const OrderSheets = later(() => import('./order-sheets'));
export const ItemSheets = later(() => import('./item-sheet'));
export const CartSheets = later(() => import('./cart-sheet'));
export const LineSheets = later(() => import('./line-sheet'));
export const Settings = later(() => import('../ui/settings-sheet'));
export const Paper = later(() => import('../ui/paper-sheet'));

export function fetchLaterParts(): void {
  for (const { fetch } of [ItemSheets, CartSheets, OrderSheets, LineSheets, Settings, Paper]) fetch();
}
