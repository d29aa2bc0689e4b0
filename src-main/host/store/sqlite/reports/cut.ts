/**
 * Reads the till since the last Z, and earlier Zs.
 *
 * The core uses the same when it closes a shift, inside its transaction.
 */
import type { Database } from 'better-sqlite3';
import type { PaymentMethod } from '../../../../../src-shared/model/order';
import { SHIFTS_PAGE } from '../../../../../src-shared/queries/reports';
import type { EpochMs } from '../../../../../src-shared/base/vocabulary';
import { isFields, jsonOr } from '../row-tools/json-column';
import type { TillReport, Shift } from '../../../../../src-shared/model/till';
import { OPEN_ORDERS } from '../row-tools/state-lists';
import { COMPED_AMOUNT, LINES_AMOUNT, VOIDED_AMOUNT } from './price-sql';

type ClosedRow = {
  payment: string;
  waiter: string | null;
  orders: number;
  amount: number;
  tax: number;
  tips: number;
  covers: number;
};
type SumRow = { count: number | null; amount: number | null };
export type ShiftRow = {
  no: number;
  closed_at: number;
  closed_by: string;
  last_order: number;
  cut: string;
};

/** Null: the figures of this shift cannot be read. */
export function shiftFrom(row: ShiftRow): Shift | null {
  const cut = jsonOr<TillReport | null>(row.cut, null, isFields);
  return cut && { no: row.no, closedAt: row.closed_at, by: row.closed_by, cut };
}

export function tillReportReader(db: Database) {
  const lastShift = db.prepare<[], ShiftRow>('SELECT * FROM shifts ORDER BY no DESC LIMIT 1');
  const shifts = db.prepare<[number, number], ShiftRow>(
    'SELECT * FROM shifts WHERE no < ? ORDER BY no DESC LIMIT ?',
  );
  const shiftCount = db.prepare<[], number>('SELECT count(*) FROM shifts').pluck();
  const closed = db.prepare<[number], ClosedRow>(
    `SELECT payment, waiter, count(*) AS orders, sum(charged) AS amount, sum(tax) AS tax, sum(tip) AS tips, coalesce(sum(covers), 0) AS covers
     FROM orders WHERE closed_at > ? GROUP BY payment, waiter`,
  );
  const lastPaid = db
    .prepare<[], number | null>('SELECT max(closed_at) FROM orders WHERE closed_at IS NOT NULL')
    .pluck();
  const voids = db.prepare<[number], SumRow>(
    `SELECT sum(voided) AS count, ${VOIDED_AMOUNT} AS amount
     FROM lines WHERE order_number > ? AND voided > 0`,
  );
  const comps = db.prepare<[number], SumRow>(
    `SELECT sum(quantity - voided) AS count, ${COMPED_AMOUNT} AS amount
     FROM lines WHERE order_number > ? AND comp IS NOT NULL AND quantity > voided`,
  );
  const open = db.prepare<[], SumRow>(
    `SELECT count(*) AS count, sum(amount) AS amount FROM
       (SELECT (SELECT ${LINES_AMOUNT} FROM lines l WHERE l.order_number = o.number) AS amount
        FROM orders o WHERE o.state IN ${OPEN_ORDERS})`,
  );
  const sumOf = (row: SumRow | undefined) => ({ count: row?.count ?? 0, amount: row?.amount ?? 0 });

  return {
    cut(now: EpochMs): TillReport {
      const before = lastShift.get();
      const rows = closed.all(before?.closed_at ?? 0);
      const total = (of: (row: ClosedRow) => number): number =>
        rows.reduce((sum, row) => sum + of(row), 0);
      const grouped = (key: (row: ClosedRow) => string): Map<string, ClosedRow[]> => {
        const groups = new Map<string, ClosedRow[]>();
        for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
        return groups;
      };
      return {
        since: before?.closed_at ?? null,
        // A payment in the future, of a clock that was ahead, is in this cut and in no later one.
        until: Math.max(now, lastPaid.get() ?? now),
        byMethod: [...grouped(({ payment }) => payment)].map(([method, all]) => ({
          method: method as PaymentMethod,
          count: all.reduce((sum, { orders }) => sum + orders, 0),
          amount: all.reduce((sum, { amount }) => sum + amount, 0),
          tax: all.reduce((sum, { tax }) => sum + tax, 0),
          tips: all.reduce((sum, { tips }) => sum + tips, 0),
        })),
        byWaiter: [...grouped(({ waiter }) => waiter ?? '')]
          .map(([name, all]) => ({
            name,
            count: all.reduce((sum, { orders }) => sum + orders, 0),
            amount: all.reduce((sum, { amount }) => sum + amount, 0),
          }))
          .toSorted((a, b) => b.amount - a.amount),
        closed: { count: total(({ orders }) => orders), amount: total(({ amount }) => amount) },
        tax: total(({ tax }) => tax),
        tips: total(({ tips }) => tips),
        covers: total(({ covers }) => covers),
        voids: sumOf(voids.get(before?.last_order ?? 0)),
        comps: sumOf(comps.get(before?.last_order ?? 0)),
        open: sumOf(open.get()),
      };
    },
    lastZ: (): EpochMs | null => lastShift.get()?.closed_at ?? null,
    nextNo: (): number => (lastShift.get()?.no ?? 0) + 1,
    shifts: (before: number | null): readonly Shift[] =>
      shifts
        .all(before ?? Number.MAX_SAFE_INTEGER, SHIFTS_PAGE)
        .flatMap((row) => shiftFrom(row) ?? []),
    shiftCount: (): number => shiftCount.get() ?? 0,
  };
}
