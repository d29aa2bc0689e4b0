/** The desktop app's entry: one instance, the host in this process with its workers as utility processes, a window on it, an orderly quit. */
import { fileURLToPath } from 'node:url';
import { app, dialog } from 'electron';
import { defaultDataDir, readConfig } from '../host/config';
import { startHost } from '../host/start-host';
import type { Host } from '../host/start-host';
import { registerAppScheme, serveApp } from './app-scheme';
import { handleBridge } from './bridge-handlers';
import { electronWorkerLauncher } from './electron-worker-launcher';
import { openAppWindow } from './window';
import type { AppWindow } from './window';

/** Built files stand side by side, whatever folder they were put in. */
const entry = (name: string): URL => new URL(`./${name}`, import.meta.url);
const APP_FOLDER = fileURLToPath(entry('renderer'));

registerAppScheme();
// Whatever is written is this account's alone.
process.umask(0o077);
// Chromium's own data, beside the restaurant's.
const dataDir = app.commandLine.getSwitchValue('data-dir') || defaultDataDir();
app.setPath('userData', `${dataDir}/ventana`);

if (!app.requestSingleInstanceLock()) app.quit();
// A top-level await would keep `ready` from ever coming.
else app.whenReady().then(run, fail);

async function run(): Promise<void> {
  let host: Host | null = null;
  let window: AppWindow | null = null;
  let isQuitting = false;
  const origin = (): string | null => host?.httpAddresses[0] ?? null;

  serveApp({ folder: APP_FOLDER, hostOrigin: origin });
  handleBridge({ 'comanda:socket-origin': () => origin()?.replace(/^http/, 'ws') ?? '' });

  async function open(): Promise<Host> {
    const switches = app.commandLine;
    const given = (name: string): string | undefined => switches.getSwitchValue(name) || undefined;
    return startHost(
      readConfig({
        dataDir,
        port: given('port'),
        httpPort: given('http-port'),
        host: given('host'),
        advertise: !switches.hasSwitch('no-advertise'),
        restaurantFile: given('restaurant') ?? null,
        sqliteAddon: process.env.COMANDA_SQLITE_ADDON ?? null,
      }),
      {
        coreEntry: entry('core-thread.js'),
        readerEntry: entry('reader-thread.js'),
        backupEntry: entry('backup-thread.js'),
        launcher: electronWorkerLauncher(entry('print-worker.js')),
        appFolder: APP_FOLDER,
        onNotice: (words) => say(`! ${words}`),
        onRestart: () => void again(),
        onCoreGone: () => relaunch(),
      },
    );
  }

  /** A backup lies ready, or a certificate: this host is stopped and another opened, in the same program. */
  async function again(): Promise<void> {
    await host?.stop();
    host = await open();
    window?.load('/');
  }

  /** Without a core nothing can be stored: the program begins anew, with what was answered safe on the disk. */
  function relaunch(): void {
    app.relaunch();
    app.exit(70);
  }

  app.on('second-instance', () => window?.show());
  app.on('activate', () => window?.show());
  // The host goes on without a window: other machines work with it.
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    if (isQuitting) return;
    event.preventDefault();
    isQuitting = true;
    // The tickets in print end first; what is queued waits for the next start.
    void (host?.stop() ?? Promise.resolve()).finally(() => app.quit());
  });

  host = await open();
  window = openAppWindow(entry('preload.cjs'), firstPath(host));
  say(`Comanda está abierta. Pedidos por TCP en ${host.tcpAddresses.join(' y ')}; HTTP en ${host.httpAddresses.join(' y ')}`);
}

/** For whoever started it from a terminal; the log in the data folder has it as well. */
function say(words: string): void {
  process.stdout.write(`${words}\n`);
}

/** Without an owner yet, the link that the command line prints is where the window begins. */
function firstPath({ ownerLink }: Host): string {
  return ownerLink === null ? '/' : `/${new URL(ownerLink).hash}`;
}

function fail(error: Error): void {
  // In words, and where a person looks: there is no terminal.
  dialog.showErrorBox('Comanda no pudo abrir', error.message);
  app.exit(1);
}
