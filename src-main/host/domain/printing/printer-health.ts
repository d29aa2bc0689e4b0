/**
 * The circuit breaker of a printer: its health after each attempt, and the time of the next one. A
 * pure rule over one row. A printer that needs a person (paper, cover, cutter) is blocked, which
 * does not count as a failure. A printer that cannot be reached is retried soon. After too many
 * failures it is only probed from time to time, without paper.
 */
import type { PrinterHealth } from '../../../../src-shared/model/printers';
import { HUMAN_CAUSES } from '../../../../src-shared/model/print-job';
import type { PrintCause, PrintOutcome } from '../../../../src-shared/model/print-job';
import type { EpochMs } from '../../../../src-shared/base/vocabulary';
import { figure } from '../../../../src-shared/base/fault-points';

/** Figures from docs/printers.md. Tests scale them. */
const SECOND = 1_000 * figure('printing.retry-scale', 1);
/** Between two attempts at a failed printer, and between two probes of a blocked one. */
const RETRY_MS = 2 * SECOND;
/** Consecutive failures that open the breaker. */
const OPENS_AT_FAILURE = 6;
/**
 * As many attempts with an unknown end within this time also open it, because such a printer loses
 * tickets.
 */
const OPENS_AT_UNSURE = 2;
const UNSURE_WITHIN_MS = figure('printing.unsure-within-s', 300) * SECOND;
/** Delays between probes while the breaker is open, ms. The last one repeats. */
const PROBES_MS = [2, 4, 8, 15, 30].map((seconds) => seconds * SECOND);
/**
 * Probes are spread by this share, so that printers behind one switch are not probed at the same
 * time.
 */
const JITTER = 0.2;
/** Longest delay of a probe. */
const LONGEST_WAIT_MS = (PROBES_MS.at(-1) ?? 0) * (1 + JITTER);
/** Consecutive unanswered status questions after which a silent printer is assumed to print. */
const MUTE_AFTER = 2;
/** How long that assumption holds before the printer is questioned again. */
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
 * Assumed speed before the first measurement, ms per line: 4.23 mm a line at 150 mm/s, plus a share
 * of 0.15 s per ticket.
 */
export const FIRST_MS_PER_LINE = figure('printing.first-ms-per-line', 35);

/**
 * State of a printer that was not reached at its address yet. It is probed without paper before it
 * is shown as ready.
 */
export function healthUnknown(before: PrinterHealth, now: EpochMs): PrinterHealth {
  return { ...before, failures: Math.max(1, before.failures), retryAt: now };
}

/**
 * Health after an attempt. Returns the same object if the attempt gives no information about the
 * printer. `chance` in [0, 1).
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
      // A silent printer loses its assumption: the next ticket starts with a question.
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

/** Health after a probe, which uses no paper. */
export function healthAfterProbe(
  before: PrinterHealth,
  cause: PrintCause | null,
  now: EpochMs,
  chance: number,
): PrinterHealth {
  if (cause !== null) return withoutTicket(before, cause, now, chance);
  // An open breaker closes after one real ticket. A printer that was only out of paper is ready at
  // once.
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

/** A person at the counter requests a retry: the next probe or attempt is due at once. */
export function healthRetried(before: PrinterHealth, now: EpochMs): PrinterHealth {
  return before.state === 'ready' && before.failures === 0 ? before : { ...before, retryAt: now };
}

/**
 * Corrects times that lie in the future because the clock was ahead. A start cannot know by how
 * much, and a lane must not stay blocked until the clock reaches them. Returns the same object if
 * there are none.
 */
export function healthNotAhead(before: PrinterHealth, now: EpochMs): PrinterHealth {
  const past = (at: EpochMs | null): EpochMs | null => (at === null ? null : Math.min(at, now));
  const { since, retryAt, unsureAt, backAt } = before;
  // With an open breaker the next probe is due in half a minute at most.
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

/** Health when a printer stops within a ticket, and when it continues. */
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

/** Nothing is sent to it automatically for now. */
export function isAway({ state }: PrinterHealth): boolean {
  return state === 'open' || state === 'blocked';
}

/** It was away and was seen ready after `at`. */
export function cameBackSince({ state, since, backAt }: PrinterHealth, at: EpochMs): boolean {
  return (
    (backAt !== null && backAt > at) || (state === 'half_open' && since !== null && since > at)
  );
}

/** It is silent and assumed to print. It is questioned again after a while. */
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
  // If it recently left tickets unanswered, its silence gets no assumption.
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
  // No person is expected at a printer that cannot be reached.
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

/**
 * A change is stored and sent to every screen. A print that succeeds like the one before changes
 * nothing.
 */
function unlessSame(before: PrinterHealth, after: PrinterHealth): PrinterHealth {
  const names = Object.keys(after) as (keyof PrinterHealth)[];
  return names.every((name) => before[name] === after[name]) ? before : after;
}

function blocked(before: PrinterHealth, cause: PrintCause, now: EpochMs): PrinterHealth {
  const since = before.state === 'blocked' ? before.since : now;
  // It answered, so it is not silent.
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

/**
 * A crash of the worker or a ticket that cannot be encoded gives no information about the printer.
 */
function isAboutThePrinter(cause: PrintCause): boolean {
  return cause !== 'worker_died' && cause !== 'encode_failed' && cause !== 'host_restarted';
}
