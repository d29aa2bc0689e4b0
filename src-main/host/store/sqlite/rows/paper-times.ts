/**
 * How long papers took. These figures are asked every few seconds, so they are kept in memory: the
 * day's papers are read from the tables once, and after that only the events since the last
 * question are read. Every paper counts, however many wait, and a question costs only the new
 * papers.
 */
import type { Database } from 'better-sqlite3';
import { LOAD_WINDOW_MS } from '../../../../../src-shared/model/operations/alerts';
import { summariseTimes } from '../../../domain/operations/time-summary';
import type { TimeSummary } from '../../../domain/operations/time-summary';
import { HAS_REAL_PRINTER, SAMPLES } from '../row-tools/real-printers';

export type DayPaper = { readonly meanMs: number; readonly p95Ms: number; readonly lastAt: number };

type PaperRow = {
  at: number;
  /** From the send to the paper. */
  tookMs: number;
  /** From the moment it was queued at this printer to the paper. */
  waitedMs: number;
  day: string | null;
  /** 1: a ticket of an order, and no reprint. */
  counts: number;
  /** 1: it came out of a sample printer. */
  sample: number;
};

/** What is kept between two questions. `seq` is the last event that is in it. */
type Kept = {
  seq: number;
  recent: { readonly at: number; readonly waitedMs: number; readonly isSample: boolean }[];
  today: { readonly day: string; readonly real: DaySum; readonly all: DaySum } | null;
};
type DaySum = { readonly sum: TimeSummary; lastAt: number | null };

const COLUMNS = `j.settled_at AS at, j.settled_at - t.opened_at AS tookMs, j.settled_at - j.queued_at AS waitedMs, o.day AS day,
  t.kind IN ('order', 'addition', 'change') AND iif(json_valid(j.mark), json_extract(j.mark, '$.kind'), '') <> 'reprint' AS counts,
  j.printer_id IN (${SAMPLES}) AS sample`;
/** At a start this many of the newest events are looked through for those of the last minutes. */
const MOST_LOOKED_AT = 20_000;
const OUT = `IN ('printed', 'sent')`;

export function paperTimes(db: Database) {
  const ofDay = db.prepare<[string], PaperRow>(
    `SELECT ${COLUMNS} FROM orders o JOIN tickets t ON t.order_number = o.number JOIN print_jobs j ON j.ticket_seq = t.seq
     WHERE o.day = +? AND j.state ${OUT}`,
  );
  // By the event's own state: a paper that was unsure and then confirmed has two events, and came
  // out once. CROSS JOIN keeps the order of the tables: the events first, then each paper by its
  // key.
  const since = db.prepare<[number], PaperRow & { seq: number }>(
    `SELECT e.seq, ${COLUMNS} FROM events e CROSS JOIN print_jobs j ON j.seq = CAST(iif(json_valid(e.body), json_extract(e.body, '$.jobId'), NULL) AS INTEGER)
     CROSS JOIN tickets t ON t.seq = j.ticket_seq LEFT JOIN orders o ON o.number = t.order_number
     WHERE e.seq > ? AND e.kind = 'printJob.settled' AND iif(json_valid(e.body), json_extract(e.body, '$.state'), NULL) ${OUT} ORDER BY e.seq`,
  );
  const lastSeq = db.prepare<[], number | null>('SELECT max(seq) FROM events').pluck();
  const newestFirst = db.prepare<[], { seq: number; at: number }>(
    'SELECT seq, at FROM events ORDER BY seq DESC',
  );
  const hasRealPrinter = db.prepare<[], number>(HAS_REAL_PRINTER).pluck();
  let kept: Kept | null = null;

  /** The last event that is too old for the figure of the last minutes. */
  function tooOld(): number {
    let newestAt: number | null = null;
    let looked = 0;
    for (const { seq, at } of newestFirst.iterate()) {
      newestAt ??= at;
      // Times do not fall evenly where the clock was set: the count ends the search.
      if (at < newestAt - LOAD_WINDOW_MS || ++looked > MOST_LOOKED_AT) return seq;
    }
    return 0;
  }

  function count(
    today: NonNullable<Kept['today']>,
    { at, tookMs, day, counts, sample }: PaperRow,
  ): void {
    if (day !== today.day || counts === 0) return;
    for (const of of sample === 1 ? [today.all] : [today.all, today.real]) {
      of.lastAt = Math.max(of.lastAt ?? at, at);
      // The clock was set back meanwhile: how long it took is not known.
      if (tookMs >= 0) of.sum.add(tookMs);
    }
  }

  function follow(): Kept {
    const state: Kept = (kept ??= { seq: tooOld(), recent: [], today: null });
    for (const row of since.all(state.seq)) {
      if (row.waitedMs >= 0)
        state.recent.push({ at: row.at, waitedMs: row.waitedMs, isSample: row.sample === 1 });
      if (state.today) count(state.today, row);
    }
    state.seq = Math.max(state.seq, lastSeq.get() ?? 0);
    return state;
  }

  return {
    /**
     * Every paper of the day that is out (`real-printers.ts`): mean, p95 to within 5 %, and when
     * the last came out. Null before the first.
     */
    ofDay(day: string): DayPaper | null {
      const state = follow();
      if (state.today?.day !== day) {
        const today = {
          day,
          real: { sum: summariseTimes(), lastAt: null },
          all: { sum: summariseTimes(), lastAt: null },
        };
        for (const row of ofDay.iterate(day)) count(today, row);
        state.today = today;
      }
      const { sum, lastAt } =
        hasRealPrinter.get() === undefined ? state.today.all : state.today.real;
      if (lastAt === null) return null;
      const spread = sum.spread;
      return { meanMs: spread?.mean ?? 0, p95Ms: spread?.p95 ?? 0, lastAt };
    },
    /** Mean of the last minutes, from queued to out; null: nothing came out. */
    recentMeanMs(now: number): number | null {
      const state = follow();
      // A later time than now is of a clock that was ahead.
      state.recent = state.recent.filter(({ at }) => at >= now - LOAD_WINDOW_MS && at <= now);
      const hasReal = hasRealPrinter.get() !== undefined;
      const counted = hasReal ? state.recent.filter(({ isSample }) => !isSample) : state.recent;
      if (counted.length === 0) return null;
      return counted.reduce((sum, { waitedMs }) => sum + waitedMs, 0) / counted.length;
    },
    /** After a rollback: events that were read may not exist any more. */
    forget(): void {
      kept = null;
    },
  };
}
