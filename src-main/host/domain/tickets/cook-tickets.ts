/**
 * Actions of cooks on tickets: startTicket, bumpTicket, recallTicket, acknowledgeNotice, tickLine.
 */
import {
  acknowledgeNotice,
  bumpTicket,
  recallTicket,
  startTicket,
  tickLine,
} from '../../../../src-shared/commands/tickets';
import { refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import type { TicketStateChanged } from '../../../../src-shared/commands/registry';
import { NOTICE_KINDS, TICKET_MOVES } from '../../../../src-shared/model/ticket';
import type { TicketState } from '../../../../src-shared/model/ticket';
import { actorName } from '../../../../src-shared/base/vocabulary';
import type { RestaurantIndex } from '../engine/catalogue';
import { defineRule, accept } from '../engine/rule';
import type { Context, Decision } from '../engine/rule';
import type { TicketFacts } from '../engine/facts';
import { reopened, settleOrder } from './order-progress';

const needs = ({ ticket }: { readonly ticket: number }) => ({
  ticket: { seq: ticket },
  catalogue: true as const,
});

export const startTicketRule = defineRule(startTicket, {
  needs,
  decide: (input, facts, context) =>
    move(input.ticket, facts.ticket, 'started', facts.catalogue, context),
});

export const bumpTicketRule = defineRule(bumpTicket, {
  needs,
  decide: (input, facts, context) =>
    move(input.ticket, facts.ticket, 'bumped', facts.catalogue, context),
});

export const recallTicketRule = defineRule(recallTicket, {
  needs,
  decide(input, { ticket: found, catalogue }, context) {
    // At a station without a screen a recalled ticket would not be visible anywhere.
    if (found && catalogue.station(found.ticket.stationId)?.hasScreen !== true)
      return refuse('TICKET_ELSEWHERE', {
        ticket: input.ticket,
        reason: 'su estación no tiene pantalla',
      });
    return move(input.ticket, found, 'open', catalogue, context);
  },
});

/** "Enterado": acknowledges a notice. */
export const acknowledgeNoticeRule = defineRule(acknowledgeNotice, {
  needs,
  decide(input, { ticket: found, catalogue }, context) {
    if (found && !NOTICE_KINDS.has(found.ticket.kind))
      return refuse('TICKET_ELSEWHERE', {
        ticket: input.ticket,
        reason: 'es para cocinar, no un aviso',
      });
    return move(input.ticket, found, 'bumped', catalogue, context);
  },
});

/**
 * Ticks one line. The first one starts the ticket. The last one does not finish it; a bump does.
 */
export const tickLineRule = defineRule(tickLine, {
  needs,
  decide(input, { ticket: found }, context) {
    if (!found) return refuse('TICKET_UNKNOWN', { ticket: input.ticket });
    const { ticket, lineNos } = found;
    if (!lineNos.includes(input.line))
      return refuse('TICKET_ELSEWHERE', {
        ticket: input.ticket,
        reason: `la línea ${input.line} no está en ella`,
      });
    if (ticket.state === 'bumped' || ticket.state === 'voided')
      return refuse('TICKET_ELSEWHERE', notNow(input.ticket, ticket.state));
    const others = ticket.doneNos.filter((no) => no !== input.line);
    const doneNos = input.done ? [...others, input.line] : others;
    const state = doneNos.length > 0 ? 'started' : ticket.state;
    const moved = ticket.doneNos.includes(input.line) !== input.done;
    const reply = { ticket: input.ticket, state, moved, done: doneNos };
    if (!moved) return accept(reply, [], []);
    return accept(
      reply,
      [{ set: 'ticket', id: ticket.id, state, doneNos, movedAt: context.now }],
      [
        {
          kind: 'ticket.moved',
          order: ticket.orderNumber,
          ticketId: ticket.id,
          state,
          doneNos,
          by: actorName(context.actor),
        },
      ],
    );
  },
});

function move(
  seq: number,
  found: TicketFacts | null,
  to: TicketState,
  catalogue: RestaurantIndex,
  context: Context,
): Decision<TicketStateChanged> | Refusal {
  if (!found) return refuse('TICKET_UNKNOWN', { ticket: seq });
  const { ticket, order } = found;
  // Two cooks may press at the same time. The second press finds the ticket done.
  if (ticket.state === to) return accept({ ticket: seq, state: to, moved: false }, [], []);
  if (!TICKET_MOVES[ticket.state].includes(to))
    return refuse('TICKET_ELSEWHERE', notNow(seq, ticket.state));
  const doneNos = to === 'open' ? [] : ticket.doneNos;
  const settled = order ? progress(found, to, catalogue, context) : { changes: [], events: [] };
  return accept(
    { ticket: seq, state: to, moved: true },
    [
      { set: 'ticket', id: ticket.id, state: to, doneNos, movedAt: context.now },
      ...settled.changes,
    ],
    [
      {
        kind: 'ticket.moved',
        order: ticket.orderNumber,
        ticketId: ticket.id,
        state: to,
        doneNos,
        by: actorName(context.actor),
      },
      ...settled.events,
    ],
  );
}

/** The last bump makes the order ready. A recall makes a ready order open again. */
function progress(
  { ticket, order }: TicketFacts,
  to: TicketState,
  catalogue: RestaurantIndex,
  context: Context,
) {
  if (!order) return { changes: [], events: [] };
  if (to === 'bumped')
    return settleOrder(order, { tickets: new Map([[ticket.id, to]]) }, catalogue, context);
  return to === 'open' && order.order.state === 'ready'
    ? reopened(order)
    : { changes: [], events: [] };
}

const WORDS: Readonly<Record<TicketState, string>> = {
  open: 'está por hacer',
  started: 'está empezada',
  bumped: 'ya está lista',
  voided: 'fue anulada',
};

function notNow(ticket: number, state: TicketState) {
  return { ticket, reason: WORDS[state] };
}
