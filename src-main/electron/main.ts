/**
 * The desktop app's entry: one instance, what this machine is (a counter with the host in this
 * process, or a station), a window, an orderly quit.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, dialog, powerSaveBlocker } from 'electron';
import { defaultDataDir } from '../host/runtime/config';
import { registerAppScheme, serveApp } from './window/app-scheme';
import { handleBridge } from './window/bridge-handlers';
import { openCounter } from './machine/counter';
import { oneSearch } from './machine/find-hosts';
import { createMachine } from './machine/machine';
import type { Machine } from './machine/machine';
import { setAppMenu } from './system/menu';
import { askPerson } from './system/ask-person';
import { goBackFromFile, showOwnerLink } from './machine/counter-menu';
import { commandWords, runCommandLine } from './command-line';
import { lookForUpdate, releaseFeed } from './system/look-for-update';
import { quitInOrder } from './quit-in-order';
import { trustOwnCertificate } from './window/own-certificate';
import { showNotice } from './system/notice';
import { openTray } from './system/tray';
import { openAppWindow } from './window/window';
import type { AppWindow } from './window/window';
import { configFromSwitches, given, kioskPath, machineFromSwitches } from './machine/switches';
import { catchCrashes, noteCrash, noteIfBug, outliveTerminal } from '../program/catch-crashes';
import { endAfterCrash } from './after-crash';
import { desktopWords } from './system/words';
import type { DesktopTexts } from './system/words';

/** Built files stand side by side, whatever folder they were put in. */
const entry = (name: string): URL => new URL(`./${name}`, import.meta.url);
const STORE_LOST = 71;

// Whatever is written is this account's alone.
process.umask(0o077);
const dataDir = given('data-dir') ?? defaultDataDir();
const logs = path.resolve(dataDir, 'logs');
const command = commandWords(process.argv, !app.isPackaged);

// Electron opens no display before this module is through, and a command ends within it: it works
// over ssh too.
if (command) await runCommandLine(command, entry('cli.js'));
else {
  catchCrashes({ thread: 'desktop', dataDir, end: () => endAfterCrash(logs) });
  outliveTerminal();
  registerAppScheme();
  // Chromium's own data, beside the restaurant's.
  app.setPath('userData', `${dataDir}/ventana`);
  if (!app.requestSingleInstanceLock()) app.quit();
  // A top-level await would keep `ready` from ever coming.
  else
    app
      .whenReady()
      .then(run)
      .catch((error: Error) => {
        noteIfBug('desktop', error);
        endWith(error.message);
      });
}

/** In words, and where a person looks: there is no terminal. */
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
  const machine = createMachine({
    dataDir,
    given: machineFromSwitches(),
    openCounter: () =>
      openCounter({
        config: configFromSwitches(dataDir),
        entry,
        say,
        isSureToGoBack: (why, { orders, lastOrderAt }) =>
          askPerson(
            words.baseGone,
            `${why}\n\n${words.baseGoneDetail(orders, lastOrderAt)}`,
            words.goBack,
            words.leaveClosed,
          ),
        isSureToRescue: (why) =>
          askPerson(
            words.baseGone,
            `${why}\n\n${words.rescueDetail}`,
            words.rescue,
            words.leaveClosed,
          ),
        async onRescued(saved) {
          await dialog.showMessageBox({ type: 'info', message: words.rescued, detail: saved });
        },
        triesAgain: (port) =>
          askPerson(
            words.portTaken(port),
            words.portTakenDetail,
            words.tryAgain,
            words.leaveClosed,
          ),
        onReopened: () => window?.load('/'),
        onLost: (why) => endWith(why),
        isSureToBeginAnew: (why) =>
          askPerson(
            words.folderEmpty,
            `${why}\n\n${words.folderEmptyDetail}`,
            words.beginAnew,
            words.leaveClosed,
          ),
        // The host ends first: what is said may stay on the screen for hours.
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
  const hostOrigin = async (): Promise<string | null> => {
    await machine.whenOpen();
    return machine.origin;
  };
  serveApp({
    folder: fileURLToPath(entry('renderer')),
    hostOrigin,
    socketOrigins: () => socketOrigins(machine),
  });
  trustOwnCertificate(() => machine.counter?.host.certificate ?? null);
  handleBridge({
    'comanda:socket-origin': async () => (await hostOrigin())?.replace(/^http/, 'ws') ?? '',
    'comanda:machine': () => machine.now,
    'comanda:find-hosts': oneSearch(),
    'comanda:choose': (choice) => machine.choose(choice),
  });
  const feed = releaseFeed();
  const show = (): void => window?.show();
  const counterMenu = {
    counter: () => machine.counter,
    dataDir,
    words,
    load: (path: string) => window?.load(path),
  };
  setAppMenu(words, {
    dataDir,
    show,
    choose: () => window?.load(machine.letChoose()),
    ownerLink: () =>
      void showOwnerLink(counterMenu).catch((error: Error) => endWith(error.message)),
    goBack: () => void goBackFromFile(counterMenu).catch((error: Error) => endWith(error.message)),
    lookForUpdate: feed === null ? null : () => void lookForUpdate(feed, words),
  });
  const closeTray = openTray({ words, show, state: () => stateInWords(machine, words) });
  const isKiosk = app.commandLine.hasSwitch('kiosk');
  // A counter that falls asleep leaves every other device without a host; a kitchen's wall must not
  // even go dark.
  powerSaveBlocker.start(isKiosk ? 'prevent-display-sleep' : 'prevent-app-suspension');

  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    // A print worker writes its own; the desk starts another one.
    if (reason !== 'clean-exit' && reason !== 'killed')
      noteGone('child-process')(`${type} ${reason}`, exitCode);
  });
  app.on('second-instance', show);
  app.on('activate', show);
  let hasSaidSo = false;
  app.on('window-all-closed', () => {
    // Whoever closes the counter's window at noon does not mean to leave the house without a host.
    if (!machine.counter) return app.quit();
    if (!hasSaidSo) showNotice(words.staysOpen);
    hasSaidSo = true;
  });
  quitInOrder(async (isAsked) => {
    const waiting = (isAsked && (await machine.counter?.waiting())) || 0;
    if (
      waiting > 0 &&
      !(await askPerson(words.waiting(waiting), words.waitingDetail, words.quitAnyway, words.stay))
    ) {
      // Who stays wants to see it: the last window may be what was closed.
      show();
      return false;
    }
    await machine.stop();
    closeTray();
    return true;
  });

  const home = kioskPath();
  const openAt = (first: string): AppWindow =>
    openAppWindow({
      preload: entry('preload.cjs'),
      first,
      home,
      isKiosk,
      onShowed: (path) => machine.showed(path),
      onGone: noteGone('window'),
    });
  // Drawn while the host opens: whoever switches the counter on at noon has people waiting.
  if (machine.isKnownCounter) window = openAt(home);
  const first = await machine.begin();
  if (!window) window = openAt(first === '/' ? home : first);
  else if (first !== '/') window.load(first);
  say(welcome(machine));
}

/** Electron's own processes have no stack to show, only a reason: `crashed`, `oom`, `killed`. */
function noteGone(thread: 'window' | 'child-process'): (reason: string, exitCode: number) => void {
  return (reason, exitCode) =>
    noteCrash(logs, thread, 'gone', new Error(`${thread} gone: ${reason}, exit code ${exitCode}`));
}

/** A counter's host listens where it always does, plainly or by https. */
function socketOrigins({ now, origin }: Machine): readonly string[] {
  if (now?.is === 'station' && origin !== null) return [origin.replace(/^http/, 'ws')];
  const { httpPort } = configFromSwitches(dataDir);
  return [`ws://127.0.0.1:${httpPort}`, `wss://127.0.0.1:${httpPort}`];
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

/** For whoever started it from a terminal; the log in the data folder has it as well. */
function say(words: string): void {
  process.stdout.write(`${words}\n`);
}
