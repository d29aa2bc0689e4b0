/**
 * The worker's line to its host: a forked process's channel under Node, a utility process's port in
 * Electron. Both say when a message can no longer be lost with this process, and end when the host
 * is gone.
 */
import { CHANNEL_CLOSED } from '../../../../src-shared/ipc/print-worker';
import type { FromWorker, Ack, ToWorker } from '../../../../src-shared/ipc/print-worker';

export type HostChannel = {
  readonly isOpen: () => boolean;
  /**
   * Resolves when the message is where a later death of this process cannot take it back. Never
   * resolves without a host.
   */
  send(message: FromWorker): Promise<void>;
  onMessage(listener: (message: ToWorker) => void): void;
  /** The host is gone, or wants nothing more of this worker. */
  onClosed(listener: () => void): void;
};

/** Electron's, by its shape: this file runs under Node as well and imports nothing of Electron. */
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

/** A port tells nobody when a message has left this process: the host says so of each. */
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
