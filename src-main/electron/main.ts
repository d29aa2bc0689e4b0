/** The desktop app's entry: one instance, the host in this process with its workers as utility processes, a window on it, an orderly quit. */
import { fileURLToPath } from 'node:url';
import { app, dialog, powerSaveBlocker } from 'electron';
import { defaultDataDir, readConfig } from '../host/config';
import type { HostConfig } from '../host/config';
import { registerAppScheme, serveApp } from './app-scheme';
import { handleBridge } from './bridge-handlers';
import { openCounter } from './counter';
import type { Counter } from './counter';
import { setAppMenu } from './menu';
import { openAppWindow } from './window';
import type { AppWindow } from './window';
import { desktopWords } from './words';

/** Built files stand side by side, whatever folder they were put in. */
const entry = (name: string): URL => new URL(`./${name}`, import.meta.url);
const CORE_GONE = 70;

registerAppScheme();
// Whatever is written is this account's alone.
process.umask(0o077);
const dataDir = given('data-dir') ?? defaultDataDir();
// Chromium's own data, beside the restaurant's.
app.setPath('userData', `${dataDir}/ventana`);

if (!app.requestSingleInstanceLock()) app.quit();
// A top-level await would keep `ready` from ever coming.
else
  app
    .whenReady()
    .then(run)
    .catch((error: Error) => {
      // In words, and where a person looks: there is no terminal.
      dialog.showErrorBox(desktopWords(app.getLocale()).couldNotOpen, error.message);
      app.exit(1);
    });

async function run(): Promise<void> {
  const words = desktopWords(app.getLocale());
  let counter: Counter | null = null;
  let window: AppWindow | null = null;
  serveApp({ folder: fileURLToPath(entry('renderer')), hostOrigin: () => counter?.origin ?? null });
  handleBridge({ 'comanda:socket-origin': () => counter?.origin?.replace(/^http/, 'ws') ?? '' });
  setAppMenu(words, { dataDir, show: () => window?.show() });
  // A counter that falls asleep leaves every other device without a host.
  powerSaveBlocker.start('prevent-app-suspension');

  app.on('second-instance', () => window?.show());
  app.on('activate', () => window?.show());
  app.on('window-all-closed', () => app.quit());
  quitInOrder(async (isAsked) => {
    const waiting = isAsked && counter ? await counter.waiting() : 0;
    if (waiting > 0 && !(await isSure(words.waiting(waiting)))) return false;
    await counter?.stop();
    return true;
  });

  async function isSure(message: string): Promise<boolean> {
    const buttons = [words.quitAnyway, words.stay];
    const { response } = await dialog.showMessageBox({
      type: 'question',
      message,
      detail: words.waitingDetail,
      buttons,
      defaultId: 1,
      cancelId: 1,
    });
    // Who stays wants to see it: the last window may be what was closed.
    if (response !== 0) window?.show();
    return response === 0;
  }

  counter = await openCounter({
    config: configFromSwitches(),
    entry,
    say,
    onReopened: () => window?.load('/'),
    onCoreGone() {
      app.relaunch();
      app.exit(CORE_GONE);
    },
  });
  const { ownerLink, tcpAddresses, httpAddresses } = counter.host;
  // Without an owner yet, the link that the command line prints is where the window begins.
  const first = ownerLink === null ? (given('kiosk') ?? '/') : `/${new URL(ownerLink).hash}`;
  window = openAppWindow(entry('preload.cjs'), first, { isKiosk: app.commandLine.hasSwitch('kiosk') });
  say(`Comanda está abierta. Pedidos por TCP en ${tcpAddresses.join(' y ')}; HTTP en ${httpAddresses.join(' y ')}`);
}

/**
 * Every way out leads here once: the menu, the last window, the system. `end` resolves to false where somebody wants to stay; it is told whether
 * there is anybody to ask.
 */
function quitInOrder(end: (isAsked: boolean) => Promise<boolean>): void {
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
        if (isOver) app.quit();
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

function given(name: string): string | undefined {
  return app.commandLine.getSwitchValue(name) || undefined;
}

function configFromSwitches(): HostConfig {
  return readConfig({
    dataDir,
    port: given('port'),
    httpPort: given('http-port'),
    host: given('host'),
    advertise: !app.commandLine.hasSwitch('no-advertise'),
    restaurantFile: given('restaurant') ?? null,
    sqliteAddon: process.env.COMANDA_SQLITE_ADDON ?? null,
  });
}

/** For whoever started it from a terminal; the log in the data folder has it as well. */
function say(words: string): void {
  process.stdout.write(`${words}\n`);
}
