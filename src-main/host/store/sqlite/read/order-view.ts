/** Describes an order with its lines and tickets. */
import { orderAmount, withTax } from '../../../../../src-shared/model/price';
import type { Order } from '../../../../../src-shared/model/order';
import type { OrderView } from '../../../../../src-shared/queries/queries';
import type { PositionOf } from '../../../ports/store';
import type { Rows } from '../rows/all-rows';
import { ticketStatus } from './ticket-status';

export function orderView(rows: Rows, order: Order, placeOf: PositionOf): OrderView {
  const { number, day, folio, type, table, customer, state, placedAt, startedAt, readyAt } = order;
  const { revision, covers, note, mergedInto, payment } = order;
  const lines = rows.orders.linesOf(number);
  return {
    number,
    day,
    folio,
    type,
    table,
    customer,
    state,
    revision,
    waiter: order.waiter?.name ?? null,
    placedBy: rows.devices.nameOf(order.placedBy),
    senderId: order.placedBy,
    covers,
    note,
    mergedInto,
    payment,
    total: payment?.amount ?? withTax(orderAmount(lines), rows.settings.restaurant().tax),
    placedAt,
    startedAt,
    readyAt,
    lines: lines.map((line) => ({
      no: line.no,
      name: line.name,
      quantity: line.quantity,
      modifiers: line.modifiers,
      note: line.note,
      state: line.state,
      voided: line.voided,
      course: line.course,
      seat: line.seat,
      comp: line.comp,
      unitPrice: line.unitPrice,
    })),
    tickets: rows.tickets
      .ofOrder(number)
      .flatMap(({ ticket }) => ticketStatus(rows, ticket, placeOf) ?? []),
  };
}
