/** Print jobs, their attempts and outcomes, and the table of permitted moves. */
import type { EpochMs, Id, Priority } from '../base/vocabulary';

export type PrintJobState =
  | 'queued'
  | 'sending'
  | 'blocked'
  | 'printed'
  | 'sent'
  | 'unsure'
  | 'rerouted'
  | 'discarded'
  | 'stale';

/**
 * `sending` is durable before byte 0. `sending -> queued` without a mark only when zero bytes left.
 * An attempt with an unknown end is queued again once automatically, marked as a possible
 * duplicate; after that a person decides. `stale` waits for a person.
 */
export const PRINT_JOB_MOVES: Readonly<Record<PrintJobState, readonly PrintJobState[]>> = {
  // Directly to `sent` when a screen shows it, directly to `printed` when an earlier attempt is
  // confirmed late.
  queued: ['sending', 'sent', 'printed', 'rerouted', 'discarded', 'stale'],
  sending: ['printed', 'sent', 'unsure', 'queued', 'blocked', 'stale', 'rerouted'],
  blocked: ['sending', 'printed', 'unsure', 'queued', 'rerouted', 'discarded'],
  unsure: ['queued', 'printed', 'rerouted', 'discarded'],
  stale: ['queued', 'rerouted', 'discarded'],
  printed: [],
  sent: [],
  rerouted: [],
  discarded: [],
};

export function mayMove(from: PrintJobState, to: PrintJobState): boolean {
  return PRINT_JOB_MOVES[from].includes(to);
}

/** The mark on a copy's paper: none, a requested copy, or a possible duplicate. */
export type PrintMark =
  | { readonly kind: 'none' }
  | { readonly kind: 'reprint'; readonly copy: number }
  | { readonly kind: 'possible-duplicate'; readonly firstTriedAt: string }
  /**
   * Fallback for the printer `from` of station `of`; with `firstTriedAt` it may be a duplicate too.
   */
  | {
      readonly kind: 'backup';
      readonly of: string;
      readonly from: string;
      readonly firstTriedAt: string | null;
    }
  /** Printed after an outage on a person's decision. */
  | { readonly kind: 'late' };

export type PrintJob = {
  /** Its `seq` as text. One queue numbers all jobs. */
  readonly id: Id;
  /** Its number in the order of arrival, printed at the foot of the paper. */
  readonly seq: number;
  readonly ticketId: Id;
  readonly printerId: Id;
  readonly state: PrintJobState;
  readonly priority: Priority;
  /** True for a marked second attempt: it goes before its class. */
  readonly ahead: boolean;
  /** Paper lines that it uses, to compute waits. */
  readonly paperLines: number;
  readonly mark: PrintMark;
  readonly cause: PrintCause | null;
  readonly queuedAt: EpochMs;
  readonly settledAt: EpochMs | null;
  /** Characters on its paper that its printer does not have, printed as `?`; absent: none. */
  readonly unprintable?: number | undefined;
};

/** Why an attempt printed no paper: a closed list that screens and logs turn into words. */
export type PrintCause =
  | 'refused'
  | 'unreachable'
  | 'connect_timeout'
  | 'link_lost'
  | 'stalled'
  | 'worker_died'
  | 'host_restarted'
  | 'encode_failed'
  | 'paper_out'
  | 'cover_open'
  | 'cutter_jammed'
  | 'printer_fault'
  | 'mute'
  | 'no_answer'
  | 'voided_before_print'
  | 'too_old'
  | 'confirmed_by_hand'
  | 'discarded_by_hand'
  | 'rerouted_by_hand'
  | 'stranger'
  /** It gave an identity when it was calibrated, and gives none now. */
  | 'unidentified'
  | 'no_device'
  | 'spool_refused'
  | 'file_failed'
  | 'not_shown'
  /** The printer works, but is too far behind. */
  | 'lane_full';

/**
 * Causes that need a person at the printer. They are no failures of the network or the program, and
 * people do come.
 */
export const HUMAN_CAUSES: ReadonlySet<PrintCause> = new Set([
  'paper_out',
  'cover_open',
  'cutter_jammed',
  'printer_fault',
]);

/**
 * How an attempt ended, as reported by the print worker. confirmed: the printer answered the
 * completion check after the ticket, so paper and cut are out. handed_over: the printer accepted
 * every byte but cannot confirm; `drained` if it then closed its side, so it has read all bytes.
 * `unprintable` counts characters that its code page does not have. not_started: zero bytes of the
 * ticket left, safe to retry. unsure: bytes left and the end is unknown.
 */
export type PrintOutcome =
  | {
      readonly kind: 'confirmed';
      readonly by: 'process_id' | 'status' | 'star';
      readonly bytes: number;
      readonly sha256: string;
      readonly unprintable: number;
    }
  | {
      readonly kind: 'handed_over';
      readonly bytes: number;
      readonly sha256: string;
      readonly unprintable: number;
      readonly drained: boolean;
    }
  | { readonly kind: 'not_started'; readonly cause: PrintCause }
  | { readonly kind: 'unsure'; readonly cause: PrintCause; readonly bytes: number };

/**
 * Order of two jobs of one lane and one priority: marked second attempts first, then by arrival.
 */
export function comparePriority(
  a: { ahead: boolean; seq: number },
  b: { ahead: boolean; seq: number },
): number {
  return Number(b.ahead) - Number(a.ahead) || a.seq - b.seq;
}

/** After this time in the queue a low job counts as normal. No job ever rises to urgent. */
export const LOW_RISES_AFTER_MS = 60_000;
