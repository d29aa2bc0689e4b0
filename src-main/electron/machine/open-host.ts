/** Opens the counter's host. If it cannot open, asks the person about a way out and tries again. */
import { fileURLToPath } from 'node:url';
import { BrowserWindow } from 'electron';
import { alertInWords } from '../../../src-shared/i18n/es';
import type { BackupFacts } from '../../../src-shared/model/operations/backups';
import type { Alert } from '../../../src-shared/model/operations/alerts';
import {
  recoverFolder,
  recoveryReportLines,
  restore,
} from '../../host/operations/offline-maintenance';
import { CoreRefused, FolderUnexpected, startHost } from '../../host/start-host';
import type { Host } from '../../host/start-host';
import type { HostConfig } from '../../host/runtime/config';
import { electronWorkerLauncher } from './electron-worker-launcher';
import { showNotice } from '../system/notice';

export type CounterOptions = {
  readonly config: HostConfig;
  /** Returns the URL of a built file by its name. */
  readonly entry: (name: string) => URL;
  readonly say: (words: string) => void;
  /** The database cannot be opened: asks the person whether to restore this backup. */
  readonly isSureToGoBack: (why: string, facts: BackupFacts) => Promise<boolean>;
  /** The database is damaged and has no backup: asks whether to rescue what can be read. */
  readonly isSureToRescue: (why: string) => Promise<boolean>;
  /** Shows what was rescued. */
  readonly onRescued: (words: string) => Promise<void>;
  /** Another program uses the HTTP port: asks whether to try again. */
  readonly triesAgain: (port: number) => Promise<boolean>;
  /** The host was opened again. Its address may have changed. */
  readonly onReopened: () => void;
  /** The host closed to open again, and could not open. `words` for a person. */
  readonly onLost: (words: string) => void;
  /** Without a core nothing can be stored: the program must start again. */
  readonly onCoreGone: () => void;
  /** The folder held a restaurant and is empty: asks whether to begin a new restaurant in it. */
  readonly isSureToBeginAnew: (why: string) => Promise<boolean>;
  /**
   * The data folder is gone or its disk failed: a person has to act before the program is started
   * again.
   */
  readonly onStoreLost: (words: string) => void;
};

class PortTaken extends Error {
  constructor(port: number) {
    super(
      `Otro programa usa el puerto ${port}, por el que entran las pantallas. Ciérrelo, o abra Comanda con --http-port=${port + 1}.`,
    );
  }
}

/** Opens hosts on the counter's data folder, one after another. */
export class HostOpener {
  readonly #options: CounterOptions;
  readonly #onRestart: (why: string) => void;

  /** `onRestart`: an open host asks to be stopped and opened again. */
  constructor(options: CounterOptions, onRestart: (why: string) => void) {
    this.#options = options;
    this.#onRestart = onRestart;
  }

  /** Throws PortTaken or what `startHost` throws, with words for a person. */
  open(): Promise<Host> {
    return this.#open()
      .catch((error: unknown) => this.#openAnew(error))
      .catch((error: unknown) => this.#openFromBackup(error));
  }

  /** After a stop of this program's own host: the folder cannot be a new one. */
  reopen(): Promise<Host> {
    return this.#open().catch((error: unknown) => this.#openFromBackup(error));
  }

  async #open(config = this.#options.config): Promise<Host> {
    const { entry, say, triesAgain, onCoreGone, onStoreLost } = this.#options;
    const host = await startHost(config, {
      coreEntry: entry('core-thread.js'),
      readerEntry: entry('reader-thread.js'),
      backupEntry: entry('backup-thread.js'),
      launcher: electronWorkerLauncher(entry('print-worker.js')),
      listQueues,
      appFolder: fileURLToPath(entry('renderer')),
      onNotice(words) {
        say(`! ${words}`);
        showNotice(words);
      },
      onRestart: this.#onRestart,
      onCoreGone,
      onStoreLost,
    });
    // Without its HTTP port the host cannot serve this window: ask the person.
    if (host.httpAddresses.length === 0) {
      await host.stop();
      if (await triesAgain(config.httpPort)) return this.#open(config);
      throw new PortTaken(config.httpPort);
    }
    host.core.subscribe((events) => {
      for (const event of events)
        if (event.kind === 'alert.raised') void showAlert(host, event.alert);
    });
    return host;
  }

  async #openAnew(error: unknown): Promise<Host> {
    const { config, isSureToBeginAnew } = this.#options;
    if (!(error instanceof FolderUnexpected) || !(await isSureToBeginAnew(error.why))) throw error;
    return this.#open({ ...config, isNew: true });
  }

  async #openFromBackup(error: unknown): Promise<Host> {
    if (!(error instanceof CoreRefused)) throw error;
    if (error.backup === null) return this.#openRescued(error);
    const { config, say, isSureToGoBack } = this.#options;
    const { file, facts } = error.backup;
    if (!(await isSureToGoBack(error.why, facts))) throw error;
    const restored = await restore(file, config.dataDir, {
      addon: config.sqliteAddon,
      passphrase: null,
      isSure: true,
      stateDir: config.stateDir,
    });
    if (!restored.ok) throw new Error(restored.words);
    if (restored.kept !== null) say(`La base de antes quedó en ${restored.kept}`);
    return this.#open();
  }

  async #openRescued(error: CoreRefused): Promise<Host> {
    const { config, say, isSureToRescue, onRescued } = this.#options;
    if (error.remedy !== 'rescue' || !(await isSureToRescue(error.why))) throw error;
    const saved = recoverFolder(config.dataDir, { addon: config.sqliteAddon, isSure: true });
    if (!saved.ok) throw new Error(saved.words);
    if (saved.kept !== null) say(`La base dañada quedó en ${saved.kept}`);
    await onRescued(recoveryReportLines(saved.recovered).join('\n'));
    return this.#open();
  }
}

/** Lists the system's print queues, which Electron offers through a window. */
async function listQueues(): Promise<readonly string[]> {
  const [window] = BrowserWindow.getAllWindows();
  return ((await window?.webContents.getPrintersAsync()) ?? []).map(({ name }) => name);
}

/** Shows an alert of the host as a notification, beside the alarm of the screen. */
async function showAlert({ core }: Host, alert: Alert): Promise<void> {
  const printers = await core.ask({ name: 'printers' });
  const about = printers.find(({ id }) => id === alert.subject)?.name ?? null;
  showNotice(`${alertInWords({ ...alert, about })}.`);
}
