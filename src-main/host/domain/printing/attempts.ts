/**
 * Limits of one ticket's attempts, and how a lane's speed is measured. Retries of a printer are in
 * printer-health.ts.
 */

/**
 * A ticket that crashed its worker this often before byte 0 is held for a decision, so that the
 * tickets behind it can print.
 */
export const CRASHES_BEFORE_HOLD = 3;

/** Weight of the newest ticket in a lane's measured speed. */
const NEWEST_WEIGHT = 0.2;

/**
 * Share by which a measurement may differ from the known speed (or 2.5 ms a line) without an
 * update. Waits are shown in seconds, and each new speed costs a write and an event.
 */
const NEAR = 0.1;
const NEAR_MS = 2.5;

/**
 * Exponential mean of ms per paper line, limited to 0.01 ms to 5 s so that one odd print does not
 * distort the displayed waits.
 */
export function nextMsPerLine(mean: number, printMs: number, lines: number): number {
  if (lines <= 0 || printMs < 0) return mean;
  const off = printMs / lines - mean;
  if (Math.abs(off) <= Math.max(NEAR_MS, NEAR * mean)) return mean;
  return Math.min(5_000, Math.max(0.01, mean + NEWEST_WEIGHT * off));
}
