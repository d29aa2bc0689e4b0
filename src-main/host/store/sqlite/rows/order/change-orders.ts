/** Changes orders and lines that are stored. */
import type { Database } from 'better-sqlite3';
import type { OrderEdit } from '../../../../../../src-shared/model/order';
import type { Change } from '../../../../domain/engine/rule';

/** Columns of the fields that an edit may change. */
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

export function orderChanges(db: Database) {
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
  const forgetGuest = db.prepare(
    'UPDATE orders SET customer = NULL, address = NULL, phone = NULL WHERE number = ?',
  );
  return {
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
    /** Erases the guest's data. */
    forgetGuest: (number: number): void => void forgetGuest.run(number),
  };
}
