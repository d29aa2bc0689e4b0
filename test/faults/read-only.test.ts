/** F12: a disk that turns read-only under an open database, as ext4 does after an error. */
// @module-tag needs/mounts
// @module-tag needs/loop
import { execFileSync } from 'node:child_process';
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { launchHost } from '../support/host-process';
import { httpAsk } from '../support/http-client';
import { openKitchen } from '../support/restaurant';
import type { Kitchen } from '../support/restaurant';
import { until } from '../support/until';

let kitchen: Kitchen;
let dataDir: string;
let image: string;

beforeEach(async () => {
  kitchen = await openKitchen();
  dataDir = path.join(kitchen.folder, 'data');
  mkdirSync(dataDir);
  image = path.join(kitchen.folder, 'disk.img');
  writeFileSync(image, '');
  truncateSync(image, 64 * 1024 * 1024);
  execFileSync('mkfs.ext4', ['-q', '-F', image]);
});
afterEach(() => kitchen.stop());

it('refuses by name, tells it in /health, answers what it knows, and ends when it is asked to', async () => {
  const { process: host } = await launchHost({
    dataDir,
    restaurantFile: kitchen.restaurantFile,
    extra: ['--no-print'],
    under: ['unshare', '-m', 'sh', '-c', `mount -o loop ${image} ${dataDir} && exec "$@"`, 'sh'],
  });
  await until('it listens', () => host.output().includes('Ctrl-C cierra'));
  expect(await host.ask({ id: 'antes', cliente: 'X', productos: ['Milanesa'] })).toMatchObject({
    status: 'recibido',
  });
  execFileSync('nsenter', ['-m', '-t', String(host.pid), 'mount', '-o', 'remount,abort', dataDir]);

  const refused = await host.ask({ id: 'durante', cliente: 'X', productos: ['Milanesa'] });
  expect(refused).toMatchObject({ error: { codigo: 'DISCO_SOLO_LECTURA', reintentable: true } });
  expect(await httpAsk(host.httpPort, 'GET', '/health', {})).toMatchObject({
    status: 503,
    body: { status: 'no_guarda', error: { codigo: 'DISCO_SOLO_LECTURA' } },
  });
  expect(await host.ask({ consulta: 'pedido', clave: 'antes' })).toMatchObject({ cliente: 'X' });
  expect(await host.stop()).toBe(0);
});
