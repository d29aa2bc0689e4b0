/**
 * A print spooler of one's own: Debian's cupsd on a loopback port, with one raw queue that leads to
 * a printer's port.
 */
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CUPS_SOCKET_BACKENDS } from '../../tools/test-tools.mjs';
import { freePort } from './ports';
import { orKill } from './processes';
import { until } from './until';

const DAEMON = '/usr/sbin/cupsd';
const PROGRAMS = '/usr/lib/cups';
export type Cups = {
  /** For whoever runs `lp`. */
  readonly env: { readonly CUPS_SERVER: string };
  addQueue(name: string, printerPort: number): void;
  stop(): Promise<void>;
};

export async function startCups(queue: string, printerPort: number): Promise<Cups> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'comanda-cups-'));
  const port = await freePort();
  const place = (name: string): string => {
    const made = path.join(folder, name);
    mkdirSync(made);
    execFileSync('chown', ['lp:lp', made]);
    return made;
  };
  execFileSync('chmod', ['755', folder]);
  const programs = path.join(folder, 'bin');
  cpSync(PROGRAMS, programs, { recursive: true });
  const backend = CUPS_SOCKET_BACKENDS.find((file) => existsSync(file)) ?? '';
  cpSync(backend, path.join(programs, 'backend', 'socket'));
  writeFileSync(
    path.join(folder, 'cups-files.conf'),
    [
      `ServerRoot ${place('root')}`,
      `ServerBin ${programs}`,
      `CacheDir ${place('cache')}`,
      `StateDir ${place('state')}`,
      `RequestRoot ${place('spool')}`,
      `TempDir ${place('tmp')}`,
      `AccessLog ${place('log')}/access`,
      `ErrorLog ${path.join(folder, 'log')}/error`,
      `PageLog ${path.join(folder, 'log')}/page`,
      'User lp',
      'Group lp',
      'SystemGroup root',
      '',
    ].join('\n'),
  );
  const everyone = '  Order allow,deny\n  Allow all\n';
  writeFileSync(
    path.join(folder, 'cupsd.conf'),
    [
      `Listen 127.0.0.1:${port}`,
      'DefaultAuthType None',
      'WebInterface No',
      'Browsing No',
      `<Location />\n${everyone}</Location>`,
      `<Policy default>\n<Limit All>\n${everyone}</Limit>\n</Policy>`,
      '',
    ].join('\n'),
  );
  const child = spawn(
    DAEMON,
    ['-f', '-c', path.join(folder, 'cupsd.conf'), '-s', path.join(folder, 'cups-files.conf')],
    {
      stdio: 'ignore',
    },
  );
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const env = { CUPS_SERVER: `127.0.0.1:${port}` } as const;
  const run = (command: string, args: readonly string[]): string =>
    execFileSync(command, args, {
      env: { ...process.env, ...env },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  await orKill(child, () =>
    until('cupsd answers', () => {
      try {
        return run('lpstat', ['-r']).includes('scheduler is running');
      } catch {
        return false;
      }
    }),
  );
  function addQueue(name: string, to: number): void {
    // The slash before the question mark is needed, or CUPS drops the options.
    const device = `socket://127.0.0.1:${to}/?contimeout=3&waiteof=false&snmp=false`;
    run('lpadmin', [
      '-p',
      name,
      '-E',
      '-v',
      device,
      '-m',
      'raw',
      '-o',
      'printer-error-policy=retry-current-job',
    ]);
  }
  addQueue(queue, printerPort);
  return {
    env,
    addQueue,
    async stop() {
      child.kill('SIGTERM');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
