/** Reads how long printing and cooking took: by station, and by 15 minutes of a day. */
import type { Database } from 'better-sqlite3';
import { CHART_STEP_MS, daysOf } from '../../../../../src-shared/queries/reports';
import type { DayChart, Span, TimesReport } from '../../../../../src-shared/queries/reports';
import { summariseTimes } from '../../../domain/operations/time-summary';
import type { TimeSummary } from '../../../domain/operations/time-summary';
import { LEFT_OUT } from '../row-tools/real-printers';

/** The first finished print, at any real printer; NULL: there is none. */
const PAPER_AT = `(SELECT min(j.settled_at) FROM print_jobs j WHERE j.ticket_seq = t.seq AND j.state IN ('printed', 'sent')
  AND j.printer_id NOT IN (${LEFT_OUT}))`;
const OF_DAY = `FROM orders o JOIN tickets t ON t.order_number = o.number WHERE o.day = ? AND t.kind IN ('order', 'addition', 'change')`;

const DAY_MS = 86_400_000;

type TimeRow = { station_id: string; paper: number | null; cooking: number | null };

export function timesReader(db: Database) {
  const times = db.prepare<[string], TimeRow>(
    `SELECT t.station_id, ${PAPER_AT} - t.opened_at AS paper,
       iif(t.state = 'bumped' AND t.moved_at IS NOT NULL, t.moved_at - t.opened_at, NULL) AS cooking ${OF_DAY}`,
  );
  const placed = db.prepare<[string], number>('SELECT placed_at FROM orders WHERE day = ?').pluck();
  const papers = db.prepare<[string], { at: number; ms: number | null }>(
    `SELECT t.opened_at AS at, ${PAPER_AT} - t.opened_at AS ms ${OF_DAY}`,
  );
  const stations = db.prepare<[], { id: string; name: string }>(
    'SELECT id, name FROM stations ORDER BY position, rowid',
  );

  return {
    times(span: Span, breathe: () => void): TimesReport {
      const sums = new Map<
        string,
        { readonly paper: TimeSummary; readonly cooking: TimeSummary }
      >();
      for (const day of daysOf(span)) {
        breathe();
        for (const row of times.iterate(day)) {
          const sum = sums.get(row.station_id) ?? {
            paper: summariseTimes(),
            cooking: summariseTimes(),
          };
          sums.set(row.station_id, sum);
          if (isKnown(row.paper)) sum.paper.add(row.paper);
          if (isKnown(row.cooking)) sum.cooking.add(row.cooking);
        }
      }
      return {
        span,
        stations: stations.all().flatMap(({ id, name }) => {
          const sum = sums.get(id);
          return sum
            ? [{ station: name, paper: sum.paper.spread, cooking: sum.cooking.spread }]
            : [];
        }),
      };
    },

    chart(day: string): DayChart {
      // A time months away (a clock that was set, a damaged row) does not belong to the day's
      // curve.
      const isNear = (at: number): boolean => Math.abs(at - Date.parse(day)) < 3 * DAY_MS;
      const stepOf = (at: number): number => Math.floor(at / CHART_STEP_MS);
      const orders = new Map<number, number>();
      for (const at of placed.iterate(day))
        if (isNear(at)) orders.set(stepOf(at), (orders.get(stepOf(at)) ?? 0) + 1);
      const waits = new Map<number, TimeSummary>();
      for (const { at, ms } of papers.iterate(day)) {
        if (!isNear(at)) continue;
        const sum = waits.get(stepOf(at)) ?? summariseTimes();
        waits.set(stepOf(at), sum);
        if (isKnown(ms)) sum.add(ms);
      }
      const all = [...orders.keys(), ...waits.keys()];
      if (all.length === 0) return { day, steps: [] };
      const first = all.reduce((a, b) => Math.min(a, b));
      const last = all.reduce((a, b) => Math.max(a, b));
      return {
        day,
        steps: Array.from({ length: last - first + 1 }, (_, index) => {
          const step = first + index;
          const wait = waits.get(step)?.spread ?? null;
          return {
            from: step * CHART_STEP_MS,
            orders: orders.get(step) ?? 0,
            meanMs: wait?.mean ?? null,
            p95Ms: wait?.p95 ?? null,
          };
        }),
      };
    },
  };
}

/** A negative duration means that the clock was set back meanwhile: it is unknown. */
function isKnown(ms: number | null): ms is number {
  return ms !== null && ms >= 0;
}
