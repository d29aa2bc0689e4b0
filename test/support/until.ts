/**
 * Waits for a state instead of sleeping: asks again until it is there, and fails in words when it
 * never comes.
 */
import { setTimeout as pause } from 'node:timers/promises';

export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  ms = 15_000,
): Promise<NonNullable<T>> {
  const deadline = performance.now() + ms;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (performance.now() > deadline) throw new Error(`never came: ${what}`);
    await pause(15);
  }
}
