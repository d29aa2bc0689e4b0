/**
 * Messages between the host and a print worker process.
 *
 * Both come from the same build and start together, so their types are not checked at run time.
 */
import type { Lease, Probe } from '../commands/registry';
import type { PrinterIdentity, PrinterProfile } from '../model/printers';
import type { PrintCause, PrintOutcome } from '../model/print-job';
import type { TicketPaper } from '../paper/ticket-layout';
import type { EpochMs } from '../base/vocabulary';
import { figure } from '../base/fault-points';

/** Limits of one print session, ms. Figures and reasons: docs/printers.md. */
export type SessionLimits = {
  readonly connectMs: number;
  /** Limit for writing without progress. */
  readonly stallMs: number;
  /**
   * How long the printer may take to close its side after the last byte. After that the ticket still
   * counts as handed over.
   */
  readonly closeMs: number;
  /** Limit for one status question. A printer counts as silent after two without a reply. */
  readonly statusMs: number;
  /** Between two status questions to a printer that has not confirmed its ticket yet. */
  readonly pollMs: number;
  /** How long a printer may take to confirm if it does not reply to status questions meanwhile. */
  readonly answerMs: number;
  /** How long a printer may take to confirm if it reports meanwhile that it can print. */
  readonly patientMs: number;
  /** How long a printer that stopped in the middle of a ticket may wait for a person. */
  readonly stoppedMs: number;
  /** How long a link stays open for a late confirmation. */
  readonly lateMs: number;
  /** How long a link stays open for the lane's next ticket. */
  readonly idleMs: number;
  /** Between two connections: printers refuse one that follows at once. */
  readonly gapMs: number;
  /** How long a printer must be silent before a question: stray bytes are no replies. */
  readonly settleMs: number;
  /** All steps before a ticket: connecting, status, identity, cutting off a torn ticket. */
  readonly readyMs: number;
  /** The whole session after these steps. */
  readonly totalMs: number;
};

/** Settings that are the same for all work of a worker. */
export type WorkerSettings = {
  /** Folder for PDFs of printers without a folder of their own. */
  readonly pdfFolder: string;
};

/**
 * Work at a printer that is no ticket. A task runs once, between two tickets, and is never retried
 * automatically.
 */
export type PrinterTask =
  /** Asks the printer for its identity. */
  | { readonly kind: 'identify' }
  /** A pulse that opens the cash drawer. */
  | { readonly kind: 'drawer' }
  /** A page that shows what the printer can print. */
  | { readonly kind: 'test'; readonly name: string; readonly shownTime: string }
  /** The test page, and every question that the printer may understand. */
  | { readonly kind: 'calibrate'; readonly name: string; readonly shownTime: string };

/** The questions that a printer was found to understand. */
export type Calibration = {
  readonly fence: PrinterProfile['fence'];
  readonly answersStatus: boolean;
  /** It replied to status questions, and the replies cannot be true. */
  readonly contradicts: boolean;
  readonly identity: PrinterIdentity | null;
};

/**
 * confirmed: the printer confirmed the task. handed_over: the printer cannot confirm. `found`: result
 * of a calibration or identification; null for other tasks.
 */
export type PrinterTaskResult =
  | { readonly kind: 'confirmed' | 'handed_over'; readonly found: Calibration | null }
  | { readonly kind: 'not_started' | 'unsure'; readonly cause: PrintCause };

export type ToWorker =
  | {
      readonly kind: 'print';
      readonly lease: Lease;
      readonly limits: SessionLimits;
      readonly settings: WorkerSettings;
    }
  | {
      readonly kind: 'probe';
      readonly id: number;
      readonly probe: Probe;
      readonly limits: SessionLimits;
      readonly settings: WorkerSettings;
    }
  /** Another worker gets this printer: close the connection and reply with `released`. */
  | { readonly kind: 'release'; readonly printerId: string; readonly gapMs: number }
  /** Draw a ticket as a PDF for a mail message, so that the host's thread does not draw. */
  | {
      readonly kind: 'draw';
      readonly id: number;
      readonly paper: TicketPaper;
      readonly columns: PrinterProfile['columns'];
    }
  | {
      readonly kind: 'errand';
      readonly id: number;
      readonly errand: PrinterTask;
      readonly at: Probe;
      readonly limits: SessionLimits;
    };

export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'alive' }
  /** Delivered to the channel before byte 0: a worker that dies before it has printed nothing. */
  | {
      readonly kind: 'writing';
      readonly jobId: string;
      readonly token: number;
      readonly at: EpochMs;
    }
  /** The printer stopped in the middle of the ticket; cause null: it goes on. */
  | {
      readonly kind: 'stopped';
      readonly jobId: string;
      readonly token: number;
      readonly cause: PrintCause | null;
    }
  | { readonly kind: 'probed'; readonly id: number; readonly cause: PrintCause | null }
  | {
      readonly kind: 'settled';
      readonly jobId: string;
      readonly token: number;
      readonly outcome: PrintOutcome;
      readonly firstByteAt: EpochMs | null;
      /** The last bytes from the printer, hex. */
      readonly heard: string;
    }
  /** The completion check of an abandoned attempt was confirmed. */
  | {
      readonly kind: 'late';
      readonly printerId: string;
      readonly jobId: string;
      readonly token: number;
    }
  /** `gone` false: the connection stays open, since a late confirmation may come over it. */
  | { readonly kind: 'released'; readonly printerId: string; readonly gone: boolean }
  /** Null: it could not be drawn. */
  | { readonly kind: 'drawn'; readonly id: number; readonly pdf: Uint8Array | null }
  | { readonly kind: 'errandDone'; readonly id: number; readonly result: PrinterTaskResult };

/**
 * A numbered message over a utility process's port, which does not report when a message has left.
 * The host acknowledges each number.
 */
export type Sequenced = { readonly no: number; readonly message: FromWorker };
export type Ack = { readonly heard: number };
/** Sent instead of a message when the host closes the channel. */
export const CHANNEL_CLOSED = 'comanda:closed';

/** Interval of a worker's `alive` messages, ms. */
export const HEARTBEAT_MS = figure('printing.heartbeat-ms', 1_000);
/** A worker without a message for this long counts as dead and is killed, ms. */
export const DEAD_AFTER_MS = figure('printing.worker-dead-after-ms', 10_000);
