/**
 * The time that clean-ups go by. What is deleted because it is old is gone for good, so a wall
 * clock that was set counts for it only once it has proved itself: until then the time goes on from
 * where it was, by the clock that nobody can set.
 */
import { CLOCK_JUMP_MS } from '../../../../src-shared/model/operations/alerts';
import type { EpochMs } from '../../../../src-shared/base/vocabulary';

const DAY_MS = 86_400_000;
/** So long a house may have been closed when its host starts. */
const CLOSED_MS = 3 * DAY_MS;
/** A clock that the host ran with for so long, over starts, is believed. */
const PROOF_MS = DAY_MS;

export type TrustedTime = {
  readonly at: EpochMs;
  /**
   * The wall clock says something else. `fromStart`: it has since the host's start, and how long
   * that was closed is not known.
   */
  readonly apart: {
    readonly byMs: number;
    readonly forMs: number;
    readonly fromStart: boolean;
  } | null;
};

/** `ranMs`: since the last look, by the clock that nobody can set; null at a host's first look. */
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
 * What a clean-up takes for now: never later than the wall, for what a clock that is behind has
 * dated is not old. Null: nobody has looked yet.
 */
export function cleanUpTime(now: EpochMs, trusted: TrustedTime | null): EpochMs {
  return Math.min(now, trusted?.at ?? now);
}
