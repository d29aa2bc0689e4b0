/**
 * A second backup folder on a network that does not answer: whoever touches it waits for ever, so
 * nobody that matters touches it.
 */
// @module-tag needs/fuse
import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openHouse } from '../support/house';
import type { House } from '../support/house';
import { screen } from '../support/screen-client';
import { until } from '../support/until';

let house: House;
let second: string;
/** A file system whose program has died in its sleep: nobody reads what it is asked. */
let silent: number | null = null;

beforeAll(async () => {
  house = await openHouse({}, ['--no-print']);
  second = path.join(house.kitchen.folder, 'red');
  mkdirSync(second);
  const one = await screen(house.host.httpPort, house.owner);
  await one.hello();
  expect(await one.command('setBackups', { rules: { hour: null, keep: 3, second } })).toMatchObject(
    { ok: true },
  );
  one.close();
  silent = openSync('/dev/fuse', 'r+');
  const options = 'fd=3,rootmode=40000,user_id=0,group_id=0';
  const mounted = spawnSync('mount', ['-i', '-t', 'fuse', '-o', options, 'silent', second], {
    stdio: ['ignore', 'pipe', 'pipe', silent],
  });
  expect(String(mounted.stderr)).toBe('');
});
afterAll(async () => {
  if (silent !== null) closeSync(silent);
  spawnSync('umount', ['-l', second]);
  await house.stop();
});

it('takes orders meanwhile, makes the backup here, and says in words what does not answer', async () => {
  const [list, made] = [
    house.http('GET', '/respaldos', { as: house.owner }),
    house.http('POST', '/respaldos', { as: house.owner }),
  ];
  expect(await house.host.ask({ mesa: '1', productos: ['Agua'] })).toMatchObject({
    status: 'recibido',
  });
  expect((await house.http('GET', '/health')).status).toBe(200);
  expect(await list).toMatchObject({
    status: 200,
    body: { segunda_falla: `la carpeta ${second} no contesta` },
  });
  expect((await made).status).toBe(201);
  expect(
    readdirSync(path.join(house.dataDir, 'respaldos')).filter((name) => name.endsWith('.db')),
  ).toHaveLength(1);
  await until('it is said', () => house.host.output().includes('no llegó a la segunda carpeta'));
  expect(await house.host.ask({ mesa: '2', productos: ['Agua'] })).toMatchObject({
    status: 'recibido',
  });
});
