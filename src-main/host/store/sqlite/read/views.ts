/** Answers queries about orders, tickets and prints from the tables. */
import type { Event } from '../../../../../src-shared/events/events';
import type { Order } from '../../../../../src-shared/model/order';
import type {
  Journey,
  OrderRef,
  OrderView,
  Page,
  UndecidedPrint,
  Query,
  TicketStatus,
} from '../../../../../src-shared/queries/queries';
import type { TicketPaper } from '../../../../../src-shared/paper/ticket-layout';
import type { PositionOf } from '../../../ports/store';
import type { Rows } from '../rows/all-rows';
import { orderView } from './order-view';
import { ticketPaper } from './ticket-paper';
import { ticketStatus } from './ticket-status';
import { undecidedPrints } from './undecided-prints';

export function queryViews(rows: Rows) {
  return {
    order(of: OrderRef, placeOf: PositionOf): OrderView | null {
      const order = orderNamed(rows, of);
      return order ? orderView(rows, order, placeOf) : null;
    },
    journey(of: OrderRef, placeOf: PositionOf): Journey | null {
      const order = orderNamed(rows, of);
      if (!order) return null;
      const shown = orderView(rows, order, placeOf);
      return {
        order: shown,
        events: rows.events.ofOrder(order.number).map((event) => withSender(event, shown)),
      };
    },
    recent(
      { limit, before = null, by }: Query<'recent'>,
      placeOf: PositionOf,
    ): Page<OrderView> | null {
      const last = before === null ? null : rows.orders.byNumber(before);
      if (before !== null && (last === null || (by !== undefined && last.placedBy !== by)))
        return null;
      // One order more than the page holds shows whether there is another page.
      const found =
        by === undefined
          ? rows.orders.newest(limit + 1, before)
          : rows.orders.newestOf(by, limit + 1, before);
      const shown = found.slice(0, limit);
      return {
        rows: shown.map((order) => orderView(rows, order, placeOf)),
        total: rows.orders.count(by ?? null),
        next: found.length > limit ? (shown.at(-1)?.number ?? null) : null,
      };
    },
    pending: (query: Query<'pending'>): Page<UndecidedPrint> | null => undecidedPrints(rows, query),
    paper: (jobSeq: number): TicketPaper | null => ticketPaper(rows, jobSeq),
    tickets: (ids: readonly string[], placeOf: PositionOf): readonly TicketStatus[] =>
      ids.flatMap((id) => {
        const ticket = rows.tickets.bySeq(Number(id));
        return (ticket && ticketStatus(rows, ticket, placeOf)) ?? [];
      }),
  };
}

function orderNamed(rows: Rows, of: OrderRef): Order | null {
  if ('number' in of) return rows.orders.byNumber(of.number);
  if ('folio' in of) return rows.orders.byFolio(of.day, of.folio);
  const receipt = rows.receipts.find(of.actor, of.key);
  const number = receipt
    ? (JSON.parse(receipt.reply) as { number?: number; folio?: number })
    : null;
  return number?.folio !== undefined && number.number !== undefined
    ? rows.orders.byNumber(number.number)
    : null;
}

/** Replaces the sender's id, which older versions wrote into the event, by the name. */
function withSender(event: Event, { placedBy }: OrderView): Event {
  return event.kind === 'order.placed'
    ? { ...event, placed: { ...event.placed, placedBy } }
    : event;
}
