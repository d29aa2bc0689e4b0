/** Shifts that were closed, as rows. */
import type { Database } from 'better-sqlite3';
import type { Shift } from '../../../../../src-shared/reports';
import { cutReader } from '../reports/cut';

export function shiftRows(db: Database) {
  const { cut, nextNo } = cutReader(db);
  const lastOrder = db.prepare<[], number | null>('SELECT max(number) FROM orders').pluck();
  const insert = db.prepare('INSERT INTO shifts (no, closed_at, closed_by, last_order, cut) VALUES (?, ?, ?, ?, ?)');
  return {
    facts: (now: number) => ({ cut: cut(now), no: nextNo(), lastOrder: lastOrder.get() ?? 0 }),
    put(shift: Shift, last: number) {
      insert.run(shift.no, shift.closedAt, shift.by, last, JSON.stringify(shift.cut));
    },
  };
}
