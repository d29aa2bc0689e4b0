/**
 * A port that never answers a connection: its queue is full and its server does not accept.
 *
 * The server runs in a blocked thread of its own: a running event loop would accept connections.
 */
import net from 'node:net';
import { Worker } from 'node:worker_threads';

/** More connections than any system queues with a backlog of 1. */
const FILLERS = 8;
/** The queue is full if a connection takes longer, ms. */
const STILL_MS = 300;

const SLEEPER = `
const net = require('node:net');
const { parentPort, workerData } = require('node:worker_threads');
const server = net.createServer();
server.listen({ port: workerData.port, host: workerData.host, backlog: 1 }, () => {
  parentPort.postMessage('listening');
  setImmediate(() => Atomics.wait(new Int32Array(workerData.lock), 0, 0));
});
server.on('error', (error) => { throw error; });
`;

export async function startBlackHole(
  port: number,
  host = '127.0.0.1',
): Promise<{ stop(): Promise<void> }> {
  const lock = new SharedArrayBuffer(4);
  const worker = new Worker(SLEEPER, { eval: true, workerData: { port, host, lock } });
  await new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve());
    worker.once('error', reject);
  });
  const fillers: net.Socket[] = [];
  for (let n = 0; n < FILLERS && (await fills(port, host, fillers)); n++);
  return {
    async stop() {
      for (const socket of fillers) socket.destroy();
      Atomics.store(new Int32Array(lock), 0, 1);
      Atomics.notify(new Int32Array(lock), 0);
      await worker.terminate();
    },
  };
}

/** Resolves with true if the queue still took a connection. */
function fills(port: number, host: string, fillers: net.Socket[]): Promise<boolean> {
  const socket = net.connect({ port, host });
  fillers.push(socket);
  socket.on('error', () => {});
  return new Promise((resolve) => {
    const limit = setTimeout(() => resolve(false), STILL_MS);
    socket.once('connect', () => {
      clearTimeout(limit);
      resolve(true);
    });
  });
}
