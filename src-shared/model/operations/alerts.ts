/** Alerts: their kinds, the table of their behaviour, and the limits that raise them. */
import { z } from 'zod';
import type { EpochMs, Id } from '../../base/vocabulary';
import { figure } from '../../base/fault-points';

/**
 * printer: one is away, its tickets fail over. queue: too many papers are queued. slow: they take
 * too long. paper: a working printer is so far behind that only another printer would help. stuck:
 * a working printer gets none of its queued papers, which is a fault of this program. backup: the
 * last one failed. old_backup: the last good one is too old. database: it is damaged, or lost data.
 * mail: messages were abandoned. disk: it is nearly full. log: a long read of the database prevents
 * the checkpoint of its log. clock: the machine's clock jumped. flood: a source sends more than is
 * accepted. store: orders could not be stored, or the disk failed once and the database was
 * reopened; the cause says which.
 */
export const AlertKind = z.enum([
  'printer',
  'queue',
  'slow',
  'paper',
  'stuck',
  'backup',
  'old_backup',
  'database',
  'mail',
  'disk',
  'log',
  'clock',
  'flood',
  'store',
]);
export type AlertKind = z.infer<typeof AlertKind>;

export type Alert = {
  readonly seq: number;
  readonly kind: AlertKind;
  /** The printer it is about. */
  readonly subject: Id | null;
  /**
   * The measured value, and its limit (a disk's free space: minimum): papers, ms, bytes or refusals
   * a minute, by kind.
   */
  readonly figure: number | null;
  readonly limit: number | null;
  /** A word for the cause, if any; for a flood its source. */
  readonly cause: string | null;
  readonly raisedAt: EpochMs;
  /** When it ended; null: active. */
  readonly endedAt: EpochMs | null;
  /** The person who acknowledged it. */
  readonly seenBy: string | null;
};

const Limit = z.int().min(1).max(10_000);

/**
 * Kinds that are mailed by default: those that an absent owner should know. Printers run out of
 * paper every evening, and their tickets have messages of their own.
 */
export const MAILED_BY_DEFAULT: readonly AlertKind[] = [
  'stuck',
  'backup',
  'old_backup',
  'database',
  'disk',
  'store',
];

/**
 * Limits from the seeds: more than 15 queued papers, more than 10 s a paper, a printer that is
 * down; and automatic actions.
 */
export const AlertRules = z.strictObject({
  /** Null: no alert. */
  queue: Limit.nullable(),
  slowS: Limit.nullable(),
  /**
   * Seconds of queued paper at a working printer. Beyond this, paper is the limit and more
   * processes do not help.
   */
  paperS: Limit.nullable().default(30),
  /**
   * Moves queued tickets to their stations' next printer automatically, or only on a person's
   * request.
   */
  relief: z.enum(['offered', 'automatic']).default('offered'),
  printer: z.boolean(),
  /** Kinds of alerts that are mailed, if mail is set up. */
  mailed: z
    .array(AlertKind)
    // Failing mail cannot be reported by mail.
    .refine((kinds) => !kinds.includes('mail') && new Set(kinds).size === kinds.length, {
      error: 'cada aviso una vez, y no el del correo',
    })
    .default([...MAILED_BY_DEFAULT]),
  turbo: z
    .strictObject({
      /**
       * Turbo goes on when the queue or the time passes its alert limit, and off again below these
       * two.
       */
      automatic: z.boolean(),
      offQueue: Limit,
      offSlowS: Limit,
    })
    .readonly(),
});
export type AlertRules = z.infer<typeof AlertRules>;

export const DEFAULT_ALERT_RULES: AlertRules = {
  queue: 15,
  slowS: 10,
  paperS: 30,
  relief: 'offered',
  printer: true,
  mailed: [...MAILED_BY_DEFAULT],
  turbo: { automatic: true, offQueue: 5, offSlowS: 3 },
};

/**
 * Behaviour of an alert. level: active from when a figure passes `raise` until it returns to
 * `clear`, so that a figure at its limit does not toggle the alert; `raise` null: never. state: as
 * long as its observer reports it. once: an event; it stays until a person reads it.
 */
export type AlertRule =
  | {
      readonly way: 'level';
      readonly worse: 'more' | 'less';
      readonly raise: (rules: AlertRules) => number | null;
      readonly clear: (raise: number) => number;
    }
  | { readonly way: 'state' }
  | { readonly way: 'once' };

const MIB = 1024 * 1024;
const share =
  (part: number) =>
  (raise: number): number =>
    raise * part;

export const ALERT_BEHAVIOUR: Readonly<Record<AlertKind, AlertRule>> = {
  printer: { way: 'state' },
  queue: { way: 'level', worse: 'more', raise: ({ queue }) => queue, clear: share(2 / 3) },
  slow: { way: 'level', worse: 'more', raise: ({ slowS }) => inMs(slowS), clear: share(0.7) },
  paper: { way: 'level', worse: 'more', raise: ({ paperS }) => inMs(paperS), clear: share(0.5) },
  // A claim takes milliseconds and a new worker a second or two.
  stuck: {
    way: 'level',
    worse: 'more',
    raise: () => figure('alerts.stuck-raise-ms', 60_000),
    clear: share(0.5),
  },
  backup: { way: 'state' },
  // One backup a day, plus a morning to make up for a missed one.
  old_backup: {
    way: 'level',
    worse: 'more',
    raise: () => 36 * 3_600_000,
    clear: () => 24 * 3_600_000,
  },
  database: { way: 'state' },
  mail: { way: 'once' },
  // Early enough to free space before writes are refused.
  disk: { way: 'level', worse: 'less', raise: () => 500 * MIB, clear: () => 700 * MIB },
  // Four times its usual maximum.
  log: {
    way: 'level',
    worse: 'more',
    raise: () => figure('alerts.log-raise-bytes', 128 * MIB),
    clear: () => figure('alerts.log-clear-bytes', 64 * MIB),
  },
  clock: { way: 'once' },
  // It can only be stored after it ended.
  store: { way: 'state' },
  flood: { way: 'level', worse: 'more', raise: () => 120, clear: () => 12 },
};

function inMs(seconds: number | null): number | null {
  return seconds === null ? null : seconds * 1_000;
}

/**
 * Whether a figure raises its alert: beyond `raise` for a new one, beyond `clear` for an active
 * one.
 */
export function isBeyond(
  rule: Extract<AlertRule, { way: 'level' }>,
  figure: number,
  raise: number,
  goesOn: boolean,
): boolean {
  const level = goesOn ? rule.clear(raise) : raise;
  return rule.worse === 'more' ? figure > level : figure < level;
}

/** Not over; or of kind `once` and unread. */
export function isActive({ kind, endedAt, seenBy }: Alert): boolean {
  return endedAt === null || (ALERT_BEHAVIOUR[kind].way === 'once' && seenBy === null);
}

/**
 * Whether an active alert needs an update: a new cause, or a figure that changed by a fifth of its
 * limit.
 */
export function isOutdated(told: Told, now: Told): boolean {
  if (told.cause !== now.cause || told.limit !== now.limit) return true;
  if (told.figure === null || now.figure === null) return told.figure !== now.figure;
  return Math.abs(now.figure - told.figure) >= (now.limit ?? 0) / 5 && now.figure !== told.figure;
}
type Told = Pick<Alert, 'figure' | 'limit' | 'cause'>;

/** Papers queued in all lanes, and the recent time from queued to printed. */
export type Load = {
  readonly waiting: number;
  /** Over the last `LOAD_WINDOW_MS`; null: no paper came out. */
  readonly meanMs: number | null;
  /** Each printer with a queue. */
  readonly lanes: readonly LaneLoad[];
};
/**
 * A printer's queued papers, the time that it needs for them when it works, and how long it has
 * been given none of them, ms; 0 while it prints.
 */
export type LaneLoad = {
  readonly printerId: Id;
  readonly waiting: number;
  readonly waitMs: number;
  readonly idleMs: number;
};
export const LOAD_WINDOW_MS = 5 * 60_000;

/** Readings of the machine from the health check. Null: not checked this time. */
export const MachineReadings = z.strictObject({
  freeBytes: z.number().nullable().default(null),
  logBytes: z.number().nullable().default(null),
  /** Age of the newest good backup, ms; null also if there is nothing to lose yet. */
  backupAgeMs: z.number().nullable().default(null),
  /** Jump of the wall clock against the monotonic clock since the last check, ms. */
  clockJumpMs: z.number().nullable().default(null),
  /** The source with the most rate refusals, and their number in a minute. */
  flood: z
    .strictObject({ source: z.string().max(80), perMinute: z.number() })
    .nullable()
    .default(null),
  /** Running print workers; null: this host does not print. */
  workers: z.int().nullable().default(null),
  /** How long the lanes have been running, ms; null: they are held. */
  printingMs: z.number().nullable().default(null),
});
export type MachineReadings = z.infer<typeof MachineReadings>;
/**
 * Clocks are corrected by seconds all the time. A larger jump puts folios and printed times in
 * doubt.
 */
export const CLOCK_JUMP_MS = 2 * 60_000;
