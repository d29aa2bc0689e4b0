/** Starts a host: opens its parts in order, connects them, and stops them in reverse order. */
import { openNetwork } from './compose/network';
import type { Network } from './compose/network';
import { startOperations, startRehearsals } from './compose/operations';
import { startPrinting, stopOldWorkers } from './compose/printing';
import type { Printing } from './compose/printing';
import { openDataFolder, openStorage } from './compose/storage';
import type { Storage } from './compose/storage';
import type { HostParts } from './compose/host-parts';
import type { Core } from './core/core-client';
import type { HostConfig } from './runtime/config';
import { tuneGarbageCollector } from './runtime/gc-tuning';
import { stopInReverse } from './runtime/stop-in-reverse';
import { noLongerNewHere } from './store/sqlite/backup/backup';

export type { HostParts } from './compose/host-parts';
export { FolderUnexpected } from './operations/known-folder';
export { CoreRefused } from './core/core-client';
export { FolderTaken } from './store/sqlite/connection/data-folder-lock';

export type Host = {
  readonly tcpAddresses: readonly string[];
  readonly httpAddresses: readonly string[];
  /**
   * One-time link for the owner, while the restaurant has no owner or was restored on another
   * machine. Null: not needed.
   */
  readonly ownerLink: string | null;
  /** Makes another one-time link. The previous one stops working. */
  newOwnerLink(): string;
  readonly paperFolder: string;
  readonly virtualPrinters: readonly string[];
  readonly lossFound: string | null;
  /** SHA-256 of the https certificate, in the format of Node. Null: plain http. */
  readonly certificate: string | null;
  readonly core: Core;
  readonly workerPids: readonly number[];
  /** Takes no more orders, waits for the tickets in print, and closes. */
  stop(): Promise<void>;
};

/**
 * Starts a host on its data folder. Throws FolderTaken, FolderUnexpected, CoreRefused or an error
 * of the system, each with words for a person.
 */
export async function startHost(config: HostConfig, parts: HostParts): Promise<Host> {
  tuneGarbageCollector();
  const stops: (() => unknown)[] = [];
  try {
    return await compose(config, parts, stops);
  } catch (error) {
    // Report the error of the start, not those of stopping what had started.
    await stopInReverse(stops, () => {});
    throw error;
  }
}

async function compose(
  config: HostConfig,
  parts: HostParts,
  stops: (() => unknown)[],
): Promise<Host> {
  const start = openDataFolder(config, parts, (stop) => void stops.push(stop));
  await stopOldWorkers(start);
  const storage = await openStorage(start);
  const operations = await startOperations(start, storage);
  const printing = await startPrinting(start, storage, operations);
  const rehearsals = startRehearsals(start, storage, (other) => startQuietly(other, parts));
  const network = await openNetwork(start, storage, operations, printing, rehearsals);
  noLongerNewHere(config.dataDir);

  const host = hostOf(storage, printing, network, async () => {
    start.log.info('host stopping');
    await stopInReverse(stops, (words) => start.warn('stop', { words }));
  });
  const { tcpAddresses: tcp, httpAddresses: http, workerPids } = host;
  start.log.info({ tcp, http, workers: workerPids.length }, 'host started');
  return host;
}

/** Starts the host of a rehearsal. Only the owner's page shows its messages. */
function startQuietly(config: HostConfig, parts: HostParts): Promise<Host> {
  return startHost(config, {
    ...parts,
    onNotice: () => {},
    onRestart: () => {},
    onCoreGone: () => {},
    onStoreLost: () => {},
  });
}

function hostOf(
  { core, lossFound }: Storage,
  { paperFolder, virtualPrinters, workerPids }: Printing,
  { gateway, tcp }: Network,
  stop: () => Promise<void>,
): Host {
  return {
    get tcpAddresses() {
      return tcp.addresses;
    },
    get httpAddresses() {
      return gateway.addresses;
    },
    ownerLink: gateway.ownerLink,
    newOwnerLink: () => gateway.newOwnerLink(),
    paperFolder,
    virtualPrinters,
    lossFound,
    certificate: gateway.certificate,
    core,
    get workerPids() {
      return workerPids();
    },
    stop,
  };
}
