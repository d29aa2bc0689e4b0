/** The sheet that shows a print, loaded after the first render. */
import { lazy } from './lazy';

export const LazyPaperSheet = lazy(() => import('./paper-sheet'));
