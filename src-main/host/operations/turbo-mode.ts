/**
 * Peak hour as the parts outside the core know it: whether it is on, and who wants to hear when it
 * turns. The core alone decides it.
 */
import type { Core } from '../core/core-client';

export type TurboNow = {
  readonly isOn: boolean;
  onChange(listener: (isOn: boolean) => void): void;
  stop(): void;
};

export async function followTurbo(core: Core): Promise<TurboNow> {
  const listeners = new Set<(isOn: boolean) => void>();
  let isOn = false;
  const stop = core.onBatch(({ turbo }) => {
    if (turbo === null || turbo === isOn) return;
    isOn = turbo;
    for (const listener of listeners) listener(isOn);
  });
  isOn = (await core.ask({ name: 'house' })).turbo !== null;
  return {
    get isOn() {
      return isOn;
    },
    /** At once too, where it is on already. */
    onChange(listener) {
      listeners.add(listener);
      if (isOn) listener(isOn);
    },
    stop() {
      listeners.clear();
      stop();
    },
  };
}
