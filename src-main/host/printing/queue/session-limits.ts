/**
 * How long each step of a print may take: the figures of docs/printers.md, scaled to the ticket
 * where its length matters.
 */
import type { SessionLimits } from '../../../../src-shared/ipc/print-worker';
import { figure } from '../../../../src-shared/base/fault-points';

/** Tests run the figures scaled, but for what a healthy printer must meet on a busy machine. */
const SECOND = 1_000 * figure('printing.limits-scale', 1);

/**
 * Connecting, status, identity and clearing what hangs. Each has its own limit; this is for a
 * printer that uses up all of them.
 */
const READY_MS = figure('printing.ready-within-ms', 15 * SECOND);
/** What a session may take beyond its two long waits: writing, and the last question. */
const BESIDE_MS = 30 * SECOND;

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
    // Long enough for a ticket three times slower than measured, short enough that a printer which
    // never closes holds its lane little.
    closeMs: 3 * SECOND + 3 * expectedMs,
    totalMs: patientMs + stoppedMs + BESIDE_MS,
  };
}

/** The longest that one try may hold its lane, whatever the printer does. */
export function longestHoldMs(ticket: { readonly expectedMs: number }): number {
  return READY_MS + sessionLimits(ticket).totalMs;
}
