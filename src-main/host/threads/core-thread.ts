/** The core thread's entry: opens the store and serves the main thread's messages. */
import { parentPort, workerData } from 'node:worker_threads';
import { readBuildInfo } from '../../program/build-info';
import { catchCrashes } from '../../program/catch-crashes';
import { systemClock } from '../ports/clock';
import { DatabaseRefused } from '../store/sqlite/connection/open-database';
import { openSqliteStore } from '../store/sqlite/sqlite-store';
import { createCommandBus } from '../core/command-bus';
import { decodeBatch, encodeBatch } from '../core/core-protocol';
import type { CoreOptions, CoreBatch, FromCore, ToCore } from '../core/core-protocol';
import { CoreServer } from '../core/core-server';
import { Housekeeping } from '../core/housekeeping';
import { createWriteBack } from '../core/write-back-client';

const port = parentPort;
if (!port) throw new Error('core-thread runs as a worker thread only');
const send = (messages: readonly FromCore[], events = ''): void =>
  port.postMessage({ messages: encodeBatch(messages), events } satisfies CoreBatch);

catchCrashes({ thread: 'core', dataDir: (workerData as CoreOptions).folder });
try {
  await serve(workerData as CoreOptions);
} catch (error) {
  const code = (error as { code?: string }).code;
  if (!(error instanceof DatabaseRefused) && !code?.startsWith('SQLITE_')) throw error;
  send([
    {
      kind: 'refused',
      words:
        error instanceof DatabaseRefused
          ? error.message
          : `La base de datos no se pudo abrir (${code}): ${(error as Error).message}.`,
      remedy:
        error instanceof DatabaseRefused ? error.remedy : isDamage(code) ? 'rescue' : 'backup',
    },
  ]);
}

async function serve(options: CoreOptions): Promise<void> {
  const store = openSqliteStore({
    ...options,
    version: readBuildInfo().version,
    onFault: (fault) => send([{ kind: 'fault', fault }]),
    onReopened: () => send([{ kind: 'reopened' }]),
    onMigrated: (migrated) => send([{ kind: 'migrated', ...migrated }]),
  });
  const bus = await createCommandBus(store, systemClock);
  const housekeeping = new Housekeeping(store, send);
  const writeBack = createWriteBack(
    new URL('./write-back-thread.js', import.meta.url),
    options,
    (fault) => {
      if (!fault.code.startsWith('SQLITE_IOERR')) return send([{ kind: 'fault', fault }]);
      // The same disk and file: pages that this thread lost are as lost as those of the core.
      housekeeping.run('write back', () => store.noteIoError(fault));
    },
  );
  const server = new CoreServer({
    bus,
    housekeeping,
    send,
    onGroup: (commands) => writeBack.committed(commands),
    async onStop() {
      housekeeping.stop();
      // Before the store: the last connection to close the database removes its log.
      await writeBack.stop();
      await store.close();
      send([{ kind: 'stopped' }]);
      port?.close();
    },
  });
  port?.on('message', (crossing: string) => server.receive(decodeBatch<ToCore>(crossing)));
  send([{ kind: 'ready' }]);
}

/** The database file is damaged. */
function isDamage(code: string | undefined): boolean {
  return code === 'SQLITE_NOTADB' || code?.startsWith('SQLITE_CORRUPT') === true;
}
