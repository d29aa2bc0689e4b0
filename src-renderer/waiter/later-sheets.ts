/** Sheets of a line and of a station's share: loaded after the first draw. */
import { later } from '../ui/later';

export const LineSheets = later(() => import('./line-sheet'));
export const StationSheets = later(() => import('./station-sheet'));
