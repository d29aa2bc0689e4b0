/**
 * What somebody at the counter should know: alerts, the one table of how each comes and goes, and
 * the figures from which the host watches for them.
 */
import { z } from 'zod';
import type { EpochMs, Id } from '../../base/vocabulary';
import { figure } from '../../base/fault-points';

/**
 * printer: one is away, its tickets go down their chain. queue: too many papers wait. slow: they
 * take too long. paper: a printer that works is so far behind that only another printer would help.
 * stuck: one that works gets none of the papers that wait for it, which is a fault of this program.
 * backup: the last one failed. old_backup: the last good one is too old. database: it is damaged,
 * or lost something. mail: letters were given up. disk: it is nearly full. log: something reads the
 * database for so long that what is written cannot be put in its place. clock: the machine's clock
 * jumped. flood: somebody asks more than is answered. store: orders could not be stored, or the
 * disk failed once and the database was opened again; the cause says which.
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
   * What was measured and what it should stay under (a disk's free room: over): papers, ms, bytes,
   * refusals a minute, by the kind.
   */
  readonly figure: number | null;
  readonly limit: number | null;
  /** A cause's word where there is one; a flood's source. */
  readonly cause: string | null;
  readonly raisedAt: EpochMs;
  /** When it was over; null: it goes on. */
  readonly endedAt: EpochMs | null;
  /** Who has read it. */
  readonly seenBy: string | null;
};

const Limit = z.int().min(1).max(10_000);

/**
 * Letters go out for these unless the owner says otherwise: what somebody who is not there should
 * hear of. Papers run out every evening, and their tickets have letters of their own.
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
 * The seeds' rules: more than 15 papers in line, more than 10 s a paper, a printer that is down;
 * and what the program does by itself.
 */
export const AlertRules = z.strictObject({
  /** Null: nobody is told. */
  queue: Limit.nullable(),
  slowS: Limit.nullable(),
  /**
   * Seconds of paper that may wait at a printer that works: beyond, paper is the limit and more
   * processes are no help.
   */
  paperS: Limit.nullable().default(30),
  /**
   * What waits there is moved to its stations' next printer by itself, or only when somebody says
   * so.
   */
  relief: z.enum(['offered', 'automatic']).default('offered'),
  printer: z.boolean(),
  /** Alerts that a letter goes out for, where mail is set up. */
  mailed: z
    .array(AlertKind)
    // Of mail that does not go out no mail can tell.
    .refine((kinds) => !kinds.includes('mail') && new Set(kinds).size === kinds.length, {
      error: 'cada aviso una vez, y no el del correo',
    })
    .default([...MAILED_BY_DEFAULT]),
  turbo: z
    .strictObject({
      /**
       * Turbo goes on where the queue or the time passes its limit, and off again below these two.
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
 * How an alert comes and goes. level: a figure passes `raise`, and has to come back to `clear`
 * before it is over, so that one that stands on its limit does not come and go; `raise` null:
 * nobody is told. state: for as long as whoever watches it says so. once: it happened, and stays
 * until somebody has read it.
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
  // One a day, and a morning's time to make up for one that was missed.
  old_backup: {
    way: 'level',
    worse: 'more',
    raise: () => 36 * 3_600_000,
    clear: () => 24 * 3_600_000,
  },
  database: { way: 'state' },
  mail: { way: 'once' },
  // Nothing is refused yet: there is time to make room.
  disk: { way: 'level', worse: 'less', raise: () => 500 * MIB, clear: () => 700 * MIB },
  // Four times as large as it should get.
  log: {
    way: 'level',
    worse: 'more',
    raise: () => figure('alerts.log-raise-bytes', 128 * MIB),
    clear: () => figure('alerts.log-clear-bytes', 64 * MIB),
  },
  clock: { way: 'once' },
  // It can only be stored once it is over.
  store: { way: 'state' },
  flood: { way: 'level', worse: 'more', raise: () => 120, clear: () => 12 },
};

function inMs(seconds: number | null): number | null {
  return seconds === null ? null : seconds * 1_000;
}

/**
 * Whether a figure calls for its alert: beyond `raise` anew, and until `clear` for one that goes
 * on.
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

/** Goes on; or only happened, and nobody has read it yet. */
export function isActive({ kind, endedAt, seenBy }: Alert): boolean {
  return endedAt === null || (ALERT_BEHAVIOUR[kind].way === 'once' && seenBy === null);
}

/**
 * Whether an alert that goes on says too little by now: another cause, or a figure a fifth of its
 * limit away from what it says.
 */
export function isOutdated(told: Told, now: Told): boolean {
  if (told.cause !== now.cause || told.limit !== now.limit) return true;
  if (told.figure === null || now.figure === null) return told.figure !== now.figure;
  return Math.abs(now.figure - told.figure) >= (now.limit ?? 0) / 5 && now.figure !== told.figure;
}
type Told = Pick<Alert, 'figure' | 'limit' | 'cause'>;

/**
 * Papers that wait in all lanes, and how long the last ones took from being queued to being out.
 */
export type Load = {
  readonly waiting: number;
  /** Over the last `LOAD_WINDOW_MS`; null: none came out. */
  readonly meanMs: number | null;
  /** Each printer at which something waits. */
  readonly lanes: readonly LaneLoad[];
};
/**
 * Papers that wait at a printer, how long they will take it if it works, and for how long it has
 * been given none of them, ms; 0 while it prints.
 */
export type LaneLoad = {
  readonly printerId: Id;
  readonly waiting: number;
  readonly waitMs: number;
  readonly idleMs: number;
};
export const LOAD_WINDOW_MS = 5 * 60_000;

/**
 * What only the machine itself knows, as the look around found it. Null: not looked at this time.
 */
export const MachineReadings = z.strictObject({
  freeBytes: z.number().nullable().default(null),
  logBytes: z.number().nullable().default(null),
  /** Of the newest good backup, ms; null also where there is nothing to lose yet. */
  backupAgeMs: z.number().nullable().default(null),
  /** How far the wall clock ran from the one that cannot be set, since the last look, ms. */
  clockJumpMs: z.number().nullable().default(null),
  /** The source that was refused most for asking too fast, and how often in a minute. */
  flood: z
    .strictObject({ source: z.string().max(80), perMinute: z.number() })
    .nullable()
    .default(null),
  /** Print workers that run; null: nothing is printed here. */
  workers: z.int().nullable().default(null),
  /** For how long lanes have been driven, ms; null: they are held. */
  printingMs: z.number().nullable().default(null),
});
export type MachineReadings = z.infer<typeof MachineReadings>;
/**
 * Clocks are put right by seconds all the time; beyond this folios and hours on paper are in doubt.
 */
export const CLOCK_JUMP_MS = 2 * 60_000;
