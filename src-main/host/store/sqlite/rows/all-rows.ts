/** Prepares the statements of every table, once a connection. */
import type { Database } from 'better-sqlite3';
import { alertRows } from './alerts';
import { clockRows } from './clock';
import { deviceRows } from './devices';
import { eventRows } from './events';
import { mailRows } from './mails';
import { orderRows } from './orders';
import { paperTimes } from './paper-times';
import { printJobRows } from './print-jobs';
import { receiptRows } from './receipts';
import { menuRows } from './menu';
import { printerRows } from './printers';
import { restaurantRows } from './restaurant';
import { settingRows } from './settings';
import { shiftRows } from './shifts';
import { stationRows } from './stations';
import { tableRows } from './tables';
import { ticketRows } from './tickets';

export function allRows(db: Database) {
  const parts = {
    settings: settingRows(db),
    printers: printerRows(db),
    stations: stationRows(db),
    menu: menuRows(db),
    tables: tableRows(db),
  };
  const paper = paperTimes(db);
  const alerts = alertRows(db, parts.settings, paper);
  const orders = orderRows(db);
  return {
    ...parts,
    orders,
    tickets: ticketRows(db),
    jobs: printJobRows(db),
    restaurant: restaurantRows(db, parts),
    shifts: shiftRows(db),
    alerts,
    paper,
    clock: clockRows(db),
    receipts: receiptRows(db),
    events: eventRows(db),
    mails: mailRows(db, { alerts, orders }),
    devices: deviceRows(db),
  };
}

export type Rows = ReturnType<typeof allRows>;
