/** Requests a write-back of the log after a number of commands, one at a time. */
import type { Worker } from 'node:worker_threads';
import type { StoreFault } from '../ports/store';
import type { CoreOptions, FromWriteBack, ToWriteBack } from './core-protocol';
import { startThread } from './start-thread';
import { figure } from '../../../src-shared/base/fault-points';

/**
 * About 4 MB of log: few enough write-backs that a busy page is not written every second, and
 * little is left for the core.
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
      // The next thread reopens the file.
      if (fault?.code.startsWith('SQLITE_IOERR')) void started.terminate();
      if (fault) onFault(fault);
    });
    // The thread is optional: without it the core writes its log back itself.
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
      // A quiet restaurant never starts the thread.
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
