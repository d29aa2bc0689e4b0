/** Handles the app's events: a second start, a closed window, a dead process, the quit. */
import { app } from 'electron';
import { noteCrash } from '../program/catch-crashes';
import type { Machine } from './machine/machine';
import { quitInOrder } from './quit-in-order';
import { askPerson } from './system/ask-person';
import { showNotice } from './system/notice';
import type { DesktopTexts } from './system/words';

export type AppEvents = {
  readonly machine: Machine;
  readonly words: DesktopTexts;
  /** Folder of the crash files. */
  readonly logs: string;
  /** Shows the window. */
  readonly show: () => void;
};

export function handleAppEvents({ machine, words, logs, show }: AppEvents): void {
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    // A print worker writes its own crash file, and the print service starts another one.
    if (reason !== 'clean-exit' && reason !== 'killed')
      noteGone(logs, 'child-process')(`${type} ${reason}`, exitCode);
  });
  app.on('second-instance', show);
  app.on('activate', show);
  let hasNotified = false;
  app.on('window-all-closed', () => {
    // A counter's host keeps running without a window: other devices depend on it.
    if (!machine.counter) return app.quit();
    if (!hasNotified) showNotice(words.staysOpen);
    hasNotified = true;
  });
}

/** Before quitting asks about queued tickets and stops the host. `close`: removes the tray icon. */
export function handleQuit({ machine, words, show }: AppEvents, close: () => void): void {
  quitInOrder(async (isAsked) => {
    const queued = (isAsked && (await machine.counter?.waiting())) || 0;
    if (
      queued > 0 &&
      !(await askPerson(words.waiting(queued), words.waitingDetail, words.quitAnyway, words.stay))
    ) {
      // The quit may have begun with closing the last window: open it again.
      show();
      return false;
    }
    await machine.stop();
    close();
    return true;
  });
}

/** Electron reports a reason for a dead process, and no stack: `crashed`, `oom`, `killed`. */
export function noteGone(
  logs: string,
  thread: 'window' | 'child-process',
): (reason: string, exitCode: number) => void {
  return (reason, exitCode) =>
    noteCrash(logs, thread, 'gone', new Error(`${thread} gone: ${reason}, exit code ${exitCode}`));
}
