/**
 * Reads the audit in pages, newest first, and finds past orders.
 *
 * Orders are found by folio, table, customer or waiter.
 */
import type { Database } from 'better-sqlite3';
import type { Event } from '../../../../../src-shared/events/events';
import { plainName } from '../../../../../src-shared/text/plain-name';
import { PAPERS_PAGE } from '../../../../../src-shared/screen-api/messages';
import { daysOf, FIND_PAGE } from '../../../../../src-shared/queries/reports';
import type {
  AuditAsk,
  AuditFilter,
  AuditPage,
  FindAsk,
  FoundOrder,
} from '../../../../../src-shared/queries/reports';
import { eventFrom } from '../row-tools/stored-event';

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

export function pastReader(db: Database) {
  db.function('plain_name', { deterministic: true }, (name: unknown) => plainName(String(name)));
  // Every entry is read: times do not decrease evenly if the clock was set, so an old entry does
  // not end the search.
  const audited = `FROM events WHERE hand IS NOT NULL AND seq < @before AND at >= @first AND at < @after
    AND (@kind IS NULL OR kind = @kind) AND (@by IS NULL OR plain_name(hand) = @by)`;
  const entries = db.prepare<[AuditRange], { seq: number; hand: string; body: string }>(
    `SELECT seq, hand, body ${audited} ORDER BY seq DESC`,
  );
  const entryCount = db.prepare<[AuditRange], number>(`SELECT count(*) ${audited}`).pluck();
  const ofDay = db.prepare<[string], OrderRow>(
    'SELECT number, day, folio, table_name, customer, waiter, state, placed_at FROM orders WHERE day = ? ORDER BY folio DESC',
  );
  const ofPrinter = db
    .prepare<[number, string, number], number>(
      `SELECT seq FROM print_jobs WHERE seq < ? AND printer_id = ? AND state IN ('printed', 'sent') ORDER BY seq DESC LIMIT ?`,
    )
    .pluck();

  /** Matching orders, newest first. */
  function* found({ text, span, before }: FindAsk, breathe: () => void): Generator<FoundOrder> {
    const wanted = plainName(text);
    const number = /^\d+$/.test(text) ? Number(text) : null;
    for (const day of daysOf(span).toReversed()) {
      breathe();
      if (before && day > before.day) continue;
      for (const row of ofDay.all(day)) {
        if (before && day === before.day && row.folio >= before.folio) continue;
        const isIt =
          wanted === '' ||
          row.folio === number ||
          row.number === number ||
          [row.table_name, row.customer, row.waiter].some(
            (one) => one !== null && plainName(one).includes(wanted),
          );
        if (!isIt) continue;
        const { table_name: table, placed_at: placedAt, state, ...order } = row;
        yield { ...order, table, placedAt, state: state as FoundOrder['state'] };
      }
    }
  }

  return {
    papers: (printer: string, before: number | null): readonly number[] =>
      ofPrinter.all(before ?? Number.MAX_SAFE_INTEGER, printer, PAPERS_PAGE),

    audit({ limit, ...ask }: AuditAsk, breathe: () => void): AuditPage {
      const page: Event[] = [];
      let last: number | null = null;
      for (const { seq, hand, body } of entries.iterate(rangeOf(ask))) {
        breathe();
        if (page.length === limit) return { entries: page, next: last };
        last = seq;
        const event = eventFrom(body);
        if (event) page.push(withHand(event, hand));
      }
      return { entries: page, next: null };
    },

    auditCount(filter: AuditFilter, breathe: () => void): number {
      breathe();
      return entryCount.get(rangeOf({ ...filter, before: null })) ?? 0;
    },

    find(ask: FindAsk, breathe: () => void): readonly FoundOrder[] {
      const page: FoundOrder[] = [];
      for (const order of found(ask, breathe)) {
        page.push(order);
        if (page.length === FIND_PAGE) break;
      }
      return page;
    },

    foundCount(ask: FindAsk, breathe: () => void): number {
      let count = 0;
      for (const _ of found({ ...ask, before: null }, breathe)) count++;
      return count;
    },
  };
}

type AuditRange = {
  readonly before: number;
  readonly first: number;
  readonly after: number;
  readonly kind: string | null;
  readonly by: string | null;
};

function rangeOf({ before, kind, by, from, to }: Omit<AuditAsk, 'limit'>): AuditRange {
  return {
    before: before ?? Number.MAX_SAFE_INTEGER,
    first: from === null ? Number.MIN_SAFE_INTEGER : startOf(from, 0),
    after: to === null ? Number.MAX_SAFE_INTEGER : startOf(to, 1),
    kind,
    by: by === null ? null : plainName(by),
  };
}

/** Uses the column's name: in older events the body has the id of a device. */
function withHand(event: Event, hand: string): Event {
  return hand === '' ? event : ({ ...event, by: hand } as Event);
}

/** Local midnight at the start of a calendar day, plus `later` days. */
function startOf(day: string, later: number): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later).getTime();
}
