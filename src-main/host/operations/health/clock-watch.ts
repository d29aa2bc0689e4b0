/** Detects that the wall clock was set, and has the core adjust what waits for a wall time. */
import { randomUUID } from 'node:crypto';
import { CLOCK_JUMP_MS } from '../../../../src-shared/model/operations/alerts';
import type { Core } from '../../core/core-client';
import type { Clock } from '../../ports/clock';
import { WATCH } from './alert-sink';

export type ClockWatchOptions = {
  readonly core: Core;
  readonly clock: Clock;
  readonly onTrouble: (words: string) => void;
  /** Called after the core has adjusted to a clock that was set by `byMs`. */
  readonly onJump: (byMs: number) => Promise<void>;
};

export class ClockWatch {
  readonly #options: ClockWatchOptions;
  /** Wall clock minus time since boot, as last adjusted to, ms. */
  #offset: number;
  /** Last time that the wall clock had not been set, in monotonic ms. */
  #rightAt: number;
  #isAdjusting = false;

  constructor(options: ClockWatchOptions) {
    this.#options = options;
    const { clock } = options;
    this.#offset = clock.now() - clock.sinceBoot();
    this.#rightAt = clock.elapsed();
  }

  async check(): Promise<void> {
    const { core, clock, onTrouble, onJump } = this.#options;
    const byMs = this.#jumpMs();
    if (byMs === 0) this.#rightAt = clock.elapsed();
    // One jump is adjusted to once, even if the disk is slow.
    if (byMs === 0 || this.#isAdjusting) return;
    this.#isAdjusting = true;
    const newFrom = Math.floor(clock.now() - (clock.elapsed() - this.#rightAt));
    const done = await core.execute('adjustToClock', { byMs, newFrom }, WATCH, randomUUID());
    this.#isAdjusting = false;
    // For example the disk is full: the next check tries again.
    if (!done.ok) return onTrouble(done.code);
    this.#offset += byMs;
    await onJump(byMs);
  }

  /**
   * Jump since the last adjustment, ms. Time services correct clocks by milliseconds all the time:
   * below CLOCK_JUMP_MS this is 0, and small steps add up.
   */
  #jumpMs(): number {
    const { clock } = this.#options;
    const jump = clock.now() - clock.sinceBoot() - this.#offset;
    return Math.abs(jump) < CLOCK_JUMP_MS ? 0 : Math.round(jump);
  }
}
