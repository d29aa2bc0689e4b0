/** Orders, dispatches and lines as rows. */
import type { Database } from 'better-sqlite3';
import type {
  Dispatch,
  LineState,
  Order,
  OrderEdit,
  OrderLine,
  OrderState,
  PaymentMethod,
} from '../../../../../src-shared/model/order';
import type { EpochMs, OrderType } from '../../../../../src-shared/base/vocabulary';
import type { Change } from '../../../domain/engine/rule';
import { groupedBy } from '../row-tools/group-rows';
import { jsonOr } from '../row-tools/json-column';
import { fault } from '../../../../../src-shared/base/fault-points';
import {
  LEASED_JOBS,
  OPEN_ORDERS,
  TICKETS_IN_HAND,
  UNDECIDED_JOBS,
} from '../row-tools/state-lists';

type OrderRow = {
  id: string;
  number: number;
  day: string;
  folio: number;
  type: string;
  state: string;
  table_name: string | null;
  customer: string | null;
  address: string | null;
  phone: string | null;
  covers: number | null;
  note: string | null;
  placed_by: string;
  placed_at: number;
  started_at: number | null;
  ready_at: number | null;
  waiter_id: string | null;
  waiter: string | null;
  revision: number;
  merged_into: number | null;
  payment: string | null;
  tip: number | null;
  charged: number | null;
  tax: number | null;
  closed_at: number | null;
};
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

/** An order's columns by the names the contract gives them, for edits. */
const EDITABLE = {
  type: 'type',
  table: 'table_name',
  customer: 'customer',
  address: 'address',
  phone: 'phone',
  covers: 'covers',
  note: 'note',
  mergedInto: 'merged_into',
} as const;

export type DispatchTime = { readonly no: number; readonly sentAt: EpochMs };

export function orderRows(db: Database) {
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
  const setState = db.prepare('UPDATE orders SET state = ? WHERE number = ?');
  const setStarted = db.prepare(
    'UPDATE orders SET started_at = coalesce(started_at, ?) WHERE number = ?',
  );
  const setReady = db.prepare('UPDATE orders SET ready_at = ? WHERE number = ?');
  const setRevision = db.prepare('UPDATE orders SET revision = ? WHERE number = ?');
  const setPayment = db.prepare(
    'UPDATE orders SET payment = ?, tip = ?, charged = ?, tax = ?, closed_at = ? WHERE number = ?',
  );
  const setWaiter = db.prepare('UPDATE orders SET waiter_id = ?, waiter = ? WHERE number = ?');
  const edits = new Map(
    Object.entries(EDITABLE).map(([field, column]) => [
      field,
      db.prepare(`UPDATE orders SET ${column} = ? WHERE number = ?`),
    ]),
  );
  const setLineState = db.prepare('UPDATE lines SET state = ? WHERE order_number = ? AND no = ?');
  const setVoided = db.prepare(
    'UPDATE lines SET voided = ?, void_reason = ? WHERE order_number = ? AND no = ?',
  );
  const setComp = db.prepare('UPDATE lines SET comp = ? WHERE order_number = ? AND no = ?');
  const partsOf = db.prepare<[number], OrderRow>(
    "SELECT * FROM orders WHERE merged_into = +? AND state NOT IN ('closed', 'voided') ORDER BY number",
  );
  const billedPartsOf = db.prepare<[number], OrderRow>(
    "SELECT * FROM orders WHERE merged_into = +? AND state <> 'voided' ORDER BY number",
  );
  // UNION ALL: a plain UNION is merged in the order of the numbers, and walks through a year of
  // them to get there (450 ms a million).
  /**
   * Open ones of these days, and of any day those that a lane, a person or a cook still has
   * something of.
   */
  const liveNumbers = db
    .prepare<[string, number], number>(
      `SELECT number FROM orders WHERE number IN (
       SELECT number FROM orders WHERE state IN ${OPEN_ORDERS} AND day >= ?
       UNION ALL SELECT t.order_number FROM tickets t JOIN stations s ON s.id = t.station_id
         WHERE s.has_screen = 1 AND t.state IN ${TICKETS_IN_HAND}
       UNION ALL SELECT t.order_number FROM print_jobs j JOIN tickets t ON t.seq = j.ticket_seq WHERE j.state = 'queued'
       UNION ALL SELECT t.order_number FROM print_jobs j JOIN tickets t ON t.seq = j.ticket_seq WHERE j.state IN ${LEASED_JOBS}
       UNION ALL SELECT t.order_number FROM print_jobs j JOIN tickets t ON t.seq = j.ticket_seq WHERE j.state IN ${UNDECIDED_JOBS}
     ) AND +number > ? ORDER BY number`,
    )
    .pluck();
  const ofNumbers = db.prepare<[string], OrderRow>(
    'SELECT * FROM orders WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number',
  );
  const byNumber = db.prepare<[number], OrderRow>('SELECT * FROM orders WHERE number = ?');
  const byFolio = db.prepare<[string, number], OrderRow>(
    'SELECT * FROM orders WHERE day = ? AND folio = ?',
  );
  const byJob = db.prepare<[number], OrderRow>(
    'SELECT o.* FROM orders o JOIN tickets t ON t.order_number = o.number JOIN print_jobs j ON j.ticket_seq = t.seq WHERE j.seq = +?',
  );
  const newest = db.prepare<[number, number], OrderRow>(
    'SELECT * FROM orders WHERE number < +? ORDER BY number DESC LIMIT +?',
  );
  const newestOf = db.prepare<[string, number, number], OrderRow>(
    'SELECT * FROM orders WHERE placed_by = ? AND number < +? ORDER BY number DESC LIMIT +?',
  );
  const countOf = db
    .prepare<[string], number>('SELECT count(*) FROM orders WHERE placed_by = ?')
    .pluck();
  // Numbers are given out without gaps and no order is ever deleted.
  const count = db.prepare<[], number | null>('SELECT max(number) FROM orders').pluck();
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
  // As the index orders_with_guests says it.
  const withGuests = db
    .prepare<[string, number], number>(
      `SELECT number FROM orders WHERE (customer IS NOT NULL OR address IS NOT NULL OR phone IS NOT NULL) AND day < ?
       AND state IN ('closed', 'voided') ORDER BY day LIMIT ?`,
    )
    .pluck();
  const forgetGuest = db.prepare(
    'UPDATE orders SET customer = NULL, address = NULL, phone = NULL WHERE number = ?',
  );
  const lastDispatchNo = db
    .prepare<[number], number | null>('SELECT max(no) FROM dispatches WHERE order_number = +?')
    .pluck();
  const one = (row: OrderRow | undefined): Order | null => (row ? orderFrom(row) : null);
  return {
    /** How many there are, numbers having no gaps, and when the newest came. */
    extent(): { readonly orders: number; readonly lastOrderAt: EpochMs | null } {
      const last = newest.get(Number.MAX_SAFE_INTEGER, 1);
      return { orders: last?.number ?? 0, lastOrderAt: last?.placed_at ?? null };
    },
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
    setOrder({
      number,
      state,
      startedAt,
      readyAt,
      revision,
      payment,
    }: Extract<Change, { set: 'order' }>) {
      if (state !== undefined) setState.run(state, number);
      if (startedAt !== undefined) setStarted.run(startedAt, number);
      if (readyAt !== undefined) setReady.run(readyAt, number);
      if (revision !== undefined) setRevision.run(revision, number);
      if (payment !== undefined)
        setPayment.run(
          payment.method,
          payment.tip,
          payment.amount,
          payment.tax,
          payment.at,
          number,
        );
    },
    editOrder(number: number, { waiter, ...fields }: OrderEdit) {
      if (waiter !== undefined) setWaiter.run(waiter?.id ?? null, waiter?.name ?? null, number);
      for (const [field, value] of Object.entries(fields)) edits.get(field)?.run(value, number);
    },
    setLine({ orderNumber, no, state, voided, reason, comp }: Extract<Change, { set: 'line' }>) {
      if (state !== undefined) setLineState.run(state, orderNumber, no);
      if (voided !== undefined) setVoided.run(voided, reason ?? null, orderNumber, no);
      if (comp !== undefined) setComp.run(comp, orderNumber, no);
    },
    withGuests: (beforeDay: string, limit: number): readonly number[] =>
      withGuests.all(beforeDay, limit),
    forgetGuest: (number: number): void => void forgetGuest.run(number),
    billedPartsOf: (number: number): readonly Order[] => billedPartsOf.all(number).map(orderFrom),
    partsOf: (number: number): readonly Order[] => partsOf.all(number).map(orderFrom),
    /** Behind this one. */
    liveNumbers: (fromDay: string, after: number): readonly number[] =>
      liveNumbers.all(fromDay, after),
    ofNumbers: (numbers: readonly number[]): readonly Order[] =>
      ofNumbers.all(JSON.stringify(numbers)).map(orderFrom),
    byNumber: (number: number) => one(byNumber.get(number)),
    byFolio: (day: string, folio: number) => one(byFolio.get(day, folio)),
    byJob: (jobId: string) => one(byJob.get(Number(jobId))),
    newest: (limit: number, before: number | null): readonly Order[] =>
      newest.all(before ?? Number.MAX_SAFE_INTEGER, limit).map(orderFrom),
    newestOf: (sender: string, limit: number, before: number | null): readonly Order[] =>
      newestOf.all(sender, before ?? Number.MAX_SAFE_INTEGER, limit).map(orderFrom),
    /** `sender`: of its orders; null: of all. */
    count: (sender: string | null): number =>
      (sender === null ? count.get() : countOf.get(sender)) ?? 0,
    linesOf: (orderNumber: number): readonly OrderLine[] => linesOf.all(orderNumber).map(lineFrom),
    /** Both for a crowd of orders at once, by the order's number. */
    linesOfMany: (orderNumbers: readonly number[]): ReadonlyMap<number, readonly OrderLine[]> =>
      groupedBy(linesOfMany.all(JSON.stringify(orderNumbers)), (row) => row.order_number, lineFrom),
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

function orderFrom(row: OrderRow): Order {
  return {
    id: row.id,
    number: row.number,
    day: row.day,
    folio: row.folio,
    type: row.type as OrderType,
    state: row.state as OrderState,
    table: row.table_name,
    customer: row.customer,
    address: row.address,
    phone: row.phone,
    covers: row.covers,
    note: row.note,
    placedBy: row.placed_by,
    placedAt: row.placed_at,
    startedAt: row.started_at,
    readyAt: row.ready_at,
    waiter: row.waiter_id === null ? null : { id: row.waiter_id, name: row.waiter ?? '' },
    revision: row.revision,
    mergedInto: row.merged_into,
    payment:
      row.payment === null
        ? null
        : {
            method: row.payment as PaymentMethod,
            amount: row.charged ?? 0,
            tax: row.tax ?? 0,
            tip: row.tip ?? 0,
            at: row.closed_at ?? row.placed_at,
          },
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
