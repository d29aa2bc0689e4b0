/**
 * Sheets of an order, of a line and of a station's share, and what to do about a refusal: loaded
 * after the first draw.
 */
import { lazy } from '../../ui/controls/lazy';

export const OrderSheets = lazy(() => import('./order-sheets'));
export const LineSheets = lazy(() => import('./line-sheet'));
export const RefusedNotes = lazy(() => import('./refused-note'));
export const StationSheets = lazy(() => import('./station-sheet'));
export const PrintAnswers = lazy(() => import('./print-answers'));
