/** Loads facts about lanes, print jobs and printers. */
import type { Id } from '../../../../../src-shared/base/vocabulary';
import { WAITING_SHOWN } from '../../../domain/engine/facts';
import type { FactAsk, JobFacts, LaneFacts } from '../../../domain/engine/facts';
import { staleBefore } from '../../../domain/printing/fallback';
import { isAway } from '../../../domain/printing/printer-health';
import { headNow } from '../../../domain/tickets/paper-head';
import type { Rows } from '../rows/all-rows';
import { jobFrom } from '../rows/print-job/job-row';
import type { JobRow } from '../rows/print-job/job-row';
import type { FactCaches } from './caches';
import type { LoadersOf } from './loaders';

type PrintingLoaders = LoadersOf<
  | 'job'
  | 'lane'
  | 'queuedJobs'
  | 'waitingAt'
  | 'stale'
  | 'sendingJobs'
  | 'printers'
  | 'liveJobs'
  | 'turbo'
>;

export function printingLoaders(rows: Rows, caches: FactCaches): PrintingLoaders {
  return {
    job: ({ id }) => jobFacts(rows, rows.jobs.byId(id)),
    lane: ({ printerId }) => laneFacts(rows, caches, printerId),
    queuedJobs: () =>
      rows.jobs.queued().map((row) => ({
        job: jobFrom(row),
        orderNumber: rows.tickets.bySeq(row.ticket_seq)?.orderNumber ?? null,
      })),
    waitingAt: (ask) => waitingAt(rows, ask),
    stale: ({ now }) =>
      rows.jobs
        .queuedBefore(staleBefore(rows.settings.upkeep(), now))
        .flatMap((row) => jobFacts(rows, row) ?? []),
    sendingJobs: () =>
      rows.jobs.sending().flatMap((row) => {
        const facts = jobFacts(rows, row);
        return facts ? [{ ...facts, claimedAt: row.claimed_at ?? row.queued_at }] : [];
      }),
    printers: () => [...caches.printers().values()],
    liveJobs: () => rows.jobs.liveByPrinter(),
    turbo: () => caches.turbo(),
  };
}

function laneFacts(rows: Rows, caches: FactCaches, printerId: Id): LaneFacts | null {
  const current = caches.printers().get(printerId);
  const printer = current ?? rows.printers.byId(printerId);
  if (!printer) return null;
  const busy = rows.jobs.isBusy(printerId);
  const heads = {
    urgent: jobFacts(rows, rows.jobs.head(printerId, 'urgent')),
    normal: jobFacts(rows, rows.jobs.head(printerId, 'normal')),
    low: jobFacts(rows, rows.jobs.head(printerId, 'low')),
  };
  // A removed printer prints its last jobs and then has no lane: its successor may have the same
  // address.
  if (!current && !busy && !heads.urgent && !heads.normal && !heads.low) return null;
  return {
    printer,
    busy,
    heads,
    nextToken: caches.numbers.nextToken(),
    isTurbo: caches.turbo() !== null,
    waiting:
      isAway(printer.health) || printer.address.kind === 'screen'
        ? waitingAt(rows, { printerId })
        : [],
  };
}

function waitingAt(
  rows: Rows,
  { printerId, limit = WAITING_SHOWN }: FactAsk<'waitingAt'>,
): readonly JobFacts[] {
  // SQLite reads a negative limit as none.
  return rows.jobs.waitingOn(printerId, limit ?? -1).flatMap((row) => jobFacts(rows, row) ?? []);
}

/** Null: there is no such job, or its ticket is missing. */
function jobFacts(rows: Rows, row: JobRow | undefined): JobFacts | null {
  if (!row) return null;
  const ticket = rows.tickets.bySeq(row.ticket_seq);
  if (!ticket) return null;
  return {
    job: jobFrom(row),
    token: row.token,
    crashes: row.crashes,
    tries: row.tries,
    printersTried: rows.jobs.ofTicket(row.ticket_seq).map(({ printerId }) => printerId),
    ticket,
    head: headNow(
      ticket,
      ticket.orderNumber === null ? null : rows.orders.byNumber(ticket.orderNumber),
    ),
    orderNumber: ticket.orderNumber,
  };
}
