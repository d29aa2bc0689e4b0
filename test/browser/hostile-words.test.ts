/**
 * Words that would be programs if a screen took them for markup: in every field that people and
 * programs can write, they are only words.
 */
// @module-tag needs/chromium
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openScreens } from '../support/browser';
import type { Screens } from '../support/browser';
import { openHouse, PIN } from '../support/house';
import { faulty } from '../support/faulty';
import type { House } from '../support/house';

let house: House;
let screens: Screens;

const PAYLOADS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "';alert(1)//",
  '<iframe srcdoc="<script>alert(1)</script>">',
  '<a href="javascript:alert(1)">x</a>',
  '{{constructor.constructor("alert(1)")()}}',
  '${alert(1)}',
  '<math><mi//xlink:href="data:x,<script>alert(1)</script>">',
  '<details open ontoggle=alert(1)>',
  '</style><script>alert(1)</script>',
  '<body onpageshow=alert(1)>',
  'javascript:alert(1)',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '<template><img src=x onerror=alert(1)></template>',
  '<input autofocus onfocus=alert(1)>',
  '<meta http-equiv=refresh content="0;url=javascript:alert(1)">',
  '__proto__',
  'constructor',
  'toString',
] as const;

const dish = PAYLOADS[1];

beforeAll(async () => {
  house = await openHouse({
    menu: {
      categories: [{ name: '<u>Cat</u><img src=x onerror=alert(2)>', stations: ['Cocina'] }],
      items: [
        {
          code: 'X1',
          name: dish,
          category: '<u>Cat</u><img src=x onerror=alert(2)>',
          price: 10,
          modifiers: ['<i>Grupo</i>'],
          without: ['<img src=x onerror=alert(3)>'],
        },
      ],
      modifierGroups: [
        { name: '<i>Grupo</i>', min: 1, max: 1, options: [{ name: '<svg onload=alert(4)>' }] },
      ],
      tables: [{ name: '<table><td>', area: '<h1>Área</h1>' }],
    },
  });
  await house.person('<img src=x onerror=alert(5)>', 'mesero');
  screens = await openScreens(house);
}, 60_000);
afterAll(async () => {
  await screens.stop();
  await house.stop();
});

/**
 * Nothing of what was written became an element, and the page's own policy never had to step in.
 */
async function expectOnlyWords(page: Page): Promise<void> {
  expect(
    await page.evaluate(
      `[...document.querySelectorAll('#root script, #root iframe, #root math, #root u, #root i, #root table:not([class]), #root img:not([src="/icon.svg"]), #root details, [onerror], [onload], a[href^="javascript"]')].map((one) => one.outerHTML)`,
    ),
  ).toEqual([]);
  expect(await page.evaluate('window.reports ?? []')).toEqual([]);
}

it('shows them as they were written, on every view', async () => {
  for (const words of PAYLOADS) {
    const placed = await house.host.ask({
      mesa: words,
      cliente: words,
      nota: words,
      productos: [{ nombre: words, modificadores: [words, 'sin ' + words], nota: words }],
    });
    expect(placed).toMatchObject({ status: 'recibido' });
  }
  await house.host.ask({
    cliente: PAYLOADS[0],
    direccion: PAYLOADS[1],
    telefono: PAYLOADS[2],
    productos: [dish],
  });
  const wall = await screens.open({
    token: await house.device('cocina'),
    path: '/cocina',
    size: 'wall',
  });
  await wall.evaluate(
    `window.reports = []; addEventListener('securitypolicyviolation', (event) => window.reports.push(event.violatedDirective))`,
  );
  await wall.getByRole('button', { name: 'Cocina' }).click();
  // Only from then on tickets wait for a cook.
  await wall.getByText('Nada por cocinar').waitFor();
  for (const words of PAYLOADS)
    await house.host.ask({
      mesa: words,
      nota: words,
      productos: [{ nombre: words, modificadores: [words], nota: words }],
    });
  await house.http('POST', '/pedidos', { as: house.owner, body: { mesa: 'M', productos: [dish] } });
  for (const words of PAYLOADS) {
    const card = wall.getByRole('article', { name: `Mesa ${words}`, exact: true });
    expect(await card.getByRole('heading').textContent()).toBe(`Mesa ${words}`);
    expect((await card.getByText(words, { exact: true }).count()) >= 3).toBe(true);
  }
  await expectOnlyWords(wall);
  await wall.goto(new URL('/pase', wall.url()).href);
  await wall.getByText(`Mesa ${PAYLOADS[0]}`, { exact: true }).first().waitFor();
  await expectOnlyWords(wall);

  const token = await house.device('mesero');
  const phone = await screens.open({ token });
  await phone.getByRole('button', { name: /onerror=alert\(5\)/ }).click();
  for (const digit of PIN) await phone.getByRole('button', { name: digit, exact: true }).click();
  await phone.getByRole('button', { name: 'Entrar' }).click();
  await phone.getByRole('heading', { name: '<h1>Área</h1>' }).waitFor();
  await expectOnlyWords(phone);
  for (const words of PAYLOADS) {
    await phone.evaluate(`location.hash = ${JSON.stringify(`/mesa/${encodeURIComponent(words)}`)}`);
    await phone.getByRole('heading', { name: `Mesa ${words}`, exact: true }).waitFor();
    await expectOnlyWords(phone);
  }
  await phone.evaluate(`location.hash = '/pedidos'`);
  await phone.getByText(`Domicilio ${PAYLOADS[0]}`).waitFor();
  await phone.evaluate(
    `location.hash = ${JSON.stringify(`/mesa/${encodeURIComponent('<table><td>')}/carta`)}`,
  );
  await phone.getByRole('button', { name: dish }).click();
  await phone.getByRole('button', { name: '<svg onload=alert(4)>' }).waitFor();
  await phone.getByRole('button', { name: 'SIN <img src=x onerror=alert(3)>' }).click();
  await phone.getByLabel('Nota').fill(PAYLOADS[2]);
  await phone.getByRole('button', { name: '<svg onload=alert(4)>' }).click();
  await phone.getByRole('button', { name: /^Agregar$/ }).click();
  await phone.getByRole('button', { name: 'Enviar' }).click();
  await phone.getByText(`» ${PAYLOADS[2]}`).waitFor();
  await expectOnlyWords(phone);

  const owner = await screens.open({ token: house.owner, path: '/admin#/personas' });
  await owner.getByText('<img src=x onerror=alert(5)>').first().waitFor();
  for (const page of [
    '',
    'cola',
    'impresoras',
    'estaciones',
    'menu',
    'mesas',
    'equipos',
    'informes',
    'ajustes',
    'auditoria',
  ]) {
    await owner.goto(new URL(`/admin#/${page}`, owner.url()).href);
    await owner.getByRole('heading', { level: 1 }).first().waitFor();
    await expectOnlyWords(owner);
  }
});

it('takes no link or address for a program', async () => {
  for (const hash of [
    '#/mesa/<img src=x onerror=alert(1)>',
    '#/mesa/%E0%A4%A',
    '#javascript:alert(1)',
    `#/${'x'.repeat(5000)}`,
    '#/pedido/-1',
    '#/nuevo/__proto__',
  ]) {
    const page = await screens.open({ token: house.owner, path: `/mesero${hash}` });
    await page.locator('header').first().waitFor();
    await expectOnlyWords(page);
    await page.context().close();
  }
});

it('would catch a view that takes words for markup (sabotage)', async () => {
  const faults = await faulty('screens.dish-as-html');
  const careless = await openHouse({}, [], faults);
  const seen = await openScreens(careless);
  await careless.host.ask({ mesa: '5', productos: [dish] });
  const page = await seen.open({
    token: careless.owner,
    path: '/mesero#/mesa/5',
    script: `globalThis.COMANDA_FAULTS = '${faults}';`,
  });
  // The page's policy lets no text become markup: the view breaks and says so, and the page's
  // console too.
  await page.getByText('La pantalla tuvo un problema').waitFor();
  expect(seen.complaints.some((words) => words.includes('TrustedHTML'))).toBe(true);
  await seen.browser.close();
  await careless.stop();
}, 60_000);
