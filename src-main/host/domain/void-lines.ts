/**
 * voidLines: strikes lines. Where nothing of a ticket has left yet and nothing of it remains, its print is dropped and no paper is
 * used; everywhere else the station gets an ANULADO slip, never before the ticket it cancels.
 */
import { refuse } from '../../../src-shared/errors';
import type { TicketRef } from '../../../src-shared/commands';
import type { EventDraft, OpenedTicket } from '../../../src-shared/events';
import { LINE_MOVES, ORDER_MOVES } from '../../../src-shared/order';
import type { OrderLine } from '../../../src-shared/order';
import type { PrintJobState } from '../../../src-shared/print-job';
import { TICKET_MOVES } from '../../../src-shared/ticket';
import { ORDER_WORDS } from '../../../src-shared/words';
import { catalogueStation } from './catalogue';
import type { Catalogue } from './catalogue';
import { commandRule, decided } from './decision';
import type { Change, Context } from './decision';
import type { OrderFacts } from './facts';
import { issueTicket, numbersAfter, ticketLine } from './issue-tickets';
import type { TicketNumbers } from './issue-tickets';
import { settleOrder } from './order-progress';
import { headingOf } from './place-order';

type TicketFacts = OrderFacts['tickets'][number];

export const voidLines = commandRule({
  name: 'voidLines',
  needs: ({ order }, { day }) => ({ catalogue: true as const, next: { day }, order: { number: order } }),
  decide(input, { catalogue, next, order: found }, context) {
    if (!found) return refuse('ORDER_UNKNOWN', { order: input.order });
    const { order } = found;
    if (!ORDER_MOVES[order.state].includes('voided'))
      return refuse('ORDER_CLOSED', { order: order.number, state: ORDER_WORDS[order.state] });
    const struck: OrderLine[] = [];
    for (const no of input.lines ?? found.lines.filter((line) => line.state !== 'voided').map((line) => line.no)) {
      const line = found.lines.find((candidate) => candidate.no === no);
      if (!line) return refuse('LINE_UNKNOWN', { line: no });
      if (!LINE_MOVES[line.state].includes('voided')) return refuse('LINE_VOIDED', { line: no });
      if (!struck.includes(line)) struck.push(line);
    }
    const gone = new Set(found.lines.filter((line) => line.state === 'voided' || struck.includes(line)).map((line) => line.no));

    const changes: Change[] = [
      { set: 'lines', orderNumber: order.number, nos: struck.map((line) => line.no), state: 'voided', reason: input.reason },
    ];
    const events: EventDraft[] = [];
    const opened: OpenedTicket[] = [];
    const tickets: TicketRef[] = [];
    const jobStates = new Map<string, PrintJobState>();
    for (const facts of found.tickets) {
      const lines = struck.filter((line) => facts.lineNos.includes(line.no));
      if (facts.ticket.kind === 'void' || lines.length === 0) continue;
      const emptied = facts.lineNos.every((no) => gone.has(no));
      if (emptied && TICKET_MOVES[facts.ticket.state].includes('voided'))
        changes.push({ set: 'ticket', id: facts.ticket.id, state: 'voided' });
      if (emptied && isUntouched(facts)) discardPrints(facts, order.number, context, changes, events, jobStates);
      else {
        promoteWaiting(facts, order.number, changes, events);
        const slip = voidSlip(found, facts, lines, input.reason, numbersAfter(next, tickets.length), catalogue, context);
        changes.push(...slip.changes);
        opened.push(...slip.opened);
        tickets.push(...slip.tickets);
      }
    }
    if (found.lines.every((line) => gone.has(line.no))) {
      changes.push({ set: 'order', number: order.number, state: 'voided' });
      events.push({ kind: 'order.moved', order: order.number, state: 'voided' });
    } else if (tickets.length === 0) {
      const settled = settleOrder(found, jobStates, context);
      changes.push(...settled.changes);
      events.push(...settled.events);
    }
    return decided({ number: order.number, folio: order.folio, tickets, voided: struck.map((line) => line.no) }, changes, [
      {
        kind: 'lines.voided',
        order: order.number,
        lines: struck.map((line) => line.no),
        reason: input.reason,
        tickets: opened,
      },
      ...events,
    ]);
  },
});

/** Not one byte of it can be on paper: every job still waits and none was ever tried past byte 0. */
function isUntouched({ jobs }: TicketFacts): boolean {
  return jobs.every((job) => (job.state === 'queued' || job.state === 'discarded') && job.mark.kind === 'none');
}

function discardPrints(
  { jobs }: TicketFacts,
  order: number,
  { now, actor: { id: by } }: Context,
  changes: Change[],
  events: EventDraft[],
  states: Map<string, PrintJobState>,
): void {
  for (const job of jobs) {
    if (job.state !== 'queued') continue;
    states.set(job.id, 'discarded');
    changes.push({ set: 'printJob', id: job.id, from: 'queued', to: 'discarded', cause: 'voided_before_print', settledAt: now });
    events.push({
      kind: 'printJob.settled',
      order,
      jobId: job.id,
      printerId: job.printerId,
      state: 'discarded',
      cause: 'voided_before_print',
      ms: null,
      by,
    });
  }
}

/** The slip is urgent; the ticket it cancels becomes so too and is older, so it still comes out first. */
function promoteWaiting({ jobs }: TicketFacts, order: number, changes: Change[], events: EventDraft[]): void {
  for (const job of jobs) {
    if (job.state !== 'queued' || job.priority === 'urgent') continue;
    changes.push({ set: 'printJob', id: job.id, from: 'queued', to: 'queued', priority: 'urgent' });
    events.push({ kind: 'printJob.promoted', order, jobId: job.id, priority: 'urgent' });
  }
}

function voidSlip(
  found: OrderFacts,
  { ticket }: TicketFacts,
  lines: readonly OrderLine[],
  reason: string | null,
  next: TicketNumbers,
  catalogue: Catalogue,
  context: Context,
) {
  const station = catalogueStation(catalogue, ticket.stationId) ?? catalogue.defaultStation;
  if (!station) return { changes: [], opened: [], tickets: [] };
  const dispatchNo = Math.max(...lines.map((line) => line.dispatchNo));
  const heading = headingOf(found.order, dispatchNo, context, reason);
  return issueTicket(
    {
      kind: 'void',
      station,
      document: {
        ...heading,
        note: null,
        kind: 'void',
        station: station.name,
        lines: lines.map(ticketLine),
        alsoAt: [],
        text: null,
      },
      orderNumber: found.order.number,
      dispatchNo: null,
      messageId: null,
      lineNos: lines.map((line) => line.no),
      priority: 'urgent',
      next,
    },
    catalogue,
    context,
  );
}
