/** Sheets of the menu, loaded after the first render. */
import { lazy } from '../../ui/controls/lazy';

export const ItemSheets = lazy(() => import('./item-sheet'));

export const CartSheets = lazy(() => import('./cart-sheet'));
