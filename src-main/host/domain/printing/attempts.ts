/**
 * When a ticket is set aside for a person, and how a lane's speed is learnt. When a printer is
 * tried again: printer-health.ts.
 */

/**
 * A ticket that kills its worker this often before byte 0 is set aside, so that the tickets behind
 * it can go.
 */
export const CRASHES_BEFORE_HOLD = 3;

/** Share of the newest ticket in a lane's measured speed. */
const NEWEST_WEIGHT = 0.2;

/**
 * A ticket within a tenth of what was expected, or 2.5 ms a line, teaches nothing: waits are told
 * in seconds, and each new speed is written and told.
 */
const NEAR = 0.1;
const NEAR_MS = 2.5;

/**
 * Exponential mean of ms per paper line, kept between 0.01 ms and 5 s so that one odd print cannot
 * spoil the waits shown.
 */
export function nextMsPerLine(mean: number, printMs: number, lines: number): number {
  if (lines <= 0 || printMs < 0) return mean;
  const off = printMs / lines - mean;
  if (Math.abs(off) <= Math.max(NEAR_MS, NEAR * mean)) return mean;
  return Math.min(5_000, Math.max(0.01, mean + NEWEST_WEIGHT * off));
}
