/** When a print is tried again, and when a person is asked instead. Pure figures; printing.md's fallback chain will sit beside them. */

/** A ticket that kills its worker this often before byte 0 is set aside, so that the tickets behind it can go. */
export const CRASHES_BEFORE_SET_ASIDE = 3;

/** ms to wait after the n-th failure in a row of a printer: tries 2 s apart first, then slower, at most 30 s. */
export function retryDelayMs(failures: number): number {
  const steps = [2_000, 2_000, 4_000, 8_000, 15_000, 30_000];
  return steps[Math.min(failures, steps.length) - 1] ?? 2_000;
}

/** Share of the newest ticket in a lane's measured speed. */
const NEWEST_WEIGHT = 0.2;

/** Exponential mean of ms per paper line, kept between 0.01 ms and 5 s so that one odd print cannot spoil the waits shown. */
export function nextMsPerLine(mean: number, printMs: number, lines: number): number {
  if (lines <= 0 || printMs < 0) return mean;
  const next = mean + NEWEST_WEIGHT * (printMs / lines - mean);
  return Math.min(5_000, Math.max(0.01, next));
}
