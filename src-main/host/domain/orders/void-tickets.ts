/** Effects of a void on the order's tickets: discarded prints, or ANULADO notices. */
import type { TicketRef } from '../../../../src-shared/commands/registry';
import type { EventDraft, OpenedTicket } from '../../../../src-shared/events/events';
import type { OrderLine } from '../../../../src-shared/model/order';
import type { PrintJobState } from '../../../../src-shared/model/print-job';
import { NOTICE_KINDS, TICKET_MOVES } from '../../../../src-shared/model/ticket';
import type { Id } from '../../../../src-shared/base/vocabulary';
import type { RestaurantIndex } from '../engine/catalogue';
import { discardPrints } from '../tickets/discard-prints';
import type { Change, Context } from '../engine/rule';
import type { OrderFacts } from '../engine/facts';
import { issueTicket, numbersAfter, EMPTY_DOCUMENT, ticketLine } from '../tickets/issue-tickets';
import type { TicketNumbers } from '../tickets/issue-tickets';
import { headingOf } from './place-order';

type VoidableTicket = OrderFacts['tickets'][number];

export type VoidRequest = { readonly line: OrderLine; readonly quantity: number };

export type TicketVoids = {
  readonly changes: readonly Change[];
  readonly events: readonly EventDraft[];
  readonly opened: readonly OpenedTicket[];
  readonly tickets: readonly TicketRef[];
  /** Tickets with no lines left. */
  readonly emptied: readonly Id[];
  readonly jobStates: ReadonlyMap<string, PrintJobState>;
  /** Numbers of the lines that a cook or a printer has received. */
  readonly received: ReadonlySet<number>;
};

/** Effects on the order's tickets. `gone`: numbers of the lines of which nothing remains. */
export function voidTickets(
  found: OrderFacts,
  strikes: readonly VoidRequest[],
  reason: string | null,
  gone: ReadonlySet<number>,
  { catalogue, next }: { readonly catalogue: RestaurantIndex; readonly next: TicketNumbers },
  context: Context,
): TicketVoids {
  const { number } = found.order;
  const changes: Change[] = [];
  const events: EventDraft[] = [];
  const opened: OpenedTicket[] = [];
  const tickets: TicketRef[] = [];
  const emptied: Id[] = [];
  const jobStates = new Map<string, PrintJobState>();
  const received = new Set<number>();
  for (const facts of found.tickets) {
    const { ticket, lineNos } = facts;
    const here = strikes.filter(({ line }) => lineNos.includes(line.no));
    if (NOTICE_KINDS.has(ticket.kind) || ticket.kind === 'bill' || here.length === 0) continue;
    const isEmpty = lineNos.every((no) => gone.has(no));
    if (isEmpty && TICKET_MOVES[ticket.state].includes('voided')) {
      changes.push({ set: 'ticket', id: ticket.id, state: 'voided' });
      emptied.push(ticket.id);
    }
    const untouched = isUntouched(facts, catalogue);
    if (!untouched) for (const { line } of here) received.add(line.no);
    if (isEmpty && untouched) {
      discardPrints(facts, number, context, changes, events, jobStates);
      continue;
    }
    promoteWaiting(facts, number, changes, events);
    const numbers = numbersAfter(next, tickets.length);
    const notice = voidNotice(found, facts, here, reason, numbers, catalogue, context);
    changes.push(...notice.changes);
    opened.push(...notice.opened);
    tickets.push(...notice.tickets);
  }
  return { changes, events, opened, tickets, emptied, jobStates, received };
}

/**
 * Not started: no byte can be on paper and no cook began. Every print is queued or was discarded
 * before its first attempt. A print that a person discarded may be half printed.
 */
function isUntouched({ ticket, jobs }: VoidableTicket, catalogue: RestaurantIndex): boolean {
  if (catalogue.station(ticket.stationId)?.hasScreen === true && ticket.state !== 'open')
    return false;
  return jobs.every(
    ({ state, mark, cause }) =>
      (state === 'queued' || (state === 'discarded' && cause === 'voided_before_print')) &&
      (mark.kind === 'none' || mark.kind === 'late'),
  );
}

/**
 * The notice is urgent. The ticket it cancels becomes urgent too; it is older, so it prints first.
 */
function promoteWaiting(
  { jobs }: VoidableTicket,
  order: number,
  changes: Change[],
  events: EventDraft[],
): void {
  for (const job of jobs) {
    if (job.state !== 'queued' || job.priority === 'urgent') continue;
    changes.push({ set: 'printJob', id: job.id, from: 'queued', to: 'queued', priority: 'urgent' });
    events.push({ kind: 'printJob.promoted', order, jobId: job.id, priority: 'urgent' });
  }
}

function voidNotice(
  found: OrderFacts,
  { ticket }: VoidableTicket,
  strikes: readonly VoidRequest[],
  reason: string | null,
  next: TicketNumbers,
  catalogue: RestaurantIndex,
  context: Context,
) {
  const station = catalogue.station(ticket.stationId) ?? catalogue.defaultStation;
  if (!station) return { changes: [], opened: [], tickets: [] };
  const dispatchNo = Math.max(...strikes.map(({ line }) => line.dispatchNo));
  const lines = strikes.map(({ line, quantity }) => ({ ...ticketLine(line), quantity }));
  return issueTicket(
    {
      kind: 'void',
      station,
      document: {
        ...headingOf(found.order, dispatchNo, context, reason),
        ...EMPTY_DOCUMENT,
        note: null,
        kind: 'void',
        station: station.name,
        lines,
      },
      orderNumber: found.order.number,
      dispatchNo: null,
      messageId: null,
      lineNos: strikes.map(({ line }) => line.no),
      priority: 'urgent',
      next,
    },
    catalogue,
    context,
  );
}
