/** A wire between a browser or a client and the host, that somebody can cut, hold and mend. */
import net from 'node:net';
import { freePort } from './ports';

export type Wire = {
  readonly origin: string;
  cut(): void;
  /** Everything stays open, and nothing comes through any more. */
  hold(): void;
  mend(): void;
  stop(): void;
};

export async function openWire(hostPort: number): Promise<Wire> {
  const port = await freePort();
  const sockets = new Set<net.Socket>();
  let isCut = false;
  // The host answers to its own address alone, whoever carries it there. Both ports have five digits, so lengths stay as they are.
  const asHost = (bytes: Buffer): Buffer =>
    Buffer.from(bytes.toString('latin1').replaceAll(`127.0.0.1:${port}`, `127.0.0.1:${hostPort}`), 'latin1');
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
    socket.on('data', (bytes) => other.write(asHost(bytes)));
    other.pipe(socket);
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${port}`,
    cut() {
      isCut = true;
      for (const socket of sockets) socket.destroy();
    },
    hold() {
      for (const socket of sockets) socket.pause();
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
