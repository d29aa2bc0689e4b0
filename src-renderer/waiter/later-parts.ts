/** The waiter's parts without which an order can be taken. */
import { later } from '../ui/later';
import { Paper } from '../ui/later-paper';
import { LineSheets, OrderSheets, RefusedNotes, StationSheets } from './later-sheets';

export const OrderPages = later(() => import('./order-page'));
export const Orders = later(() => import('./orders-page'));
export const Notices = later(() => import('./notices-page'));
export const ItemSheets = later(() => import('./menu/item-sheet'));
export const CartSheets = later(() => import('./menu/cart-sheet'));
export const Settings = later(() => import('../ui/settings-sheet'));

export function fetchLaterParts(): void {
  for (const { fetch } of [
    OrderPages,
    ItemSheets,
    Orders,
    Notices,
    CartSheets,
    OrderSheets,
    LineSheets,
    StationSheets,
    RefusedNotes,
    Settings,
    Paper,
  ])
    fetch();
}
