/**
 * One clock a page: the host's time, told to whoever shows an age, a second apart. It stands still
 * while nobody listens.
 */
import type { EpochMs } from '../../../src-shared/base/vocabulary';

export type Ticker = {
  now(): EpochMs;
  subscribe(listener: () => void): () => void;
};

const EVERY_MS = 1_000;

/** `offset`: what to add to this device's clock for the host's. */
export function createTicker(offset: () => number): Ticker {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | null = null;
  let at = Date.now() + offset();
  const tick = (): void => {
    at = Date.now() + offset();
    for (const listener of listeners) listener();
  };
  return {
    now: () => at,
    subscribe(listener) {
      listeners.add(listener);
      if (timer === null) {
        at = Date.now() + offset();
        timer = setInterval(tick, EVERY_MS);
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0 || timer === null) return;
        clearInterval(timer);
        timer = null;
      };
    },
  };
}
