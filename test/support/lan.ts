/**
 * Two machines on a network of their own, made of network namespaces: nothing that is sent there
 * reaches the real one.
 */
import { execFileSync, spawnSync } from 'node:child_process';

type Machine = 'host' | 'other';
/** `failed`: why nobody answered. */
export type Seen = {
  readonly status?: number;
  readonly body?: Record<string, unknown>;
  readonly failed?: string;
};

export type Lan = {
  /** A command in front of another, which then runs on that machine. */
  readonly on: Readonly<Record<Machine, readonly [string, ...string[]]>>;
  readonly address: Readonly<Record<Machine, string>>;
  /** A few lines of a program on one of the machines; what it printed, as JSON. */
  run(machine: Machine, code: string): unknown;
  http(machine: Machine, method: string, url: string, token?: string, body?: object): Seen;
  /** One more address of the other machine. */
  also(address: string): void;
  drop(address: string): void;
  stop(): void;
};

export function openLan(network: string): Lan {
  const name = `cmd${process.pid % 10_000}`;
  const spaces = { host: name, other: `${name}b` } as const;
  const ip = (...args: string[]): void => void execFileSync('ip', args, { stdio: 'pipe' });
  const address = { host: `${network}.1`, other: `${network}.2` } as const;
  for (const space of Object.values(spaces)) ip('netns', 'add', space);
  ip(
    'link',
    'add',
    'va',
    'netns',
    spaces.host,
    'type',
    'veth',
    'peer',
    'name',
    'vb',
    'netns',
    spaces.other,
  );
  for (const [space, device, own] of [
    [spaces.host, 'va', address.host],
    [spaces.other, 'vb', address.other],
  ] as const) {
    ip('-n', space, 'link', 'set', 'lo', 'up');
    ip('-n', space, 'addr', 'add', `${own}/24`, 'dev', device);
    ip('-n', space, 'link', 'set', device, 'up');
    // So that what is said to everybody finds its way out.
    ip('-n', space, 'route', 'add', '224.0.0.0/4', 'dev', device);
  }
  const on: Lan['on'] = {
    host: ['ip', 'netns', 'exec', spaces.host],
    other: ['ip', 'netns', 'exec', spaces.other],
  };
  function run(machine: Machine, code: string): unknown {
    const [command, ...before] = on[machine];
    const { stdout, stderr } = spawnSync(
      command,
      [...before, process.execPath, '--input-type=module', '-e', code],
      {
        encoding: 'utf8',
        timeout: 20_000,
      },
    );
    if (stdout.trim() === '') throw new Error(stderr);
    return JSON.parse(stdout);
  }
  return {
    on,
    address,
    run,
    http: (machine, method, url, token = '', body) =>
      run(
        machine,
        `try {
          const response = await fetch('${url}', {
            method: '${method}',
            headers: { ${token === '' ? '' : `authorization: 'Bearer ${token}',`} ${body ? "'content-type': 'application/json'" : ''} },
            ${body ? `body: ${JSON.stringify(JSON.stringify(body))},` : ''}
            signal: AbortSignal.timeout(5000),
          });
          console.log(JSON.stringify({ status: response.status, body: await response.json().catch(() => ({})) }));
        } catch (error) {
          console.log(JSON.stringify({ failed: error.cause?.code ?? error.name }));
        }`,
      ) as Seen,
    also: (more) => ip('-n', spaces.other, 'addr', 'add', `${more}/24`, 'dev', 'vb'),
    drop: (gone) => ip('-n', spaces.other, 'addr', 'del', `${gone}/24`, 'dev', 'vb'),
    stop() {
      for (const space of Object.values(spaces)) ip('netns', 'del', space);
    },
  };
}
