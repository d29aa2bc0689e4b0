/** How long each step of a print may take. The figures of printing.md 8, scaled to the ticket where its length matters. */
import type { Lease } from '../../../../src-shared/commands';
import type { SessionLimits } from '../../../../src-shared/worker-protocol';

export function sessionLimits({ expectedMs }: Lease): SessionLimits {
  return {
    connectMs: 1_500,
    stallMs: 10_000,
    // Long enough for a ticket three times slower than measured, short enough that a printer which never closes holds its lane little.
    closeMs: 3_000 + 3 * expectedMs,
    totalMs: 60_000 + 4 * expectedMs,
  };
}
