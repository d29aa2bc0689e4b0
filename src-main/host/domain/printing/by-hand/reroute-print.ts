/** reroutePrint: a person moves an order's queued or undecided prints to another printer. */
import { reroutePrint } from '../../../../../src-shared/commands/printing';
import type { TicketRef } from '../../../../../src-shared/commands/registry';
import { refuse } from '../../../../../src-shared/base/errors';
import type { EventDraft } from '../../../../../src-shared/events/events';
import type { PrintJob } from '../../../../../src-shared/model/print-job';
import { plainName } from '../../../../../src-shared/text/plain-name';
import { actorName } from '../../../../../src-shared/base/vocabulary';
import { defineRule, accept } from '../../engine/rule';
import type { Change } from '../../engine/rule';
import { failOver } from '../fallback';
import { ticketRef } from '../../tickets/issue-tickets';
import { mayStandIn } from '../../engine/sample-stops';

export const reroutePrintRule = defineRule(reroutePrint, {
  needs: ({ order }, { day }) => ({
    catalogue: true as const,
    printers: true as const,
    next: { day },
    order: { number: order },
  }),
  decide(input, { catalogue, printers, next, order }, context) {
    if (!order) return refuse('ORDER_UNKNOWN', { order: input.order });
    const { number } = order.order;
    const to = printers.find(({ name }) => plainName(name) === plainName(input.to));
    if (!to) return refuse('PRINTER_UNKNOWN');
    const wanted = input.station === null ? null : plainName(input.station);
    const by = actorName(context.actor);
    const changes: Change[] = [];
    const events: EventDraft[] = [];
    const tickets: TicketRef[] = [];
    let onSample = false;
    for (const { ticket, jobs } of order.tickets) {
      const job = jobs.at(-1);
      if (!job || !mayGo(job) || job.printerId === to.id) continue;
      if (wanted !== null && plainName(ticket.document.station) !== wanted) continue;
      const from = printers.find(({ id }) => id === job.printerId);
      if (from && !mayStandIn(to, from)) {
        onSample = true;
        continue;
      }
      const firstTriedAt =
        job.state === 'unsure' ? context.wallTimeWithSeconds(job.settledAt ?? context.now) : null;
      const how = {
        jobSeq: next.jobSeq + tickets.length,
        cause: 'rerouted_by_hand',
        firstTriedAt,
        by,
      } as const;
      const taken = failOver({ job, ticket, orderNumber: number }, to, how, catalogue, context);
      changes.push(...taken.changes);
      events.push(...taken.events);
      tickets.push(ticketRef(ticket, taken.job, catalogue));
    }
    if (tickets.length === 0)
      return onSample
        ? refuse('SAMPLE_PRINTER', { printer: to.name })
        : refuse('NOTHING_WAITS', { order: number });
    return accept({ number, decided: tickets.length, to: to.name, tickets }, changes, events);
  },
});

/** Printed jobs and jobs in print stay. */
function mayGo({ state }: PrintJob): boolean {
  return state === 'queued' || state === 'unsure' || state === 'stale';
}
