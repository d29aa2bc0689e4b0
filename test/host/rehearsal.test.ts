/**
 * S88 and S89 by a button: a full evening on a host apart, its verdict, and not a trace of it in
 * the restaurant.
 */
// @module-tag slow
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Rehearsal } from '../../src-shared/model/operations/rehearsal';
import { openHouse } from '../support/house';
import type { House } from '../support/house';
import { until } from '../support/until';
import type { Faults } from '../support/faulty';
import { faultsIn, faulty, programFolder } from '../support/faulty';

let quick: Faults;
let house: House;

beforeAll(async () => {
  // Paper that comes out at once; at a printer's own pace it is a minute and a half.
  quick = await faulty({ 'rehearsal.mm-per-second': 0 }, { 'rehearsal.load-s': 2 });
});
beforeEach(async () => {
  house = await openHouse({}, [], quick);
});
afterEach(() => house.stop());

const folders = (): readonly string[] =>
  readdirSync(os.tmpdir()).filter((name) => name.startsWith('comanda-ensayo-'));
const begin = () => house.http('POST', '/ensayo', { as: house.owner });
const now = async () => (await house.http('GET', '/ensayo', { as: house.owner })).body;

it('sends a hundred orders from the house’s own menu, prints them all, and leaves nothing behind', async () => {
  const before = folders();
  await house.host.ask({ mesa: '1', productos: ['Milanesa'], esperar: 'listo' });
  const paper = house.kitchen.pieces('Cocina').length;
  expect(await begin()).toMatchObject({ status: 200, body: { estado: 'abriendo' } });
  expect(await begin()).toMatchObject({ status: 409, body: { error: { codigo: 'ENSAYO_NO' } } });
  await until('the rehearsal', async () => (await now()).estado === 'hecho', 50_000);
  const done = await now();
  expect(done).toMatchObject({ perdidos: 0, falla: null });
  expect(done.recibidos).toBe(done.pedidos);
  expect(Number(done.pedidos)).toBeGreaterThan(100);
  // Each order goes to a station at the least.
  expect(Number(done.papeles)).toBeGreaterThanOrEqual(Number(done.pedidos));
  const metas = done.metas as {
    meta: string;
    limite_ms: number;
    medido_ms: number;
    cumplida: boolean;
  }[];
  expect(metas.map(({ meta, limite_ms }) => [meta, limite_ms])).toEqual([
    ['recibido', 1_000],
    ['en_cola', 500],
    ['cien_a_la_vez', 5_000],
    ['todo_impreso', 120_000],
    ['carga_normal', 5_000],
    ['carga_alta', 15_000],
  ]);
  for (const { medido_ms, limite_ms, cumplida } of metas)
    expect(cumplida).toBe(medido_ms < limite_ms);
  const papel = done.papel as Record<
    string,
    { cuantos: number; p50_ms: number; p95_ms: number; max_ms: number; reparto: number[] }
  >;
  expect(Object.keys(papel)).toEqual(['rafaga', 'normal', 'alta']);
  let counted = 0;
  for (const { cuantos, p50_ms, p95_ms, max_ms, reparto } of Object.values(papel)) {
    expect(p50_ms).toBeLessThanOrEqual(p95_ms);
    expect(p95_ms).toBeLessThanOrEqual(max_ms);
    expect(reparto.reduce((sum, one) => sum + one, 0)).toBe(cuantos);
    counted += cuantos;
  }
  expect(counted).toBe(done.papeles);
  // The house knows of one order, and its printer of one paper.
  expect(
    await house.host.ask({ mesa: '2', productos: ['Milanesa'], esperar: 'listo' }),
  ).toMatchObject({ id: 2 });
  expect(house.kitchen.pieces('Cocina')).toHaveLength(paper + 1);
  await until('the folder is gone', () => folders().length === before.length);
});

it('from the command line plays cook and delivery too: every order gets ready and is served, after the times that were set', async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      path.join(programFolder(quick), 'cli.js'),
      'load',
      '--simulate',
      '--json',
      '--preparation',
      '1',
      '--delivery',
      '2',
    ],
    { encoding: 'utf8', env: { ...process.env, ...faultsIn(quick) } },
  ).catch((error: { stdout: string }) => error);
  const { phase, trouble, received, service } = JSON.parse(stdout) as Rehearsal;
  expect({ phase, trouble }).toEqual({ phase: 'done', trouble: null });
  expect(service).toMatchObject({
    preparationS: 1,
    deliveryS: 2,
    ready: { count: received },
    served: { count: received },
  });
  // Never sooner than cooking and carrying take.
  expect(service?.ready?.p50).toBeGreaterThanOrEqual(1_000);
  expect(Number(service?.served?.p50) - Number(service?.ready?.p50)).toBeGreaterThanOrEqual(1_900);
});

it('is for the owner, and not while the house’s own papers wait', async () => {
  await house.person('Ana', 'mesero');
  expect(
    await house.http('POST', '/ensayo', { as: await house.device('mesero', 'Ana') }),
  ).toMatchObject({ status: 403 });
  await house.kitchen.unplug('Cocina');
  for (let n = 0; n < 8; n++) await house.host.ask({ mesa: `${n}`, productos: ['Milanesa'] });
  expect(await begin()).toMatchObject({
    status: 409,
    body: { error: { mensaje: expect.stringContaining('en cola') } },
  });
});

it('is stopped by a word, and by the house’s own papers', async () => {
  const before = folders();
  await begin();
  await until('it is under way', async () => (await now()).estado !== 'abriendo');
  expect(await house.http('DELETE', '/ensayo', { as: house.owner })).toMatchObject({ status: 200 });
  await until('it ended', async () => (await now()).estado === 'fallido');
  expect(await now()).toMatchObject({ falla: 'alguien lo detuvo' });
  await until('the folder is gone', () => folders().length === before.length);
  await begin();
  await until('it is under way again', async () => (await now()).estado !== 'abriendo');
  await house.kitchen.unplug('Cocina');
  for (let n = 0; n < 8; n++) await house.host.ask({ mesa: `${n}`, productos: ['Milanesa'] });
  await until('it made way', async () => (await now()).estado === 'fallido');
  expect(String((await now()).falla)).toContain('comandas de verdad');
});

it('ends with the host', async () => {
  const before = folders();
  await begin();
  await until('it is under way', async () => (await now()).estado !== 'abriendo');
  expect(await house.host.stop()).toBe(0);
  expect(folders()).toEqual(before);
});

it('that cannot begin, since there is no room for it, says so and leaves the house open', async () => {
  await house.stop();
  const gone = mkdtempSync(path.join(os.tmpdir(), 'comanda-test-'));
  house = await openHouse({}, [], quick, { TMPDIR: gone });
  rmSync(gone, { recursive: true });
  expect(await begin()).toMatchObject({ status: 200 });
  await until('it failed', async () => (await now()).estado === 'fallido');
  expect(String((await now()).falla)).toContain('ENOENT');
  expect(
    await house.host.ask({ mesa: '1', productos: ['Milanesa'], esperar: 'listo' }),
  ).toMatchObject({ estado: 'listo' });
});
