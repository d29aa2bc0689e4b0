/**
 * The programs that the host is measured beside, each a process on a loopback port, ended by pid;
 * and the crowd that calls on them.
 */
import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { promisify } from 'node:util';
import { freePort } from '../support/ports';

const run = promisify(execFile);

export type Peer = { readonly port: number; stop(): Promise<void> };

export async function startEcho(): Promise<Peer> {
  const port = await freePort();
  return peer(
    port,
    spawn(process.execPath, ['test/bench/peers/echo.mjs', String(port)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );
}

/** What one client says, every client hears. */
export async function startBroadcast(): Promise<Peer> {
  const port = await freePort();
  return peer(
    port,
    spawn(process.execPath, ['test/bench/peers/broadcast.mjs', String(port)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );
}

/** The seeds' asyncio + multiprocessing server in Python, simulated work 0 s. */
export async function startSeed(database: string): Promise<Peer> {
  const port = await freePort();
  return peer(
    port,
    spawn('python3', ['test/bench/peers/seed_server.py', String(port), database], {
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    }),
    'group',
  );
}

/** `group`: the peer starts processes of its own, which must end with it. */
export async function peer(
  port: number,
  child: ChildProcess,
  ends: 'itself' | 'group' = 'itself',
): Promise<Peer> {
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once('data', () => resolve());
    child.once('exit', (code) => reject(new Error(`a peer ended with ${code}`)));
  });
  return {
    port,
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      if (ends === 'group' && child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
      else child.kill('SIGTERM');
      await gone;
    },
  };
}

export type CrowdFigures = {
  perSecond: number;
  p50: number;
  p95: number;
  p99: number;
  max: number;
  done: number;
  errors: number;
  seconds: number;
};

/** `one`: each order on a connection of its own. `many`: held connections. */
export async function crowd(
  port: number,
  shape: 'one' | 'many',
  clients: number,
  orders: number,
): Promise<CrowdFigures> {
  const { stdout } = await run(process.execPath, [
    'test/bench/crowd.mjs',
    String(port),
    shape,
    String(clients),
    String(orders),
  ]);
  return JSON.parse(stdout) as CrowdFigures;
}
