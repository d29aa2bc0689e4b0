/**
 * confirmLate: a completion check was answered after its attempt was abandoned. The paper is out.
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
    // A copy in print cannot be stopped. Its paper shows that it is a copy.
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

/** It is undecided, or its marked copy is still queued. */
function isUndecided({ state, mark }: PrintJob): boolean {
  return (
    state === 'unsure' ||
    (state === 'queued' && 'firstTriedAt' in mark && mark.firstTriedAt !== null)
  );
}
