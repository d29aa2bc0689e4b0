/**
 * The one way out: the menu, the tray, the system; whoever is there may be asked, and the host ends
 * before the program does.
 */
import { app } from 'electron';

/** From the host's end to the program's. */
const ENDS_WITHIN_MS = 10_000;

/**
 * Every way out leads here once: the menu, the last window, the system. `end` resolves to false
 * where somebody wants to stay; it is told whether there is anybody to ask.
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
