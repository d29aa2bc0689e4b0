/**
 * The print worker process: prints on several printers at once, one ticket each.
 *
 * It has no database, and ends when its host is gone.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Lease } from '../../../../src-shared/commands/registry';
import type { PrinterAddress } from '../../../../src-shared/model/printers';
import type { PrintCause, PrintOutcome } from '../../../../src-shared/model/print-job';
import { HEARTBEAT_MS } from '../../../../src-shared/ipc/print-worker';
import type {
  WorkerSettings,
  PrinterTaskResult,
  FromWorker,
  ToWorker,
} from '../../../../src-shared/ipc/print-worker';
import { catchCrashes } from '../../../program/catch-crashes';
import { TransportError } from '../../ports/printer-transport';
import type { PrinterTransport } from '../../ports/printer-transport';
import { runPrinterTask } from './printer-task';
import { openHostChannel } from './host-channel';
import { connectionKeeper } from './connection-keeper';
import { drawPdf, pdfLines, probeFolder, savePdf } from './pdf-ticket';
import { printSession, probeSession } from './print-session';
import type { SessionHooks, PrintAttempt } from './print-session';
import { spoolTransport } from './transports/spool';
import { tcpTransport } from './transports/tcp';
import { usbTransport } from './transports/usb-linux';
import { fault, quotingError } from '../../../../src-shared/base/fault-points';

catchCrashes({ thread: 'print-worker' });
const host = openHostChannel();
// A forked child outlives a killed parent, and would print what the next host's workers print again.
host.onClosed(() => process.exit(0));
// Ctrl-C reaches the whole terminal group; the host decides when its workers end.
process.on('SIGINT', () => {});

const links = connectionKeeper();

host.onMessage((message) => void handle(message));
setInterval(() => void send({ kind: 'alive' }), HEARTBEAT_MS);
void send({ kind: 'ready' });

function handle(message: ToWorker): Promise<void> {
  switch (message.kind) {
    case 'print':
      return print(message);
    case 'probe':
      return probe(message);
    case 'errand':
      return runTask(message);
    case 'draw':
      return draw(message);
    case 'release':
      return release(message);
  }
}

/** Hooks for work that prints no ticket: nothing is reported. */
const NO_REPORTS: SessionHooks = {
  announce: async () => {},
  mayWrite: host.isOpen,
  stopped: () => {},
  late: () => {},
};

async function probe({
  id,
  probe: target,
  limits,
  settings,
}: Extract<ToWorker, { kind: 'probe' }>): Promise<void> {
  const { address } = target;
  const check = async (): Promise<PrintCause | null> =>
    address.kind === 'pdf'
      ? inTime<PrintCause | null>(
          probeFolder(folderOf(address, settings)),
          limits.stallMs,
          'file_failed',
        )
      : probeSession(target, {
          transport: transportFor(address),
          links,
          limits,
          hooks: NO_REPORTS,
        });
  const cause = await check().catch((): PrintCause => 'printer_fault');
  await send({ kind: 'probed', id, cause });
}

async function runTask({
  id,
  errand: task,
  at,
  limits,
}: Extract<ToWorker, { kind: 'errand' }>): Promise<void> {
  // An error here must not end this process, which also prints on other printers.
  const result = await runPrinterTask(task, at, {
    transport: transportFor(at.address),
    links,
    limits,
    hooks: NO_REPORTS,
  }).catch((): PrinterTaskResult => ({ kind: 'unsure', cause: 'encode_failed' }));
  await send({ kind: 'errandDone', id, result });
}

async function release({
  printerId,
  gapMs,
}: Extract<ToWorker, { kind: 'release' }>): Promise<void> {
  const released = links.release(printerId);
  // Printers refuse a connection right after another one.
  if (released === 'gone') await pause(gapMs);
  await send({ kind: 'released', printerId, gone: released !== null });
}

async function draw({ id, paper, columns }: Extract<ToWorker, { kind: 'draw' }>): Promise<void> {
  const pdf = await drawPdf(pdfLines(paper, columns), columns).then(
    ({ bytes }) => bytes,
    () => null,
  );
  await send({ kind: 'drawn', id, pdf });
}

async function print({
  lease,
  limits,
  settings,
}: Extract<ToWorker, { kind: 'print' }>): Promise<void> {
  if (fault('printing.worker-throws')) throw quotingError();
  const { jobId, token, printerId, address } = lease;
  let firstByteAt: number | null = null;
  const hooks: SessionHooks = {
    async announce() {
      firstByteAt = Date.now();
      await send({ kind: 'writing', jobId, token, at: firstByteAt });
    },
    mayWrite: host.isOpen,
    stopped: (cause) => void send({ kind: 'stopped', jobId, token, cause }),
    late: () => void send({ kind: 'late', printerId, jobId, token }),
  };
  const attempt = async (): Promise<PrintAttempt> =>
    address.kind === 'pdf'
      ? printToFolder(lease, folderOf(address, settings), limits.stallMs, hooks)
      : printSession(lease, { transport: transportFor(address), links, limits, hooks });
  const { outcome, heard } = await attempt().catch(() => failedAttempt(firstByteAt !== null));
  await send({
    kind: 'settled',
    jobId,
    token,
    outcome,
    heard,
    firstByteAt: outcome.kind === 'not_started' ? null : firstByteAt,
  });
}

/** Result of an unforeseen error: it ends this attempt, and the other tickets of this process go on. */
function failedAttempt(begun: boolean): PrintAttempt {
  const cause = 'encode_failed';
  return {
    outcome: begun ? { kind: 'unsure', cause, bytes: 0 } : { kind: 'not_started', cause },
    heard: '',
  };
}

/**
 * Saves a PDF within a limit: a folder on a machine that hangs must not hold its lane. After the
 * limit the outcome is unsure, since the file may still be written.
 */
async function printToFolder(
  lease: Lease,
  folder: string,
  limitMs: number,
  hooks: SessionHooks,
): Promise<PrintAttempt> {
  await hooks.announce();
  const late: PrintOutcome = { kind: 'unsure', cause: 'file_failed', bytes: 0 };
  return { outcome: await inTime(savePdf(lease, folder), limitMs, late), heard: '' };
}

function inTime<T>(work: Promise<T>, ms: number, otherwise: T): Promise<T> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => resolve(otherwise), ms);
    work.then(resolve, reject).finally(() => clearTimeout(limit));
  });
}

function folderOf(
  { folder }: Extract<PrinterAddress, { kind: 'pdf' }>,
  { pdfFolder }: WorkerSettings,
): string {
  return folder ?? pdfFolder;
}

/** Transport of screens and folders, which take no bytes. */
const NOWHERE: PrinterTransport = {
  talks: false,
  open: () => Promise.reject(new TransportError('unreachable')),
};

function transportFor(address: PrinterAddress): PrinterTransport {
  switch (address.kind) {
    case 'tcp':
      return tcpTransport(address.host, address.port);
    case 'virtual':
      return tcpTransport('127.0.0.1', address.port);
    case 'usb':
      return usbTransport(address);
    case 'spool':
      return spoolTransport(address.queue);
    case 'pdf':
    case 'screen':
      return NOWHERE;
  }
}

function send(message: FromWorker): Promise<void> {
  return host.send(message);
}
