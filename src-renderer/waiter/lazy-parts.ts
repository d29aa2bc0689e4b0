/** The waiter's parts that no first tap needs. */
import { later } from '../ui/controls/lazy';
import { Paper } from '../ui/controls/lazy-paper';
import {
  LineSheets,
  OrderSheets,
  PrintAnswers,
  RefusedNotes,
  StationSheets,
} from './order/lazy-sheets';
import { CartSheets, ItemSheets } from './menu/lazy-sheets';

export const Orders = later(() => import('./tables/orders-page'));
export const Notices = later(() => import('./notifications-page'));
export const Settings = later(() => import('../ui/controls/settings-sheet'));

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
