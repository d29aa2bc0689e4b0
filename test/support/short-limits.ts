/**
 * What a test may shorten of printing and what not. A printer that is well has to answer within
 * some limits: scaled like the rest they would be 20 ms, and on a busy machine a healthy printer
 * would count as silent. Those keep a floor; waits that a test sits out have none.
 */
import { faulty } from './faulty';
import type { Faults, Point } from './faulty';

/**
 * One factor for all figures, or one for what a printer must meet (`session`) and one for the waits
 * between tries (`retry`).
 */
export type Scale = number | { readonly session: number; readonly retry: number };

/** The program with its waits scaled, but the time that a healthy printer needs to answer. */
export function shortened(scale: Scale, ...more: readonly Point[]): Promise<Faults> {
  const { session, retry } = typeof scale === 'number' ? { session: scale, retry: scale } : scale;
  const atLeast = (floorMs: number, usualMs: number): number =>
    Math.max(floorMs, usualMs * session);
  return faulty(
    {
      'printing.limits-scale': session,
      'printing.connect-within-ms': atLeast(500, 1_500),
      'printing.answers-within-ms': atLeast(250, 1_000),
      'printing.stalled-after-ms': atLeast(1_000, 10_000),
      'printing.settle-ms': atLeast(20, 50),
      'printing.ready-within-ms': atLeast(3_000, 15_000),
      'printing.retry-scale': retry,
      'printing.stale-scale': retry,
      'printing.first-ms-per-line': 2,
    },
    ...more,
  );
}

/**
 * How long a printer may say that it is well and confirm nothing, seconds before scaling; 60 in the
 * product.
 */
export function patientFor(seconds: number): Point {
  return { 'printing.patient-s': seconds };
}

/**
 * How long a printer that left a ticket unanswered is not believed, seconds before scaling; 300 in
 * the product.
 */
export function doubtedFor(seconds: number): Point {
  return { 'printing.unsure-within-s': seconds };
}
