/**
 * Peak hour by hand: orders' paper goes before bills and copies, for whoever may say so, and until
 * somebody says otherwise.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openHouse } from '../support/house';
import type { House } from '../support/house';
import { TALKING } from '../support/restaurant';
import { until } from '../support/until';

let house: House;
let waiter: string;

beforeAll(async () => {
  house = await openHouse({ counter: true, can: TALKING });
  await house.person('Ana', 'mesero');
  waiter = await house.device('mesero', 'Ana');
});
afterAll(() => house.stop());

/**
 * An order, a bill and another order wait for a printer without paper: what came out when it had
 * some, in order.
 */
async function evening(tables: readonly [string, string]): Promise<readonly string[]> {
  const bar = house.kitchen.printers.Bar;
  const from = house.kitchen.pieces('Bar').length;
  bar.set({ paper: 'out' });
  const first = await house.host.ask({ mesa: tables[0], productos: ['Agua'] });
  await house.http('POST', `/pedidos/${String(first.id)}/precuenta`, { as: house.owner, body: {} });
  await house.host.ask({ mesa: tables[1], productos: ['Agua'] });
  bar.set({ paper: 'ok' });
  await until('three papers', () => house.kitchen.pieces('Bar').length === from + 3);
  // Paper that is cut is not confirmed yet: taken away now, its ticket would come out again.
  await until('all are confirmed', async () => {
    const { carriles } = (await house.host.ask({ consulta: 'cola' })) as {
      readonly carriles?: readonly { imprimiendo: boolean }[];
    };
    return carriles?.every(({ imprimiendo }) => !imprimiendo);
  });
  return house.kitchen
    .pieces('Bar')
    .slice(from)
    .map((piece) => (piece.some((line) => line.includes('PRECUENTA')) ? 'bill' : 'order'));
}

it('lets orders go before bills while it is on, also after a restart, and not any more when it is off', async () => {
  expect(await evening(['1', '2'])).toEqual(['order', 'bill', 'order']);
  expect(
    await house.http('POST', '/sistema/modo-turbo', { as: waiter, body: { turbo: true } }),
  ).toMatchObject({
    status: 200,
    body: { status: 'turbo_activado' },
  });
  expect(await evening(['3', '4'])).toEqual(['order', 'order', 'bill']);
  await house.restart('kill');
  // Long before the next look around, and though nothing waits yet.
  await until('all workers are there after the restart', async () => {
    const figures = await (await fetch(`http://127.0.0.1:${house.host.httpPort}/metrics`)).text();
    return /^comanda_print_workers 10$/m.test(figures);
  });
  expect(await evening(['5', '6'])).toEqual(['order', 'order', 'bill']);
  expect(
    await house.http('POST', '/sistema/modo-turbo', { as: house.owner, body: { turbo: false } }),
  ).toMatchObject({
    body: { status: 'turbo_desactivado' },
  });
  expect(await evening(['7', '8'])).toEqual(['order', 'bill', 'order']);
});

it('is for those who take orders and mind the counter', async () => {
  const body = { turbo: true };
  expect(
    await house.http('POST', '/sistema/modo-turbo', { as: await house.device('cocina'), body }),
  ).toMatchObject({
    status: 403,
  });
  expect(await house.host.ask({ turbo: true })).toMatchObject({
    error: { codigo: 'NO_PERMITIDO' },
  });
  expect(await house.http('POST', '/sistema/modo-turbo', { body })).toMatchObject({ status: 401 });
});
