/** The shape of a row of `orders`, and the order it holds. */
import type { Order, OrderState, PaymentMethod } from '../../../../../../src-shared/model/order';
import type { OrderType } from '../../../../../../src-shared/base/vocabulary';

export type StoredOrderRow = {
  id: string;
  number: number;
  day: string;
  folio: number;
  type: string;
  state: string;
  table_name: string | null;
  customer: string | null;
  address: string | null;
  phone: string | null;
  covers: number | null;
  note: string | null;
  placed_by: string;
  placed_at: number;
  started_at: number | null;
  ready_at: number | null;
  waiter_id: string | null;
  waiter: string | null;
  revision: number;
  merged_into: number | null;
  payment: string | null;
  tip: number | null;
  charged: number | null;
  tax: number | null;
  closed_at: number | null;
};

export function orderFrom(row: StoredOrderRow): Order {
  return {
    id: row.id,
    number: row.number,
    day: row.day,
    folio: row.folio,
    type: row.type as OrderType,
    state: row.state as OrderState,
    table: row.table_name,
    customer: row.customer,
    address: row.address,
    phone: row.phone,
    covers: row.covers,
    note: row.note,
    placedBy: row.placed_by,
    placedAt: row.placed_at,
    startedAt: row.started_at,
    readyAt: row.ready_at,
    waiter: row.waiter_id === null ? null : { id: row.waiter_id, name: row.waiter ?? '' },
    revision: row.revision,
    mergedInto: row.merged_into,
    payment:
      row.payment === null
        ? null
        : {
            method: row.payment as PaymentMethod,
            amount: row.charged ?? 0,
            tax: row.tax ?? 0,
            tip: row.tip ?? 0,
            at: row.closed_at ?? row.placed_at,
          },
  };
}
