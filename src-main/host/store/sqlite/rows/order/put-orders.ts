/** Inserts orders, dispatches and lines. */
import type { Database } from 'better-sqlite3';
import type { Dispatch, Order, OrderLine } from '../../../../../../src-shared/model/order';
import { fault } from '../../../../../../src-shared/base/fault-points';

export function orderInserts(db: Database) {
  const insertOrder = db.prepare(
    `INSERT INTO orders (id, number, day, folio, type, state, table_name, customer, address, phone, covers, note, placed_by, placed_at, started_at, ready_at,
       waiter_id, waiter, revision)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertDispatch = db.prepare(
    'INSERT INTO dispatches (chain_seq, order_number, no, sent_by, sent_at, key, hash) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const insertLine = db.prepare(
    `INSERT INTO lines (order_number, no, dispatch_no, item_id, name, quantity, unit_price, modifiers, note, course, seat, state)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  return {
    putOrder(o: Order) {
      if (fault('store.insert-order-throws') && o.customer === 'roto') throw new Error('injected');
      insertOrder.run(
        o.id,
        o.number,
        o.day,
        o.folio,
        o.type,
        o.state,
        o.table,
        o.customer,
        o.address,
        o.phone,
        o.covers,
        o.note,
        o.placedBy,
        o.placedAt,
        o.startedAt,
        o.readyAt,
        o.waiter?.id ?? null,
        o.waiter?.name ?? null,
        o.revision,
      );
    },
    putDispatch(d: Dispatch, hash: Uint8Array) {
      insertDispatch.run(d.chainSeq, d.orderNumber, d.no, d.sentBy, d.sentAt, d.key, hash);
    },
    putLine(l: OrderLine) {
      insertLine.run(
        l.orderNumber,
        l.no,
        l.dispatchNo,
        l.itemId,
        l.name,
        l.quantity,
        l.unitPrice,
        JSON.stringify(l.modifiers),
        l.note,
        l.course,
        l.seat,
        l.state,
      );
    },
  };
}
