/** Reads the lines and the dispatches of orders. */
import type { Database } from 'better-sqlite3';
import type { LineState, OrderLine } from '../../../../../../src-shared/model/order';
import type { EpochMs } from '../../../../../../src-shared/base/vocabulary';
import { groupedBy } from '../../row-tools/group-rows';
import { jsonOr } from '../../row-tools/json-column';

type LineRow = {
  order_number: number;
  dispatch_no: number;
  no: number;
  item_id: string | null;
  name: string;
  quantity: number;
  unit_price: number | null;
  modifiers: string;
  note: string | null;
  course: number | null;
  seat: number | null;
  state: string;
  voided: number;
  comp: string | null;
};

type DispatchTime = { readonly no: number; readonly sentAt: EpochMs };

export function lineReads(db: Database) {
  const linesOf = db.prepare<[number], LineRow>(
    'SELECT * FROM lines WHERE order_number = +? ORDER BY no',
  );
  const linesOfMany = db.prepare<[string], LineRow>(
    'SELECT * FROM lines WHERE order_number IN (SELECT value FROM json_each(?)) ORDER BY order_number, no',
  );
  const dispatchesOfMany = db.prepare<
    [string],
    { order_number: number; no: number; sent_at: number }
  >(
    'SELECT order_number, no, sent_at FROM dispatches WHERE order_number IN (SELECT value FROM json_each(?)) ORDER BY order_number, no',
  );
  const lastDispatchNo = db
    .prepare<[number], number | null>('SELECT max(no) FROM dispatches WHERE order_number = +?')
    .pluck();
  return {
    linesOf: (orderNumber: number): readonly OrderLine[] => linesOf.all(orderNumber).map(lineFrom),
    /** Lines of many orders in one statement, by order number. */
    linesOfMany: (orderNumbers: readonly number[]): ReadonlyMap<number, readonly OrderLine[]> =>
      groupedBy(linesOfMany.all(JSON.stringify(orderNumbers)), (row) => row.order_number, lineFrom),
    /** Dispatches of many orders in one statement, by order number. */
    dispatchesOfMany: (
      orderNumbers: readonly number[],
    ): ReadonlyMap<number, readonly DispatchTime[]> =>
      groupedBy(
        dispatchesOfMany.all(JSON.stringify(orderNumbers)),
        (row) => row.order_number,
        dispatchFrom,
      ),
    lastDispatchNo: (orderNumber: number) => lastDispatchNo.get(orderNumber) ?? 0,
  };
}

function dispatchFrom(row: { readonly no: number; readonly sent_at: number }): DispatchTime {
  return { no: row.no, sentAt: row.sent_at };
}

function lineFrom(row: LineRow): OrderLine {
  return {
    orderNumber: row.order_number,
    dispatchNo: row.dispatch_no,
    no: row.no,
    itemId: row.item_id,
    name: row.name,
    quantity: row.quantity,
    unitPrice: row.unit_price,
    modifiers: jsonOr<readonly string[]>(row.modifiers, ['(?)'], Array.isArray),
    note: row.note,
    course: row.course,
    seat: row.seat,
    state: row.state as LineState,
    voided: row.voided,
    comp: row.comp,
  };
}
