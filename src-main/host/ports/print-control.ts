/** Port for printer actions besides printing tickets. Implemented by the print service. */
import type { Refusal } from '../../../src-shared/base/errors';
import type {
  PrinterAddress,
  PrinterIdentity,
  PrinterProfile,
} from '../../../src-shared/model/printers';
import type { PrinterTask, PrinterTaskResult } from '../../../src-shared/ipc/print-worker';
import type { TicketPaper } from '../../../src-shared/paper/ticket-layout';
import type { Id } from '../../../src-shared/base/vocabulary';

/** A device that may be a printer. */
export type DiscoveredPrinter = {
  readonly how: 'mdns' | 'queue' | 'usb' | 'sweep';
  /** Its name at the place where it was found. */
  readonly name: string;
  readonly address: PrinterAddress;
  /** Name of the printer that is set up at that address; null: none. */
  readonly known: string | null;
  /** Null: it was not asked, or did not reply. */
  readonly identity: PrinterIdentity | null;
  /** Name of the printer that is this device and is set up at another address; null: none. */
  readonly moved: string | null;
};

/**
 * Lists the names of the system's print queues. The desktop app may replace the host's own method.
 */
export type ListQueues = () => Promise<readonly string[]>;

export interface PrintControl {
  /**
   * Returns the address with its name resolved to an IP address, or a refusal if this program must
   * not connect to it.
   */
  checkAddress(address: PrinterAddress, confirmed: boolean): Promise<PrinterAddress | Refusal>;
  /** Runs the task between two tickets of the printer's lane. */
  errand(printerId: Id, task: PrinterTask): Promise<PrinterTaskResult>;
  /** A ticket as a PDF; null if no worker could draw it. */
  draw(paper: TicketPaper, columns: PrinterProfile['columns']): Promise<Uint8Array | null>;
  /**
   * Looks for printers once, on request of a person. Sends no byte to the devices found, unless
   * `identify` is set.
   */
  discover(how: {
    readonly sweep: boolean;
    readonly identify: boolean;
  }): Promise<readonly DiscoveredPrinter[]>;
}
