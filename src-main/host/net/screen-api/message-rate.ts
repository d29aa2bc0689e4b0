/** Rate limit for the messages that one screen sends. */
import { FRAME_BYTES } from '../../../../src-shared/screen-api/messages';
import type { Clock } from '../../ports/clock';

/** Messages a second, and in one burst: an outbox of an hour arrives at once. */
const RATE = { perSecond: 40, burst: 200 } as const;

export class MessageRate {
  readonly #clock: Clock;
  #bucket: number = RATE.burst;
  #filledAt: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#filledAt = clock.elapsed();
  }

  /** Counts a message; each further FRAME_BYTES count as one more. False: too fast. */
  take(bytes: number): boolean {
    const now = this.#clock.elapsed();
    const refill = ((now - this.#filledAt) / 1000) * RATE.perSecond;
    this.#bucket = Math.min(RATE.burst, this.#bucket + refill);
    this.#filledAt = now;
    this.#bucket -= Math.max(1, Math.ceil(bytes / FRAME_BYTES));
    return this.#bucket >= 0;
  }
}
