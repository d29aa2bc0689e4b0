/** The waiter's parts that no first tap needs. */
import { later } from '../ui/later';
import { Paper } from '../ui/later-paper';
import { LineSheets, OrderSheets, PrintAnswers, RefusedNotes, StationSheets } from './later-sheets';

export const Orders = later(() => import('./orders-page'));
export const Notices = later(() => import('./notices-page'));
export const ItemSheets = later(() => import('./menu/item-sheet'));
export const CartSheets = later(() => import('./menu/cart-sheet'));
export const Settings = later(() => import('../ui/settings-sheet'));

export function fetchLaterParts(): void {
  for (const { fetch } of [
    ItemSheets,
    Orders,
    Notices,
    CartSheets,
    OrderSheets,
    LineSheets,
    StationSheets,
    PrintAnswers,
    RefusedNotes,
    Settings,
    Paper,
  ])
    fetch();
}
