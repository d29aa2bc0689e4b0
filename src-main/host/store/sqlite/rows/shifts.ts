/** Reads and writes closed shifts. */
import type { Database } from 'better-sqlite3';
import { tillReportReader, shiftFrom } from '../reports/cut';
import type { ShiftRow } from '../reports/cut';
import type { Shift } from '../../../../../src-shared/model/till';

export function shiftRows(db: Database) {
  const { cut, nextNo, lastZ } = tillReportReader(db);
  const lastOrder = db.prepare<[], number | null>('SELECT max(number) FROM orders').pluck();
  const insert = db.prepare(
    'INSERT INTO shifts (no, closed_at, closed_by, last_order, cut) VALUES (?, ?, ?, ?, ?)',
  );
  const byNo = db.prepare<[number], ShiftRow>('SELECT * FROM shifts WHERE no = ?');
  return {
    byNo(no: number): Shift | null {
      const row = byNo.get(no);
      return row ? shiftFrom(row) : null;
    },
    lastZ,
    facts: (now: number) => ({ cut: cut(now), no: nextNo(), lastOrder: lastOrder.get() ?? 0 }),
    put(shift: Shift, last: number) {
      insert.run(shift.no, shift.closedAt, shift.by, last, JSON.stringify(shift.cut));
    },
  };
}
