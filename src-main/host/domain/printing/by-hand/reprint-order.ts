/** reprintOrder: one more copy of printed tickets, marked REIMPRESIÓN n, behind all other jobs. */
import { reprintOrder } from '../../../../../src-shared/commands/printing';
import { refuse } from '../../../../../src-shared/base/errors';
import type { PrintJob } from '../../../../../src-shared/model/print-job';
import { plainName } from '../../../../../src-shared/text/plain-name';
import { defineRule, accept } from '../../engine/rule';
import { asQueued, newJob, ticketRef } from '../../tickets/issue-tickets';

export const reprintOrderRule = defineRule(reprintOrder, {
  needs: ({ order }, { day }) => ({
    catalogue: true as const,
    next: { day },
    order: { number: order },
  }),
  decide(input, { catalogue, next, order: found }, context) {
    if (!found) return refuse('ORDER_UNKNOWN', { order: input.order });
    const { number } = found.order;
    const wanted = input.station === null ? null : plainName(input.station);
    const again = found.tickets.flatMap(({ ticket, jobs }) => {
      const station = catalogue.station(ticket.stationId);
      const asked =
        station !== null &&
        (wanted === null || plainName(station.name) === wanted) &&
        (input.ticket === null || ticket.seq === input.ticket);
      return asked && jobs.some(wentToPaper) && ticket.state !== 'voided'
        ? [{ ticket, station, copy: jobs.filter((job) => job.mark.kind === 'reprint').length + 1 }]
        : [];
    });
    if (again.length === 0) return refuse('NOTHING_TO_PRINT', { order: number });
    const copies = again.map(({ ticket, station, copy }, index) => {
      const job = newJob(
        ticket,
        station.printerId,
        next.jobSeq + index,
        'low',
        { kind: 'reprint', copy },
        catalogue,
        context,
      );
      return { ticket, job };
    });
    return accept(
      { number, tickets: copies.map(({ ticket, job }) => ticketRef(ticket, job, catalogue)) },
      copies.map(({ job }) => ({ put: 'printJob', job })),
      copies.map(({ job }) => ({
        kind: 'printJob.queued',
        order: number,
        job: asQueued(job, catalogue),
        why: 'reprint',
        cause: null,
      })),
    );
  },
});

/**
 * A ticket whose first print is still queued, here or at its fallback, needs no second one. A
 * discarded marked copy stands for a first print that came out.
 */
function wentToPaper({ state, cause }: PrintJob): boolean {
  if (state === 'discarded') return cause === 'confirmed_by_hand';
  return state !== 'queued' && state !== 'rerouted';
}
