/**
 * The write-back thread's entry: copies the log into the database file.
 *
 * On a slow disk that takes seconds, during which the core goes on appending to the log.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { catchCrashes } from '../../program/catch-crashes';
import { openWriteBack } from '../store/sqlite/connection/wal-file';
import type { CoreOptions, FromWriteBack, ToWriteBack } from '../core/core-protocol';
import { fault, quotingError } from '../../../src-shared/base/fault-points';

const port = parentPort;
if (!port) throw new Error('write-back-thread runs as a worker thread only');
const { folder, addon } = workerData as CoreOptions;
catchCrashes({ thread: 'write-back', dataDir: folder });
const log = openWriteBack(folder, addon);

port.on('message', (message: ToWriteBack) => {
  if (message === 'stop') {
    log.close();
    return port.close();
  }
  if (fault('store.write-back-throws')) throw quotingError();
  const done = (said: FromWriteBack): void => port.postMessage(said);
  try {
    log.writeBack();
    done(null);
  } catch (error) {
    // Nothing is lost: the pages stay in the log. The core writes them back when the log is long.
    done({
      where: 'write back',
      code: (error as { code?: string }).code ?? 'ERROR',
      message: (error as Error).message,
    });
  }
});
