/**
 * How many print workers there should be: the seeds' thresholds as one pure rule. What it cannot do
 * is make paper faster.
 */
import { DEFAULT_ALERT_RULES } from '../../../../src-shared/model/operations/alerts';
import type { AlertRules } from '../../../../src-shared/model/operations/alerts';
import { TURBO_WORKERS } from '../../../../src-shared/model/operations/print-workers';
import type { Workers } from '../../../../src-shared/model/operations/print-workers';

/** S66: at the alert two more at each look, beyond this all that are allowed. */
const ADDED = 2;
const ALL_ABOVE = 20;

export type QueuePressure = {
  /** Papers in all lanes. */
  readonly waiting: number;
  readonly isTurbo: boolean;
};

/**
 * Grows by steps and shrinks by one a look, so that a queue that comes in waves does not start and
 * end processes all evening.
 */
export function workerCount(
  { least, most }: Workers,
  running: number,
  { waiting, isTurbo }: QueuePressure,
  rules: AlertRules,
): number {
  const within = (count: number): number => Math.min(most, Math.max(least, count));
  if (isTurbo) return Math.max(most, TURBO_WORKERS);
  if (waiting > ALL_ABOVE) return most;
  // Where nobody wants to be told of a queue, the seeds' figure still says when help is due.
  const high = rules.queue ?? DEFAULT_ALERT_RULES.queue ?? ALL_ABOVE;
  if (waiting > high) return within(running + ADDED);
  // Turbo's lower figure may stand above that where turbo never goes on by itself; nobody comes and
  // goes at one figure.
  if (waiting < Math.min(rules.turbo.offQueue, high)) return within(running - 1);
  return within(running);
}
