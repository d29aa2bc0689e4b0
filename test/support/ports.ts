/**
 * Loopback ports for tests: between 20000 and 32000, found free, and not given twice within a test
 * process.
 */
import net from 'node:net';

const LOWEST = 20_000;
const SPAN = 12_000;
/**
 * Vitest's processes start at different places, so that they rarely ask for the same port at once.
 */
let next = (process.pid * 97) % SPAN;

export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 500; tries++) {
    const port = LOWEST + (next++ % SPAN);
    if (await isFree(port)) return port;
  }
  throw new Error('no free port between 20000 and 32000');
}

async function isFree(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', '::1']) {
    const open = await new Promise<boolean>((resolve) => {
      const server = net.createServer();
      server.once('error', (error: NodeJS.ErrnoException) =>
        resolve(error.code === 'EADDRNOTAVAIL'),
      );
      server.listen({ port, host, ipv6Only: host === '::1' }, () =>
        server.close(() => resolve(true)),
      );
    });
    if (!open) return false;
  }
  return true;
}
