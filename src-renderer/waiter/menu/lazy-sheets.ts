/** The menu's sheets, loaded after the first draw. */
import { later } from '../../ui/controls/lazy';

export const ItemSheets = later(() => import('./item-sheet'));

export const CartSheets = later(() => import('./cart-sheet'));
