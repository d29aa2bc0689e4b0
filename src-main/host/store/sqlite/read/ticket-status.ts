/** Describes the state of a ticket and of its newest print. */
import type { TicketStatus } from '../../../../../src-shared/queries/queries';
import type { Ticket } from '../../../../../src-shared/model/ticket';
import type { PositionOf } from '../../../ports/store';
import { mediumOf } from '../../../../../src-shared/model/printers';
import { isSample } from '../../../../../src-shared/model/sample-printers';
import { divertedTo } from '../../../domain/tickets/issue-tickets';
import type { Rows } from '../rows/all-rows';

/** Null: the ticket has no print job. */
export function ticketStatus(rows: Rows, ticket: Ticket, placeOf: PositionOf): TicketStatus | null {
  const jobs = rows.jobs.ofTicket(ticket.seq);
  const job = jobs.at(-1);
  if (!job) return null;
  const printer = rows.printers.byId(job.printerId);
  return {
    ticketId: ticket.id,
    station: ticket.document.station,
    kind: ticket.kind,
    printer: printer?.name ?? '',
    virtual: printer !== null && isSample(printer),
    divertedTo: printer ? divertedTo(job, mediumOf(printer.address)) : null,
    state: job.state,
    cooking: cookingOf(rows, ticket),
    place: placeOf(job.id),
    cause: job.cause,
    settledAt: job.settledAt,
    copies: jobs.length,
    unprintable: job.unprintable ?? 0,
  };
}

/** Null: the station had no screen yet when the ticket came, so its cooking is unknown. */
function cookingOf(rows: Rows, { stationId, openedAt, state }: Ticket): TicketStatus['cooking'] {
  const since = rows.stations.screenSince(stationId);
  return since === null || openedAt < since ? null : state;
}
