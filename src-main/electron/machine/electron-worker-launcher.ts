/** Print workers as Electron's utility processes: the desktop app's way. */
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
        child.once('exit', () => resolve(null)); // before it was up
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
        // A worker puts nothing on paper before this has come.
        child.postMessage({ heard: no });
      });
    },
    onGone: (listener) => void child.once('exit', (code) => listener(`código ${code}`)),
    kill() {
      try {
        // Its own `kill` asks; a worker that must not print any more is not asked.
        process.kill(pid, 'SIGKILL');
      } catch {
        // gone already
      }
    },
    disconnect: () => child.postMessage(CHANNEL_CLOSED),
  };
}
