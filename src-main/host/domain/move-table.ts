/**
 * moveTable and mergeOrders: the guests sit elsewhere, or together with others. Nothing is printed again: every station that still has
 * something of the order in hand gets a slip CAMBIO DE MESA, behind whatever of it still waits there.
 */
import { refuse } from '../../../src-shared/errors';
import type { TicketRef } from '../../../src-shared/commands';
import type { EventDraft, OpenedTicket } from '../../../src-shared/events';
import type { Station } from '../../../src-shared/floor';
import type { Order, OrderEdit } from '../../../src-shared/order';
import { plainName } from '../../../src-shared/plain-name';
import { SLIPS } from '../../../src-shared/ticket';
import { handOf } from '../../../src-shared/vocabulary';
import type { Catalogue } from './catalogue';
import { decided } from './decision';
import type { Change, Context } from './decision';
import type { OrderFacts } from './facts';
import { issueTicket, numbersAfter, SAYS_NOTHING_ELSE } from './issue-tickets';
import type { Issued, TicketNumbers } from './issue-tickets';
import { alone, editRule, orderToEdit, revised, touched } from './order-edits';
import { headingOf } from './place-order';

const needs = ({ order }: { readonly order: number }, { day }: Context) => ({
  catalogue: true as const,
  next: { day },
  parts: { number: order },
});

export const moveTable = editRule({
  name: 'moveTable',
  needs,
  decide(input, found, { catalogue, next, parts }, context) {
    const elsewhere = alone(found.order);
    if (elsewhere) return elsewhere;
    if (found.order.table !== null && plainName(found.order.table) === plainName(input.table))
      return refuse('TABLE_SAME', { order: input.order });
    const edit = { type: 'table', table: input.table } as const;
    const moves = reseat([{ found, edit }, ...parts.map((part) => ({ found: part, edit }))], 'table', next, catalogue, context);
    return decided({ number: input.order, revision: moves.revision, tickets: moves.tickets }, moves.changes, moves.events);
  },
});

export const mergeOrders = editRule({
  name: 'mergeOrders',
  needs: (input, context) => ({ ...needs(input, context), into: { number: input.into } }),
  decide(input, found, { houseRules, catalogue, next, parts, into }, context) {
    const target = orderToEdit({ order: input.into }, into, houseRules, context.actor);
    if (!target.ok) return target;
    const host = target.found.order;
    const elsewhere = alone(found.order) ?? alone(host);
    if (elsewhere) return elsewhere;
    if (host.number === found.order.number) return refuse('TABLE_SAME', { order: input.order });
    const { type, table, customer } = host;
    // Its own name stays where the other has none: somebody has to be called when the food is ready.
    const edit = { type, table, customer: table === null ? customer : found.order.customer, mergedInto: host.number };
    const moves = reseat([{ found, edit }, ...parts.map((part) => ({ found: part, edit }))], 'merged', next, catalogue, context);
    // Whoever looks at the other's bill has to look again.
    const told = touched(host, context);
    return decided(
      { number: input.order, into: host.number, revision: moves.revision, tickets: moves.tickets },
      [...moves.changes, ...told.changes],
      [...moves.events, ...told.events],
    );
  },
});

/** An order that others were joined to is over by itself: the first of them takes its place, and the others go with it. */
export function freeParts(
  parts: readonly OrderFacts[],
  context: Context,
): { readonly changes: readonly Change[]; readonly events: readonly EventDraft[] } {
  const changes: Change[] = [];
  const events = parts.map(({ order }, index): EventDraft => {
    const { revision, change } = revised(order);
    const edit = { mergedInto: index === 0 ? null : (parts[0]?.order.number ?? null) };
    changes.push(change, { set: 'orderEdit', number: order.number, edit });
    const by = handOf(context.actor);
    return { kind: 'order.edited', order: order.number, what: 'merged', edit, revision, by, tickets: [] };
  });
  return { changes, events };
}

type Seat = { readonly found: OrderFacts; readonly edit: OrderEdit };

/** The orders at their new table, with a slip wherever somebody must know. `revision` is the first one's. */
function reseat(seats: readonly Seat[], what: 'table' | 'merged', next: TicketNumbers, catalogue: Catalogue, context: Context) {
  const changes: Change[] = [];
  const tickets: TicketRef[] = [];
  const events = seats.map(({ found, edit }) => {
    const { order } = found;
    const after: Order = { ...order, ...edit };
    const { revision, change } = revised(order);
    const opened: OpenedTicket[] = [];
    changes.push(change, { set: 'orderEdit', number: order.number, edit });
    const isElsewhere = after.table !== order.table;
    for (const station of isElsewhere ? stationsWith(found, catalogue) : []) {
      const slip = moveSlip(found, after, station, numbersAfter(next, tickets.length), catalogue, context);
      changes.push(...slip.changes);
      opened.push(...slip.opened);
      tickets.push(...slip.tickets);
    }
    const by = handOf(context.actor);
    return { kind: 'order.edited', order: order.number, what, edit, revision, by, tickets: opened } as const;
  });
  return { changes, events, tickets, revision: events[0]?.revision ?? 0 };
}

/** Stations that still have something of it in hand: on a screen, or (paper tells nobody back) until it was served. */
function stationsWith({ order, tickets }: OrderFacts, catalogue: Catalogue): readonly Station[] {
  return catalogue.stations.filter((station) =>
    tickets.some(({ ticket }) => {
      if (ticket.stationId !== station.id || SLIPS.has(ticket.kind) || ticket.kind === 'bill') return false;
      if (ticket.state === 'voided') return false;
      return station.hasScreen ? ticket.state !== 'bumped' : order.state !== 'served';
    }),
  );
}

function moveSlip(
  { order, tickets }: OrderFacts,
  after: Order,
  station: Station,
  next: TicketNumbers,
  catalogue: Catalogue,
  context: Context,
): Issued {
  const waits = tickets
    .filter(({ ticket }) => ticket.stationId === station.id)
    .flatMap(({ jobs }) => jobs.filter((job) => job.state === 'queued').map((job) => job.priority));
  const dispatchNo = Math.max(...tickets.map(({ ticket }) => ticket.dispatchNo ?? 1));
  return issueTicket(
    {
      kind: 'move',
      station,
      document: {
        ...headingOf(after, dispatchNo, context),
        ...SAYS_NOTHING_ELSE,
        note: null,
        kind: 'move',
        station: station.name,
        lines: [],
        fromTable: order.table,
      },
      orderNumber: order.number,
      dispatchNo: null,
      messageId: null,
      lineNos: [],
      priority: waits.includes('normal') ? 'normal' : 'urgent',
      next,
    },
    catalogue,
    context,
  );
}
