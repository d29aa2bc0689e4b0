/** Starts print workers as forked Node processes. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FromWorker } from '../../src-shared/ipc/print-worker';
import type { WorkerLauncher, WorkerProcess } from '../host/ports/worker-launcher';

export function nodeWorkerLauncher(entry: URL): WorkerLauncher {
  return {
    async launch() {
      const child = fork(fileURLToPath(entry), [], {
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
        serialization: 'advanced',
      });
      const { pid } = child;
      if (pid === undefined) {
        // Without a listener the error event would throw.
        child.on('error', () => {});
        return null;
      }
      return {
        pid,
        send: (message) => void child.send(message, () => {}),
        onMessage: (listener) =>
          void child.on('message', (message) => listener(message as FromWorker)),
        onGone(listener) {
          // `exit` may come before the last messages, `disconnect` comes after them: wait for both.
          let words = '';
          let exited = false;
          let disconnected = false;
          const check = (): void => {
            if (exited && disconnected) listener(words);
          };
          child.on('exit', (code, signal) => {
            words = signal ?? `código ${code}`;
            exited = true;
            check();
          });
          child.on('disconnect', () => {
            disconnected = true;
            check();
          });
          // Nothing to do: an exit follows and is reported.
          child.on('error', () => {});
        },
        kill: () => void child.kill('SIGKILL'),
        disconnect: () => {
          if (child.connected) child.disconnect();
        },
      } satisfies WorkerProcess;
    },
  };
}
