/** One step of a link under a time limit. */
import type { PrintCause } from '../../../../../src-shared/model/print-job';
import { TransportError } from '../../../ports/printer-transport';

/**
 * Runs one step of a link under a time limit; the step says done or why not, and what comes later
 * is ignored.
 */
export function withLimit(
  ms: number,
  onLimit: PrintCause,
  step: (done: () => void, fail: (why: PrintCause) => void) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new TransportError(onLimit)), ms);
    step(
      () => {
        clearTimeout(timer);
        resolve();
      },
      (why) => {
        clearTimeout(timer);
        reject(new TransportError(why));
      },
    );
  });
}
