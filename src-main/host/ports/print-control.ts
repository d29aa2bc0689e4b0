/**
 * What an owner may ask of the print desk from outside a print: implemented by the desk, handed to
 * the sockets by start-host.
 */
import type { Refusal } from '../../../src-shared/base/errors';
import type {
  PrinterAddress,
  PrinterIdentity,
  PrinterProfile,
} from '../../../src-shared/model/printers';
import type { PrinterTask, PrinterTaskResult } from '../../../src-shared/ipc/print-worker';
import type { TicketPaper } from '../../../src-shared/paper/ticket-layout';
import type { Id } from '../../../src-shared/base/vocabulary';

/** Something that may be a printer. */
export type DiscoveredPrinter = {
  readonly how: 'mdns' | 'queue' | 'usb' | 'sweep';
  /** What it is called where it was found. */
  readonly name: string;
  readonly address: PrinterAddress;
  /** The printer that is set up at that address. */
  readonly known: string | null;
  /** Who it says it is; null: it was not asked, or did not say. */
  readonly identity: PrinterIdentity | null;
  /** A printer of ours that is known to be this one and is set up at another address. */
  readonly moved: string | null;
};

/**
 * The names of the system's print queues. A shell that has a better way than the host's own brings
 * it along.
 */
export type ListQueues = () => Promise<readonly string[]>;

export interface PrintControl {
  /**
   * The address with its name resolved, once; a refusal in words for one that this program should
   * not write to.
   */
  checkAddress(address: PrinterAddress, confirmed: boolean): Promise<PrinterAddress | Refusal>;
  /** Done between two tickets of its lane. */
  errand(printerId: Id, errand: PrinterTask): Promise<PrinterTaskResult>;
  /** A ticket as a PDF; null when no worker could draw it. */
  draw(paper: TicketPaper, columns: PrinterProfile['columns']): Promise<Uint8Array | null>;
  /**
   * Looks for printers, once, because somebody asked. Sends no byte to what it finds unless
   * `identify`.
   */
  discover(how: {
    readonly sweep: boolean;
    readonly identify: boolean;
  }): Promise<readonly DiscoveredPrinter[]>;
}
