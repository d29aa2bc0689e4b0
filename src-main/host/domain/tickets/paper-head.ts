/** The current head of a ticket, for paper that is about to be printed. */
import type { Order } from '../../../../src-shared/model/order';
import { FOOD } from '../../../../src-shared/model/ticket';
import type { Ticket, TicketHead } from '../../../../src-shared/model/ticket';

/** Null if the order is as it was when the ticket was sent, and for tickets without an order. */
export function headNow(
  { kind, document }: Pick<Ticket, 'kind' | 'document'>,
  order: Order | null,
): TicketHead | null {
  if (order === null) return null;
  const head: TicketHead = {
    type: order.type,
    table: order.table,
    customer: order.customer,
    address: order.address,
    phone: order.phone,
    covers: order.covers,
    waiter: order.waiter?.name ?? null,
    // Notices and bills never show it.
    note: FOOD.has(kind) ? order.note : document.note,
  };
  const fields = Object.keys(head) as (keyof TicketHead)[];
  return fields.every((field) => head[field] === document[field]) ? null : head;
}
