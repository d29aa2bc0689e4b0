/**
 * Time limits for each step of a print, scaled to the ticket where its length matters.
 *
 * Figures: docs/printers.md.
 */
import type { SessionLimits } from '../../../../src-shared/ipc/print-worker';
import { figure } from '../../../../src-shared/base/fault-points';

/** Tests scale the figures, except limits that a healthy printer must meet on a busy machine. */
const SECOND = 1_000 * figure('printing.limits-scale', 1);

/**
 * Limit for all steps before a ticket: connecting, status, identity and cutting off an interrupted
 * ticket. Each step also has its own limit.
 */
const READY_MS = figure('printing.ready-within-ms', 15 * SECOND);
/** Time in a session besides its two long waits: writing and the last question. */
const OTHER_STEPS_MS = 30 * SECOND;

export function sessionLimits({ expectedMs }: { readonly expectedMs: number }): SessionLimits {
  const patientMs = figure('printing.patient-s', 60) * SECOND + 4 * expectedMs;
  const stoppedMs = 60 * SECOND;
  return {
    connectMs: figure('printing.connect-within-ms', 1.5 * SECOND),
    statusMs: figure('printing.answers-within-ms', 1 * SECOND),
    stallMs: figure('printing.stalled-after-ms', 10 * SECOND),
    pollMs: 1 * SECOND,
    answerMs: Math.max(15 * SECOND, 5 * SECOND + 4 * expectedMs),
    patientMs,
    stoppedMs,
    lateMs: 60 * SECOND,
    idleMs: 3 * SECOND,
    // SATO WS4 manual, p. 41: 150 to 200 ms.
    gapMs: 0.2 * SECOND,
    settleMs: figure('printing.settle-ms', 0.05 * SECOND),
    readyMs: READY_MS,
    // Enough for a ticket three times slower than measured. A printer that never closes the
    // connection holds its lane for this long.
    closeMs: 3 * SECOND + 3 * expectedMs,
    totalMs: patientMs + stoppedMs + OTHER_STEPS_MS,
  };
}

/** The longest time that one attempt may hold its lane, ms. */
export function longestHoldMs(ticket: { readonly expectedMs: number }): number {
  return READY_MS + sessionLimits(ticket).totalMs;
}
