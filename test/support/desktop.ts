/** The desktop app as its user starts it: a real Electron on a folder of its own. */
import { once } from 'node:events';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { _electron } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';
import { connectWire } from '../../src-main/cli/connect/wire-client';
import type { TcpReply } from '../../src-main/cli/connect/wire-client';
import { electronRuntime } from '../../tools/electron-runtime.mjs';
import './state-dir';
import { openKitchen } from './restaurant';
import type { Kitchen } from './restaurant';
import { freePort } from './ports';
import { until } from './until';
import { programFolder } from './faulty';
import type { Faults } from './faulty';

export type Desktop = {
  readonly app: ElectronApplication;
  readonly kitchen: Kitchen;
  readonly dataDir: string;
  readonly port: number;
  readonly httpPort: number;
  readonly output: () => string;
  window(): Promise<Page>;
  ask(value: unknown): Promise<TcpReply>;
  /** A window may be drawn before its host listens. */
  listens(): Promise<void>;
  /** The same program once more, on the same folder; resolves to its exit code. */
  again(): Promise<number | null>;
  stop(): Promise<void>;
};

export type DesktopOptions = {
  /**
   * What the machine is, by the start's options: `--counter` unless told; none asks in the window.
   */
  readonly machine?: readonly string[];
  /** Of an earlier start. */
  readonly dataDir?: string;
  readonly httpPort?: number;
  /** A program's folder: another build, or one with something put before it (`programWith`). */
  readonly program?: string;
  readonly env?: Readonly<Record<string, string>>;
  /**
   * As a user other than root, for whom Chromium's own sandbox works; where the tests run as root.
   */
  readonly asNobody?: boolean;
};

/**
 * Whether another user reads this program and starts its Electron: a checkout in somebody's home is
 * theirs alone.
 */
export function canBeNobody(): boolean {
  if (process.getuid?.() !== 0) return false;
  const tried = spawnSync(
    'setpriv',
    [...NOBODY, 'cat', path.resolve('.build/electron-main.js'), electronRuntime().binary],
    {
      stdio: 'ignore',
    },
  );
  return tried.status === 0;
}
const NOBODY = ['--reuid=nobody', '--regid=nogroup', '--clear-groups'] as const;

/** A folder becomes theirs. */
function giveToNobody(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  execFileSync('chown', ['-R', 'nobody:nogroup', folder]);
  letThrough(folder);
}

/** The way to it can be walked: tests' folders are shut to others. */
function letThrough(folder: string): void {
  for (
    let above = path.dirname(folder);
    above.startsWith(os.tmpdir()) && above !== os.tmpdir();
    above = path.dirname(above)
  )
    chmodSync(above, 0o711);
}

/**
 * Electron as that user, with a home and a key to the display of their own, in a folder that is
 * theirs.
 */
function asNobodyIn(folder: string, binary: string): string {
  const home = path.join(folder, 'home');
  mkdirSync(home);
  const key = process.env.XAUTHORITY;
  if (key !== undefined) copyFileSync(key, path.join(home, 'Xauthority'));
  execFileSync('chown', ['-R', 'nobody:nogroup', folder]);
  const wrapper = path.join(folder, 'electron-as-nobody');
  const own = `HOME=${home} XDG_RUNTIME_DIR=${home} TMPDIR=${home} XAUTHORITY=${home}/Xauthority`;
  writeFileSync(
    wrapper,
    `#!/bin/sh\nexec env ${own} setpriv ${NOBODY.join(' ')} ${binary} "$@"\n`,
    { mode: 0o755 },
  );
  return wrapper;
}

/**
 * A program folder that runs these lines first: what a person would press in a dialog of the
 * system, nobody can press here.
 */
export function programWith(folder: string, lines: string, faults: Faults = ''): string {
  mkdirSync(folder, { recursive: true });
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({ name: 'comanda', version, type: 'module', main: 'main.js' }),
  );
  const main = pathToFileURL(path.join(programFolder(faults), 'electron-main.js')).href;
  writeFileSync(
    path.join(folder, 'main.js'),
    `import * as electron from 'electron';\nprocess.env.COMANDA_FAULTS = '${faults}';\n${lines}\nawait import('${main}');\n`,
  );
  return folder;
}

export async function openDesktop({
  machine = ['--counter'],
  dataDir: given,
  program = path.resolve('.'),
  env = {},
  // `COMANDA_TEST_AS=nobody`: the whole suite as that user.
  asNobody = process.env.COMANDA_TEST_AS === 'nobody',
  httpPort: givenPort,
}: DesktopOptions = {}): Promise<Desktop> {
  const { binary, addon } = electronRuntime();
  const kitchen = await openKitchen();
  const dataDir = given ?? path.join(kitchen.folder, 'data');
  if (asNobody) {
    for (const own of [dataDir, env.XDG_CONFIG_HOME]) if (own !== undefined) giveToNobody(own);
    letThrough(program);
  }
  const [port, httpPort] = [await freePort(), givenPort ?? (await freePort())];
  const isRoot = process.getuid?.() === 0;
  const options = {
    // Else the driver switches it off.
    chromiumSandbox: !isRoot || asNobody,
    executablePath: asNobody ? asNobodyIn(kitchen.folder, binary) : binary,
    args: [
      program,
      // Chromium's sandbox is for users other than root.
      ...(isRoot && !asNobody ? ['--no-sandbox'] : []),
      ...machine,
      `--data-dir=${dataDir}`,
      `--port=${port}`,
      `--http-port=${httpPort}`,
      `--restaurant=${kitchen.restaurantFile}`,
      '--lang=es',
      '--no-advertise',
    ],
    env: { ...(process.env as Record<string, string>), COMANDA_SQLITE_ADDON: addon, ...env },
  };
  const app = await _electron.launch(options);
  let output = '';
  const child = app.process();
  child.stdout?.on('data', (text: Buffer) => (output += text.toString()));
  child.stderr?.on('data', (text: Buffer) => (output += text.toString()));
  return {
    app,
    kitchen,
    dataDir,
    port,
    httpPort,
    output: () => output,
    window: () => app.firstWindow(),
    async ask(value) {
      const client = await connectWire({ host: '127.0.0.1', port });
      try {
        return await client.request(value);
      } finally {
        client.close();
      }
    },
    async listens() {
      await until('it listens', async () => {
        const client = await connectWire({ host: '127.0.0.1', port }).catch(() => null);
        client?.close();
        return client !== null;
      });
    },
    async again() {
      const { spawn } = await import('node:child_process');
      const second = spawn(options.executablePath, options.args, {
        env: options.env,
        stdio: 'ignore',
      });
      return new Promise((resolve) => second.on('exit', resolve));
    },
    async stop() {
      // As the system does: nobody is asked whether it should.
      if (child.exitCode === null && child.signalCode === null) {
        const gone = once(child, 'exit');
        child.kill('SIGTERM');
        await gone;
      }
      await kitchen.stop();
    },
  };
}
