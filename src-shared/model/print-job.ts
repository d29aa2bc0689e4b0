/** Print jobs, their attempts and outcomes, and the one table of moves a job may make. */
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
 * `sending` is durable before byte 0. `sending -> queued` unmarked only when zero bytes left. A try
 * of unknown end goes back to the queue once by itself, marked as a possible duplicate; after that
 * a person decides. `stale` waits for a person.
 */
export const PRINT_JOB_MOVES: Readonly<Record<PrintJobState, readonly PrintJobState[]>> = {
  // Straight to `sent` on a screen that shows it, straight to `printed` when an earlier try is
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

/**
 * What the copy says of itself on paper: nothing, a wanted second copy, or one that may be a
 * second.
 */
export type PrintMark =
  | { readonly kind: 'none' }
  | { readonly kind: 'reprint'; readonly copy: number }
  | { readonly kind: 'possible-duplicate'; readonly firstTriedAt: string }
  /**
   * It stands in for the printer `from` of station `of`; with `firstTriedAt` it may be a second
   * copy too.
   */
  | {
      readonly kind: 'backup';
      readonly of: string;
      readonly from: string;
      readonly firstTriedAt: string | null;
    }
  /** Printed after an outage because somebody said so. */
  | { readonly kind: 'late' };

export type PrintJob = {
  /** Its `seq` in text: jobs are numbered by the one queue that makes them. */
  readonly id: Id;
  /** Its place in the order of arrival, and the number on the paper's foot. */
  readonly seq: number;
  readonly ticketId: Id;
  readonly printerId: Id;
  readonly state: PrintJobState;
  readonly priority: Priority;
  /** True for a marked second try: it goes before its class. */
  readonly ahead: boolean;
  /** Paper lines it takes, to reckon waits with. */
  readonly paperLines: number;
  readonly mark: PrintMark;
  readonly cause: PrintCause | null;
  readonly queuedAt: EpochMs;
  readonly settledAt: EpochMs | null;
  /** Letters on its paper that its printer does not have, printed as `?`; absent: none. */
  readonly unprintable?: number | undefined;
};

/** Why a try did not end on paper, in a closed list: screens and logs turn it into words. */
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
  /** It said who it was when it was calibrated, and does not say it now. */
  | 'unidentified'
  | 'no_device'
  | 'spool_refused'
  | 'file_failed'
  | 'not_shown'
  /** Its printer works, and is too far behind. */
  | 'lane_full';

/**
 * Somebody must go to the printer: not a failure of the network or the program, and people do go.
 */
export const HUMAN_CAUSES: ReadonlySet<PrintCause> = new Set([
  'paper_out',
  'cover_open',
  'cutter_jammed',
  'printer_fault',
]);

/**
 * How a try ended, as the print worker tells it. confirmed: the printer answered the fence behind
 * the ticket, so paper and cut are out. handed_over: every byte was taken, the printer cannot
 * confirm; `drained` when it then closed its side, so it has read them all. `unprintable` counts
 * letters its page does not have. not_started: zero bytes of the ticket left, safe to try again.
 * unsure: bytes left and the end is unknown.
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

/** Ordering of two jobs of one lane and one priority: marked second tries first, then arrival. */
export function comparePriority(
  a: { ahead: boolean; seq: number },
  b: { ahead: boolean; seq: number },
): number {
  return Number(b.ahead) - Number(a.ahead) || a.seq - b.seq;
}

/** After this long in the queue a low job counts as normal; nothing ever ages into urgent. */
export const LOW_RISES_AFTER_MS = 60_000;
