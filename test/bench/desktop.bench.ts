/**
 * The packed desktop app beside a bare Electron window of the same Electron: how long until its
 * window is there and until it listens, what it keeps in memory, what it takes on the disk. Wants a
 * display: `xvfb-run -a npm run bench -- -t desktop`.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import { it } from 'vitest';
import { electronRuntime } from '../../tools/electron-runtime.mjs';
import { freePort } from '../support/ports';
import '../support/state-dir';
import { until } from '../support/until';
import { median, report, ROUNDS } from './figures';
import { crowd } from './peers';

/** Both have drawn, compiled and thrown away what they began with. */
const SETTLED_MS = 5_000;
const ORDERS = 1_000;

type Seen = {
  /** ms from the start of the process. */
  readonly window: number;
  /** ms; null for one that listens to nobody. */
  readonly listening: number | null;
  /** MiB of all its processes, shared pages divided among those that share them. */
  readonly idle: number;
  readonly after: number | null;
};

async function run(
  program: string,
  args: readonly string[],
  port: number | null,
  env: NodeJS.ProcessEnv,
): Promise<Seen> {
  const startedAt = performance.now();
  const since = (): number => performance.now() - startedAt;
  const isRoot = process.getuid?.() === 0;
  const child = spawn(
    program,
    [...args, ...(isRoot ? ['--no-sandbox'] : []), '--remote-debugging-port=0'],
    {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let said = '';
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  try {
    const listens = port === null ? Promise.resolve(null) : listening(port).then(since);
    const at = await until(
      'its window can be asked',
      () => /DevTools listening on (ws:\S+)/.exec(said)?.[1] ?? null,
      20_000,
    );
    const browser = await chromium.connectOverCDP(at);
    const page = await until('its window', () => browser.contexts()[0]?.pages()[0] ?? null, 20_000);
    await page.locator('h1').waitFor();
    const window = since();
    const heard = await listens;
    await browser.close();
    await pause(SETTLED_MS);
    const idle = memory(child.pid ?? 0);
    if (port === null) return { window, listening: heard, idle, after: null };
    await crowd(port, 'many', 20, ORDERS);
    await pause(SETTLED_MS);
    return { window, listening: heard, idle, after: memory(child.pid ?? 0) };
  } finally {
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  }
}

async function listening(port: number): Promise<void> {
  for (;;) {
    const socket = net.connect(port, '127.0.0.1');
    const isOpen = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (isOpen) return;
    await pause(5);
  }
}

/** MiB: proportional set sizes of the process and all below it. */
function memory(pid: number): number {
  const parents = new Map(
    readdirSync('/proc').flatMap((name) => {
      try {
        return /^\d+$/.test(name)
          ? [
              [
                Number(name),
                Number(readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]),
              ],
            ]
          : [];
      } catch {
        return []; // it ended meanwhile
      }
    }) as [number, number][],
  );
  const isBelow = (one: number | undefined): boolean =>
    one !== undefined && (one === pid || isBelow(parents.get(one)));
  const sizes = [...parents.keys()]
    .filter(isBelow)
    .map((one) =>
      Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${one}/smaps_rollup`, 'utf8'))?.[1] ?? 0),
    );
  return sizes.reduce((sum, size) => sum + size, 0) / 1024;
}

const diskMiB = (folder: string): number =>
  Number(execFileSync('du', ['-sm', folder], { encoding: 'utf8' }).split('\t')[0]);

it('desktop: the packed app beside a bare Electron window', async () => {
  const { binary, addon } = electronRuntime();
  const env = {
    ...process.env,
    COMANDA_SQLITE_ADDON: addon,
    ELECTRON_OVERRIDE_DIST_PATH: path.dirname(binary),
  };
  execFileSync(process.execPath, ['tools/dist.mjs', '--linux', 'dir'], { env, stdio: 'pipe' });
  const folder = mkdtempSync(path.join(os.tmpdir(), 'comanda-bench-'));
  try {
    const bare = path.join(folder, 'bare');
    mkdirSync(bare);
    writeFileSync(
      path.join(bare, 'package.json'),
      JSON.stringify({ name: 'bare', version: '1.0.0', main: 'main.cjs' }),
    );
    writeFileSync(
      path.join(bare, 'main.cjs'),
      `const { app, BrowserWindow } = require('electron');
       app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 800 }).loadFile(__dirname + '/index.html'));
       process.on('SIGTERM', () => app.quit());`,
    );
    writeFileSync(path.join(bare, 'index.html'), '<!doctype html><title>bare</title><h1>bare</h1>');
    const [theirs, ours]: [Seen[], Seen[]] = [[], []];
    // Both have been here before, as on any day but the first.
    for (let round = -1; round < ROUNDS; round++) {
      const bareSeen = await run(
        binary,
        [bare, `--user-data-dir=${path.join(folder, 'b')}`],
        null,
        env,
      );
      const port = await freePort();
      const own = [
        `--data-dir=${path.join(folder, 'c')}`,
        `--port=${port}`,
        `--http-port=${await freePort()}`,
      ];
      const ownSeen = await run(
        'dist/linux-unpacked/comanda',
        ['--counter', '--no-advertise', '--lang=es', ...own],
        port,
        env,
      );
      if (round < 0) continue;
      theirs.push(bareSeen);
      ours.push(ownSeen);
    }
    const ratio = (of: (seen: Seen) => number): readonly number[] =>
      ours.map((one, n) => of(one) / of(theirs[n] ?? one));
    const peer = 'a bare Electron window';
    const ms = (list: readonly Seen[], of: (seen: Seen) => number): string =>
      median(list.map(of)).toFixed(0);
    const windows = `${ms(ours, ({ window }) => window)} ms beside ${ms(theirs, ({ window }) => window)}`;
    report({
      row: 'DW',
      what: `desktop: time to its first window, ${windows}`,
      peer,
      bar: '-',
      values: ratio(({ window }) => window),
    });
    const opened = ours.map(({ listening: at }, n) => (at ?? 0) / (theirs[n]?.window ?? 1));
    const listens = `${ms(ours, ({ listening: at }) => at ?? 0)} ms`;
    report({
      row: 'DL',
      what: `desktop: time until it takes orders, ${listens}`,
      peer: `${peer}'s time to it`,
      bar: '-',
      values: opened,
    });
    const idle = `${ms(ours, (one) => one.idle)} MiB beside ${ms(theirs, (one) => one.idle)}`;
    report({
      row: 'DM',
      what: `desktop: memory at rest, ${idle}`,
      peer,
      bar: '-',
      values: ratio((one) => one.idle),
    });
    const after = ours.map((one) => (one.after ?? 0) / one.idle);
    const held = `${ms(ours, (one) => one.after ?? 0)} MiB`;
    report({
      row: 'DO',
      what: `desktop: memory after ${ORDERS} orders, ${held}`,
      peer: 'itself at rest',
      bar: '-',
      values: after,
    });
    cpSync(path.dirname(binary), path.join(folder, 'electron'), { recursive: true });
    rmSync(path.join(folder, 'electron', 'resources'), { recursive: true });
    const sizes = [diskMiB('dist/linux-unpacked'), diskMiB(path.join(folder, 'electron'))] as const;
    report({
      row: 'DS',
      what: `desktop: installed, ${sizes[0]} MiB beside ${sizes[1]}`,
      peer: 'Electron itself',
      bar: '-',
      values: [sizes[0] / sizes[1]],
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
