/** The menu's sheets, loaded after the first draw. */
import { lazy } from '../../ui/controls/lazy';

export const ItemSheets = lazy(() => import('./item-sheet'));

export const CartSheets = lazy(() => import('./cart-sheet'));
