/** Two machines on a network of their own, made of network namespaces: nothing that is sent there reaches the real one. */
import { execFileSync } from 'node:child_process';

export type Lan = {
  /** A command in front of another, which then runs on that machine. */
  readonly on: Readonly<Record<'host' | 'other', readonly [string, ...string[]]>>;
  readonly address: Readonly<Record<'host' | 'other', string>>;
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
  ip('link', 'add', 'va', 'netns', spaces.host, 'type', 'veth', 'peer', 'name', 'vb', 'netns', spaces.other);
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
  return {
    on: { host: ['ip', 'netns', 'exec', spaces.host], other: ['ip', 'netns', 'exec', spaces.other] },
    address,
    also: (more) => ip('-n', spaces.other, 'addr', 'add', `${more}/24`, 'dev', 'vb'),
    drop: (gone) => ip('-n', spaces.other, 'addr', 'del', `${gone}/24`, 'dev', 'vb'),
    stop() {
      for (const space of Object.values(spaces)) ip('netns', 'del', space);
    },
  };
}
