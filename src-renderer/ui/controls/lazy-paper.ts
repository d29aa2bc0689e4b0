/** The paper as it came out: loaded after the first draw. */
import { lazy } from './lazy';

export const LazyPaperSheet = lazy(() => import('./paper-sheet'));
