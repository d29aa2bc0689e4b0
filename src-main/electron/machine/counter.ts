/** The counter's host in the desktop app: opened, reopened, asked what is queued, restored. */
import { papersIn } from '../../../src-shared/live/lane-board';
import { lookInto, restore } from '../../host/operations/offline-maintenance';
import type { Restored } from '../../host/operations/offline-maintenance';
import type { Host } from '../../host/start-host';
import { HostOpener } from './open-host';
import type { CounterOptions } from './open-host';

export type Counter = {
  readonly host: Host;
  /** `http://127.0.0.1:4780`. Null while the host is closed. */
  readonly origin: string | null;
  /** Number of tickets queued or in print. */
  waiting(): Promise<number>;
  /** Inspects a backup while the host runs. */
  lookInto(file: string): Promise<Restored>;
  /**
   * Closes the host, restores a backup and opens again. `isNewHere`: the replaced database had no
   * orders, so the owner has no device here.
   */
  goBack(file: string): Promise<{ readonly back: Restored; readonly isNewHere: boolean }>;
  stop(): Promise<void>;
};

/** Throws what HostOpener.open throws. */
export async function openCounter(options: CounterOptions): Promise<Counter> {
  const { config, entry, say, onReopened, onLost } = options;
  const opener = new HostOpener(options, (why) => void restart(why));
  let host = await opener.open();
  let isOpen = true;

  async function restart(why: string): Promise<void> {
    say(`${why}: Comanda cierra y abre otra vez…`);
    try {
      await close();
      await reopen();
    } catch (error) {
      onLost((error as Error).message);
    }
  }

  async function close(): Promise<void> {
    isOpen = false;
    await host.stop();
  }

  async function reopen(): Promise<void> {
    host = await opener.reopen();
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
      await close();
      const { dataDir, sqliteAddon: addon, stateDir } = config;
      const back = await restore(file, dataDir, {
        addon,
        passphrase: null,
        isSure: true,
        stateDir,
      });
      if (back.ok && back.kept !== null) say(`La base de antes quedó en ${back.kept}`);
      await reopen();
      return { back, isNewHere: back.ok && orders === 0 };
    },
    stop: close,
  };
}
