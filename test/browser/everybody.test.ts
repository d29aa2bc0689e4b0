/** Screens for everybody: no serious fault that axe knows, on any view, in both lights and both languages; and no need of a mouse or a finger. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openScreens } from '../support/browser';
import type { Screens, Size } from '../support/browser';
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
    productos: [{ nombre: 'Milanesa', cantidad: 2, modificadores: ['SIN sal'], nota: 'alergia: maní' }, 'Agua'],
  });
  await house.host.ask({ mesa: '7', productos: ['Bife', { nombre: 'Ñoquis', tiempo: 2 }] });
  await house.host.ask({ cliente: 'Eva', direccion: 'Calle 1', productos: ['Picada'] });
}, 60_000);
afterAll(async () => {
  await screens.stop();
  await house.stop();
});

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

/** What axe calls serious or worse, by rule and place. */
async function faultsOn(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`));
}

describe.each(['light', 'dark'] as const)('in the %s', (theme) => {
  it.each([
    ['the tables', '/mesero', 'phone', 'header'],
    ['a table', '/mesero#/mesa/5', 'phone', 'article'],
    ['the menu', '/mesero#/mesa/5/carta', 'phone', '[role=tab]'],
    ['the orders', '/mesero#/pedidos', 'phone', 'nav'],
    ['the notices', '/mesero#/avisos', 'tablet', 'nav'],
    ['tables, menu and table together', '/mesero#/mesa/7', 'wall', 'article'],
    ['a kitchen', '/cocina', 'wall', 'article'],
    ['the pass', '/pase', 'wall', 'li'],
    ['devices and people', '/admin', 'tablet', 'section'],
  ] as const)('%s has no serious fault', async (_, path, size: Size, there) => {
    const language = theme === 'light' ? 'es' : 'en';
    const page = await screens.open({ token: house.owner, path, size, theme, language });
    if (path === '/cocina') await button(page, 'Cocina').click();
    await page.locator(there).first().waitFor();
    expect(await faultsOn(page)).toEqual([]);
    // Nothing is wider than the screen, and no button smaller than a thumb.
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(await smallButtons(page)).toEqual([]);
    await page.context().close();
  });

  it('the doors and the sheets have no serious fault', async () => {
    const door = await screens.open({ theme });
    await door.getByLabel('Código').waitFor();
    expect(await faultsOn(door)).toEqual([]);
    const pin = await screens.open({ token: await house.device('mesero'), theme });
    await button(pin, /Ana/).click();
    await button(pin, 'Entrar').waitFor();
    expect(await faultsOn(pin)).toEqual([]);
    const phone = await screens.open({ token: house.owner, path: '/mesero#/mesa/7/carta', theme });
    await button(phone, /^Bife/).click();
    await button(phone, 'Jugoso').waitFor();
    expect(await faultsOn(phone)).toEqual([]);
    await button(phone, 'Cerrar').click();
    await phone.evaluate(`location.hash = '/mesa/7'`);
    await button(phone, 'Más').click();
    await button(phone, 'Cobrada').waitFor();
    expect(await faultsOn(phone)).toEqual([]);
    for (const page of [door, pin, phone]) await page.context().close();
  });
});

/** Names of what can be tapped and is under 48 by 48 px. */
function smallButtons(page: Page): Promise<unknown> {
  return page.evaluate(`[...document.querySelectorAll('button, select, input, a')]
    .filter((one) => { const box = one.getBoundingClientRect(); return box.width > 0 && (box.width < 47.5 || box.height < 47.5); })
    .map((one) => one.textContent || one.getAttribute('aria-label') || one.outerHTML)`);
}

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
  await until('it is picked', async () => (await cards.nth(1).getAttribute('data-picked')) === 'true');
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
  await until('the next is picked', async () => (await cards.nth(1).getAttribute('data-picked')) === 'true');
  // A line, by Tab.
  await pressOn(wall, /^1× Bife/);
  await wall.getByRole('button', { name: /^1× Bife/, pressed: true }).waitFor();
  await wall.context().close();
});
