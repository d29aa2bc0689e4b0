/**
 * Measures how long prints took, in memory.
 *
 * The figures are queried every few seconds. The day's prints are read from the tables once; each
 * query then reads only the events since the last one, so its cost does not depend on how many
 * prints wait.
 */
import type { Database } from 'better-sqlite3';
import { LOAD_WINDOW_MS } from '../../../../../src-shared/model/operations/alerts';
import { summariseTimes } from '../../../domain/operations/time-summary';
import type { TimeSummary } from '../../../domain/operations/time-summary';
import { HAS_REAL_PRINTER, SAMPLES } from '../row-tools/real-printers';

export type DayPaper = { readonly meanMs: number; readonly p95Ms: number; readonly lastAt: number };

type PaperRow = {
  at: number;
  /** From the dispatch to the end of the print, ms. */
  tookMs: number;
  /** From being queued at this printer to the end of the print, ms. */
  waitedMs: number;
  day: string | null;
  /** 1: the first print of an order's ticket. */
  counts: number;
  /** 1: the printer is a sample. */
  sample: number;
};

/** State between two queries. `seq` is the last event that it includes. */
type Kept = {
  seq: number;
  recent: { readonly at: number; readonly waitedMs: number; readonly isSample: boolean }[];
  today: { readonly day: string; readonly real: DaySum; readonly all: DaySum } | null;
};
type DaySum = { readonly sum: TimeSummary; lastAt: number | null };

const COLUMNS = `j.settled_at AS at, j.settled_at - t.opened_at AS tookMs, j.settled_at - j.queued_at AS waitedMs, o.day AS day,
  t.kind IN ('order', 'addition', 'change') AND iif(json_valid(j.mark), json_extract(j.mark, '$.kind'), '') <> 'reprint' AS counts,
  j.printer_id IN (${SAMPLES}) AS sample`;
/** At a start this many of the newest events are searched for those of the last minutes. */
const MOST_LOOKED_AT = 20_000;
const OUT = `IN ('printed', 'sent')`;

export function paperTimes(db: Database) {
  const ofDay = db.prepare<[string], PaperRow>(
    `SELECT ${COLUMNS} FROM orders o JOIN tickets t ON t.order_number = o.number JOIN print_jobs j ON j.ticket_seq = t.seq
     WHERE o.day = +? AND j.state ${OUT}`,
  );
  // The state is read from the event: a print that was unsure and then confirmed has two events and
  // was printed once. CROSS JOIN keeps the order of the tables: events first, then each print by
  // its key.
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

  /** The last event that is too old for the mean of the last minutes. */
  function tooOld(): number {
    let newestAt: number | null = null;
    let looked = 0;
    for (const { seq, at } of newestFirst.iterate()) {
      newestAt ??= at;
      // Times do not decrease evenly if the clock was set, so the count ends the search.
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
      // The clock was set back meanwhile: the duration is unknown.
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
     * The day's finished prints (`real-printers.ts`): mean, p95 to within 5 %, and the time of the
     * last. Null before the first.
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
    /** Mean of the last minutes, from queued to printed; null: nothing was printed. */
    recentMeanMs(now: number): number | null {
      const state = follow();
      // A time in the future comes from a clock that was ahead.
      state.recent = state.recent.filter(({ at }) => at >= now - LOAD_WINDOW_MS && at <= now);
      const hasReal = hasRealPrinter.get() !== undefined;
      const counted = hasReal ? state.recent.filter(({ isSample }) => !isSample) : state.recent;
      if (counted.length === 0) return null;
      return counted.reduce((sum, { waitedMs }) => sum + waitedMs, 0) / counted.length;
    },
    /** Call after a rollback: events that were read may not exist. */
    forget(): void {
      kept = null;
    },
  };
}
