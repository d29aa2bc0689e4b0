/**
 * The print desk as one thing: its workers, who drives the lanes, and its answers to an owner;
 * started together, drained and ended together.
 */
import path from 'node:path';
import type { Core } from '../../core/core-client';
import type { Clock } from '../../ports/clock';
import type { ListQueues, PrintControl } from '../../ports/print-control';
import type { WorkerLauncher } from '../../ports/worker-launcher';
import { startDispatcher } from './dispatcher';
import { workerRegistry } from './leftover-workers';
import { createPrintControl } from './printer-tasks';
import { sessionLimits } from './session-limits';
import { startWorkerPool } from './worker-pool';
import type { WorkerPool } from './worker-pool';

/** Tickets in print may take this long to end when the desk is asked to stop, ms. */
const DRAIN_MS = 15_000;

export type PrintServiceOptions = {
  readonly core: Core;
  readonly launcher: WorkerLauncher;
  readonly clock: Clock;
  readonly dataDir: string;
  /** False once the data folder is gone or another one. */
  readonly isFolderOurs: () => boolean;
  /** Workers at first. */
  readonly size: number;
  /** The host's own doors, which are no printers. */
  readonly ownPorts: () => readonly number[];
  readonly listQueues: ListQueues | undefined;
  readonly onWorkerGone: (pid: number, words: string) => void;
  /** For the log. */
  readonly onTrouble: (words: string) => void;
  /** For a person, now. */
  readonly onAlert: (words: string) => void;
};

export type PrintService = {
  readonly control: PrintControl;
  readonly pool: WorkerPool;
  /** Takes no new jobs, lets the tickets in print end, and ends the workers. */
  stop(): Promise<void>;
};

export async function startPrintService(options: PrintServiceOptions): Promise<PrintService> {
  const { core, clock, dataDir } = options;
  const pool = startWorkerPool({
    size: options.size,
    launcher: options.launcher,
    book: workerRegistry(dataDir, options.isFolderOurs),
    clock,
    limitsFor: sessionLimits,
    settings: { pdfFolder: path.join(dataDir, 'pdf') },
    onWorkerGone: options.onWorkerGone,
  });
  try {
    const dispatcher = await startDispatcher({
      core,
      pool,
      clock,
      onTrouble: options.onTrouble,
      onAlert: options.onAlert,
    });
    return {
      control: createPrintControl({
        core,
        dispatcher,
        pool,
        ownPorts: options.ownPorts,
        listQueues: options.listQueues,
      }),
      pool,
      async stop() {
        await dispatcher.drain(DRAIN_MS);
        await pool.stop();
      },
    };
  } catch (error) {
    await pool.stop();
    throw error;
  }
}
