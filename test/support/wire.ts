/** A wire between a browser or a client and the host, that somebody can cut, hold and mend. */
import { randomBytes } from 'node:crypto';
import net from 'node:net';

export type Wire = {
  readonly origin: string;
  cut(): void;
  /** Everything stays open, and nothing comes through any more. */
  hold(): void;
  /** What was held comes through. */
  release(): void;
  mend(): void;
  stop(): void;
};

export async function openWire(hostPort: number): Promise<Wire> {
  // The host's own port at another address of this machine: what calls it through here calls it by
  // a name of its own.
  const address = ['127', ...[...randomBytes(3)].map((byte) => (byte % 253) + 1)].join('.');
  const sockets = new Set<net.Socket>();
  let isCut = false;
  const server = net.createServer((socket) => {
    if (isCut) return void socket.destroy();
    const other = net.connect({ host: '127.0.0.1', port: hostPort });
    for (const one of [socket, other]) {
      sockets.add(one);
      one.on('error', () => {});
      one.on('close', () => {
        sockets.delete(one);
        socket.destroy();
        other.destroy();
      });
    }
    // Not piped: a pipe goes on by itself where somebody holds the wire.
    socket.on('data', (bytes) => other.write(bytes));
    other.on('data', (bytes) => socket.write(bytes));
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(hostPort, address, resolve));
  return {
    origin: `http://${address}:${hostPort}`,
    cut() {
      isCut = true;
      for (const socket of sockets) socket.destroy();
    },
    hold() {
      for (const socket of sockets) socket.pause();
    },
    release() {
      for (const socket of sockets) socket.resume();
    },
    mend() {
      isCut = false;
    },
    stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
