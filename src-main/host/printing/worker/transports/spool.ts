/**
 * A printer behind the system's spooler: CUPS by `lp -o raw`, Windows by winspool's RAW. Bytes go
 * one way; a job that the spooler calls complete may lie in a printer without paper, so nothing
 * here ever says "printed". Windows was never tried.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { TransportError } from '../../../ports/printer-transport';
import type { PrinterLink, PrinterTransport } from '../../../ports/printer-transport';

/** The part of @printers/printers 0.8 that is used; it is installed on Windows only. */
type WindowsPrinters = {
  getPrinterByName(name: string): {
    /**
     * Raw bytes through winspool; without waiting it resolves with the job's number once the
     * spooler has it.
     */
    printBytes(
      data: Uint8Array,
      options: { readonly waitForCompletion: false; readonly simple: { readonly jobName: string } },
    ): Promise<number>;
  } | null;
};
const WINDOWS_PACKAGE = '@printers/printers';
/** A spooler takes a ticket in a tenth of this, ms. */
const HAND_OVER_MS = 10_000;

/**
 * How a whole ticket is handed to a queue. Rejects when the spooler did not take it: then nothing
 * of it will be printed.
 */
type HandOver = (queue: string, bytes: Uint8Array) => Promise<void>;

export function spoolTransport(
  queue: string,
  handOver: HandOver = process.platform === 'win32' ? winspool : lp,
): PrinterTransport {
  return { talks: false, open: async () => linkTo(queue, handOver) };
}

/** Bytes are gathered and leave as one job: half a ticket in a queue would be printed as it is. */
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
      // Some spoolers never answer; whether they took the job nobody knows then.
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
      // The spooler has it; when the printer has, nobody says.
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
 * argv, no shell: a queue's name is data. `lp` ends when CUPS has taken the job, with another code
 * than 0 if it did not.
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
      // It may have handed the job over before it was ended.
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
