/** When a ticket is set aside for a person, and how a lane's speed is learnt. When a printer is tried again: printer-health.ts. */

/** A ticket that kills its worker this often before byte 0 is set aside, so that the tickets behind it can go. */
export const CRASHES_BEFORE_SET_ASIDE = 3;

/** Share of the newest ticket in a lane's measured speed. */
const NEWEST_WEIGHT = 0.2;

/** Exponential mean of ms per paper line, kept between 0.01 ms and 5 s so that one odd print cannot spoil the waits shown. */
export function nextMsPerLine(mean: number, printMs: number, lines: number): number {
  if (lines <= 0 || printMs < 0) return mean;
  const next = mean + NEWEST_WEIGHT * (printMs / lines - mean);
  return Math.min(5_000, Math.max(0.01, next));
}
