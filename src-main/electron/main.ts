/** The desktop app's entry: one instance, what this machine is (a counter with the host in this process, or a station), a window, an orderly quit. */
import { fileURLToPath } from 'node:url';
import { app, dialog, powerSaveBlocker } from 'electron';
import type { MachineNow } from '../../src-shared/bridge';
import { ConfigRefused, defaultDataDir, readConfig } from '../host/config';
import type { HostConfig } from '../host/config';
import { registerAppScheme, serveApp } from './app-scheme';
import { handleBridge } from './bridge-handlers';
import { openCounter } from './counter';
import { findHosts } from './find-hosts';
import { readHostAddress } from './host-address';
import { createMachine } from './machine';
import type { Machine } from './machine';
import { setAppMenu } from './menu';
import { trustOwnCertificate } from './own-certificate';
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
  let window: AppWindow | null = null;
  const machine = createMachine({
    dataDir,
    given: machineFromSwitches(),
    openCounter: () =>
      openCounter({
        config: configFromSwitches(),
        entry,
        say,
        isSureToGoBack: (why, { orders, lastOrderAt }) =>
          asks(words.baseGone, `${why}\n\n${words.baseGoneDetail(orders, lastOrderAt)}`, words.goBack, words.leaveClosed),
        onReopened: () => window?.load('/'),
        onCoreGone() {
          app.relaunch();
          app.exit(CORE_GONE);
        },
      }),
    isSureToLeave: () => asks(words.leaveCounter, words.leaveCounterDetail, words.leaveCounterYes, words.stayCounter),
  });
  serveApp({ folder: fileURLToPath(entry('renderer')), hostOrigin: () => machine.origin });
  trustOwnCertificate(() => machine.counter?.host.certificate ?? null);
  handleBridge({
    'comanda:socket-origin': () => machine.origin?.replace(/^http/, 'ws') ?? '',
    'comanda:machine': () => machine.now,
    'comanda:find-hosts': findHosts,
    'comanda:choose': (choice) => machine.choose(choice),
  });
  setAppMenu(words, { dataDir, show: () => window?.show(), choose: () => window?.load(machine.letChoose()) });
  // A counter that falls asleep leaves every other device without a host; a kitchen's screen that does is dark.
  powerSaveBlocker.start('prevent-app-suspension');

  app.on('second-instance', () => window?.show());
  app.on('activate', () => window?.show());
  app.on('window-all-closed', () => app.quit());
  quitInOrder(async (isAsked) => {
    const waiting = (isAsked && (await machine.counter?.waiting())) || 0;
    if (waiting > 0 && !(await asks(words.waiting(waiting), words.waitingDetail, words.quitAnyway, words.stay))) {
      // Who stays wants to see it: the last window may be what was closed.
      window?.show();
      return false;
    }
    await machine.stop();
    return true;
  });

  /** A question by the system, with the quiet answer as the one that a key presses. */
  async function asks(message: string, detail: string, yes: string, no: string): Promise<boolean> {
    const buttons = [yes, no];
    const { response } = await dialog.showMessageBox({ type: 'question', message, detail, buttons, defaultId: 1, cancelId: 1 });
    return response === 0;
  }

  const first = await machine.begin();
  const isKiosk = app.commandLine.hasSwitch('kiosk');
  window = openAppWindow(entry('preload.cjs'), first === '/' ? (given('kiosk') ?? '/') : first, { isKiosk });
  say(welcome(machine));
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

/** For machines that are set up without anybody there: `--counter`, `--station=192.168.1.5`. */
function machineFromSwitches(): MachineNow | null {
  if (app.commandLine.hasSwitch('counter')) return { is: 'counter' };
  const at = given('station');
  if (at === undefined) return null;
  const address = readHostAddress(at);
  if (!address) throw new ConfigRefused(`--station=${at} no es una dirección.`);
  return { is: 'station', host: address.origin };
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
