/** The host's clocks: wall time for people, monotonic time for limits that a changed clock must not bend. */
import type { EpochMs } from '../../../src-shared/vocabulary';

export interface Clock {
  now(): EpochMs;
  /** ms from an arbitrary start, never going back. */
  elapsed(): number;
}

export const systemClock: Clock = { now: () => Date.now(), elapsed: () => performance.now() };
