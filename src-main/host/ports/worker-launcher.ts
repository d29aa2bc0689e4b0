/** How print workers come to be: child_process.fork under Node, utilityProcess.fork in Electron. */
import type { FromWorker, ToWorker } from '../../../src-shared/ipc/print-worker';

export interface WorkerLauncher {
  /**
   * Resolves once the system gave it a pid; null where it could not be started. Nothing it says is
   * lost before somebody listens.
   */
  launch(): Promise<WorkerProcess | null>;
}

export interface WorkerProcess {
  readonly pid: number;
  send(message: ToWorker): void;
  onMessage(listener: (message: FromWorker) => void): void;
  /** Once, after the process is gone and everything it said before has been delivered. */
  onGone(listener: (words: string) => void): void;
  /** SIGKILL: a worker that must not print any more is not asked. */
  kill(): void;
  /** Closes the channel; a worker ends itself then. */
  disconnect(): void;
}
