/** Lists the prints that wait for a person's decision. */
import type { PrintJob } from '../../../../../src-shared/model/print-job';
import type { Page, Query, UndecidedPrint } from '../../../../../src-shared/queries/queries';
import type { Rows } from '../rows/all-rows';

/** Null: `after` is no print job. */
export function undecidedPrints(
  rows: Rows,
  { after = null, limit = null }: Query<'pending'>,
): Page<UndecidedPrint> | null {
  if (after !== null && !rows.jobs.byId(String(after))) return null;
  const found = rows.jobs.forSomeone(after ?? 0, limit === null ? null : limit + 1);
  const shown = limit === null ? found : found.slice(0, limit);
  return {
    rows: shown.flatMap((job) => undecidedPrint(rows, job) ?? []),
    total: rows.jobs.waitingForSomeone(),
    next: shown.length < found.length ? (shown.at(-1)?.seq ?? null) : null,
  };
}

function undecidedPrint(rows: Rows, job: PrintJob): UndecidedPrint | null {
  const ticket = rows.tickets.bySeq(Number(job.ticketId));
  if (!ticket || (job.state !== 'unsure' && job.state !== 'stale')) return null;
  const { document, orderNumber } = ticket;
  const { folio, station } = document;
  // The guests' current table: a person is about to walk there.
  const { table, customer } =
    (orderNumber === null ? null : rows.orders.byNumber(orderNumber)) ?? document;
  return {
    jobSeq: job.seq,
    order: orderNumber,
    folio,
    table,
    customer,
    station,
    printer: rows.printers.byId(job.printerId)?.name ?? '',
    state: job.state,
    cause: job.cause,
    since: job.settledAt ?? job.queuedAt,
  };
}
