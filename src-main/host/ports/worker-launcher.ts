/** Port for starting print workers: forked processes under Node, utility processes in Electron. */
import type { FromWorker, ToWorker } from '../../../src-shared/ipc/print-worker';

export interface WorkerLauncher {
  /**
   * Resolves once the process has a pid; null if it could not be started. Messages are kept until a
   * listener is set.
   */
  launch(): Promise<WorkerProcess | null>;
}

export interface WorkerProcess {
  readonly pid: number;
  send(message: ToWorker): void;
  onMessage(listener: (message: FromWorker) => void): void;
  /** Calls the listener once, when the process is gone and all its messages were delivered. */
  onGone(listener: (words: string) => void): void;
  /** SIGKILL: a worker that must stop printing gets no chance to go on. */
  kill(): void;
  /** Closes the channel. The worker then ends itself. */
  disconnect(): void;
}
