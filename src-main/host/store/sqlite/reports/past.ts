/** The audit, newest first and a page at a time, and orders of the past found again by folio, table, customer or waiter. */
import type { Database } from 'better-sqlite3';
import type { Event } from '../../../../../src-shared/events';
import { plainName } from '../../../../../src-shared/plain-name';
import { daysOf, FIND_MAX } from '../../../../../src-shared/reports';
import type { AuditAsk, AuditPage, FindAsk, FoundOrder } from '../../../../../src-shared/reports';

type OrderRow = {
  number: number;
  day: string;
  folio: number;
  table_name: string | null;
  customer: string | null;
  waiter: string | null;
  state: string;
  placed_at: number;
};

const PAPERS_LOOKED_AT = 5_000;
const PAPERS_SHOWN = 8;

export function pastReader(db: Database) {
  const audited = db.prepare<[number], { seq: number; at: number; kind: string; hand: string; body: string }>(
    'SELECT seq, at, kind, hand, body FROM events WHERE hand IS NOT NULL AND seq < ? ORDER BY seq DESC',
  );
  const ofDay = db.prepare<[string], OrderRow>(
    'SELECT number, day, folio, table_name, customer, waiter, state, placed_at FROM orders WHERE day = ? ORDER BY folio DESC',
  );

  // Among the newest of all: a printer that has printed none of those has been silent for a long time.
  const ofPrinter = db
    .prepare<[number, string, number], number>(
      `SELECT seq FROM (SELECT * FROM print_jobs ORDER BY seq DESC LIMIT ?) WHERE printer_id = ? AND state IN ('printed', 'sent') LIMIT ?`,
    )
    .pluck();

  return {
    papers: (printer: string): readonly number[] => ofPrinter.all(PAPERS_LOOKED_AT, printer, PAPERS_SHOWN),

    audit({ before, kind, by, from, to, limit }: AuditAsk, breathe: () => void): AuditPage {
      const entries: Event[] = [];
      const first = from === null ? -Infinity : startOf(from, 0);
      const after = to === null ? Infinity : startOf(to, 1);
      let last: number | null = null;
      for (const row of audited.iterate(before ?? Number.MAX_SAFE_INTEGER)) {
        breathe();
        if (row.at < first) break;
        if (entries.length === limit) return { entries, next: last };
        last = row.seq;
        if (row.at >= after || (kind !== null && row.kind !== kind) || (by !== null && plainName(row.hand) !== plainName(by)))
          continue;
        entries.push(withHand(JSON.parse(row.body) as Event, row.hand));
      }
      return { entries, next: null };
    },

    find({ text, span }: FindAsk, breathe: () => void): readonly FoundOrder[] {
      const wanted = plainName(text);
      const number = /^\d+$/.test(text) ? Number(text) : null;
      const found: FoundOrder[] = [];
      for (const day of daysOf(span).toReversed()) {
        breathe();
        for (const row of ofDay.all(day)) {
          const isIt =
            wanted === '' ||
            row.folio === number ||
            row.number === number ||
            [row.table_name, row.customer, row.waiter].some((one) => one !== null && plainName(one).includes(wanted));
          if (!isIt) continue;
          const { table_name: table, placed_at: placedAt, state, ...order } = row;
          found.push({ ...order, table, placedAt, state: state as FoundOrder['state'] });
          if (found.length === FIND_MAX) return found;
        }
      }
      return found;
    },
  };
}

/** The column has a name also where an older event's body has the id of a device. */
function withHand(event: Event, hand: string): Event {
  return hand === '' ? event : ({ ...event, by: hand } as Event);
}

/** Local midnight at which a calendar day begins, so many days on. */
function startOf(day: string, later: number): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later).getTime();
}
