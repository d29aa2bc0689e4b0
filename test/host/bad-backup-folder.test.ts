/** Backups with one bad folder: the other one gets its copy, and the restaurant opens. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openHouse } from '../support/house';
import type { House } from '../support/house';
import { screen } from '../support/screen-client';
import { until } from '../support/until';

let house: House;
let second: string;
const here = (): string => path.join(house.dataDir, 'respaldos');
const make = () => house.http('POST', '/respaldos', { as: house.owner });

beforeAll(async () => {
  house = await openHouse({}, ['--no-print']);
  second = path.join(house.kitchen.folder, 'pendrive');
  mkdirSync(second);
  const one = await screen(house.host.httpPort, house.owner);
  await one.hello();
  const rules = { hour: null, keep: 3, second };
  expect(await one.command('setBackups', { rules })).toMatchObject({ ok: true });
  one.close();
});
afterAll(() => house.stop());

it('makes one in the second folder where the first takes none, keeps as many there as is wanted, and says what is wrong', async () => {
  const older = [1, 2, 3, 4].map((day) => `comanda-2020010${day}-050000.db`);
  for (const name of older) writeFileSync(path.join(second, name), 'SQLite format 3\0');
  rmSync(here(), { recursive: true });
  writeFileSync(here(), 'a file in its place');
  expect(await make()).toMatchObject({
    status: 409,
    body: { error: { codigo: 'RESPALDO_FALLIDO' } },
  });
  await until('it is said', () => house.host.output().includes('solo en la segunda carpeta'));
  const kept = readdirSync(second).toSorted();
  expect(kept).toEqual([older[2], older[3], expect.not.stringContaining('-2020')]);
});

it('opens the restaurant though the first folder is a file, or holds what cannot be what it is called', async () => {
  await house.restart('stop');
  expect((await house.http('GET', '/health')).status).toBe(200);
  rmSync(here());
  mkdirSync(path.join(here(), 'comanda.half', 'deeper'), { recursive: true });
  await house.restart('stop');
  expect((await house.http('GET', '/health')).status).toBe(200);
  expect(readdirSync(here())).toEqual([]);
  expect((await make()).status).toBe(201);
});

it('makes one here where the second folder is gone', async () => {
  rmSync(second, { recursive: true });
  const before = readdirSync(here()).length;
  await until('a second has gone by, for a name of its own', async () => {
    await make();
    return readdirSync(here()).length > before;
  });
  await until('it is said', () => house.host.output().includes('no llegó a la segunda carpeta'));
});
