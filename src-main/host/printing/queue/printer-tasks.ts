/** Implements print control: checks addresses, runs printer tasks, draws PDFs and finds printers. */
import type {
  Printer,
  PrinterAddress,
  PrinterIdentity,
  PrinterProfile,
} from '../../../../src-shared/model/printers';
import type { PrinterTaskResult } from '../../../../src-shared/ipc/print-worker';
import type { Core } from '../../core/core-client';
import type { DiscoveredPrinter, ListQueues, PrintControl } from '../../ports/print-control';
import { discoverPrinters } from '../discovery/discover-printers';
import type { SeenPrinter } from '../discovery/discover-printers';
import type { Dispatcher } from './dispatcher';
import { checkAddress } from '../discovery/printer-address';
import type { WorkerPool } from './worker-pool';

export type PrintControlOptions = {
  readonly core: Core;
  readonly dispatcher: Dispatcher;
  readonly pool: WorkerPool;
  readonly ownPorts: () => readonly number[];
  readonly listQueues?: ListQueues | undefined;
};

/** Profile for a printer that is not set up: nothing is known about it. */
const UNKNOWN_PROFILE: PrinterProfile = {
  columns: 48,
  codePage: 'PC858',
  language: 'escpos',
  fence: 'none',
  answersStatus: false,
  identity: null,
};

export function createPrintControl({
  core,
  dispatcher,
  pool,
  ownPorts,
  listQueues,
}: PrintControlOptions): PrintControl {
  /** Asks a printer that is not set up. A printer that is set up is asked in its lane. */
  async function identify({ address }: SeenPrinter): Promise<PrinterIdentity | null> {
    const worker = address.kind === 'tcp' || address.kind === 'usb' ? pool.pick('stranger') : null;
    if (worker === null) return null;
    const at = { printerId: 'stranger', address, profile: UNKNOWN_PROFILE, trustMute: false };
    const result: PrinterTaskResult = await pool.runTask(worker, { kind: 'identify' }, at);
    return 'found' in result ? (result.found?.identity ?? null) : null;
  }

  return {
    checkAddress: (address, confirmed) =>
      checkAddress(address, confirmed, { ownPorts: ownPorts() }),
    errand: (printerId, task) => dispatcher.runTask(printerId, task),
    draw: (paper, columns) => pool.draw(paper, columns),
    async discover({ sweep, identify: asksIdentity }) {
      const [sightings, printers] = await Promise.all([
        discoverPrinters({ sweep }, listQueues),
        core.ask({ name: 'printers' }),
      ]);
      const found: DiscoveredPrinter[] = [];
      for (const sighting of sightings) {
        const known = printers.find(({ address }) => sameDevice(address, sighting.address)) ?? null;
        // One after the other, because all of them share one worker.
        const identity = asksIdentity && !known ? await identify(sighting) : null;
        const moved = known ? null : movedTo(sighting, identity, printers);
        found.push({
          ...sighting,
          known: known?.name ?? null,
          identity,
          moved: moved?.name ?? null,
        });
      }
      return found;
    },
  };
}

/**
 * The printer that is set up at another address and was found at this one. It is recognised by the
 * serial number on the cable or in its identity.
 */
function movedTo(
  { address }: SeenPrinter,
  identity: PrinterIdentity | null,
  printers: readonly Printer[],
): Printer | null {
  const serial = (address.kind === 'usb' ? address.serial : null) ?? identity?.serial ?? '';
  if (serial === '') return null;
  return (
    printers.find(
      ({ address: old, profile }) =>
        profile.identity?.serial === serial ||
        (old.kind === 'usb' && old.serial === serial && address.kind === 'usb'),
    ) ?? null
  );
}

function sameDevice(a: PrinterAddress, b: PrinterAddress): boolean {
  if (a.kind === 'tcp' && b.kind === 'tcp') return a.host === b.host && a.port === b.port;
  if (a.kind === 'spool' && b.kind === 'spool') return a.queue === b.queue;
  if (a.kind === 'usb' && b.kind === 'usb')
    return a.serial === null ? a.device === b.device : a.serial === b.serial;
  return false;
}
