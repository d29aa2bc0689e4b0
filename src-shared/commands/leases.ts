/** What the host's own printing commands answer: leases and probes. No receipt keeps them. */
import type { EpochMs, Id } from '../base/vocabulary';
import type { PrintMark } from '../model/print-job';
import type { PrinterAddress, PrinterProfile } from '../model/printers';
import type { TicketDocument, TicketHead } from '../model/ticket';

/** The right to print one job once. Settling needs `token`; an older token changes nothing. */
export type Lease = {
  readonly jobId: Id;
  readonly jobSeq: number;
  readonly token: number;
  readonly printerId: Id;
  readonly address: PrinterAddress;
  readonly profile: PrinterProfile;
  /**
   * The printer does not answer though it should, and is assumed to print: nothing is asked of it
   * this time.
   */
  readonly trustMute: boolean;
  /** The last attempt on this printer broke off: half a ticket may hang from it. */
  readonly torn: boolean;
  readonly document: TicketDocument;
  /** The ticket's head as its order is by now; null: as it was sent. Part of the attempt. */
  readonly head: TicketHead | null;
  readonly mark: PrintMark;
  /** Print time on paper, `HH:MM`. Part of the attempt, so that a copy is equal byte for byte. */
  readonly shownTime: string;
  /** How long this ticket should take by the lane's measured speed, ms. */
  readonly expectedMs: number;
};

/** What a lane does next: print, probe its printer, or nothing until `retryAt` or new work. */
export type NextLease = {
  readonly lease: Lease | null;
  readonly probe: Probe | null;
  readonly retryAt: EpochMs | null;
  /** Printers that tickets of this lane just failed over to, by name, one a ticket. */
  readonly movedTo: readonly string[];
};

/** A check of a printer that costs no paper. */
export type Probe = Pick<Lease, 'printerId' | 'address' | 'profile' | 'trustMute'>;
