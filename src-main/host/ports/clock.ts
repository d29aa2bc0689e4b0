/**
 * The host's clocks: wall time for people, monotonic time for limits that a changed clock must not
 * bend.
 */
import os from 'node:os';
import type { EpochMs } from '../../../src-shared/base/vocabulary';

export interface Clock {
  now(): EpochMs;
  /** ms from an arbitrary start, never going back. */
  elapsed(): number;
  /**
   * ms since the machine began, to the second, its sleep included: against it a wall clock that was
   * set can be told from one that slept.
   */
  sinceBoot(): number;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  sinceBoot: () => os.uptime() * 1_000,
};
