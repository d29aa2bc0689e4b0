/**
 * confirmLate: a printer answers a fence after its try was given up. It is believed: the paper is
 * out.
 */
import { confirmLate } from '../../../../src-shared/commands/printing';
import { refuse } from '../../../../src-shared/base/errors';
import type { PrintJob } from '../../../../src-shared/model/print-job';
import { defineRule, accept } from '../engine/rule';
import { sampleEvent } from '../tickets/issue-tickets';
import { settleOrder } from '../tickets/order-progress';

export const confirmLateRule = defineRule(confirmLate, {
  needs: ({ jobId }) => ({ job: { id: jobId }, orderOfJob: { jobId }, catalogue: true as const }),
  decide({ jobId, printerId, token }, { job: found, orderOfJob, catalogue }, context) {
    if (!found) return refuse('LEASE_LOST');
    const { job, orderNumber } = found;
    const attempt = { set: 'attemptConfirmed', token, endedAt: context.now } as const;
    // A copy that is going out cannot be called back; it says on paper what it is.
    if (!isUndecided(job)) return accept({ believed: false }, [attempt], []);
    const settled = orderOfJob
      ? settleOrder(orderOfJob, { jobs: new Map([[jobId, 'printed']]) }, catalogue, context)
      : { changes: [], events: [] };
    return accept(
      { believed: true },
      [
        attempt,
        {
          set: 'printJob',
          id: jobId,
          from: job.state,
          to: 'printed',
          cause: null,
          settledAt: context.now,
        },
        ...settled.changes,
      ],
      [
        {
          kind: 'printJob.settled',
          order: orderNumber,
          jobId,
          printerId,
          state: 'printed',
          cause: null,
          ms: null,
          by: null,
          ...sampleEvent(printerId, catalogue),
        },
        ...settled.events,
      ],
    );
  },
});

/** It asks a person, or its marked copy still waits. */
function isUndecided({ state, mark }: PrintJob): boolean {
  return (
    state === 'unsure' ||
    (state === 'queued' && 'firstTriedAt' in mark && mark.firstTriedAt !== null)
  );
}
