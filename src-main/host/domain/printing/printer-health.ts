/**
 * What a try tells of its printer, and when the next may be made: the breaker, as a pure rule over
 * one row. A printer that needs a person (paper, cover, cutter) is blocked, which is no failure:
 * people go there. One that cannot be reached is tried again soon, then left alone and looked at
 * from time to time, without paper.
 */
import type { PrinterHealth } from '../../../../src-shared/model/printers';
import { HUMAN_CAUSES } from '../../../../src-shared/model/print-job';
import type { PrintCause, PrintOutcome } from '../../../../src-shared/model/print-job';
import type { EpochMs } from '../../../../src-shared/base/vocabulary';
import { figure } from '../../../../src-shared/base/fault-points';

/** The figures of docs/printers.md. Tests run them scaled. */
const SECOND = 1_000 * figure('printing.retry-scale', 1);
/**
 * Between two tries of a printer that failed, and between two looks at one that waits for a person.
 */
const RETRY_MS = 2 * SECOND;
/** Failures in a row at which the breaker opens. */
const OPENS_AT_FAILURE = 6;
/** As many tries of unknown end within this time open it too: such a printer eats tickets. */
const OPENS_AT_UNSURE = 2;
const UNSURE_WITHIN_MS = figure('printing.unsure-within-s', 300) * SECOND;
/** Looks at a printer whose breaker is open, ms after one another; the last for good. */
const PROBES_MS = [2, 4, 8, 15, 30].map((seconds) => seconds * SECOND);
/**
 * Probes are spread by this share, so that printers behind one switch are not all asked at once.
 */
const JITTER = 0.2;
/** No look at a printer is put off for longer. */
const LONGEST_WAIT_MS = (PROBES_MS.at(-1) ?? 0) * (1 + JITTER);
/**
 * Status questions unanswered in a row after which a printer is believed to print without a word.
 */
const MUTE_AFTER = 2;
/** How long it is believed before it is asked again. */
const MUTE_FOR_MS = 300 * SECOND;

export const INITIAL_HEALTH: PrinterHealth = {
  state: 'ready',
  cause: null,
  since: null,
  failures: 0,
  retryAt: null,
  unsureAt: [],
  mutes: 0,
  torn: false,
  backAt: null,
};

/**
 * Speed believed before the first ticket is measured: 4.23 mm a line at 150 mm/s, plus a share of
 * 0.15 s per ticket. ms per line.
 */
export const FIRST_MS_PER_LINE = figure('printing.first-ms-per-line', 35);

/**
 * Nobody has reached it at this address yet: it is looked at, on no paper, before anybody is told
 * that it is well.
 */
export function healthUnknown(before: PrinterHealth, now: EpochMs): PrinterHealth {
  return { ...before, failures: Math.max(1, before.failures), retryAt: now };
}

/**
 * The printer after a try; the same object where the try says nothing about it. `chance` in [0, 1).
 */
export function healthAfter(
  before: PrinterHealth,
  outcome: PrintOutcome,
  now: EpochMs,
  chance: number,
): PrinterHealth {
  switch (outcome.kind) {
    case 'confirmed':
      return unlessSame(before, well(before, now));
    case 'handed_over': {
      const silent = before.state === 'degraded';
      return unlessSame(
        before,
        silent
          ? { ...before, cause: 'mute', failures: 0, retryAt: null, torn: false }
          : well(before, now),
      );
    }
    case 'not_started':
      return isAboutThePrinter(outcome.cause)
        ? withoutTicket(before, outcome.cause, now, chance)
        : before;
    case 'unsure': {
      if (!isAboutThePrinter(outcome.cause)) return { ...before, torn: true };
      const unsureAt = [...before.unsureAt.filter((at) => now - at < UNSURE_WITHIN_MS), now];
      if (HUMAN_CAUSES.has(outcome.cause))
        return { ...blocked(before, outcome.cause, now), torn: true };
      // One that was believed without a word is believed no longer: it is asked before it gets the
      // next ticket.
      const state = before.state === 'degraded' ? 'ready' : before.state;
      const failed = {
        ...before,
        state,
        unsureAt,
        torn: true,
        failures: before.failures + 1,
        cause: outcome.cause,
      };
      return unsureAt.length >= OPENS_AT_UNSURE
        ? opened(failed, now, chance)
        : { ...failed, retryAt: now + RETRY_MS };
    }
  }
}

/** The printer after a look at it that cost no paper. */
export function healthAfterProbe(
  before: PrinterHealth,
  cause: PrintCause | null,
  now: EpochMs,
  chance: number,
): PrinterHealth {
  if (cause !== null) return withoutTicket(before, cause, now, chance);
  // One real ticket decides over an open breaker; a printer that was only out of paper is simply
  // back.
  return before.state === 'open'
    ? { ...before, state: 'half_open', retryAt: null, since: now, mutes: 0 }
    : {
        ...before,
        mutes: 0,
        state: 'ready',
        cause: null,
        failures: 0,
        retryAt: null,
        since: null,
        backAt: now,
      };
}

/** The person at the counter says "again, now": the next look or try is due at once. */
export function healthRetried(before: PrinterHealth, now: EpochMs): PrinterHealth {
  return before.state === 'ready' && before.failures === 0 ? before : { ...before, retryAt: now };
}

/**
 * As it can be now: moments of a clock that was ahead when they were written are over. A start
 * cannot know by how much it was, and a lane must not stay shut until a wall clock comes round to
 * them. The same object where there are none.
 */
export function healthNotAhead(before: PrinterHealth, now: EpochMs): PrinterHealth {
  const past = (at: EpochMs | null): EpochMs | null => (at === null ? null : Math.min(at, now));
  const { since, retryAt, unsureAt, backAt } = before;
  // A printer whose breaker is open is looked at after half a minute at the most.
  const soon = retryAt !== null && retryAt > now + LONGEST_WAIT_MS ? now : retryAt;
  const ahead = unsureAt.some((at) => at > now);
  return unlessSame(before, {
    ...before,
    since: past(since),
    retryAt: soon,
    unsureAt: ahead ? unsureAt.map((at) => Math.min(at, now)) : unsureAt,
    backAt: past(backAt),
  });
}

/** A printer that stopped in the middle of a ticket, and one that goes on. */
export function healthStopped(
  before: PrinterHealth,
  cause: PrintCause | null,
  now: EpochMs,
): PrinterHealth {
  if (cause !== null) return blocked(before, cause, now);
  return before.state === 'blocked'
    ? { ...before, state: 'ready', cause: null, since: null, retryAt: null, backAt: now }
    : before;
}

/** Nothing goes to it by itself for now. */
export function isAway({ state }: PrinterHealth): boolean {
  return state === 'open' || state === 'blocked';
}

/** It was away, and was seen well after `at`. */
export function cameBackSince({ state, since, backAt }: PrinterHealth, at: EpochMs): boolean {
  return (
    (backAt !== null && backAt > at) || (state === 'half_open' && since !== null && since > at)
  );
}

/** It is believed to print though it says nothing; asked again after a while. */
export function trustsSilentPrinter({ state, since }: PrinterHealth, now: EpochMs): boolean {
  return state === 'degraded' && since !== null && now - since < MUTE_FOR_MS;
}

function withoutTicket(
  before: PrinterHealth,
  cause: PrintCause,
  now: EpochMs,
  chance: number,
): PrinterHealth {
  if (HUMAN_CAUSES.has(cause)) return blocked(before, cause, now);
  // One that lately left tickets unanswered is not believed because it says nothing now.
  if (cause === 'mute' && !before.unsureAt.some((at) => now - at < UNSURE_WITHIN_MS)) {
    const mutes = before.mutes + 1;
    if (mutes >= MUTE_AFTER)
      return {
        ...before,
        state: 'degraded',
        cause,
        since: now,
        mutes: 0,
        failures: 0,
        retryAt: null,
      };
    return { ...before, mutes, cause, retryAt: now };
  }
  const failures = before.failures + 1;
  // Nobody waits for paper at a printer that is not even there.
  const still =
    before.state === 'blocked' ? { ...before, state: 'ready' as const, since: null } : before;
  const failed = { ...still, failures, cause };
  if (failures >= OPENS_AT_FAILURE || before.state === 'open' || before.state === 'half_open')
    return opened(failed, now, chance);
  return { ...failed, retryAt: now + RETRY_MS };
}

function well(before: PrinterHealth, now: EpochMs): PrinterHealth {
  const wasAway = before.state !== 'ready' && before.state !== 'degraded';
  return { ...INITIAL_HEALTH, unsureAt: before.unsureAt, backAt: wasAway ? now : before.backAt };
}

/** What changed is written and told to every screen: one print after the other changes nothing. */
function unlessSame(before: PrinterHealth, after: PrinterHealth): PrinterHealth {
  const names = Object.keys(after) as (keyof PrinterHealth)[];
  return names.every((name) => before[name] === after[name]) ? before : after;
}

function blocked(before: PrinterHealth, cause: PrintCause, now: EpochMs): PrinterHealth {
  const since = before.state === 'blocked' ? before.since : now;
  // It said so: it is not mute.
  return {
    ...before,
    state: 'blocked',
    cause,
    since,
    failures: 0,
    mutes: 0,
    retryAt: now + RETRY_MS,
  };
}

function opened(failed: PrinterHealth, now: EpochMs, chance: number): PrinterHealth {
  const looks = Math.max(0, failed.failures - OPENS_AT_FAILURE);
  const wait = PROBES_MS[Math.min(looks, PROBES_MS.length - 1)] ?? RETRY_MS;
  const since = failed.state === 'open' ? failed.since : now;
  return {
    ...failed,
    state: 'open',
    since,
    retryAt: now + Math.round(wait * (1 + JITTER * (2 * chance - 1))),
  };
}

/** A worker's death or a ticket that cannot be encoded says nothing about the printer. */
function isAboutThePrinter(cause: PrintCause): boolean {
  return cause !== 'worker_died' && cause !== 'encode_failed' && cause !== 'host_restarted';
}
