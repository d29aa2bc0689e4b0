/**
 * A host whose data folder goes away, and what the next start says of a folder that should not be
 * empty.
 */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { backUp } from '../../src-main/host/operations/offline-maintenance';
import { launchHost, startHostProcess } from '../support/host-process';
import type { HostOptions, HostProcess } from '../support/host-process';
import { httpAsk } from '../support/http-client';
import { openKitchen } from '../support/restaurant';
import type { Kitchen } from '../support/restaurant';
import { until } from '../support/until';

let kitchen: Kitchen;
let dataDir: string;
const hosts: HostProcess[] = [];

beforeEach(async () => {
  kitchen = await openKitchen();
  dataDir = path.join(kitchen.folder, 'data');
});
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.stop();
  await kitchen.stop();
});

async function start(more: Partial<HostOptions> = {}): Promise<HostProcess> {
  const host = await startHostProcess({
    dataDir,
    restaurantFile: kitchen.restaurantFile,
    extra: ['--no-print'],
    ...more,
  });
  hosts.push(host);
  return host;
}

/** One that ends by itself: its exit code and what it said. */
async function startInVain(
  more: Partial<HostOptions> = {},
): Promise<{ readonly code: number | null; readonly said: string }> {
  const { process: host } = await launchHost({
    dataDir,
    restaurantFile: kitchen.restaurantFile,
    ...more,
  });
  return { code: await host.exited, said: host.output() };
}

const order = (host: HostProcess): Promise<unknown> =>
  host.ask({ cliente: 'X', productos: ['Milanesa'] });
const health = (host: HostProcess) => httpAsk(host.httpPort, 'GET', '/health', {});

/** Windows lets nobody delete or move a folder whose files are open. */
const ON_UNIX = { tags: ['needs/posix'] };

it.each([
  ['deleted', () => rmSync(dataDir, { recursive: true })],
  [
    'replaced',
    () => {
      renameSync(dataDir, `${dataDir}.away`);
      cpSync(`${dataDir}.away`, dataDir, { recursive: true });
    },
  ],
])(
  'refuses by name, tells it, and ends with 71 when its folder is %s',
  ON_UNIX,
  async (_, strike) => {
    const host = await start();
    await order(host);
    strike();
    await until('it is noticed', async () => (await health(host)).status === 503, 2_000);
    expect((await health(host)).body).toMatchObject({
      status: 'no_guarda',
      error: { codigo: 'CARPETA_PERDIDA' },
    });
    expect(await order(host)).toMatchObject({
      error: { codigo: 'CARPETA_PERDIDA', reintentable: true },
    });
    expect(host.output()).toContain(
      'la carpeta de datos se borró, se movió, se desmontó o se reemplazó',
    );
    expect(await host.exited).toBe(71);
  },
);

it(
  'says what was there instead of opening a new restaurant in its place, unless it is told to',
  ON_UNIX,
  async () => {
    const host = await start();
    for (let n = 0; n < 41; n++) await order(host);
    rmSync(dataDir, { recursive: true });
    expect(await host.exited).toBe(71);

    for (const again of [() => {}, () => mkdirSync(dataDir)]) {
      again();
      const { code, said } = await startInVain();
      expect(code).toBe(71);
      expect(said).toMatch(/tenía aquí 41 pedidos, el último (hoy|ayer) a las \d\d:\d\d/);
      expect(said).toContain('comanda serve --new');
    }
    expect(readdirSync(dataDir)).toEqual([]);

    const anew = await start({ extra: ['--no-print', '--new'] });
    expect(await order(anew)).toMatchObject({ id: 1 });
    await anew.stop();
    // From now on this is the restaurant that is known there.
    await start();
  },
);

it('takes a backup that is put into the empty folder without another word', async () => {
  const host = await start();
  await order(host);
  await host.stop();
  const made = backUp(dataDir, kitchen.folder, null);
  if (!made.ok) throw new Error(made.words);
  rmSync(dataDir, { recursive: true });
  const restore = ['.build/cli.js', 'restore', made.file, '--yes', '--data-dir', dataDir];
  await new Promise<void>((resolve, reject) =>
    execFile(process.execPath, restore, (error) => (error ? reject(error) : resolve())),
  );
  const next = await start();
  expect(next.output()).not.toContain('ATENCIÓN');
  expect(await order(next)).toMatchObject({ id: 2 });
});
