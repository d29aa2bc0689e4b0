/** Sheets of an order, a line and a station, loaded after the first render. */
import { lazy } from '../../ui/controls/lazy';

export const OrderSheets = lazy(() => import('./order-sheets'));
export const LineSheets = lazy(() => import('./line-sheet'));
export const RefusedNotes = lazy(() => import('./refused-note'));
export const StationSheets = lazy(() => import('./station-sheet'));
export const PrintAnswers = lazy(() => import('./print-answers'));
