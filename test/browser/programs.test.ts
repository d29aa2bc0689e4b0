/**
 * The devices page: what each program may do, chosen by the owner; tokens from before ask for it.
 */
// @module-tag needs/chromium
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openScreens } from '../support/browser';
import type { Screens } from '../support/browser';
import { expectFine, expectFits } from '../support/fine';
import { openHouse } from '../support/house';
import type { House } from '../support/house';
import { until } from '../support/until';

let house: House;
let screens: Screens;

beforeAll(async () => {
  house = await openHouse();
  await house.person('Caro', 'caja');
  await house.http('POST', '/dispositivos', {
    as: house.owner,
    body: { nombre: 'Página de antes' },
  });
  // As a version without scopes left it.
  await house.host.stop();
  const db = new Database(path.join(house.dataDir, 'comanda.db'));
  db.exec(`UPDATE devices SET scopes = '["heredado"]' WHERE role = 'integrator'`);
  db.close();
  await house.restart('stop');
  screens = await openScreens(house);
}, 60_000);
afterAll(async () => {
  await screens.stop();
  await house.stop();
});

it('shows them, lets the owner choose one when a token is made, and asks for those of before', async () => {
  const page = await screens.open({ token: house.owner, path: '/admin#/equipos', size: 'wall' });
  await page.getByText('Puede todo lo de antes: elija qué puede').waitFor();
  await page.getByRole('button', { name: 'Qué puede Página de antes' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByText('Ahora: Puede todo lo de antes').waitFor();
  expect(await sheet.getByRole('button', { name: 'Guardar' }).isDisabled()).toBe(true);
  await sheet.getByRole('button', { name: 'Tienda en línea' }).click();
  await expectFine(page);
  await expectFits(page);
  await sheet.getByRole('button', { name: 'Guardar' }).click();
  await page.getByText('Programa · Tienda en línea').waitFor();

  await page.getByRole('button', { name: 'Token para un programa' }).click();
  await sheet.getByLabel('Cómo se llama el programa').fill('Pantalla de la calle');
  await sheet.getByRole('button', { name: 'Pantalla', exact: true }).click();
  await sheet.getByText('Sigue todos los pedidos en vivo').waitFor();
  await sheet.getByRole('button', { name: 'Hacer el token' }).click();
  await sheet.getByRole('textbox', { name: 'Token' }).waitFor();
  await sheet.getByRole('button', { name: 'Ya lo copié' }).click();
  await page.getByText('Programa · Pantalla').waitFor();
  await until('both are kept', async () => {
    const { dispositivos } = (await house.http('GET', '/dispositivos', { as: house.owner }))
      .body as {
      dispositivos: { alcance?: string[] }[];
    };
    const kept = dispositivos.flatMap(({ alcance }) => (alcance ? [alcance.join(' ')] : []));
    return (
      kept.join('|') === 'pedidos:crear pedidos:propios menu:leer|pedidos:todos menu:leer eventos'
    );
  });
});

it('has no way for the counter to choose or to retire one', async () => {
  const page = await screens.open({
    token: await house.device('caja', 'Caro'),
    path: '/admin#/equipos',
    size: 'wall',
  });
  await page.getByText('Programa · Tienda en línea').waitFor();
  expect(await page.getByRole('button', { name: /Qué puede/ }).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Retirar Página de antes' }).count()).toBe(0);
});

it('has the switch for this computer’s programs among the rules', async () => {
  const page = await screens.open({ token: house.owner, path: '/admin#/ajustes', size: 'wall' });
  await page.getByText('Los programas de este equipo también muestran un token').click();
  await until(
    'it is kept',
    async () =>
      (await house.http('GET', '/reglas', { as: house.owner })).body.exigir_token === true,
  );
  expect(await house.host.ask({ mesa: '1', productos: ['Agua'] })).toMatchObject({
    error: { codigo: 'FALTA_TOKEN' },
  });
});
