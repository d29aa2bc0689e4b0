/**
 * Sheets of an order, of a line and of a station's share, and what to do about a refusal: loaded
 * after the first draw.
 */
import { later } from '../../ui/controls/lazy';

export const OrderSheets = later(() => import('./order-sheets'));
export const LineSheets = later(() => import('./line-sheet'));
export const RefusedNotes = later(() => import('./refused-note'));
export const StationSheets = later(() => import('./station-sheet'));
export const PrintAnswers = later(() => import('./print-answers'));
