/** The host's clocks: wall time for people, monotonic time for limits. */
import os from 'node:os';
import type { EpochMs } from '../../../src-shared/base/vocabulary';

export interface Clock {
  now(): EpochMs;
  /** Monotonic time from an arbitrary start, ms. A changed wall clock does not affect it. */
  elapsed(): number;
  /**
   * Time since the machine started, sleep included, ms, to the second. It distinguishes a wall clock
   * that was set from a machine that slept.
   */
  sinceBoot(): number;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  sinceBoot: () => os.uptime() * 1_000,
};
