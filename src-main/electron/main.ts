/** Entry of the desktop app: one instance, this machine's role, the window, the menu. */
import path from 'node:path';
import { app, dialog, powerSaveBlocker } from 'electron';
import { defaultDataDir } from '../host/runtime/config';
import { catchCrashes, noteIfBug, outliveTerminal } from '../program/catch-crashes';
import { endAfterCrash } from './after-crash';
import { handleAppEvents, handleQuit, noteGone } from './app-events';
import { commandWords, runCommandLine } from './command-line';
import { openCounter } from './machine/counter';
import { goBackFromFile, showOwnerLink } from './machine/counter-menu';
import { counterQuestions } from './machine/counter-questions';
import { createMachine } from './machine/machine';
import type { Machine } from './machine/machine';
import { configFromSwitches, given, kioskPath, machineFromSwitches } from './machine/switches';
import { serveScreens } from './serve-screens';
import { askPerson } from './system/ask-person';
import { lookForUpdate, releaseFeed } from './system/look-for-update';
import { setAppMenu } from './system/menu';
import { openTray } from './system/tray';
import { desktopWords } from './system/words';
import type { DesktopTexts } from './system/words';
import { registerAppScheme } from './window/app-scheme';
import { openAppWindow } from './window/window';
import type { AppWindow } from './window/window';

/** All built files are in one folder. */
const entry = (name: string): URL => new URL(`./${name}`, import.meta.url);
const STORE_LOST = 71;

// Files that the program creates are readable by this account only.
process.umask(0o077);
const dataDir = given('data-dir') ?? defaultDataDir();
const logs = path.resolve(dataDir, 'logs');
const command = commandWords(process.argv, !app.isPackaged);

// Electron opens no display before this module has run, and a command ends within it: commands also
// work over ssh.
if (command) await runCommandLine(command, entry('cli.js'));
else {
  catchCrashes({ thread: 'desktop', dataDir, end: () => endAfterCrash(logs) });
  outliveTerminal();
  registerAppScheme();
  // Folder for Chromium's own data.
  app.setPath('userData', `${dataDir}/ventana`);
  if (!app.requestSingleInstanceLock()) app.quit();
  // No top-level await here: `ready` would never come.
  else
    app
      .whenReady()
      .then(run)
      .catch((error: Error) => {
        noteIfBug('desktop', error);
        endWith(error.message);
      });
}

/** Shows an error box and exits. */
function endWith(
  words: string,
  title = desktopWords(app.getLocale()).couldNotOpen,
  code = 1,
): void {
  dialog.showErrorBox(title, words);
  app.exit(code);
}

async function run(): Promise<void> {
  const words = desktopWords(app.getLocale());
  let window: AppWindow | null = null;
  const show = (): void => window?.show();
  const load = (page: string): void => window?.load(page);
  const machine = startMachine(words, () => load('/'));
  serveScreens(machine, entry('renderer'), dataDir);
  addMenu(machine, words, show, load);
  const closeTray = openTray({ words, show, state: () => stateInWords(machine, words) });
  const isKiosk = app.commandLine.hasSwitch('kiosk');
  // A counter that sleeps leaves the other devices without a host. A kiosk must not even go dark.
  powerSaveBlocker.start(isKiosk ? 'prevent-display-sleep' : 'prevent-app-suspension');

  const events = { machine, words, logs, show };
  handleAppEvents(events);
  handleQuit(events, closeTray);

  const home = kioskPath();
  const openAt = (first: string): AppWindow =>
    openAppWindow({
      preload: entry('preload.cjs'),
      first,
      home,
      isKiosk,
      onShowed: (page) => machine.showed(page),
      onGone: noteGone(logs, 'window'),
    });
  // The window of a known counter opens while the host does: guests may be waiting.
  if (machine.isKnownCounter) window = openAt(home);
  const first = await machine.begin();
  if (!window) window = openAt(first === '/' ? home : first);
  else if (first !== '/') window.load(first);
  say(welcome(machine));
}

function startMachine(words: DesktopTexts, onReopened: () => void): Machine {
  const machine = createMachine({
    dataDir,
    given: machineFromSwitches(),
    openCounter: () =>
      openCounter({
        ...counterQuestions(words),
        config: configFromSwitches(dataDir),
        entry,
        say,
        onReopened,
        onLost: (why) => endWith(why),
        // Stop the host first: the error box may stay on the screen for hours.
        onStoreLost: (why) =>
          void machine.stop().finally(() => endWith(why, words.storeLost, STORE_LOST)),
        onCoreGone: () => endAfterCrash(logs),
      }),
    isSureToLeave: () =>
      askPerson(
        words.leaveCounter,
        words.leaveCounterDetail,
        words.leaveCounterYes,
        words.stayCounter,
      ),
  });
  return machine;
}

function addMenu(
  machine: Machine,
  words: DesktopTexts,
  show: () => void,
  load: (page: string) => void,
): void {
  const feed = releaseFeed();
  const counterMenu = { counter: () => machine.counter, dataDir, words, load };
  const endOnError = (error: Error): void => endWith(error.message);
  setAppMenu(words, {
    dataDir,
    show,
    choose: () => load(machine.letChoose()),
    ownerLink: () => void showOwnerLink(counterMenu).catch(endOnError),
    goBack: () => void goBackFromFile(counterMenu).catch(endOnError),
    lookForUpdate: feed === null ? null : () => void lookForUpdate(feed, words),
  });
}

async function stateInWords({ now, counter }: Machine, words: DesktopTexts): Promise<string> {
  if (now?.is === 'station') return words.trayStation(now.host);
  return counter?.origin ? words.trayOpen(await counter.waiting()) : words.trayClosed;
}

function welcome({ now, counter }: Machine): string {
  if (counter) {
    const { tcpAddresses, httpAddresses } = counter.host;
    return `Comanda está abierta. Pedidos por TCP en ${tcpAddresses.join(' y ')}; HTTP en ${httpAddresses.join(' y ')}`;
  }
  return now?.is === 'station'
    ? `Comanda está abierta, como estación de ${now.host}`
    : 'Comanda está abierta: diga en la ventana qué es este equipo';
}

/** For a start from a terminal. The log in the data folder has the same lines. */
function say(words: string): void {
  process.stdout.write(`${words}\n`);
}
