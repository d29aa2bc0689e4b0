/** Assembles the print service: workers, lane dispatcher and print control, with one start and stop. */
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

/** Limit for tickets in print when the service stops, ms. */
const DRAIN_MS = 15_000;

export type PrintServiceOptions = {
  readonly core: Core;
  readonly launcher: WorkerLauncher;
  readonly clock: Clock;
  readonly dataDir: string;
  /** False once the data folder is gone or belongs to another host. */
  readonly isFolderOurs: () => boolean;
  /** Number of workers at the start. */
  readonly size: number;
  /** Ports on which the host itself listens. */
  readonly ownPorts: () => readonly number[];
  readonly listQueues: ListQueues | undefined;
  readonly onWorkerGone: (pid: number, words: string) => void;
  /** Writes to the log. */
  readonly onTrouble: (words: string) => void;
  /** Alerts the staff. */
  readonly onAlert: (words: string) => void;
};

export type PrintService = {
  readonly control: PrintControl;
  readonly pool: WorkerPool;
  /** Takes no new jobs, waits for the tickets in print, and ends the workers. */
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
