/** markUrgent: moves an order's queued prints before all prints that are not urgent. */
import { markUrgent } from '../../../../../src-shared/commands/orders';
import { refuse } from '../../../../../src-shared/base/errors';
import { ORDER_WORDS } from '../../../../../src-shared/i18n/es';
import { defineRule, accept } from '../../engine/rule';
import { ticketRef } from '../../tickets/issue-tickets';

export const markUrgentRule = defineRule(markUrgent, {
  needs: ({ order }) => ({ catalogue: true as const, order: { number: order } }),
  decide(input, { catalogue, order: found }) {
    if (!found) return refuse('ORDER_UNKNOWN', { order: input.order });
    const { number, state } = found.order;
    if (state === 'closed' || state === 'voided')
      return refuse('ORDER_CLOSED', { order: number, state: ORDER_WORDS[state] });
    const waiting = found.tickets.flatMap(({ jobs }) =>
      jobs.filter((job) => job.state === 'queued' && job.priority !== 'urgent'),
    );
    const tickets = found.tickets.flatMap(({ ticket, jobs }) =>
      jobs.slice(-1).map((job) => ticketRef(ticket, job, catalogue)),
    );
    return accept(
      { number, moved: waiting.length, tickets },
      waiting.map((job) => ({
        set: 'printJob',
        id: job.id,
        from: 'queued',
        to: 'queued',
        priority: 'urgent',
      })),
      waiting.map((job) => ({
        kind: 'printJob.promoted',
        order: number,
        jobId: job.id,
        priority: 'urgent',
      })),
    );
  },
});
