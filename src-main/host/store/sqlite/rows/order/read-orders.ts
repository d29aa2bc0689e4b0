/** Reads orders by number, folio, sender, print job and state. */
import type { Database } from 'better-sqlite3';
import type { Order } from '../../../../../../src-shared/model/order';
import type { EpochMs } from '../../../../../../src-shared/base/vocabulary';
import { orderFrom } from './order-row';
import type { StoredOrderRow } from './order-row';

export function orderReads(db: Database) {
  const partsOf = db.prepare<[number], StoredOrderRow>(
    "SELECT * FROM orders WHERE merged_into = +? AND state NOT IN ('closed', 'voided') ORDER BY number",
  );
  const billedPartsOf = db.prepare<[number], StoredOrderRow>(
    "SELECT * FROM orders WHERE merged_into = +? AND state <> 'voided' ORDER BY number",
  );
  const ofNumbers = db.prepare<[string], StoredOrderRow>(
    'SELECT * FROM orders WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number',
  );
  const byNumber = db.prepare<[number], StoredOrderRow>('SELECT * FROM orders WHERE number = ?');
  const byFolio = db.prepare<[string, number], StoredOrderRow>(
    'SELECT * FROM orders WHERE day = ? AND folio = ?',
  );
  const byJob = db.prepare<[number], StoredOrderRow>(
    'SELECT o.* FROM orders o JOIN tickets t ON t.order_number = o.number JOIN print_jobs j ON j.ticket_seq = t.seq WHERE j.seq = +?',
  );
  const newest = db.prepare<[number, number], StoredOrderRow>(
    'SELECT * FROM orders WHERE number < +? ORDER BY number DESC LIMIT +?',
  );
  const newestOf = db.prepare<[string, number, number], StoredOrderRow>(
    'SELECT * FROM orders WHERE placed_by = ? AND number < +? ORDER BY number DESC LIMIT +?',
  );
  const countOf = db
    .prepare<[string], number>('SELECT count(*) FROM orders WHERE placed_by = ?')
    .pluck();
  // Numbers have no gaps, and no order is ever deleted.
  const count = db.prepare<[], number | null>('SELECT max(number) FROM orders').pluck();
  const one = (row: StoredOrderRow | undefined): Order | null => (row ? orderFrom(row) : null);
  return {
    /** The number of orders (numbers have no gaps) and the time of the newest. */
    extent(): { readonly orders: number; readonly lastOrderAt: EpochMs | null } {
      const last = newest.get(Number.MAX_SAFE_INTEGER, 1);
      return { orders: last?.number ?? 0, lastOrderAt: last?.placed_at ?? null };
    },
    billedPartsOf: (number: number): readonly Order[] => billedPartsOf.all(number).map(orderFrom),
    partsOf: (number: number): readonly Order[] => partsOf.all(number).map(orderFrom),
    ofNumbers: (numbers: readonly number[]): readonly Order[] =>
      ofNumbers.all(JSON.stringify(numbers)).map(orderFrom),
    byNumber: (number: number) => one(byNumber.get(number)),
    byFolio: (day: string, folio: number) => one(byFolio.get(day, folio)),
    byJob: (jobId: string) => one(byJob.get(Number(jobId))),
    newest: (limit: number, before: number | null): readonly Order[] =>
      newest.all(before ?? Number.MAX_SAFE_INTEGER, limit).map(orderFrom),
    newestOf: (sender: string, limit: number, before: number | null): readonly Order[] =>
      newestOf.all(sender, before ?? Number.MAX_SAFE_INTEGER, limit).map(orderFrom),
    /** `sender`: counts its orders; null: counts all. */
    count: (sender: string | null): number =>
      (sender === null ? count.get() : countOf.get(sender)) ?? 0,
  };
}
