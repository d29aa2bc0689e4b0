/**
 * Voids lines or part of them. If no byte of a ticket was sent and none of its lines remain, its
 * print is discarded and no paper is used. In all other cases the station gets an ANULADO notice,
 * never before the ticket it cancels.
 */
import { refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import type { DispatchReply, TicketRef } from '../../../../src-shared/commands/registry';
import type { EventDraft, OpenedTicket, VoidedLine } from '../../../../src-shared/events/events';
import type { Stock } from '../../../../src-shared/model/menu';
import { chargeableQuantity } from '../../../../src-shared/model/order';
import type { OrderLine } from '../../../../src-shared/model/order';
import type { ServiceRules } from '../../../../src-shared/model/staff';
import type { PrintJobState } from '../../../../src-shared/model/print-job';
import { NOTICE_KINDS, TICKET_MOVES } from '../../../../src-shared/model/ticket';
import { actorName } from '../../../../src-shared/base/vocabulary';
import type { Id } from '../../../../src-shared/base/vocabulary';
import type { RestaurantIndex } from '../engine/catalogue';
import { accept } from '../engine/rule';
import { discardPrints } from '../tickets/discard-prints';
import type { Change, Context, Decision } from '../engine/rule';
import type { NextNumbers, OrderFacts } from '../engine/facts';
import { issueTicket, numbersAfter, EMPTY_DOCUMENT, ticketLine } from '../tickets/issue-tickets';
import type { TicketNumbers } from '../tickets/issue-tickets';
import { releaseMergedOrders } from './move-table';
import { revised } from './order-edits';
import { settleOrder } from '../tickets/order-progress';
import { headingOf } from './place-order';
import { returnStock } from './stock';
import { fault } from '../../../../src-shared/base/fault-points';

type VoidableTicket = OrderFacts['tickets'][number];

export type VoidRequest = { readonly line: OrderLine; readonly quantity: number };

type StrikeFacts = {
  readonly catalogue: RestaurantIndex;
  readonly stock: ReadonlyMap<Id, Stock>;
  readonly next: NextNumbers;
  readonly houseRules: ServiceRules;
  readonly parts: readonly OrderFacts[];
};

export const voidNeeds = ({ order }: { readonly order: number }, { day }: Context) => ({
  catalogue: true as const,
  stock: true as const,
  next: { day },
  parts: { number: order },
});

export function voidQuantities(
  found: OrderFacts,
  strikes: readonly VoidRequest[],
  reason: string | null,
  { catalogue, stock, next, houseRules, parts }: StrikeFacts,
  context: Context,
): Decision<DispatchReply & { readonly voided: readonly number[] }> | Refusal {
  const { order } = found;
  const struck: readonly VoidedLine[] = strikes.map(({ line, quantity }) => {
    const voided = (fault('orders.void-count-overwritten') ? 0 : line.voided) + quantity;
    return { no: line.no, voided, state: voided === line.quantity ? 'voided' : line.state };
  });
  const gone = new Set(
    [
      ...found.lines.filter((line) => line.state === 'voided'),
      ...struck.filter(({ state }) => state === 'voided'),
    ].map(({ no }) => no),
  );
  const changes: Change[] = struck.map(({ no, voided, state }) => ({
    set: 'line',
    orderNumber: order.number,
    no,
    voided,
    state,
    reason,
  }));
  const voids = voidTickets(found, strikes, reason, gone, { catalogue, next }, context);
  const refused = voids.received.size > 0 ? mayStrikePrinted(reason, houseRules, context) : null;
  if (refused) return refused;
  const back = returnStock(
    strikes
      .filter(({ line }) => !voids.received.has(line.no))
      .map(({ line, quantity }) => ({ itemId: line.itemId, name: line.name, quantity })),
    stock,
    context,
  );
  const progress = orderAfter(found, gone, voids, { catalogue, parts }, context);
  const { revision, change } = revised(order);
  return accept(
    {
      number: order.number,
      folio: order.folio,
      revision,
      tickets: voids.tickets,
      voided: struck.map(({ no }) => no),
    },
    [change, ...changes, ...voids.changes, ...back.changes, ...progress.changes],
    [
      {
        kind: 'lines.voided',
        order: order.number,
        lines: fault('orders.void-event-incomplete') ? struck.slice(1) : struck,
        reason,
        emptied: voids.emptied,
        tickets: voids.opened,
        revision,
        by: actorName(context.actor),
      },
      ...voids.events,
      ...back.events,
      ...progress.events,
    ],
  );
}

type TicketVoids = {
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
function voidTickets(
  found: OrderFacts,
  strikes: readonly VoidRequest[],
  reason: string | null,
  gone: ReadonlySet<number>,
  { catalogue, next }: Pick<StrikeFacts, 'catalogue' | 'next'>,
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

/** An order without lines is void; one that waits for nothing more may be ready. */
function orderAfter(
  found: OrderFacts,
  gone: ReadonlySet<number>,
  { tickets, emptied, jobStates }: TicketVoids,
  { catalogue, parts }: Pick<StrikeFacts, 'catalogue' | 'parts'>,
  context: Context,
): { readonly changes: readonly Change[]; readonly events: readonly EventDraft[] } {
  const { number, readyAt } = found.order;
  if (found.lines.every((line) => gone.has(line.no))) {
    const freed = releaseMergedOrders(parts, context);
    return {
      changes: [{ set: 'order', number, state: 'voided' }, ...freed.changes],
      events: [{ kind: 'order.moved', order: number, state: 'voided', readyAt }, ...freed.events],
    };
  }
  if (tickets.length > 0) return { changes: [], events: [] };
  const lines = found.lines.map((line) =>
    gone.has(line.no) ? { ...line, state: 'voided' as const } : line,
  );
  return settleOrder({ ...found, lines }, { jobs: jobStates, voided: emptied }, catalogue, context);
}

/**
 * The restaurant's rule binds programs as it binds waiters. A program may void without a reason; a
 * person must give one.
 */
function mayStrikePrinted(
  reason: string | null,
  rules: ServiceRules,
  { actor }: Context,
): Refusal | null {
  if (rules.printedVoidsAtCounter && (actor.role === 'waiter' || actor.role === 'integrator'))
    return refuse('COUNTER_NEEDED');
  return reason === null && actor.role !== 'integrator' ? refuse('REASON_NEEDED') : null;
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

/** A request for all that remains of a line. */
export function isWhollyVoided(line: OrderLine): VoidRequest {
  return { line, quantity: chargeableQuantity(line) };
}
