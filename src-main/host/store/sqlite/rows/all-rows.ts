/** Every table's statements, prepared once per connection. */
import type { Database } from 'better-sqlite3';
import { deviceRows } from './devices';
import { eventRows } from './events';
import { mailRows } from './mails';
import { orderRows } from './orders';
import { printJobRows } from './print-jobs';
import { receiptRows } from './receipts';
import { restaurantRows } from './restaurant';
import { ticketRows } from './tickets';

export function allRows(db: Database) {
  return {
    orders: orderRows(db),
    tickets: ticketRows(db),
    jobs: printJobRows(db),
    restaurant: restaurantRows(db),
    receipts: receiptRows(db),
    events: eventRows(db),
    mails: mailRows(db),
    devices: deviceRows(db),
  };
}

export type Rows = ReturnType<typeof allRows>;
