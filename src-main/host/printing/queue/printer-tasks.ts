/**
 * The desk's answers to an owner: check an address, do an errand, find printers and say which of
 * them are ours.
 */
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

/** What a stranger is spoken to with. */
const STRANGER: PrinterProfile = {
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
  /** A printer of ours is a lane, and is asked there; here only strangers are. */
  async function identify({ address }: SeenPrinter): Promise<PrinterIdentity | null> {
    const worker = address.kind === 'tcp' || address.kind === 'usb' ? pool.pick('stranger') : null;
    if (worker === null) return null;
    const at = { printerId: 'stranger', address, profile: STRANGER, trustMute: false };
    const result: PrinterTaskResult = await pool.errand(worker, { kind: 'identify' }, at);
    return 'found' in result ? (result.found?.identity ?? null) : null;
  }

  return {
    checkAddress: (address, confirmed) =>
      checkAddress(address, confirmed, { ownPorts: ownPorts() }),
    errand: (printerId, errand) => dispatcher.errand(printerId, errand),
    draw: (paper, columns) => pool.draw(paper, columns),
    async discover({ sweep, identify: asks }) {
      const [sightings, printers] = await Promise.all([
        discoverPrinters({ sweep }, listQueues),
        core.ask({ name: 'printers' }),
      ]);
      const found: DiscoveredPrinter[] = [];
      for (const sighting of sightings) {
        const known = printers.find(({ address }) => sameDevice(address, sighting.address)) ?? null;
        // One after the other: they share one worker's patience, and strangers are not hurried.
        const identity = asks && !known ? await identify(sighting) : null;
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
 * A printer that is set up elsewhere and stands here: known by its serial number, on the cable or
 * in what it says.
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
