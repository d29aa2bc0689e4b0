/**
 * The time that clean-ups use. Deletion by age is final, so a wall clock that was set counts only
 * after it has proved itself. Until then the trusted time advances with the monotonic clock.
 */
import { CLOCK_JUMP_MS } from '../../../../src-shared/model/operations/alerts';
import type { EpochMs } from '../../../../src-shared/base/vocabulary';

const DAY_MS = 86_400_000;
/** Longest closure of a restaurant that a host start accepts without doubt. */
const CLOSED_MS = 3 * DAY_MS;
/** A wall clock that the host ran with for this long, across starts, is trusted. */
const PROOF_MS = DAY_MS;

export type TrustedTime = {
  readonly at: EpochMs;
  /**
   * The wall clock differs. `fromStart`: it has since the host's start, after a closure of unknown
   * length.
   */
  readonly apart: {
    readonly byMs: number;
    readonly forMs: number;
    readonly fromStart: boolean;
  } | null;
};

/** `ranMs`: time since the last check by the monotonic clock; null at a host's first check. */
export function followTime(
  { at, apart }: TrustedTime,
  now: EpochMs,
  ranMs: number | null,
): TrustedTime {
  const expected = at + (ranMs ?? 0);
  const byMs = now - expected;
  const fromStart = ranMs === null || apart?.fromStart === true;
  if (agrees(byMs, fromStart)) return { at: now, apart: null };
  const isSame = apart !== null && agrees(byMs - apart.byMs, ranMs === null);
  const forMs = isSame ? apart.forMs + (ranMs ?? 0) : 0;
  return forMs >= PROOF_MS
    ? { at: now, apart: null }
    : { at: expected, apart: { byMs, forMs, fromStart } };
}

function agrees(byMs: number, mayHaveBeenClosed: boolean): boolean {
  return byMs >= -CLOCK_JUMP_MS && byMs <= (mayHaveBeenClosed ? CLOSED_MS : CLOCK_JUMP_MS);
}

/**
 * The time that a clean-up uses as now. Never later than the wall clock, because data dated by a
 * slow clock are not old. Null: no check was made yet.
 */
export function cleanUpTime(now: EpochMs, trusted: TrustedTime | null): EpochMs {
  return Math.min(now, trusted?.at ?? now);
}
