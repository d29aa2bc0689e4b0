/** Runs one step of a link under a time limit. */
import type { PrintCause } from '../../../../../src-shared/model/print-job';
import { TransportError } from '../../../ports/printer-transport';

/**
 * The step calls `done` or `fail`; calls after the limit are ignored. Rejects with TransportError:
 * `onLimit` after `ms`, else the reason of `fail`.
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
