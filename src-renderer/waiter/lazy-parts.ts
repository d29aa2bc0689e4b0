/** Parts of the waiter view that are loaded on demand. */
import { lazy } from '../ui/controls/lazy';
import { LazyPaperSheet } from '../ui/controls/lazy-paper';
import {
  LineSheets,
  OrderSheets,
  PrintAnswers,
  RefusedNotes,
  StationSheets,
} from './order/lazy-sheets';
import { CartSheets, ItemSheets } from './menu/lazy-sheets';

export const Orders = lazy(() => import('./tables/orders-page'));
export const Notices = lazy(() => import('./notifications-page'));
export const Settings = lazy(() => import('../ui/controls/settings-sheet'));

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
    LazyPaperSheet,
  ])
    fetch();
}
