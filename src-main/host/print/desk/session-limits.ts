/** How long each step of a print may take: the figures of docs/printers.md, scaled to the ticket where its length matters. */
import type { SessionLimits } from '../../../../src-shared/worker-protocol';

/** Tests run the figures scaled. */
const SCALE = 1;
const SECOND = 1_000 * SCALE;

export function sessionLimits({ expectedMs }: { readonly expectedMs: number }): SessionLimits {
  return {
    connectMs: 1.5 * SECOND,
    statusMs: 1 * SECOND,
    stallMs: 10 * SECOND,
    pollMs: 1 * SECOND,
    answerMs: Math.max(15 * SECOND, 5 * SECOND + 4 * expectedMs),
    patientMs: 60 * SECOND + 4 * expectedMs,
    stoppedMs: 60 * SECOND,
    lateMs: 60 * SECOND,
    idleMs: 3 * SECOND,
    // SATO WS4 manual, p. 41: 150 to 200 ms.
    gapMs: 0.2 * SECOND,
    // Long enough for a ticket three times slower than measured, short enough that a printer which never closes holds its lane little.
    closeMs: 3 * SECOND + 3 * expectedMs,
    totalMs: 600 * SECOND + 4 * expectedMs,
  };
}
