/** Replies of the host's own printing commands: leases and probes. No receipt stores them. */
import type { EpochMs, Id } from '../base/vocabulary';
import type { PrintMark } from '../model/print-job';
import type { PrinterAddress, PrinterProfile } from '../model/printers';
import type { TicketDocument, TicketHead } from '../model/ticket';

/** The right to print one job once. Settling needs `token`; an older token has no effect. */
export type Lease = {
  readonly jobId: Id;
  readonly jobSeq: number;
  readonly token: number;
  readonly printerId: Id;
  readonly address: PrinterAddress;
  readonly profile: PrinterProfile;
  /** The printer is silent and assumed to print: send it no status question this time. */
  readonly trustMute: boolean;
  /** The last attempt at this printer broke off: half a ticket may be on the paper. */
  readonly torn: boolean;
  readonly document: TicketDocument;
  /** The ticket's head as the order is now; null: as it was sent. Stored with the attempt. */
  readonly head: TicketHead | null;
  readonly mark: PrintMark;
  /**
   * Print time on paper, `HH:MM`. Stored with the attempt, so that a copy is byte for byte equal.
   */
  readonly shownTime: string;
  /** Expected duration of this ticket by the lane's measured speed, ms. */
  readonly expectedMs: number;
};

/** Next step of a lane: print, probe its printer, or wait until `retryAt` or a new job. */
export type NextLease = {
  readonly lease: Lease | null;
  readonly probe: Probe | null;
  readonly retryAt: EpochMs | null;
  /** Names of the printers that tickets of this lane just failed over to, one entry a ticket. */
  readonly movedTo: readonly string[];
};

/** A check of a printer that uses no paper. */
export type Probe = Pick<Lease, 'printerId' | 'address' | 'profile' | 'trustMute'>;
