/** Transport to a network printer: raw TCP in both directions, IPv4 or IPv6, usually port 9100. */
import net from 'node:net';
import type { PrintCause } from '../../../../../src-shared/model/print-job';
import { TransportError } from '../../../ports/printer-transport';
import type { PrinterLink, PrinterTransport } from '../../../ports/printer-transport';
import { withLimit } from './with-limit';

const CAUSES: Readonly<Record<string, PrintCause>> = {
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'connect_timeout',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
};

export function tcpTransport(host: string, port: number): PrinterTransport {
  return {
    talks: true,
    async open(connectMs) {
      const socket = net.connect({ host, port, noDelay: true, allowHalfOpen: true });
      try {
        await withLimit(connectMs, 'connect_timeout', (done, fail) => {
          socket.once('connect', done);
          socket.once('error', (error: NodeJS.ErrnoException) =>
            fail(CAUSES[error.code ?? ''] ?? 'unreachable'),
          );
        });
      } catch (error) {
        socket.destroy();
        throw error;
      }
      socket.removeAllListeners('error');
      return linkOver(socket);
    },
  };
}

function linkOver(socket: net.Socket): PrinterLink {
  let broken = false;
  let closedByPeer = false;
  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  socket.on('error', () => {
    broken = true;
    changed();
  });
  socket.on('end', () => {
    closedByPeer = true;
    changed();
  });
  socket.on('close', changed);
  let onBytes: (bytes: Uint8Array) => void = () => {};
  // Read even without a listener: unread bytes would hide the printer's FIN.
  socket.on('data', (bytes: Buffer) => onBytes(bytes));
  const isOpen = (): boolean => !broken && !closedByPeer && !socket.destroyed;
  return {
    write(bytes, stallMs) {
      return withLimit(stallMs, 'stalled', (done, fail) => {
        // A printer that closes the link in the middle has not taken the ticket, even if the kernel
        // still accepts bytes.
        if (!isOpen()) return fail('link_lost');
        const watch = (): void => (isOpen() ? undefined : fail('link_lost'));
        listeners.add(watch);
        socket.write(bytes, (error) => {
          listeners.delete(watch);
          if (error) fail('link_lost');
          else done();
        });
      });
    },
    async finish(closeMs) {
      socket.end();
      let drained = true;
      await withLimit(closeMs, 'stalled', (done, fail) => {
        const watch = (): void => {
          if (broken) fail('link_lost');
          else if (closedByPeer || socket.destroyed) done();
        };
        listeners.add(watch);
        watch();
      }).catch((error: unknown) => {
        if (!(error instanceof TransportError) || error.why !== 'stalled') throw error;
        drained = false;
      });
      return drained;
    },
    onData(listener) {
      onBytes = listener;
    },
    onBroken(listener) {
      if (!isOpen()) {
        queueMicrotask(listener);
        return () => {};
      }
      const watch = (): void => {
        if (isOpen()) return;
        listeners.delete(watch);
        listener();
      };
      listeners.add(watch);
      return () => listeners.delete(watch);
    },
    isOpen,
    close() {
      socket.destroy();
    },
  };
}
