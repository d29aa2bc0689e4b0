/**
 * What the host and a print worker process say to each other. Both are our own build, started
 * together: types suffice.
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
  /** No progress in writing for this long. */
  readonly stallMs: number;
  /**
   * After the last byte, how long the printer may take to close its side. Past it the ticket still
   * counts as handed over.
   */
  readonly closeMs: number;
  /** A status question, asked twice before a printer counts as mute. */
  readonly statusMs: number;
  /** Between two looks at a printer that has the ticket and has not confirmed it. */
  readonly pollMs: number;
  /**
   * How long a printer may take to confirm: one that says nothing meanwhile, and one that says it
   * is well.
   */
  readonly answerMs: number;
  readonly patientMs: number;
  /** How long one that stopped in the middle of a ticket waits for somebody. */
  readonly stoppedMs: number;
  /** How long a link stays open for an answer that did not come in time. */
  readonly lateMs: number;
  /** How long a link stays open for the lane's next ticket. */
  readonly idleMs: number;
  /** Between the end of one connection and the next: printers refuse one that comes at once. */
  readonly gapMs: number;
  /** How long a printer must say nothing before it is asked: stray bytes are no answers. */
  readonly settleMs: number;
  /** Everything before a ticket: connecting, asking, clearing what hangs. */
  readonly readyMs: number;
  /** The whole session behind that, whatever happens. */
  readonly totalMs: number;
};

/** What a worker needs to know beside the task: the same for all it is given. */
export type WorkerSettings = {
  /** Where PDFs go that name no folder of their own. */
  readonly pdfFolder: string;
};

/**
 * Something to be done at a printer that is no ticket. Done once, between two tickets, and never
 * tried again by itself.
 */
export type PrinterTask =
  /** Asks who it is. */
  | { readonly kind: 'identify' }
  /** A pulse that opens the cash drawer. */
  | { readonly kind: 'drawer' }
  /** A page that shows what the printer can print. */
  | { readonly kind: 'test'; readonly name: string; readonly shownTime: string }
  /** The same page, and beside it every question the printer may understand. */
  | { readonly kind: 'calibrate'; readonly name: string; readonly shownTime: string };

/** What a printer was found to understand. */
export type Calibration = {
  readonly fence: PrinterProfile['fence'];
  readonly answersStatus: boolean;
  /** It answered status questions, and its answers cannot be true. */
  readonly contradicts: boolean;
  readonly identity: PrinterIdentity | null;
};

/**
 * confirmed: the printer said that it is done. handed_over: it cannot say. found: by calibrating
 * only.
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
  /** Another worker is to have this printer: hang up, and say so once it may be called again. */
  | { readonly kind: 'release'; readonly printerId: string; readonly gapMs: number }
  /** A ticket as a PDF, for a letter: the host's own thread draws nothing. */
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
  /**
   * Sent, and gone into the channel, before byte 0: a worker that dies without it has printed
   * nothing.
   */
  | {
      readonly kind: 'writing';
      readonly jobId: string;
      readonly token: number;
      readonly at: EpochMs;
    }
  /** The printer stopped in the middle of the ticket, and null: it goes on. */
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
      /** What the printer said meanwhile, hex. */
      readonly heard: string;
    }
  /** The fence behind a try that had been given up was answered. */
  | {
      readonly kind: 'late';
      readonly printerId: string;
      readonly jobId: string;
      readonly token: number;
    }
  /** `gone` false: an answer of its printer is still waited for, so it stays. */
  | { readonly kind: 'released'; readonly printerId: string; readonly gone: boolean }
  /** Null where it could not be drawn. */
  | { readonly kind: 'drawn'; readonly id: number; readonly pdf: Uint8Array | null }
  | { readonly kind: 'errandDone'; readonly id: number; readonly result: PrinterTaskResult };

/**
 * Over a port that tells nobody when a message left: each has a number, and the host answers that
 * it has it.
 */
export type Sequenced = { readonly no: number; readonly message: FromWorker };
export type Ack = { readonly heard: number };
/** In place of a message: the host wants nothing more. */
export const CHANNEL_CLOSED = 'comanda:closed';

/** How often a worker says it is alive, and how long the host believes one that does not. */
export const HEARTBEAT_MS = figure('printing.heartbeat-ms', 1_000);
export const DEAD_AFTER_MS = figure('printing.worker-dead-after-ms', 10_000);
