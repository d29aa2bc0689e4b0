/** The reader thread's entry: answers report queries in turn, so that no order waits for one. */
import { parentPort, workerData } from 'node:worker_threads';
import { catchCrashes } from '../../program/catch-crashes';
import { openReader, ReadTooLong } from '../store/sqlite/reports/report-reader';
import type { FromReader, ReaderOptions, ToReader } from '../core/reader-client';
import { fault, quotingError } from '../../../src-shared/base/fault-points';

const port = parentPort;
if (!port) throw new Error('reader-thread runs as a worker thread only');
const { folder, addon } = workerData as ReaderOptions;
catchCrashes({ thread: 'reader', dataDir: folder });
const reader = openReader(folder, addon);

port.on('message', (message: ToReader) => {
  if (message.kind === 'stop') {
    reader.close();
    return port.close();
  }
  if (fault('store.reader-throws')) throw quotingError();
  const answer = (said: FromReader): void => port.postMessage(said);
  try {
    answer({ id: message.id, ok: true, text: JSON.stringify(reader.read(message.read)) });
  } catch (error) {
    answer({
      id: message.id,
      ok: false,
      tooLong: error instanceof ReadTooLong,
      words: String(error),
    });
  }
});
