/**
 * Quits the app, whether the menu, the tray or the system says so. It may ask the person first, and
 * the host ends before the app does.
 */
import { app } from 'electron';

/** From the host's end to the program's. */
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
        // A thread that waits for a dead disk would keep the program there for ever.
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
