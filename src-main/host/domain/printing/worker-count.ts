/**
 * Number of print workers by queue length: the seeds' thresholds as one pure rule. More workers do
 * not make paper faster.
 */
import { DEFAULT_ALERT_RULES } from '../../../../src-shared/model/operations/alerts';
import type { AlertRules } from '../../../../src-shared/model/operations/alerts';
import { TURBO_WORKERS } from '../../../../src-shared/model/operations/print-workers';
import type { Workers } from '../../../../src-shared/model/operations/print-workers';

/** S66: at the alert limit two more at each check; beyond this limit all that are allowed. */
const ADDED = 2;
const ALL_ABOVE = 20;

export type QueuePressure = {
  /** Papers in all lanes. */
  readonly waiting: number;
  readonly isTurbo: boolean;
};

/**
 * Grows in steps and shrinks by one a check, so that a varying queue does not start and end
 * processes all evening.
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
  // If the queue alert is off, the seeds' figure is used.
  const high = rules.queue ?? DEFAULT_ALERT_RULES.queue ?? ALL_ABOVE;
  if (waiting > high) return within(running + ADDED);
  // Without automatic turbo its lower limit may be above that figure. Two different limits keep
  // workers from starting and ending at one figure.
  if (waiting < Math.min(rules.turbo.offQueue, high)) return within(running - 1);
  return within(running);
}
