/** When an order is done: the one place that decides it. */
import type { EventDraft } from '../../../src-shared/events';
import type { PrintJobState } from '../../../src-shared/print-job';
import type { Change, Context } from './decision';
import type { OrderFacts } from './facts';

/** A ticket is done once one of its jobs is on paper, or every one was discarded on purpose; one taken over goes on elsewhere. */
export function isTicketDone(jobs: readonly PrintJobState[]): boolean {
  return jobs.some((state) => state === 'printed' || state === 'sent') || jobs.every((state) => state === 'discarded');
}

/** Moves an open order to ready if the jobs, as they will be after this decision, leave nothing to do. `now` closes the seeds' `fecha_fin`. */
export function settleOrder(
  found: OrderFacts,
  jobStates: ReadonlyMap<string, PrintJobState>,
  context: Context,
): { changes: readonly Change[]; events: readonly EventDraft[] } {
  const { order, tickets } = found;
  const done = tickets.every(({ jobs }) => isTicketDone(jobs.map((job) => jobStates.get(job.id) ?? job.state)));
  if (order.state !== 'open' || !done) return { changes: [], events: [] };
  return {
    changes: [{ set: 'order', number: order.number, state: 'ready', readyAt: context.now }],
    events: [{ kind: 'order.moved', order: order.number, state: 'ready' }],
  };
}
