/** Describes the paper of a print job, as printed or as it will be. */
import type { TicketPaper } from '../../../../../src-shared/paper/ticket-layout';
import { headNow } from '../../../domain/tickets/paper-head';
import type { Rows } from '../rows/all-rows';
import { jobFrom } from '../rows/print-job/job-row';

/** Null: there is no such job, or its ticket cannot be read. */
export function ticketPaper(rows: Rows, jobSeq: number): TicketPaper | null {
  const row = rows.jobs.byId(String(jobSeq));
  const ticket = row ? rows.tickets.bySeq(row.ticket_seq) : null;
  if (!row || !ticket) return null;
  const { document, orderNumber } = ticket;
  if (document.unreadable) return null;
  const { mark, state } = jobFrom(row);
  const shownTime = rows.jobs.shownTime(jobSeq);
  // A queued job is printed with the head that its order has by then.
  const isTried = shownTime !== null && state !== 'queued';
  const order = isTried || orderNumber === null ? null : rows.orders.byNumber(orderNumber);
  const head = isTried ? rows.jobs.shownHead(jobSeq) : headNow(ticket, order);
  return { document, head, mark, jobSeq, shownTime: shownTime ?? document.time };
}
