/** S88 by a button: a hundred orders at once on a host apart, and not a trace of them in the restaurant. */
import { readdirSync } from 'node:fs';
import os from 'node:os';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { openHouse } from '../support/house';
import type { House } from '../support/house';
import { until } from '../support/until';
import { buildVariant } from '../support/variant';

let quick: string;
let house: House;

beforeAll(async () => {
  // Paper that comes out at once; at a printer's own pace it is a minute and a half.
  quick = await buildVariant('quick-rehearsal', {
    file: 'src-main/host/domain/rehearse.ts',
    find: 'const MM_PER_SECOND = 150;',
    replace: 'const MM_PER_SECOND = 0;',
  });
});
beforeEach(async () => {
  house = await openHouse({}, [], quick);
});
afterEach(() => house.stop());

const folders = (): readonly string[] => readdirSync(os.tmpdir()).filter((name) => name.startsWith('comanda-ensayo-'));
const begin = () => house.http('POST', '/ensayo', { as: house.owner });
const now = async () => (await house.http('GET', '/ensayo', { as: house.owner })).body;

it('sends a hundred orders from the house’s own menu, prints them all, and leaves nothing behind', async () => {
  const before = folders();
  await house.host.ask({ mesa: '1', productos: ['Milanesa'], esperar: 'listo' });
  const paper = house.kitchen.pieces('Cocina').length;
  expect(await begin()).toMatchObject({ status: 200, body: { pedidos: 100 } });
  expect(await begin()).toMatchObject({ status: 409, body: { error: { codigo: 'ENSAYO_NO' } } });
  await until('the rehearsal', async () => (await now()).estado === 'hecho', 50_000);
  const done = await now();
  expect(done).toMatchObject({ recibidos: 100, perdidos: 0, falla: null });
  // Each order goes to a station at the least.
  expect(Number(done.papeles)).toBeGreaterThanOrEqual(100);
  // The house knows of one order, and its printer of one paper.
  expect(await house.host.ask({ mesa: '2', productos: ['Milanesa'], esperar: 'listo' })).toMatchObject({ id: 2 });
  expect(house.kitchen.pieces('Cocina')).toHaveLength(paper + 1);
  await until('the folder is gone', () => folders().length === before.length);
});

it('is for the owner, and not while the house’s own papers wait', async () => {
  await house.person('Ana', 'mesero');
  expect(await house.http('POST', '/ensayo', { as: await house.device('mesero', 'Ana') })).toMatchObject({ status: 403 });
  await house.kitchen.unplug('Cocina');
  for (let n = 0; n < 8; n++) await house.host.ask({ mesa: `${n}`, productos: ['Milanesa'] });
  expect(await begin()).toMatchObject({ status: 409, body: { error: { mensaje: expect.stringContaining('en cola') } } });
});

it('ends with the host', async () => {
  const before = folders();
  await begin();
  await until('it is under way', async () => (await now()).estado !== 'abriendo');
  expect(await house.host.stop()).toBe(0);
  expect(folders()).toEqual(before);
});
