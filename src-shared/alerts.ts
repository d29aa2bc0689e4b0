/** What somebody at the counter should know: alerts, and the figures from which the host watches for them. */
import { z } from 'zod';
import type { EpochMs, Id } from './vocabulary';

/**
 * printer: one is away, its tickets go down their chain. queue: too many papers wait. slow: they take too long. backup: the last one failed, or is too old.
 * database: it is damaged, or lost something. mail: letters were given up. disk: it is nearly full. log: something reads the
 * database for so long that what is written cannot be put in its place.
 */
export const AlertKind = z.enum(['printer', 'queue', 'slow', 'backup', 'database', 'mail', 'disk', 'log']);
export type AlertKind = z.infer<typeof AlertKind>;

export type Alert = {
  readonly seq: number;
  readonly kind: AlertKind;
  /** The printer it is about. */
  readonly subject: Id | null;
  /** What was measured and what it should stay under: papers, ms, bytes, hours, by the kind. */
  readonly figure: number | null;
  readonly limit: number | null;
  /** A cause's word where there is one. */
  readonly cause: string | null;
  readonly raisedAt: EpochMs;
  /** When it was over; null: it goes on. */
  readonly endedAt: EpochMs | null;
  /** Who has read it. */
  readonly seenBy: string | null;
};

const Limit = z.int().min(1).max(10_000);

/** The seeds' rules: more than 15 papers in line, more than 10 s a paper, a printer that is down; and what the program does by itself. */
export const WatchRules = z.strictObject({
  /** Null: nobody is told. */
  queue: Limit.nullable(),
  slowS: Limit.nullable(),
  printer: z.boolean(),
  turbo: z
    .strictObject({
      /** Turbo goes on where the queue or the time passes its limit, and off again below these two. */
      automatic: z.boolean(),
      offQueue: Limit,
      offSlowS: Limit,
    })
    .readonly(),
});
export type WatchRules = z.infer<typeof WatchRules>;

export const USUAL_WATCH: WatchRules = {
  queue: 15,
  slowS: 10,
  printer: true,
  turbo: { automatic: true, offQueue: 5, offSlowS: 3 },
};

/** Papers that wait in all lanes, and how long the last ones took from being queued to being out. */
export type Load = {
  readonly waiting: number;
  /** Over the last `LOAD_WINDOW_MS`; null: none came out. */
  readonly meanMs: number | null;
};
export const LOAD_WINDOW_MS = 5 * 60_000;
