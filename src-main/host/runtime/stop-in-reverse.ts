/** Stops parts in reverse order. A part that hangs or throws does not block the others. */
import { performance } from 'node:perf_hooks';

export type StopLimits = {
  /** Limit for one part, ms. Tickets in print have 15 s to end, and their workers 2 s more. */
  readonly each: number;
  /** Limit for all parts, ms. Once it has passed, each further part gets `atLeast` ms. */
  readonly all: number;
  readonly atLeast: number;
};

const LIMITS: StopLimits = { each: 20_000, all: 30_000, atLeast: 500 };

/** Empties the list. `onTrouble` is called for a part that threw or exceeded its limit. */
export async function stopInReverse(
  stops: (() => unknown)[],
  onTrouble: (words: string) => void,
  limits = LIMITS,
): Promise<void> {
  const began = performance.now();
  for (let stop = stops.pop(); stop; stop = stops.pop()) {
    const left = limits.all - (performance.now() - began);
    const ms = Math.max(limits.atLeast, Math.min(limits.each, left));
    if (!(await endsWithin(ms, stop, onTrouble)))
      onTrouble(`a part of the host did not stop within ${Math.round(ms)} ms`);
  }
}

async function endsWithin(
  ms: number,
  stop: () => unknown,
  onTrouble: (words: string) => void,
): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const ended = (async (): Promise<true> => {
    try {
      await stop();
    } catch (error) {
      onTrouble(error instanceof Error ? error.message : String(error));
    }
    return true;
  })();
  try {
    return await Promise.race([ended, late]);
  } finally {
    clearTimeout(timer);
  }
}
