/** How print workers come to be: child_process.fork under Node, utilityProcess.fork in Electron. */
import type { FromWorker, ToWorker } from '../../../src-shared/worker-protocol';

export interface WorkerLauncher {
  launch(): WorkerProcess;
}

export interface WorkerProcess {
  /** Undefined until the system gave one, or when it could not be started. */
  readonly pid: number | undefined;
  send(message: ToWorker): void;
  onMessage(listener: (message: FromWorker) => void): void;
  /** Once, after the process is gone and everything it said before has been delivered. */
  onGone(listener: (words: string) => void): void;
  /** SIGKILL: a worker that must not print any more is not asked. */
  kill(): void;
  /** Closes the channel; a worker ends itself then. */
  disconnect(): void;
}
