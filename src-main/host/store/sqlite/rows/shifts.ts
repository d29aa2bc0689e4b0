/** Shifts that were closed, as rows. */
import type { Database } from 'better-sqlite3';
import type { Cut, Shift } from '../../../../../src-shared/reports';
import { cutReader } from '../reports/cut';

type ShiftRow = { no: number; closed_at: number; closed_by: string; cut: string };

export function shiftRows(db: Database) {
  const { cut, nextNo, lastZ } = cutReader(db);
  const lastOrder = db.prepare<[], number | null>('SELECT max(number) FROM orders').pluck();
  const insert = db.prepare('INSERT INTO shifts (no, closed_at, closed_by, last_order, cut) VALUES (?, ?, ?, ?, ?)');
  const byNo = db.prepare<[number], ShiftRow>('SELECT * FROM shifts WHERE no = ?');
  return {
    byNo(no: number): Shift | null {
      const row = byNo.get(no);
      return row ? { no: row.no, closedAt: row.closed_at, by: row.closed_by, cut: JSON.parse(row.cut) as Cut } : null;
    },
    lastZ,
    facts: (now: number) => ({ cut: cut(now), no: nextNo(), lastOrder: lastOrder.get() ?? 0 }),
    put(shift: Shift, last: number) {
      insert.run(shift.no, shift.closedAt, shift.by, last, JSON.stringify(shift.cut));
    },
  };
}
