/** What the host and a print worker process say to each other. Both are our own build, started together: types suffice. */
import type { Lease, Probe } from './commands';
import type { PrintCause, PrintOutcome } from './print-job';
import type { EpochMs } from './vocabulary';

/** Limits of one print session, ms. Figures and reasons: docs/printers.md. */
export type SessionLimits = {
  readonly connectMs: number;
  /** No progress in writing for this long. */
  readonly stallMs: number;
  /** After the last byte, how long the printer may take to close its side. Past it the ticket still counts as handed over. */
  readonly closeMs: number;
  /** A status question, asked twice before a printer counts as mute. */
  readonly statusMs: number;
  /** Between two looks at a printer that has the ticket and has not confirmed it. */
  readonly pollMs: number;
  /** How long a printer may take to confirm: one that says nothing meanwhile, and one that says it is well. */
  readonly answerMs: number;
  readonly patientMs: number;
  /** How long one that stopped in the middle of a ticket waits for somebody. */
  readonly stoppedMs: number;
  /** How long a link stays open for the lane's next ticket. */
  readonly idleMs: number;
  /** Between the end of one connection and the next: printers refuse one that comes at once. */
  readonly gapMs: number;
  /** The whole session, whatever happens. */
  readonly totalMs: number;
};

export type ToWorker =
  | { readonly kind: 'print'; readonly lease: Lease; readonly limits: SessionLimits }
  | { readonly kind: 'probe'; readonly id: number; readonly probe: Probe; readonly limits: SessionLimits };

export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'alive' }
  /** Sent, and gone into the channel, before byte 0: a worker that dies without it has printed nothing. */
  | { readonly kind: 'writing'; readonly jobId: string; readonly token: number; readonly at: EpochMs }
  /** The printer stopped in the middle of the ticket, and null: it goes on. */
  | { readonly kind: 'stopped'; readonly jobId: string; readonly token: number; readonly cause: PrintCause | null }
  | { readonly kind: 'probed'; readonly id: number; readonly cause: PrintCause | null }
  | {
      readonly kind: 'settled';
      readonly jobId: string;
      readonly token: number;
      readonly outcome: PrintOutcome;
      readonly firstByteAt: EpochMs | null;
    };

/** How often a worker says it is alive, and how long the host believes one that does not. */
export const HEARTBEAT_MS = 1_000;
export const BELIEVED_DEAD_AFTER_MS = 10_000;
