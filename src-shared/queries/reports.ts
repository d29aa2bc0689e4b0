/**
 * Reports and history: sales, times, the day's curve, the till since the last Z, the audit, old
 * orders. A separate thread reads them from the same tables, so that no order waits for a report.
 * Money in the currency's smallest unit, times in ms.
 */
import { z } from 'zod';
import type { Event } from '../events/events';
import type { OrderState } from '../model/order';
import type { BusinessDay, EpochMs, Id, OrderType } from '../base/vocabulary';
import { Day } from '../model/till';
import type { TillReport, NamedTotal, Shift, Total } from '../model/till';

/** Longest span of one report, days. */
export const REPORT_DAYS = 400;

/** Business days, both ends included. */
export const Span = z
  .strictObject({ from: Day, to: Day })
  .refine(({ from, to }) => from <= to && daysBetween(from, to) <= REPORT_DAYS, {
    error: `va de un día a otro, a lo sumo ${REPORT_DAYS} días`,
  });
export type Span = z.infer<typeof Span>;

export function daysBetween(from: BusinessDay, to: BusinessDay): number {
  return Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / 86_400_000);
}

/** Every business day of a span, in order. */
export function daysOf({ from, to }: Span): readonly BusinessDay[] {
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, index) =>
    new Date(Date.parse(`${from}T00:00Z`) + index * 86_400_000).toISOString().slice(0, 10),
  );
}

/**
 * Sales at the menu's prices, without voids and comps; void orders are not counted. Largest amount
 * first.
 */
export type SalesReport = {
  readonly span: Span;
  readonly orders: Total;
  readonly covers: number;
  readonly pieces: number;
  /** Pieces without a price on the menu. */
  readonly unpriced: number;
  readonly byDish: readonly (NamedTotal & { readonly category: string })[];
  readonly byCategory: readonly NamedTotal[];
  /** By wall-clock hour of placing, 0 to 23; all 24. */
  readonly byHour: readonly Total[];
  /** The name at that time; '' if no person was logged in. */
  readonly byWaiter: readonly NamedTotal[];
  readonly byType: readonly (Total & { readonly type: OrderType })[];
  readonly byDay: readonly (Total & { readonly day: BusinessDay })[];
  /** Voids and comps with their reasons; '' if none was given. */
  readonly voids: readonly NamedTotal[];
  readonly comps: readonly NamedTotal[];
};

/** `median` and `p95` to within 5 %. */
export type Spread = {
  readonly count: number;
  readonly mean: number;
  readonly median: number;
  readonly p95: number;
};
export type TimesReport = {
  readonly span: Span;
  readonly stations: readonly {
    readonly station: string;
    /** From the dispatch to its first printed paper; null: none was printed. */
    readonly paper: Spread | null;
    /** From the dispatch to a cook's "ready"; null: the station has no screen. */
    readonly cooking: Spread | null;
  }[];
};

/** A business day in steps of 15 minutes, from its first to its last order. */
export const CHART_STEP_MS = 15 * 60_000;
export type DayChart = {
  readonly day: BusinessDay;
  readonly steps: readonly {
    readonly from: EpochMs;
    readonly orders: number;
    readonly meanMs: number | null;
    readonly p95Ms: number | null;
  }[];
};

export const AUDIT_PAGE = 100;
export const AuditAsk = z.strictObject({
  /** Older than this one; null: from the newest. */
  before: z.int().nullable().default(null),
  kind: z.string().max(40).nullable().default(null),
  by: z.string().max(80).nullable().default(null),
  from: Day.nullable().default(null),
  to: Day.nullable().default(null),
  limit: z.int().min(1).max(10_000).default(AUDIT_PAGE),
});
export type AuditAsk = z.infer<typeof AuditAsk>;
/** The filter of an audit query, without paging. */
export type AuditFilter = Omit<AuditAsk, 'before' | 'limit'>;
/** Newest first. `next`: where the next page begins; null: the last page. */
export type AuditPage = { readonly entries: readonly Event[]; readonly next: number | null };

/** One page of orders found, newest first. */
export const FIND_PAGE = 100;
export const FindAsk = z.strictObject({
  text: z.string().trim().max(80),
  span: Span,
  /** Older than this one, the last of the previous page. */
  before: z.strictObject({ day: Day, folio: z.int() }).nullish(),
});
export type FindAsk = z.infer<typeof FindAsk>;
export type FoundOrder = {
  readonly number: number;
  readonly day: BusinessDay;
  readonly folio: number;
  readonly table: string | null;
  readonly customer: string | null;
  readonly waiter: string | null;
  readonly state: OrderState;
  readonly placedAt: EpochMs;
};
/** One page of Zs, newest first. */
export const SHIFTS_PAGE = 100;

export type Reports = {
  sales: { ask: { readonly span: Span }; answer: SalesReport };
  times: { ask: { readonly span: Span }; answer: TimesReport };
  chart: { ask: { readonly day: BusinessDay }; answer: DayChart };
  cut: { ask: { readonly now: EpochMs }; answer: TillReport };
  /**
   * Numbers of a printer's last printed papers, newest first, one page at a time; `before`: older
   * than that print.
   */
  papers: {
    ask: { readonly printer: Id; readonly before?: number | null | undefined };
    answer: readonly number[];
  };
  /** Newest first, one page at a time; `before`: older than that Z. */
  shifts: { ask: { readonly before?: number | null | undefined }; answer: readonly Shift[] };
  shiftCount: { ask: Record<never, never>; answer: number };
  audit: { ask: { readonly audit: AuditAsk }; answer: AuditPage };
  /** Number of entries on all pages. */
  auditCount: { ask: { readonly audit: AuditFilter }; answer: number };
  find: { ask: { readonly find: FindAsk }; answer: readonly FoundOrder[] };
  /** Number of orders on all pages. */
  foundCount: { ask: { readonly find: FindAsk }; answer: number };
};
export type ReportName = keyof Reports;
export type ReportQuery<N extends ReportName = ReportName> = {
  [K in N]: { readonly name: K } & Reports[K]['ask'];
}[N];
