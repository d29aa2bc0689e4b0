/** Runs the restaurant's virtual printers beside the host, and writes their paper to files. */
import { randomUUID } from 'node:crypto';
import type { Printer } from '../../../src-shared/model/printers';
import { startVirtualPrinter } from '../../virtual-printer/virtual-printer';
import type { VirtualPrinter } from '../../virtual-printer/virtual-printer';
import type { PaperFiles } from '../../virtual-printer/paper-files';
import type { Core } from '../core/core-client';

/** Number of ports tried, from the printer's own, until one is free. */
const PORTS_TRIED = 40;

/** `names`: the printers that were started. */
export type VirtualPrinters = { readonly names: readonly string[]; stop(): Promise<void> };

export async function startVirtualPrinters(
  core: Core,
  paper: PaperFiles,
  onNotice: (words: string) => void,
): Promise<VirtualPrinters> {
  const running: VirtualPrinter[] = [];
  const names: string[] = [];
  const taken = new Set<number>();
  for (const printer of await core.ask({ name: 'printers' })) {
    if (printer.address.kind !== 'virtual') continue;
    const started = await startOne(printer, printer.address, paper, taken);
    if (!started) {
      onNotice(`La impresora virtual ${printer.name} no encontró un puerto libre.`);
      continue;
    }
    taken.add(started.port);
    running.push(started);
    names.push(printer.name);
    if (started.port !== printer.address.port) {
      const moved = await core.execute(
        'relocatePrinter',
        { printerId: printer.id, port: started.port },
        { id: 'print-desk', role: 'system' },
        randomUUID(),
      );
      if (!moved.ok)
        onNotice(`La impresora virtual ${printer.name} no se pudo mudar de puerto: ${moved.code}.`);
    }
  }
  return {
    names,
    async stop() {
      await Promise.all(running.map((printer) => printer.stop()));
    },
  };
}

async function startOne(
  printer: Printer,
  address: Extract<Printer['address'], { kind: 'virtual' }>,
  paper: PaperFiles,
  taken: ReadonlySet<number>,
): Promise<VirtualPrinter | null> {
  const { ticketMs, mmPerSecond } = address;
  for (let port = address.port; port < address.port + PORTS_TRIED; port++) {
    if (taken.has(port)) continue;
    try {
      return await startVirtualPrinter({
        port,
        ticketMs,
        mmPerSecond,
        onPiece: (piece) => paper.append(printer.name, piece),
      });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    }
  }
  return null;
}
