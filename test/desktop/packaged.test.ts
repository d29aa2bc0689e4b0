/**
 * The app as it is installed: packed, its fuses blown, driven by what a page may be driven by,
 * since nothing may be attached to it any more.
 */
import { execFile, execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectWire } from '../../src-main/cli/connect/wire-client';
import type { TcpReply } from '../../src-main/cli/connect/wire-client';
import { electronRuntime } from '../../tools/electron-runtime.mjs';
import { OWNER_PIN } from '../support/house';
import { freePort } from '../support/ports';
import { isAlive } from '../support/processes';
import { openKitchen } from '../support/restaurant';
import type { Kitchen } from '../support/restaurant';
import { until } from '../support/until';

const PROGRAM = path.resolve('dist/linux-unpacked/comanda');
let folder: string;
let kitchen: Kitchen;
let app: ChildProcess;
let output = '';
let browser: Browser;
let page: Page;
let port: number;
let args: readonly string[];
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  const { binary, addon } = electronRuntime();
  env = {
    ...process.env,
    COMANDA_SQLITE_ADDON: addon,
    ELECTRON_OVERRIDE_DIST_PATH: path.dirname(binary),
  };
  execFileSync(process.execPath, ['tools/dist.mjs', '--linux', 'dir'], { env, stdio: 'pipe' });
  folder = mkdtempSync(path.join(os.tmpdir(), 'comanda-packed-'));
  kitchen = await openKitchen();
  port = await freePort();
  args = [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    `--data-dir=${path.join(folder, 'data')}`,
    `--port=${port}`,
    `--http-port=${await freePort()}`,
    `--restaurant=${kitchen.restaurantFile}`,
    '--lang=es',
    '--no-advertise',
  ];
  app = spawn(PROGRAM, [...args, '--remote-debugging-port=0', '--inspect=0'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [app.stdout, app.stderr])
    stream?.on('data', (text: Buffer) => (output += text.toString()));
  const at = await until(
    'it listens',
    () => /DevTools listening on (ws:\S+)/.exec(output)?.[1] ?? null,
    20_000,
  );
  browser = await chromium.connectOverCDP(at);
  page = await until('its window', () => browser.contexts()[0]?.pages()[0] ?? null, 20_000);
}, 240_000);
afterAll(async () => {
  await browser.close();
  if (app.exitCode === null && app.signalCode === null) app.kill('SIGKILL');
  await kitchen.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function ask(value: unknown): Promise<TcpReply> {
  const client = await connectWire({ host: '127.0.0.1', port });
  try {
    return await client.request(value);
  } finally {
    client.close();
  }
}
const workers = (): readonly number[] =>
  (
    JSON.parse(readFileSync(path.join(folder, 'data', 'workers.json'), 'utf8')) as { pid: number }[]
  ).map(({ pid }) => pid);

it('asks what it is, opens as the counter, and prints an order that came by TCP', async () => {
  await page.getByRole('button', { name: /^La caja/ }).click();
  await page.getByText('ya funciona').waitFor();
  expect(
    await ask({ cliente: 'E1', productos: ['Milanesa', 'Agua'], esperar: 'listo' }),
  ).toMatchObject({ estado: 'listo' });
  expect(kitchen.pieces('Cocina').flat()).toContain('E1');
  for (const digit of OWNER_PIN)
    await page.getByRole('button', { name: digit, exact: true }).click();
  await page.getByRole('button', { name: 'Empezar' }).click();
  await page.getByText('conectado').waitFor();
});

it('is the command line too, and brings the licences of what is in it', async () => {
  const shown = await new Promise<string>((resolve) =>
    execFile(
      PROGRAM,
      [...args.filter((one) => one === '--no-sandbox'), '--version'],
      { env },
      (_error, out) => resolve(out),
    ),
  );
  expect(shown).toMatch(/^\d+\.\d+\.\d+.*, esquema \d+, /);
  const notice = readFileSync(path.join(path.dirname(PROGRAM), 'NOTICE.txt'), 'utf8');
  for (const name of ['better-sqlite3', 'fastify', 'react', 'zod'])
    expect(notice).toContain(`\n${name} `);
});

it('has another worker where one was killed', async () => {
  const [first = 0] = workers();
  process.kill(first, 'SIGKILL');
  await until('another one', () => !workers().includes(first) && workers().length === 3);
  expect(await ask({ cliente: 'E2', productos: ['Milanesa'], esperar: 'listo' })).toMatchObject({
    estado: 'listo',
  });
});

it('A23: is no Node for whoever starts it, and nobody attaches to it', async () => {
  // A program that it should run as Node; it is a second start instead, and ends.
  const said = await new Promise<string>((resolve) =>
    execFile(
      PROGRAM,
      [...args, '-e', 'console.log("as " + "Node")'],
      { env: { ...env, ELECTRON_RUN_AS_NODE: '1' } },
      (_error, out) => resolve(out),
    ),
  );
  expect(said).not.toContain('as Node');
  expect(output).not.toContain('Debugger listening');
  expect(await ask({ cliente: 'E3', productos: ['Agua'], esperar: 'listo' })).toMatchObject({
    estado: 'listo',
  });
  const usual = net.connect(9229, '127.0.0.1');
  const state = await once(usual, 'connect').then(
    () => 'open',
    () => 'shut',
  );
  expect(state).toBe('shut');
  usual.destroy();
});

it('quits in order, and leaves no process', async () => {
  const pids = workers();
  const gone = once(app, 'exit');
  app.kill('SIGTERM');
  await gone;
  expect(pids.filter(isAlive)).toEqual([]);
  expect(() => readFileSync(path.join(folder, 'data', 'comanda.db-wal'))).toThrow();
});
