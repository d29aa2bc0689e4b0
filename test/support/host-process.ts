/**
 * The host as its users run it: a process of its own, started, spoken to over TCP, stopped or
 * killed.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { connectWire } from '../../src-main/cli/connect/wire-client';
import type { TcpReply, WireClient } from '../../src-main/cli/connect/wire-client';
import type { Scope } from '../../src-shared/base/scope-words';
import { faultsIn, programFolder } from './faulty';
import type { Faults } from './faulty';
import { freePort } from './ports';
import { isAlive, orKill } from './processes';
import './state-dir';
import { until } from './until';

const BUILD = path.resolve('.build');
/** Hundreds of hosts are started by a run: each reads what the one before compiled. */
const COMPILED = path.join(BUILD, 'compiled');

/** A start takes about a second; a loaded machine or a slow disk may need many. */
const STARTS_WITHIN_MS = 40_000;

/** All that has to do with orders, of whoever they are. */
export const PROGRAM_SCOPES: readonly Scope[] = [
  'pedidos:crear',
  'pedidos:propios',
  'pedidos:todos',
  'pedidos:cambiar',
  'clientes:leer',
  'menu:leer',
  'impresion',
  'eventos',
  'cobros',
];

export type HostProcess = {
  readonly port: number;
  readonly httpPort: number;
  readonly pid: number;
  readonly output: () => string;
  client(): Promise<WireClient>;
  /** One value on a connection of its own, without a token. */
  ask(value: unknown): Promise<TcpReply>;
  /**
   * The same from a program whose token may do with all orders what programs can; it is made when
   * it is first needed.
   */
  asProgram(value: object): Promise<TcpReply>;
  /** SIGTERM and wait; resolves to the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL and wait. */
  kill(): Promise<void>;
  readonly exited: Promise<number | null>;
};

export type HostOptions = {
  readonly dataDir: string;
  readonly restaurantFile?: string;
  readonly port?: number;
  readonly httpPort?: number;
  readonly host?: string;
  readonly extra?: readonly string[];
  /** Of the program's fault points; left out: the release. */
  readonly faults?: Faults;
  /** Another folder than the build. */
  readonly program?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** How long a start may take, ms. */
  readonly startsWithinMs?: number;
  /** A command in front, such as strace or unshare, with its arguments. */
  readonly under?: readonly string[];
};

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * A test process that is killed ends none of its hosts, so the run keeps a list and ends them
 * itself (global-setup.ts).
 */
function noteRunning(child: ChildProcess): () => void {
  const folder = process.env.COMANDA_TEST_RUN;
  if (folder === undefined || child.pid === undefined) return () => {};
  const note = path.join(folder, String(child.pid));
  writeFileSync(note, '');
  return () => rmSync(note, { force: true });
}

export async function startHostProcess(options: HostOptions): Promise<HostProcess> {
  const started = await launchHost(options);
  // The caller gets no handle to stop it by, so a host that comes too late must not run on after
  // the tests.
  await orKill(started.child, () =>
    until(
      'the host listens',
      () => {
        if (started.child.exitCode !== null)
          throw new Error(
            `the host ended with ${started.child.exitCode}:\n${started.process.output()}`,
          );
        return /Ctrl-C cierra/.test(started.process.output());
      },
      options.startsWithinMs ?? STARTS_WITHIN_MS,
    ),
  );
  return started.process;
}

/** Starts without waiting for it to listen, for those that never will. */
export async function launchHost(
  options: HostOptions,
): Promise<{ readonly process: HostProcess; readonly child: ChildProcess }> {
  const port = options.port ?? (await freePort());
  const httpPort = options.httpPort ?? (await freePort());
  const own = [
    process.execPath,
    path.join(options.program ?? programFolder(options.faults), 'cli.js'),
    'serve',
    '--port',
    String(port),
    '--http-port',
    String(httpPort),
  ];
  own.push('--data-dir', options.dataDir, ...(options.host ? ['--host', options.host] : []));
  own.push(
    ...(options.restaurantFile ? ['--restaurant', options.restaurantFile] : []),
    ...(options.extra ?? []),
  );
  const [command = '', ...args] = [...(options.under ?? []), ...own];
  // What is traced should do what a host does for a user, and nothing for the tests.
  const cache = options.under ? {} : { NODE_COMPILE_CACHE: COMPILED };
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...cache, ...faultsIn(options.faults), ...options.env },
  });
  running.add(child);
  const noLongerRunning = noteRunning(child);
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  const exited = new Promise<number | null>((resolve) => {
    child.on('exit', (code) => {
      running.delete(child);
      noLongerRunning();
      resolve(code);
    });
  });
  /** Under strace the child is strace; the host wrote its own pid into its folder. */
  const signal = (name: 'SIGTERM' | 'SIGKILL'): void => {
    const owner = path.join(options.dataDir, 'owner.json');
    // In a mount namespace of its own the file is not seen from here, but there the child is the
    // host.
    if (options.under?.[0] !== 'strace' || !existsSync(owner)) child.kill(name);
    else {
      const { pid } = JSON.parse(readFileSync(owner, 'utf8')) as { pid: number };
      if (isAlive(pid)) process.kill(pid, name);
    }
  };
  const client = (): Promise<WireClient> => connectWire({ host: '127.0.0.1', port });
  let token: Promise<string> | null = null;
  async function ask(value: unknown): Promise<TcpReply> {
    const connection = await client();
    try {
      return await connection.request(value);
    } finally {
      connection.close();
    }
  }
  async function newToken(): Promise<string> {
    const proof = readFileSync(path.join(options.dataDir, 'cli.secret'), 'utf8');
    // A folder may be served again by another of these, and two programs cannot have one name.
    const dispositivo = `Pruebas ${randomUUID()}`;
    const answer = await ask({ dispositivo, alcance: PROGRAM_SCOPES, token: proof });
    if (typeof answer.token !== 'string')
      throw new Error(`no token for the tests: ${JSON.stringify(answer)}`);
    return answer.token;
  }
  return {
    child,
    process: {
      port,
      httpPort,
      pid: child.pid ?? 0,
      output: () => output,
      client,
      ask,
      async asProgram(value) {
        token ??= newToken();
        return ask({ ...value, token: await token });
      },
      async stop() {
        signal('SIGTERM');
        return exited;
      },
      async kill() {
        signal('SIGKILL');
        await exited;
      },
      exited,
    },
  };
}
