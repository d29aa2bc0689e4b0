/**
 * Redis and RabbitMQ as Debian has them, started on loopback for a bench and ended by pid; and the
 * clients of theirs, fetched once.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { freePort } from '../support/ports';
import { orKill } from '../support/processes';
import { until } from '../support/until';
import { peer } from './peers';
import type { Peer } from './peers';

const MODULES = path.resolve('.tools/bench-peers');
const LIST = path.resolve('test/bench/peers/package.json');

/**
 * Where the peers' packages are; fetched from the registry at the first time and when the list
 * changed.
 */
export function peerModules(): string {
  const kept = path.join(MODULES, 'package.json');
  if (!existsSync(kept) || readFileSync(kept, 'utf8') !== readFileSync(LIST, 'utf8')) {
    mkdirSync(MODULES, { recursive: true });
    copyFileSync(LIST, kept);
    execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'], {
      cwd: MODULES,
    });
  }
  return MODULES;
}

/** A program of Debian's; installed where that can be done, else the bench says what is missing. */
function needs(command: string, debian: string): void {
  if (spawnSync('sh', ['-c', `command -v ${command}`]).status === 0) return;
  if (process.getuid?.() !== 0)
    throw new Error(`this row needs ${debian} (apt-get install ${debian})`);
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', debian], {
    stdio: 'ignore',
  });
}

async function opens(port: number, child: ChildProcess): Promise<void> {
  await orKill(child, () =>
    until(
      `port ${port}`,
      () =>
        new Promise<boolean>((resolve) => {
          const socket = net.connect(port, '127.0.0.1', () => resolve(true));
          socket.once('error', () => resolve(false));
          socket.once('close', () => resolve(false));
          socket.once('connect', () => socket.destroy());
        }),
      60_000,
    ),
  );
}

/** Every write synced before it is answered: the setting that keeps what our answer keeps. */
export async function startRedis(folder: string): Promise<Peer> {
  needs('redis-server', 'redis-server');
  const port = await freePort();
  const options = [
    '--bind',
    '127.0.0.1',
    '--dir',
    folder,
    '--save',
    '',
    '--appendonly',
    'yes',
    '--appendfsync',
    'always',
  ];
  const child = spawn('redis-server', ['--port', String(port), ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const started = await peer(port, child);
  child.stdout.resume();
  await opens(port, child);
  return started;
}

export async function startRabbit(folder: string): Promise<Peer> {
  const server = '/usr/lib/rabbitmq/bin/rabbitmq-server';
  needs(server, 'rabbitmq-server');
  const [port, distribution, epmd] = [await freePort(), await freePort(), await freePort()];
  const config = path.join(folder, 'rabbitmq.conf');
  writeFileSync(config, `listeners.tcp.1 = 127.0.0.1:${port}\nloopback_users.guest = true\n`);
  const env = {
    ...process.env,
    HOME: folder,
    RABBITMQ_NODENAME: `bench${port}@localhost`,
    RABBITMQ_DIST_PORT: String(distribution),
    RABBITMQ_CONFIG_FILE: config.replace(/\.conf$/, ''),
    RABBITMQ_MNESIA_BASE: path.join(folder, 'mnesia'),
    RABBITMQ_LOG_BASE: path.join(folder, 'log'),
    RABBITMQ_ENABLED_PLUGINS_FILE: path.join(folder, 'plugins'),
    RABBITMQ_PID_FILE: path.join(folder, 'pid'),
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
    ERL_EPMD_PORT: String(epmd),
    ERL_EPMD_ADDRESS: '127.0.0.1',
  };
  writeFileSync(path.join(folder, 'plugins'), '[].\n');
  // Its port mapper is a daemon of its own unless one is there already: ours, which is ended by
  // pid.
  const mapper = spawn('epmd', ['-port', String(epmd), '-address', '127.0.0.1'], {
    stdio: 'ignore',
    env,
  });
  const child = spawn(server, [], { stdio: ['ignore', 'pipe', 'ignore'], env, detached: true });
  const started = await peer(port, child, 'group');
  child.stdout.resume();
  await opens(port, child);
  return {
    port,
    async stop() {
      await started.stop();
      mapper.kill('SIGTERM');
    },
  };
}

/** An order server of Node in front of one of the two. */
export async function startOrderServer(kind: 'bullmq' | 'rabbit', broker: Peer): Promise<Peer> {
  const port = await freePort();
  const args = [
    `test/bench/peers/${kind}_server.mjs`,
    String(port),
    String(broker.port),
    peerModules(),
  ];
  return peer(port, spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] }));
}
