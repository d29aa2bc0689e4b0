/**
 * Transport to a print queue of the system: CUPS by `lp -o raw`, Windows by winspool's RAW.
 *
 * Bytes go one way. A job that the spooler reports as complete may still wait at a printer without
 * paper, so nothing is ever reported as printed. Never tested on Windows.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { TransportError } from '../../../ports/printer-transport';
import type { PrinterLink, PrinterTransport } from '../../../ports/printer-transport';

/** The part of @printers/printers 0.8 that is used; it is installed on Windows only. */
type WindowsPrinters = {
  getPrinterByName(name: string): {
    /**
     * Sends raw bytes through winspool. Without waiting, it resolves with the job's number once the
     * spooler has the job.
     */
    printBytes(
      data: Uint8Array,
      options: { readonly waitForCompletion: false; readonly simple: { readonly jobName: string } },
    ): Promise<number>;
  } | null;
};
const WINDOWS_PACKAGE = '@printers/printers';
/** Limit for handing over a ticket, ms. A spooler usually needs a tenth of it. */
const HAND_OVER_MS = 10_000;

/**
 * Hands a whole ticket to a queue. Rejects if the spooler did not take it: then nothing of it will be
 * printed.
 */
type HandOver = (queue: string, bytes: Uint8Array) => Promise<void>;

export function spoolTransport(
  queue: string,
  handOver: HandOver = process.platform === 'win32' ? winspool : lp,
): PrinterTransport {
  return { talks: false, open: async () => linkTo(queue, handOver) };
}

/** Collects the bytes and sends them as one job: a queue would print half a ticket as it is. */
function linkTo(queue: string, handOver: HandOver): PrinterLink {
  const chunks: Uint8Array[] = [];
  let open = true;
  let onClosed = (): void => {};
  return {
    async write(bytes) {
      if (!open) throw new TransportError('link_lost', true);
      chunks.push(bytes);
    },
    async finish() {
      let limit: NodeJS.Timeout | undefined;
      // Some spoolers never answer. Then it is unknown whether they took the job.
      const tooLong = new Promise<never>((_resolve, reject) => {
        onClosed = () => reject(new TransportError('stalled'));
        limit = setTimeout(onClosed, HAND_OVER_MS);
      });
      try {
        await Promise.race([handOver(queue, Buffer.concat(chunks)), tooLong]);
      } catch (error) {
        throw error instanceof TransportError ? error : new TransportError('spool_refused', true);
      } finally {
        clearTimeout(limit);
      }
      // The spooler has the job. It does not report when the printer has read it.
      return false;
    },
    onData: () => {},
    onBroken: () => () => {},
    isOpen: () => open,
    close() {
      open = false;
      onClosed();
    },
  };
}

/**
 * Runs `lp` without a shell, since a queue's name is data. It exits with 0 when CUPS has taken the
 * job, else with another code.
 */
function lp(queue: string, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    const child: ChildProcess = spawn(
      'lp',
      ['-d', queue, '-o', 'raw', '-t', 'comanda', '--', '-'],
      {
        stdio: ['pipe', 'ignore', 'ignore'],
      },
    );
    const limit = setTimeout(() => {
      child.kill('SIGKILL');
      // `lp` may have handed the job over before it was killed.
      reject(new TransportError('stalled'));
    }, HAND_OVER_MS);
    child.on('error', (error) => {
      clearTimeout(limit);
      reject(error);
    });
    child.on('close', (code) => {
      clearTimeout(limit);
      if (code === 0) resolve();
      else reject(new TransportError('spool_refused', true));
    });
    child.stdin?.on('error', () => {});
    child.stdin?.end(bytes);
  });
}

async function winspool(queue: string, bytes: Uint8Array): Promise<void> {
  const printers = (await import(/* @vite-ignore */ WINDOWS_PACKAGE)) as WindowsPrinters;
  const printer = printers.getPrinterByName(queue);
  if (!printer) throw new TransportError('spool_refused', true);
  await printer.printBytes(bytes, { waitForCompletion: false, simple: { jobName: 'comanda' } });
}
