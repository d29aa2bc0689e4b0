/** How each of the host's threads is started: what it may take for itself. */
import { Worker } from 'node:worker_threads';
import { noteThreadCrash } from '../../program/catch-crashes';
import type { CrashedPart } from '../../program/crash-file';

/**
 * MiB for what is young. V8 gives a busy thread up to 48 of its own accord and takes some back when
 * it rests: the program grew and shrank by eight for nothing. With a quarter of it as many orders a
 * second go through (docs/decisions/0017).
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
