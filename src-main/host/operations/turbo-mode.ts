/** Follows turbo mode, which the core switches, for the parts of the host outside the core. */
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
    /** Also calls the listener at once if turbo is on. */
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
