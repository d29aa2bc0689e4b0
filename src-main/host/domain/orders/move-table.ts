/**
 * moveTable and mergeOrders: guests change tables or join others. No ticket is printed again.
 * Queued tickets show the new table. Every station that is working on a ticket with the old table
 * gets a notice CAMBIO DE MESA, after the order's queued tickets there.
 */
import { mergeOrders, moveTable } from '../../../../src-shared/commands/orders';
import { refuse } from '../../../../src-shared/base/errors';
import type { TicketRef } from '../../../../src-shared/commands/registry';
import type { EventDraft, OpenedTicket } from '../../../../src-shared/events/events';
import type { Order, OrderEdit } from '../../../../src-shared/model/order';
import { plainName } from '../../../../src-shared/text/plain-name';
import { actorName } from '../../../../src-shared/base/vocabulary';
import type { RestaurantIndex } from '../engine/catalogue';
import { accept } from '../engine/rule';
import type { Change, Context } from '../engine/rule';
import type { OrderFacts } from '../engine/facts';
import { issueTicket, numbersAfter, EMPTY_DOCUMENT } from '../tickets/issue-tickets';
import type { Issued, TicketNumbers } from '../tickets/issue-tickets';
import { unmergedOrder, editRule, orderToEdit, revised, neighboursTold } from './order-edits';
import { settleOrder } from '../tickets/order-progress';
import { headingOf } from './place-order';
import { noticesFor } from '../tickets/table-change-notices';
import type { Station } from '../../../../src-shared/model/stations';

const needs = ({ order }: { readonly order: number }, { day }: Context) => ({
  catalogue: true as const,
  next: { day },
  parts: { number: order },
});

export const moveTableRule = editRule(moveTable, {
  needs,
  decide(input, found, { catalogue, next, parts }, context) {
    const elsewhere = unmergedOrder(found.order);
    if (elsewhere) return elsewhere;
    if (found.order.table !== null && plainName(found.order.table) === plainName(input.table))
      return refuse('TABLE_SAME', { order: input.order });
    const edit = { type: 'table', table: input.table } as const;
    const moves = reseat(
      [{ found, edit }, ...parts.map((part) => ({ found: part, edit }))],
      'table',
      next,
      catalogue,
      context,
    );
    return accept(
      { number: input.order, revision: moves.revision, tickets: moves.tickets },
      moves.changes,
      moves.events,
    );
  },
});

export const mergeOrdersRule = editRule(mergeOrders, {
  needs: (input, context) => ({ ...needs(input, context), into: { number: input.into } }),
  decide(input, found, { houseRules, catalogue, next, parts, into }, context) {
    const target = orderToEdit({ order: input.into }, into, houseRules, context.actor);
    if (!target.ok) return target;
    const host = target.found.order;
    const elsewhere = unmergedOrder(found.order) ?? unmergedOrder(host);
    if (elsewhere) return elsewhere;
    if (host.number === found.order.number) return refuse('TABLE_SAME', { order: input.order });
    const { type, table, customer, address } = host;
    // Each order keeps its own customer name if the other has a table, so that the guest can be
    // called.
    const edited = (one: OrderFacts): Seat => ({
      found: one,
      edit: {
        type,
        table,
        customer: table === null ? customer : one.order.customer,
        ...(type === 'delivery' ? { address } : {}),
        mergedInto: host.number,
      },
    });
    const moves = reseat([found, ...parts].map(edited), 'merged', next, catalogue, context);
    // A device that shows the other order's bill must reload it.
    const told = neighboursTold(host, context);
    return accept(
      { number: input.order, into: host.number, revision: moves.revision, tickets: moves.tickets },
      [...moves.changes, ...told.changes],
      [...moves.events, ...told.events],
    );
  },
});

/**
 * When an order ends that others were joined to, the first of them takes its place and the rest are
 * joined to that one.
 */
export function releaseMergedOrders(
  parts: readonly OrderFacts[],
  context: Context,
): { readonly changes: readonly Change[]; readonly events: readonly EventDraft[] } {
  const changes: Change[] = [];
  const events = parts.map(({ order }, index): EventDraft => {
    const { revision, change } = revised(order);
    const edit = { mergedInto: index === 0 ? null : (parts[0]?.order.number ?? null) };
    changes.push(change, { set: 'orderEdit', number: order.number, edit });
    const by = actorName(context.actor);
    return {
      kind: 'order.edited',
      order: order.number,
      what: 'merged',
      edit,
      revision,
      by,
      tickets: [],
    };
  });
  return { changes, events };
}

type Seat = { readonly found: OrderFacts; readonly edit: OrderEdit };

/**
 * Moves the orders to their new table, with notices for the stations that need one. `revision`
 * belongs to the first order.
 */
function reseat(
  seats: readonly Seat[],
  what: 'table' | 'merged',
  next: TicketNumbers,
  catalogue: RestaurantIndex,
  context: Context,
) {
  const changes: Change[] = [];
  const tickets: TicketRef[] = [];
  const events = seats.flatMap(({ found, edit }) => {
    const { order } = found;
    const after: Order = { ...order, ...edit };
    const { revision, change } = revised(order);
    const opened: OpenedTicket[] = [];
    changes.push(change, { set: 'orderEdit', number: order.number, edit });
    const by = actorName(context.actor);
    const told = (): EventDraft => ({
      kind: 'order.edited',
      order: order.number,
      what,
      edit,
      revision,
      by,
      tickets: opened,
    });
    if (after.table === order.table) return [told()];
    const { due, replaced } = noticesFor(found, after.table, catalogue, context);
    changes.push(...replaced.changes);
    for (const { station, from } of due) {
      const slip = moveSlip(
        found,
        { after, from },
        station,
        numbersAfter(next, tickets.length),
        catalogue,
        context,
      );
      changes.push(...slip.changes);
      opened.push(...slip.opened);
      tickets.push(...slip.tickets);
    }
    // Without the replaced notices the order may have nothing left to wait for.
    const isLess = replaced.voided.length > 0 && due.length === 0;
    const settled = isLess
      ? settleOrder(found, replaced, catalogue, context)
      : { changes: [], events: [] };
    changes.push(...settled.changes);
    return [told(), ...replaced.events, ...settled.events];
  });
  const [first] = seats;
  return { changes, events, tickets, revision: first ? revised(first.found.order).revision : 0 };
}

function moveSlip(
  { order, tickets }: OrderFacts,
  { after, from }: { readonly after: Order; readonly from: string | null },
  station: Station,
  next: TicketNumbers,
  catalogue: RestaurantIndex,
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
        ...EMPTY_DOCUMENT,
        note: null,
        kind: 'move',
        station: station.name,
        lines: [],
        fromTable: from,
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
