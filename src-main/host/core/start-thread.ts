/** Starts the host's worker threads with their memory limits. */
import { Worker } from 'node:worker_threads';
import { noteThreadCrash } from '../../program/catch-crashes';
import type { CrashedPart } from '../../program/crash-file';

/**
 * Young generation limit, MiB. V8 gives a busy thread up to 48 and takes some back when it is idle,
 * so memory varied by eight times. A quarter of it serves as many orders a second
 * (docs/decisions/0017).
 */
const YOUNG_MIB = 12;

export function startThread(name: CrashedPart, entry: URL, workerData: unknown): Worker {
  const worker = new Worker(entry, {
    name,
    workerData,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MIB },
  });
  worker.on('error', (error: Error) => noteThreadCrash(name, error));
  return worker;
}
