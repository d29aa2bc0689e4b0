/** The paper as it came out: loaded after the first draw. */
import { later } from './lazy';

export const Paper = later(() => import('./paper-sheet'));
