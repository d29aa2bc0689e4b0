/** Paces the virtual printer: each step takes its declared time on one running clock. */
import { setTimeout as sleep } from 'node:timers/promises';

/** How far the clock may lag behind real time before it is moved on, ms. */
const LONGEST_LAG_MS = 50;
/** Shorter waits are skipped: a timer is no more precise, ms. */
const SHORTEST_WAIT_MS = 1;

export class PrintClock {
  #time = 0;
  #declaredMs = 0;

  /** Sum of all waits as declared, ms. */
  get declaredMs(): number {
    return this.#declaredMs;
  }

  /** Moves the clock on to the present: time without work is not made up for. */
  catchUp(): void {
    this.#time = Math.max(this.#time, performance.now());
  }

  /**
   * Waits on the running clock, so that late timers do not make the printer slower than declared.
   * Rejects when aborted.
   */
  async wait(ms: number, off: AbortSignal): Promise<void> {
    this.#declaredMs += ms;
    this.#time = Math.max(this.#time, performance.now() - LONGEST_LAG_MS) + ms;
    const left = this.#time - performance.now();
    if (ms > 0 && left >= SHORTEST_WAIT_MS) await sleep(left, undefined, { signal: off });
  }
}
