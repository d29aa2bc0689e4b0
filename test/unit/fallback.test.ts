/** When a lane looks again: never at a moment gone by, which it would wait for without end. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { claimNext } from '../../src-main/host/domain/printing/claim-job';
import { INITIAL_HEALTH } from '../../src-main/host/domain/printing/printer-health';

it('looks again later, however long a printer has been blocked', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 600_000 }),
      fc.integer({ min: 1, max: 2_000 }),
      (blockedFor, left) => {
        const now = 1_000_000;
        const health = {
          ...INITIAL_HEALTH,
          state: 'blocked',
          cause: 'paper_out',
          since: now - blockedFor,
          retryAt: now + left,
        } as const;
        const lane = {
          printer: { id: 'p', address: { kind: 'tcp' }, health },
          heads: { urgent: null, normal: null, low: null },
          waiting: [],
        };
        const { next } = claimNext(
          lane as never,
          health,
          1,
          { numbers: { jobSeq: 1 } } as never,
          { now } as never,
        );
        expect(next.retryAt).toBeGreaterThan(now);
        expect(next.retryAt).toBeLessThanOrEqual(now + left);
      },
    ),
  );
});
