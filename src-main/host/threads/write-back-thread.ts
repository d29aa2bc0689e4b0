/**
 * The write-back thread's entry: puts what the log holds into the database's own file, beside the
 * orders instead of between them. On a slow disk that is seconds, during which the core goes on
 * writing its log.
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
    // Nothing is lost: it stays in the log, and the core writes it back where the log gets long.
    done({
      where: 'write back',
      code: (error as { code?: string }).code ?? 'ERROR',
      message: (error as Error).message,
    });
  }
});
