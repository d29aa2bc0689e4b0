/**
 * A rehearsal: a busy evening on a host beside the restaurant's, with virtual printers, and how
 * that went against the seeds' targets. A hundred orders at once, then a usual hour's load and a
 * peak hour's, a minute each.
 */
import { figure } from '../../base/fault-points';

/** The seeds' load test (S88) and targets (S89, S47): what each may take, ms. */
export const REHEARSAL_LIMITS = {
  /** Each order, from its first byte to its answer. */
  received: 1_000,
  /** Each order, from its first byte to its papers standing in line. */
  queued: 500,
  /** A hundred at once, until the last has its answer. */
  burst: 5_000,
  /** The same hundred, until the last paper is out. */
  printed: 120_000,
  /**
   * 95 of 100 papers at a usual load, and at a high one, from the order's first byte to the paper.
   */
  normal: 5_000,
  high: 15_000,
} as const;
export type RehearsalCheckName = keyof typeof REHEARSAL_LIMITS;

export const REHEARSAL_ORDERS = 100;
/** How long each of the two loads lasts. */
export const REHEARSAL_LOAD_S = figure('rehearsal.load-s', 60);
/**
 * How much of its time the busiest printer prints. At 150 mm/s a paper of usual length takes a
 * second with its cut, so these are 38 and 55 tickets a minute: beyond, no program brings 95 of 100
 * out in time, since paper itself is the limit.
 */
export const REHEARSAL_LOADS = { normal: 0.6, high: 0.87 } as const;
export type RehearsalLoad = 'burst' | keyof typeof REHEARSAL_LOADS;

/** service: the last orders are cooked and carried. */
export type RehearsalPhase =
  'opening' | 'burst' | 'paper' | 'normal' | 'high' | 'service' | 'done' | 'failed';

export type RehearsalCheck = {
  readonly name: RehearsalCheckName;
  readonly limitMs: number;
  readonly ms: number;
  readonly isMet: boolean;
};

/**
 * Times of one kind, ms. `bins`: how many lie within each of `TIME_BINS_S`, and beyond the last.
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
 * How long the people of a rehearsal take, s (S17): from a ticket's paper until it is cooked, from
 * the last ticket until the table has it.
 */
export type ServicePace = { readonly preparationS: number; readonly deliveryS: number };

/** Each of the two, at the most. */
export const LONGEST_PACE_S = 3_600;
/** The seeds' simulated work (S28). */
export const DEFAULT_PACE: ServicePace = { preparationS: 3, deliveryS: 3 };

/**
 * From an order's first commit until all of it was ready, and until it was served; of all orders
 * that got so far.
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
  /** Null where cooking and carrying are not played. */
  readonly service: ServiceOutcome | null;
  /** Why it failed, in words. */
  readonly trouble: string | null;
};

export function checkOf(name: RehearsalCheckName, ms: number): RehearsalCheck {
  const limitMs = REHEARSAL_LIMITS[name];
  return { name, limitMs, ms: Math.round(ms), isMet: ms < limitMs };
}

/** Whether this machine bears a full evening: every order was taken and every target met. */
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
