/** Starts print workers as utility processes of Electron. */
import { fileURLToPath } from 'node:url';
import { utilityProcess } from 'electron';
import type { UtilityProcess } from 'electron';
import { CHANNEL_CLOSED } from '../../../src-shared/ipc/print-worker';
import type { FromWorker, Sequenced } from '../../../src-shared/ipc/print-worker';
import type { WorkerLauncher, WorkerProcess } from '../../host/ports/worker-launcher';

export function electronWorkerLauncher(entry: URL): WorkerLauncher {
  return {
    launch() {
      const child = utilityProcess.fork(fileURLToPath(entry), [], {
        stdio: 'inherit',
        serviceName: 'Comanda print worker',
      });
      return new Promise((resolve) => {
        child.once('spawn', () =>
          resolve(child.pid === undefined ? null : workerOf(child, child.pid)),
        );
        child.once('exit', () => resolve(null)); // It exited before it had started.
      });
    },
  };
}

function workerOf(child: UtilityProcess, pid: number): WorkerProcess {
  return {
    pid,
    send: (message) => child.postMessage(message),
    onMessage(listener: (message: FromWorker) => void) {
      child.on('message', ({ no, message }: Sequenced) => {
        listener(message);
        // A worker prints only after the host has confirmed its message.
        child.postMessage({ heard: no });
      });
    },
    onGone: (listener) => void child.once('exit', (code) => listener(`código ${code}`)),
    kill() {
      try {
        // `child.kill` sends SIGTERM. A worker that must not print any more needs SIGKILL.
        process.kill(pid, 'SIGKILL');
      } catch {
        // The process has already exited.
      }
    },
    disconnect: () => child.postMessage(CHANNEL_CLOSED),
  };
}
