/**
 * The menu's file page in a real browser: read by a worker under the page's own policy, and never a
 * row or a button of a file before.
 */
// @module-tag needs/chromium
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openScreens } from '../support/browser';
import type { Screens } from '../support/browser';
import { expectFine } from '../support/fine';
import { openHouse } from '../support/house';
import type { House } from '../support/house';

let house: House;
let screens: Screens;
let owner: Page;

beforeAll(async () => {
  house = await openHouse({ counter: true });
  screens = await openScreens(house);
  owner = await screens.open({ token: house.owner, path: '/admin#/menu', size: 'phone' });
}, 60_000);
afterAll(async () => {
  await screens.stop();
  await house.stop();
});
beforeEach(async () => {
  await owner.reload();
  await owner.getByRole('button', { name: 'Traer archivo' }).click();
});

const sheet = () => owner.getByRole('dialog');
const bringIn = () => sheet().getByRole('button', { name: /^(Traer|Cambiar|Quitar|Nada)/ });
const choose = (name: string, content: string | Buffer) =>
  sheet()
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
const HEAD = 'categoria;codigo;nombre;precio';

it('shows nothing of a file once another was chosen that cannot be read', async () => {
  await choose('buena.csv', `${HEAD}\nSopas;S1;Sopa de zapallo;8,50\n`);
  await sheet().getByText('Sopa de zapallo').waitFor();
  expect(await bringIn().innerText()).toBe('Traer 1 plato nuevo');
  for (const [name, content, says] of [
    ['menu.xlsx', Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), 'libro de hojas de cálculo'],
    ['foto.csv', Buffer.from([0x89, 0x50, 0, 0, 1, 2, 0, 7]), 'no se puede leer como texto'],
    [
      'loyverse.csv',
      'Handle,SKU,Name,Category,Default price\nx,1,Taco,Tacos,22\n',
      'archivo de Loyverse',
    ],
    ['otra.csv', 'uno;dos\n1;2\n', 'En la primera fila no está: categoria, nombre, precio'],
    ['grande.csv', Buffer.alloc(8 * 1024 * 1024 + 1, 'x'), 'pasa de 8 MB'],
  ] as const) {
    await choose(name, content);
    await sheet().getByText(says).waitFor();
    expect(await sheet().getByText('Sopa de zapallo').count()).toBe(0);
    expect(await bringIn().count()).toBe(0);
  }
  await choose('buena.csv', `${HEAD}\nSopas;S1;Sopa de calabaza;8,50\n`);
  await sheet().getByText('Sopa de calabaza').waitFor();
});

it('says in which line a quote stays open, and reads quotes as letters when asked', async () => {
  await choose(
    'comillas.csv',
    `${HEAD}\nSopas;S1;Sopa;8,50\nSopas;S2;"Caldo;9\nSopas;S3;Puchero;7\n`,
  );
  await sheet().getByText('En la línea 3 se abre una comilla que no se cierra').waitFor();
  expect(await bringIn().innerText()).toBe('Traer 1 plato nuevo');
  await expectFine(owner);
  // A long list of dishes leaves the list of problems its height.
  const rows = Array.from(
    { length: 60 },
    (_, no) => `Sopas;N${no};Sopa ${no};${no % 12 ? no : 'x'}`,
  );
  await choose('larga.csv', `${HEAD}\n${rows.join('\n')}\n`);
  const last = sheet().getByText('Línea 50');
  await last.waitFor();
  expect((await sheet().getByRole('alert').boundingBox())?.height).toBeGreaterThan(120);
  await choose(
    'comillas.csv',
    `${HEAD}\nSopas;S1;Sopa;8,50\nSopas;S2;"Caldo;9\nSopas;S3;Puchero;7\n`,
  );
  await sheet().getByRole('button', { name: 'Leer las comillas como letras' }).click();
  await sheet().getByText('"Caldo').waitFor();
  expect(await bringIn().innerText()).toBe('Traer 3 platos nuevos');
});

it('brings the menu that was downloaded back as “0 changes”', async () => {
  await owner.keyboard.press('Escape');
  const [download] = await Promise.all([
    owner.waitForEvent('download'),
    owner.getByRole('button', { name: 'Descargar CSV' }).click(),
  ]);
  const content = Buffer.concat(await (await download.createReadStream()).toArray());
  await owner.getByRole('button', { name: 'Traer archivo' }).click();
  await choose(download.suggestedFilename(), content);
  await sheet()
    .getByText(/^0 cambios/)
    .waitFor();
  expect(await bringIn().innerText()).toBe('Nada que cambiar');
  expect(await bringIn().isDisabled()).toBe(true);
});

it('draws the first 200 of 1,000 dishes, brings all of them in, and replaces the menu with a file that uses an old code', async () => {
  const rows = Array.from({ length: 1_000 }, (_, no) => `Largo;L${no};Plato largo ${no};${no},50`);
  await choose('largo.csv', `${HEAD}\n${rows.join('\n')}\n`);
  await sheet().getByRole('button', { name: 'Mostrar 200 más' }).waitFor();
  expect(await sheet().getByRole('listitem').count()).toBe(200);
  await bringIn().click();
  await owner.getByText('Listo: 1000 nuevos').waitFor();
  await owner.getByRole('button', { name: 'Traer archivo' }).click();
  await choose('nuevo.csv', `${HEAD}\nSopas;L7;Sopa;8,50\n`);
  await sheet()
    .getByRole('button', { name: /^Se quitan/ })
    .click();
  await sheet()
    .getByRole('button', { name: /^Traer 1 plato nuevo, quitar 10/ })
    .click();
  await owner.getByText('Listo: 1 nuevo').waitFor();
  const { body } = await house.http('GET', '/menu/items', { as: house.owner });
  expect(body.items).toMatchObject([{ codigo: 'L7', nombre: 'Sopa' }]);
});

it('lets no other script be named, by the worker’s policy or by another', async () => {
  // Beside the other screens, whose consoles must stay silent.
  const context = await screens.browser.newContext();
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${house.host.httpPort}/`);
  const outcome = (code: string) =>
    page.evaluate(
      `(() => { try { ${code}; return 'allowed'; } catch (error) { return error.name; } })()`,
    );
  expect(await outcome('new Worker("/assets/other.js")')).toBe('TypeError');
  expect(await outcome('trustedTypes.createPolicy("other", {})')).toBe('TypeError');
  await context.close();
});
