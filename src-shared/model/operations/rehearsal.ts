/**
 * Rehearsal: a busy evening on a separate host with virtual printers. The result is compared with
 * the seeds' targets. A burst of a hundred orders, then a usual and a peak load, a minute each.
 */
import { figure } from '../../base/fault-points';

/** The seeds' load test (S88) and targets (S89, S47): limits in ms. */
export const REHEARSAL_LIMITS = {
  /** Each order, from its first byte to its answer. */
  received: 1_000,
  /** Each order, from its first byte until its papers are queued. */
  queued: 500,
  /** A hundred at once, until the last has its answer. */
  burst: 5_000,
  /** The same hundred, until the last paper is out. */
  printed: 120_000,
  /** 95 of 100 papers, at a usual and at a high load, from the order's first byte to the paper. */
  normal: 5_000,
  high: 15_000,
} as const;
export type RehearsalCheckName = keyof typeof REHEARSAL_LIMITS;

export const REHEARSAL_ORDERS = 100;
/** Duration of each of the two loads. */
export const REHEARSAL_LOAD_S = figure('rehearsal.load-s', 60);
/**
 * Share of time that the busiest printer prints. At 150 mm/s a usual paper takes a second with its
 * cut, so these are 38 and 55 tickets a minute. Beyond that paper is the limit, and no program
 * prints 95 of 100 in time.
 */
export const REHEARSAL_LOADS = { normal: 0.6, high: 0.87 } as const;
export type RehearsalLoad = 'burst' | keyof typeof REHEARSAL_LOADS;

/** service: the last orders are cooked and served. */
export type RehearsalPhase =
  'opening' | 'burst' | 'paper' | 'normal' | 'high' | 'service' | 'done' | 'failed';

export type RehearsalCheck = {
  readonly name: RehearsalCheckName;
  readonly limitMs: number;
  readonly ms: number;
  readonly isMet: boolean;
};

/**
 * Times of one kind, ms. `bins`: how many are within each of `TIME_BINS_S`, and beyond the last.
 */
export type TimeSpread = {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
  readonly bins: readonly number[];
};
export const TIME_BINS_S = [0.5, 1, 2, 3, 5, 10, 15, 30, 60, 120] as const;

/**
 * Pace of the simulated staff, s (S17): from a ticket's paper until it is cooked, and from the last
 * ticket until it is served.
 */
export type ServicePace = { readonly preparationS: number; readonly deliveryS: number };

/** Maximum of each of the two. */
export const LONGEST_PACE_S = 3_600;
/** The simulated work of the seeds (S28). */
export const DEFAULT_PACE: ServicePace = { preparationS: 3, deliveryS: 3 };

/**
 * Time from an order's first commit until it was ready, and until it was served, over all orders
 * that got that far.
 */
export type ServiceOutcome = ServicePace & {
  readonly ready: TimeSpread | null;
  readonly served: TimeSpread | null;
};

export type Rehearsal = {
  readonly phase: RehearsalPhase;
  readonly orders: number;
  readonly received: number;
  /** Refused, or not answered. */
  readonly lost: number;
  readonly papers: number;
  readonly checks: readonly RehearsalCheck[];
  /** From an order's first byte to its answer, all orders. */
  readonly answers: TimeSpread | null;
  /** From an order's first byte to each of its papers. */
  readonly paper: Readonly<Partial<Record<RehearsalLoad, TimeSpread>>>;
  /** Null if cooking and serving are not simulated. */
  readonly service: ServiceOutcome | null;
  /** Why it failed, in words. */
  readonly trouble: string | null;
};

export function checkOf(name: RehearsalCheckName, ms: number): RehearsalCheck {
  const limitMs = REHEARSAL_LIMITS[name];
  return { name, limitMs, ms: Math.round(ms), isMet: ms < limitMs };
}

/**
 * Whether this machine can handle a full evening: every order was accepted and every target met.
 */
export function isPassed({ phase, lost, checks }: Rehearsal): boolean {
  return phase === 'done' && lost === 0 && checks.length > 0 && checks.every(({ isMet }) => isMet);
}

/** Nearest-rank percentiles. Null: there are none. */
export function timeSpread(times: readonly number[]): TimeSpread | null {
  if (times.length === 0) return null;
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    Math.round(sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0);
  const bins = Array.from({ length: TIME_BINS_S.length + 1 }, () => 0);
  for (const ms of sorted) {
    const index = TIME_BINS_S.findIndex((edge) => ms <= edge * 1_000);
    const bin = index < 0 ? TIME_BINS_S.length : index;
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1), bins };
}
