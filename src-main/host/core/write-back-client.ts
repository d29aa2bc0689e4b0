/**
 * The write-back thread as the core sees it: asked after so many commands, one at a time, and
 * waited for at the end alone.
 */
import type { Worker } from 'node:worker_threads';
import type { StoreFault } from '../ports/store';
import type { CoreOptions, FromWriteBack, ToWriteBack } from './core-protocol';
import { startThread } from './start-thread';
import { figure } from '../../../src-shared/base/fault-points';

/**
 * About 4 MB of log: seldom enough that a busy page is not written back each second, often enough
 * that little is left for the core.
 */
const EVERY_COMMANDS = figure('store.commands-a-write-back', 1_000);

export type WriteBack = {
  committed(commands: number): void;
  stop(): Promise<void>;
};

export function createWriteBack(
  entry: URL,
  options: CoreOptions,
  onFault: (fault: StoreFault) => void,
): WriteBack {
  let worker: Worker | null = null;
  let since = 0;
  let busy = false;

  const tell = (message: ToWriteBack): void => worker?.postMessage(message);

  function start(): Worker {
    const started = startThread('write-back', entry, options);
    started.on('message', (fault: FromWriteBack) => {
      busy = false;
      // Its next one opens the file anew.
      if (fault?.code.startsWith('SQLITE_IOERR')) void started.terminate();
      if (fault) onFault(fault);
    });
    // It is a help and no more: without it the core writes its log back itself.
    started.on('error', (error) =>
      onFault({ where: 'write back', code: 'THREAD', message: error.message }),
    );
    started.on('exit', () => {
      if (worker === started) worker = null;
      busy = false;
    });
    return started;
  }

  return {
    committed(commands) {
      since += commands;
      if (busy || since < EVERY_COMMANDS) return;
      since = 0;
      busy = true;
      // A quiet house never needs one.
      worker ??= start();
      tell('write back');
    },
    async stop() {
      const ending = worker;
      if (!ending) return;
      const gone = new Promise((resolve) => ending.once('exit', resolve));
      tell('stop');
      await gone;
    },
  };
}
