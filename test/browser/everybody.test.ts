/**
 * Screens for everybody: no serious fault that axe knows, on any view, in both lights and both
 * languages; and no need of a mouse or a finger.
 */
// @module-tag needs/chromium
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openScreens } from '../support/browser';
import type { Screens, Size } from '../support/browser';
import { expectFine } from '../support/fine';
import { openHouse, PIN } from '../support/house';
import type { House } from '../support/house';
import { until } from '../support/until';

let house: House;
let screens: Screens;
let cookToken: string;

beforeAll(async () => {
  house = await openHouse({ counter: true });
  await house.person('Ana', 'mesero');
  cookToken = await house.device('cocina');
  screens = await openScreens(house);
  const wall = await screens.open({ token: cookToken, path: '/cocina', size: 'wall' });
  await button(wall, 'Cocina').click();
  await wall.getByText('Nada por cocinar').waitFor();
  await wall.context().close();
  await house.host.ask({
    mesa: '5',
    productos: [
      { nombre: 'Milanesa', cantidad: 2, modificadores: ['SIN sal'], nota: 'alergia: maní' },
      'Agua',
    ],
  });
  await house.host.ask({ mesa: '7', productos: ['Bife', { nombre: 'Ñoquis', tiempo: 2 }] });
  await house.host.ask({ cliente: 'Eva', direccion: 'Calle 1', productos: ['Picada'] });
}, 60_000);
afterAll(async () => {
  await screens.stop();
  await house.stop();
});

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

it.each([
  ['the tables', '/mesero', 'phone', 'header', 'es'],
  ['a table', '/mesero#/mesa/5', 'phone', 'article', 'en'],
  ['the menu', '/mesero#/mesa/5/carta', 'phone', '[role=tab]', 'es'],
  ['the orders', '/mesero#/pedidos', 'phone', 'nav', 'en'],
  ['the notices', '/mesero#/avisos', 'tablet', 'nav', 'es'],
  ['tables and menu', '/mesero#/mesa/5/carta', 'tablet', '[role=tab]', 'en'],
  ['tables, menu and table together', '/mesero#/mesa/7', 'wall', 'article', 'es'],
  ['a kitchen', '/cocina', 'wall', 'article', 'es'],
  ['a kitchen', '/cocina', 'phone', 'article', 'es'],
  ['the pass', '/pase', 'tablet', 'li', 'en'],
] as const)(
  '%s (%s, %s) has no serious fault in either light',
  async (_, path, size: Size, there, language) => {
    const page = await screens.open({ token: house.owner, path, size, language });
    if (path === '/cocina') await button(page, 'Cocina').click();
    await page.locator(there).first().waitFor();
    await expectFine(page);
    await page.context().close();
  },
);

it('the doors have no serious fault', async () => {
  const door = await screens.open();
  await door.getByLabel('Código').waitFor();
  await expectFine(door);
  const pin = await screens.open({ token: await house.device('mesero') });
  await button(pin, /Ana/).click();
  await button(pin, 'Entrar').waitFor();
  await expectFine(pin);
  for (const page of [door, pin]) await page.context().close();
});

it('the sheets have no serious fault', async () => {
  const phone = await screens.open({ token: house.owner, path: '/mesero#/mesa/7/carta' });
  await button(phone, /^Bife/).click();
  await button(phone, 'Jugoso').waitFor();
  await expectFine(phone);
  await button(phone, 'Cerrar').click();
  await phone.evaluate(`location.hash = '/mesa/7'`);
  await button(phone, 'Más').click();
  await button(phone, 'Cobrada').waitFor();
  await expectFine(phone);
  await phone.context().close();
});

/** Tab until the focus is on it, as somebody without a mouse would. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const wanted = button(page, name).first();
  await wanted.waitFor();
  for (let n = 0; n < 150; n++) {
    if (await wanted.evaluate((one) => one === one.ownerDocument.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no Tab leads to ${String(name)}`);
}
async function pressOn(page: Page, name: string | RegExp): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('Enter');
}

it('lets a waiter do the evening by keyboard alone', async () => {
  const page = await screens.open({ token: await house.device('mesero'), size: 'tablet' });
  await pressOn(page, /Ana/);
  await page.getByText('PIN de Ana').waitFor();
  await page.keyboard.type(PIN);
  await page.keyboard.press('Enter');
  await pressOn(page, /^Mesa 3 libre/);
  await pressOn(page, '3 comensales');
  await pressOn(page, /^Bife/);
  await page.getByRole('dialog').waitFor();
  await pressOn(page, 'Cocido');
  await pressOn(page, /^Agregar$/);
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await pressOn(page, /^Ñoquis/);
  await pressOn(page, /^Enviar$/);
  await pressOn(page, /^1× Ñoquis/);
  await pressOn(page, 'Anular');
  await pressOn(page, 'Demora');
  await button(page, /^1× Ñoquis.*anulado/).waitFor();
  await page.keyboard.press('Escape');
  await pressOn(page, /^Cocina/);
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.context().close();
});

it('lets a cook do the evening by a bump bar', async () => {
  const wall = await screens.open({ token: cookToken, path: '/cocina', size: 'wall' });
  await pressOn(wall, 'Cocina');
  const cards = wall.getByRole('article');
  await until('tickets are there', async () => (await cards.count()) >= 3);
  const names = async (): Promise<readonly (string | null)[]> =>
    cards.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
  const [first, second, third] = await names();
  await wall.keyboard.press('2');
  await until(
    'it is picked',
    async () => (await cards.nth(1).getAttribute('data-picked')) === 'true',
  );
  await wall.keyboard.press('Enter');
  await until('it is done', async () => (await names())[1] === third);
  expect((await names())[0]).toBe(first);
  await wall.keyboard.press('z');
  await button(wall, `Recuperar ${String(second)}`).waitFor();
  await wall.keyboard.press('Enter');
  await until('it is back in its place', async () => (await names())[1] === second);
  await wall.keyboard.press('t');
  await wall.getByRole('dialog', { name: 'Totales por cocinar' }).waitFor();
  await wall.keyboard.press('Escape');
  await wall.keyboard.press('a');
  await wall.getByRole('dialog', { name: '¿Qué se acabó?' }).waitFor();
  await wall.keyboard.press('Escape');
  await wall.keyboard.press('1');
  await wall.keyboard.press('ArrowRight');
  await until(
    'the next is picked',
    async () => (await cards.nth(1).getAttribute('data-picked')) === 'true',
  );
  // A line, by Tab.
  await pressOn(wall, /^1× Bife/);
  await wall.getByRole('button', { name: /^1× Bife/, pressed: true }).waitFor();
  await wall.context().close();
});
