/** Prepares the statements of orders, dispatches and lines. */
import type { Database } from 'better-sqlite3';
import { orderChanges } from './order/change-orders';
import { orderInserts } from './order/put-orders';
import { lineReads } from './order/read-lines';
import { orderReads } from './order/read-orders';
import { orderNumberReads } from './order/select-numbers';

export function orderRows(db: Database) {
  return {
    ...orderInserts(db),
    ...orderChanges(db),
    ...orderReads(db),
    ...orderNumberReads(db),
    ...lineReads(db),
  };
}
