/**
 * The worker's channel to its host: IPC of a forked process under Node, a utility process's port in
 * Electron.
 *
 * Both report when a message can no longer be lost with this process, and when the host is gone.
 */
import { CHANNEL_CLOSED } from '../../../../src-shared/ipc/print-worker';
import type { FromWorker, Ack, ToWorker } from '../../../../src-shared/ipc/print-worker';

export type HostChannel = {
  readonly isOpen: () => boolean;
  /**
   * Resolves when the message reaches the host even if this process dies now. Never resolves without
   * a host.
   */
  send(message: FromWorker): Promise<void>;
  onMessage(listener: (message: ToWorker) => void): void;
  /** Calls the listener when the host is gone or closes the channel. */
  onClosed(listener: () => void): void;
};

/** Shape of Electron's port. This file also runs under Node, so it imports nothing of Electron. */
type ParentPort = {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  postMessage(message: unknown): void;
};

export function openHostChannel(): HostChannel {
  const { parentPort } = process as { readonly parentPort?: ParentPort };
  return parentPort ? overPort(parentPort) : overFork();
}

function overFork(): HostChannel {
  return {
    isOpen: () => process.connected,
    send: (message) =>
      new Promise((resolve) => {
        if (!process.send || !process.connected) process.exit(0);
        process.send(message, (error: Error | null) => (error ? process.exit(0) : resolve()));
      }),
    onMessage: (listener) => void process.on('message', (message) => listener(message as ToWorker)),
    onClosed: (listener) => void process.on('disconnect', listener),
  };
}

/** A port does not report when a message has left this process: the host acknowledges each one. */
function overPort(port: ParentPort): HostChannel {
  const waiting = new Map<number, () => void>();
  const listeners: ((message: ToWorker) => void)[] = [];
  const closers: (() => void)[] = [];
  let isOpen = true;
  let sent = 0;
  port.on('message', ({ data }) => {
    if (data === CHANNEL_CLOSED) {
      isOpen = false;
      for (const close of closers) close();
      return;
    }
    const { heard } = data as Partial<Ack>;
    if (heard === undefined) {
      for (const listener of listeners) listener(data as ToWorker);
      return;
    }
    waiting.get(heard)?.();
    waiting.delete(heard);
  });
  return {
    isOpen: () => isOpen,
    send(message) {
      const no = ++sent;
      return new Promise((resolve) => {
        waiting.set(no, resolve);
        port.postMessage({ no, message });
      });
    },
    onMessage: (listener) => void listeners.push(listener),
    onClosed: (listener) => void closers.push(listener),
  };
}
