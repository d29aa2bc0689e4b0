/** Discards prints of which no byte was sent. */
import type { EventDraft } from '../../../../src-shared/events/events';
import type { PrintJobState } from '../../../../src-shared/model/print-job';
import { actorName } from '../../../../src-shared/base/vocabulary';
import type { Change, Context } from '../engine/rule';
import type { OrderFacts } from '../engine/facts';

type TicketOfOrder = OrderFacts['tickets'][number];

export function discardPrints(
  { jobs }: TicketOfOrder,
  order: number,
  { now, actor }: Context,
  changes: Change[],
  events: EventDraft[],
  states: Map<string, PrintJobState>,
): void {
  for (const job of jobs) {
    if (job.state !== 'queued') continue;
    states.set(job.id, 'discarded');
    changes.push({
      set: 'printJob',
      id: job.id,
      from: 'queued',
      to: 'discarded',
      cause: 'voided_before_print',
      settledAt: now,
    });
    events.push({
      kind: 'printJob.settled',
      order,
      jobId: job.id,
      printerId: job.printerId,
      state: 'discarded',
      cause: 'voided_before_print',
      ms: null,
      by: actorName(actor),
    });
  }
}
