/** placeOrder: a new order with its first dispatch, its tickets and their print jobs. */
import { placeOrder } from '../../../../src-shared/commands/orders';
import { refuse } from '../../../../src-shared/base/errors';
import type { Dispatch, Order } from '../../../../src-shared/model/order';
import { senderOf } from '../../../../src-shared/base/vocabulary';
import { folioText } from '../../../../src-shared/i18n/es';
import { defineRule, accept } from '../engine/rule';
import type { Context } from '../engine/rule';
import { issueTickets } from '../tickets/issue-tickets';
import type { Heading } from '../tickets/issue-tickets';
import { firedOf, makeLines, sentLine } from './make-lines';

export const placeOrderRule = defineRule(placeOrder, {
  needs: (_, { day }) => ({ catalogue: true as const, stock: true as const, next: { day } }),
  decide(input, { catalogue, stock, next }, context) {
    if (!catalogue.defaultStation)
      return refuse('RESTAURANT_INVALID', {
        reason: 'el restaurante no tiene una estación por defecto',
      });
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
      // Orders from a phone or the till belong to the logged-in person. A web shop's have no waiter
      // until one is assigned.
      waiter: context.actor.person ?? null,
      revision: 1,
      mergedInto: null,
      placedBy: context.actor.id,
      placedAt: context.now,
      startedAt: null,
      readyAt: null,
      payment: null,
    };
    const dispatch = newDispatch(order, next.chainSeq, 1, context);
    const made = makeLines(
      input.lines,
      order.number,
      dispatch.no,
      1,
      { catalogue, stock },
      context,
    );
    if (!made.ok) return made;
    const issued = issueTickets(
      {
        kind: 'order',
        heading: headingOf(order, 1, context),
        lines: firedOf(made.lines),
        orderNumber: order.number,
        dispatchNo: dispatch.no,
        priority: input.priority,
        next,
      },
      catalogue,
      context,
    );
    return accept(
      {
        number: order.number,
        folio: order.folio,
        revision: order.revision,
        tickets: issued.tickets,
        ...made.said,
      },
      [
        { put: 'order', order },
        { put: 'dispatch', dispatch, order, lines: made.lines.map(({ line }) => line) },
        ...issued.changes,
        ...made.changes,
      ],
      [
        {
          kind: 'order.placed',
          order: order.number,
          placed: { ...placedFacts(order), placedBy: senderOf(context.actor) },
          lines: made.lines.map(({ line }) => sentLine(line)),
          tickets: issued.opened,
        },
        ...made.events,
      ],
    );
  },
});

function placedFacts({ id: _id, number: _number, ...facts }: Order): Omit<Order, 'id' | 'number'> {
  return facts;
}

export function newDispatch(
  order: Order,
  chainSeq: number,
  no: number,
  context: Context,
): Dispatch {
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
export function headingOf(
  order: Order,
  dispatchNo: number,
  context: Context,
  reason: string | null = null,
): Heading {
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
    waiter: order.waiter?.name ?? null,
    note,
    reason,
    time: context.wallTime(context.madeAt),
  };
}
