/** Garbage collector settings. V8 flags apply to the whole process. */
import { setFlagsFromString } from 'node:v8';

/**
 * Switches off V8's allocation-site pretenuring. With many short connections V8 takes the objects of
 * a connection for long-lived ones, since about a hundred of them outlive a small nursery. It then
 * allocates the next thousands in the old space, where each keeps young objects alive until a full
 * collection. Without pretenuring a nursery collection takes 1 ms instead of 20 (measured with
 * --trace-gc at 3000 connections a second).
 */
export function tuneGarbageCollector(): void {
  setFlagsFromString('--no-allocation-site-pretenuring');
}
