/**
 * Quits the app in order, for the menu, the tray and the system: the host stops before the app.
 *
 * The person may be asked first.
 */
import { app } from 'electron';

/** Time from the stop of the host to the kill of the process, ms. */
const ENDS_WITHIN_MS = 10_000;

/**
 * Runs `end` once, before the app quits. `isAsked`: a person can be asked first. `end` resolves to
 * false if the person wants to stay.
 */
export function quitInOrder(end: (isAsked: boolean) => Promise<boolean>): void {
  let state: 'open' | 'ending' | 'ended' = 'open';
  let isAsked = true;
  app.on('before-quit', (event) => {
    if (state === 'ended') return;
    event.preventDefault();
    if (state === 'ending') return;
    state = 'ending';
    end(isAsked).then(
      (isOver) => {
        state = isOver ? 'ended' : 'open';
        if (!isOver) return;
        // A thread that waits for a dead disk would keep the process running.
        setTimeout(() => process.kill(process.pid, 'SIGKILL'), ENDS_WITHIN_MS).unref();
        app.quit();
      },
      () => app.exit(1),
    );
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      isAsked = false;
      app.quit();
    });
}
