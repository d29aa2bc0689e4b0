/** placeOrder: a new order with its first dispatch, its tickets and their print jobs. */
import { refuse } from '../../../src-shared/errors';
import type { Dispatch, Order } from '../../../src-shared/order';
import { folioText } from '../../../src-shared/words';
import { commandRule, decided } from './decision';
import type { Context } from './decision';
import { issueTickets } from './issue-tickets';
import type { Heading } from './issue-tickets';
import { makeLines } from './make-lines';

export const placeOrder = commandRule({
  name: 'placeOrder',
  needs: (_, { day }) => ({ catalogue: true as const, next: { day } }),
  decide(input, { catalogue, next }, context) {
    if (!catalogue.defaultStation)
      return refuse('RESTAURANT_INVALID', { reason: 'el restaurante no tiene una estación por defecto' });
    const { table, customer, address, phone, covers, note, type } = input;
    const order: Order = {
      id: context.newId(),
      number: next.order,
      day: context.day,
      folio: next.folio,
      type,
      state: 'open',
      table,
      customer,
      address,
      phone,
      covers,
      note,
      placedBy: context.actor.id,
      placedAt: context.now,
      startedAt: null,
      readyAt: null,
    };
    const dispatch = newDispatch(order, next.chainSeq, 1, context);
    const made = makeLines(input.lines, order.number, dispatch.no, 1, catalogue);
    if (!made.ok) return made;
    const issued = issueTickets(
      {
        kind: 'order',
        heading: headingOf(order, 1, context),
        lines: made.lines,
        orderNumber: order.number,
        dispatchNo: dispatch.no,
        priority: input.priority,
        next,
      },
      catalogue,
      context,
    );
    return decided(
      { number: order.number, folio: order.folio, tickets: issued.tickets },
      [
        { put: 'order', order },
        { put: 'dispatch', dispatch, order, lines: made.lines.map(({ line }) => line) },
        ...issued.changes,
      ],
      [
        {
          kind: 'order.placed',
          order: order.number,
          folio: order.folio,
          type,
          table,
          lines: made.lines.length,
          tickets: issued.opened,
        },
      ],
    );
  },
});

export function newDispatch(order: Order, chainSeq: number, no: number, context: Context): Dispatch {
  return {
    chainSeq,
    orderNumber: order.number,
    no,
    sentBy: context.actor.id,
    sentAt: context.now,
    key: context.key,
  };
}

/** The paper's heading for a send of this order. */
export function headingOf(order: Order, dispatchNo: number, context: Context, reason: string | null = null): Heading {
  const { table, customer, address, phone, covers, note, type } = order;
  return {
    folio: folioText(order.folio),
    orderNumber: order.number,
    dispatchNo,
    type,
    table,
    customer,
    address,
    phone,
    covers,
    waiter: null,
    note,
    reason,
    time: context.wallTime(context.now),
  };
}
