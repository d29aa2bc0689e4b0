/**
 * The counter's host as the desktop app runs it: opened, opened again where something holds from a
 * start on, asked what waits, told of alerts.
 */
import { fileURLToPath } from 'node:url';
import { BrowserWindow } from 'electron';
import { papersIn } from '../../../src-shared/live/lane-board';
import { alertInWords } from '../../../src-shared/i18n/es';
import type { BackupFacts } from '../../../src-shared/model/operations/backups';
import type { Alert } from '../../../src-shared/model/operations/alerts';
import {
  lookInto,
  restore,
  recoverFolder,
  recoveryReportLines,
} from '../../host/operations/offline-maintenance';
import type { Restored } from '../../host/operations/offline-maintenance';
import { CoreRefused, FolderUnexpected, startHost } from '../../host/start-host';
import type { Host } from '../../host/start-host';
import type { HostConfig } from '../../host/runtime/config';
import { electronWorkerLauncher } from './electron-worker-launcher';
import { showNotice } from '../system/notice';

export type CounterOptions = {
  readonly config: HostConfig;
  /** The folder of the built files, which find each other by name. */
  readonly entry: (name: string) => URL;
  readonly say: (words: string) => void;
  /**
   * Asks the person whether this backup should take the place of a database that cannot be opened.
   */
  readonly isSureToGoBack: (why: string, facts: BackupFacts) => Promise<boolean>;
  /** It is damaged and has no backup: whether what can be read of it should be saved. */
  readonly isSureToRescue: (why: string) => Promise<boolean>;
  /** What was saved, in words. */
  readonly onRescued: (words: string) => Promise<void>;
  /** Another program has the port that screens come in by: whether to try once more. */
  readonly triesAgain: (port: number) => Promise<boolean>;
  /** The host was opened again: its address may be another. */
  readonly onReopened: () => void;
  /** Without a core nothing can be stored: the program must begin anew. */
  /** It closed to open again, and could not: nobody serves the house. `words` for a person. */
  readonly onLost: (words: string) => void;
  readonly onCoreGone: () => void;
  /**
   * Asks the person whether to begin a new restaurant in a folder that held one and is empty.
   */
  readonly isSureToBeginAnew: (why: string) => Promise<boolean>;
  /**
   * The data folder is gone, or its disk failed: a person has to act before the program is started
   * again.
   */
  readonly onStoreLost: (words: string) => void;
};

export type Counter = {
  readonly host: Host;
  /** `http://127.0.0.1:4780`; null while it is closed. */
  readonly origin: string | null;
  /** Papers in line or in print. */
  waiting(): Promise<number>;
  /** What is in a backup, while the host serves. */
  lookInto(file: string): Promise<Restored>;
  /**
   * Closes the host, puts a backup in place of its database and opens again. `isNewHere`: what was
   * there had no order, so its owner has no device here.
   */
  goBack(file: string): Promise<{ readonly back: Restored; readonly isNewHere: boolean }>;
  stop(): Promise<void>;
};

class PortTaken extends Error {
  constructor(port: number) {
    super(
      `Otro programa usa el puerto ${port}, por el que entran las pantallas. Ciérrelo, o abra Comanda con --http-port=${port + 1}.`,
    );
  }
}

/** Throws what `startHost` throws, with words for a person; and PortTaken. */
export async function openCounter(options: CounterOptions): Promise<Counter> {
  const { config, entry, say, onReopened, onLost, onCoreGone } = options;
  let host = await open().catch(openAnew).catch(openFromBackup);
  let isOpen = true;

  async function openFromBackup(error: unknown): Promise<Host> {
    if (!(error instanceof CoreRefused)) throw error;
    if (error.backup === null) return openRescued(error);
    const { file, facts } = error.backup;
    if (!(await options.isSureToGoBack(error.why, facts))) throw error;
    const back = await restore(file, config.dataDir, {
      addon: config.sqliteAddon,
      passphrase: null,
      isSure: true,
      stateDir: config.stateDir,
    });
    if (!back.ok) throw new Error(back.words);
    if (back.kept !== null) say(`La base de antes quedó en ${back.kept}`);
    return open();
  }

  async function openRescued(error: CoreRefused): Promise<Host> {
    if (error.remedy !== 'rescue' || !(await options.isSureToRescue(error.why))) throw error;
    const saved = recoverFolder(config.dataDir, { addon: config.sqliteAddon, isSure: true });
    if (!saved.ok) throw new Error(saved.words);
    if (saved.kept !== null) say(`La base dañada quedó en ${saved.kept}`);
    await options.onRescued(recoveryReportLines(saved.recovered).join('\n'));
    return open();
  }

  async function openAnew(error: unknown): Promise<Host> {
    if (!(error instanceof FolderUnexpected) || !(await options.isSureToBeginAnew(error.why)))
      throw error;
    return open({ ...config, isNew: true });
  }

  async function open(as = config): Promise<Host> {
    const opened = await startHost(as, {
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
      onRestart: (why) => void again(why).catch((error: Error) => onLost(error.message)),
      onCoreGone,
      onStoreLost: options.onStoreLost,
    });
    // Its window would have nobody to speak to; on a machine with a person in front of it that is
    // no way to be open.
    if (opened.httpAddresses.length === 0) {
      await opened.stop();
      if (await options.triesAgain(config.httpPort)) return open(as);
      throw new PortTaken(config.httpPort);
    }
    opened.core.subscribe((events) => {
      for (const event of events) if (event.kind === 'alert.raised') void tell(opened, event.alert);
    });
    return opened;
  }

  async function again(why: string): Promise<void> {
    say(`${why}: Comanda cierra y abre otra vez…`);
    isOpen = false;
    await host.stop();
    host = await open().catch(openFromBackup);
    isOpen = true;
    onReopened();
  }

  return {
    get host() {
      return host;
    },
    get origin() {
      return isOpen ? (host.httpAddresses[0] ?? null) : null;
    },
    async waiting() {
      return papersIn((await host.core.ask({ name: 'queue' })).lanes);
    },
    lookInto: (file) => lookInto(entry('backup-thread.js'), file, config.sqliteAddon),
    async goBack(file) {
      const { orders } = await host.core.ask({ name: 'health' });
      isOpen = false;
      await host.stop();
      const { sqliteAddon: addon, stateDir } = config;
      const back = await restore(file, config.dataDir, {
        addon,
        passphrase: null,
        isSure: true,
        stateDir,
      });
      if (back.ok && back.kept !== null) say(`La base de antes quedó en ${back.kept}`);
      host = await open().catch(openFromBackup);
      isOpen = true;
      onReopened();
      return { back, isNewHere: back.ok && orders === 0 };
    },
    async stop() {
      isOpen = false;
      await host.stop();
    },
  };
}

/** As the system lists its printers to every program that has a window. */
async function listQueues(): Promise<readonly string[]> {
  const [window] = BrowserWindow.getAllWindows();
  return ((await window?.webContents.getPrintersAsync()) ?? []).map(({ name }) => name);
}

/** Beside the screen's own alarm. */
async function tell({ core }: Host, alert: Alert): Promise<void> {
  const printers = await core.ask({ name: 'printers' });
  const about = printers.find(({ id }) => id === alert.subject)?.name ?? null;
  showNotice(`${alertInWords({ ...alert, about })}.`);
}
