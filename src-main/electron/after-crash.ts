/**
 * Ends the desktop app after a crash: it starts again, unless it crashes repeatedly.
 *
 * Then it stays closed and shows the reason.
 */
import { app, dialog, shell } from 'electron';
import { CRASHED } from '../program/catch-crashes';
import { listCrashes } from '../program/crash-file';
import { desktopWords } from './system/words';

/** This many crashes within this time: another start would not help. */
const MOST_CRASHES = 3;
const WITHIN_MS = 10 * 60_000;

/** Threads whose crash closes the app. Windows and print workers restart without it. */
const ENDS_THE_APP: ReadonlySet<string> = new Set(['desktop', 'core']);

/** Never returns. */
export function endAfterCrash(logs: string): void {
  const recent = listCrashes(logs).filter(
    ({ at, thread }) => ENDS_THE_APP.has(thread) && Date.now() - Date.parse(at) < WITHIN_MS,
  );
  if (recent.length < MOST_CRASHES) app.relaunch();
  else sayWhy(logs, recent[0]?.message ?? '');
  app.exit(CRASHED);
}

function sayWhy(logs: string, why: string): void {
  const words = desktopWords(app.getLocale());
  const message = words.keepsCrashing(MOST_CRASHES);
  const detail = words.keepsCrashingDetail(why);
  const buttons = [words.logs, words.leaveClosed];
  if (
    dialog.showMessageBoxSync({
      type: 'error',
      message,
      detail,
      buttons,
      defaultId: 1,
      cancelId: 1,
    }) === 0
  )
    void shell.openPath(logs);
}
