/**
 * An owner's evening without a mouse: every deed is reached by Tab, done by Enter, Space and
 * arrows, and the place is never lost.
 */
// @module-tag needs/chromium
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openScreens } from '../support/browser';
import type { Screens } from '../support/browser';
import { openHouse } from '../support/house';
import type { House } from '../support/house';
import { until } from '../support/until';

let house: House;
let screens: Screens;
let page: Page;

beforeAll(async () => {
  house = await openHouse({ counter: true, fallbacks: ['Bar'] });
  screens = await openScreens(house);
  page = await screens.open({ token: house.owner, path: '/admin', size: 'wall' });
  await page.getByRole('heading', { name: 'Carriles' }).waitFor();
}, 60_000);
afterAll(async () => {
  await screens.stop();
  await house.stop();
});

/**
 * What the focus is on, as a screen reader would say it; what it is on must be in sight, with a
 * line around it.
 */
const FOCUS = `(() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const label = at.getAttribute('aria-label') ?? (at.labels?.[0]?.textContent || at.textContent) ?? '';
  const box = at.getBoundingClientRect();
  const look = getComputedStyle(at);
  const before = getComputedStyle(at, '::before');
  const isMarked = [look, before].some((one) => one.outlineStyle !== 'none' && one.outlineWidth !== '0px') || look.boxShadow !== 'none';
  const isSeen = box.bottom > 0 && box.top < innerHeight && box.width > 0;
  return { name: label.trim().replace(/\\s+/g, ' '), isMarked, isSeen, inDialog: at.closest('dialog,[role=dialog]') !== null };
})()`;
type Focus = {
  readonly name: string;
  readonly isMarked: boolean;
  readonly isSeen: boolean;
  readonly inDialog: boolean;
};
const focus = (): Promise<Focus | null> => page.evaluate<Focus | null>(FOCUS);

/**
 * Tab by Tab to what is called so; more steps than a page has would mean that it cannot be reached.
 */
async function tabTo(name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const passed: string[] = [];
  for (let steps = 0; steps < 150; steps++) {
    const now = await focus();
    if (now && name.test(now.name)) {
      expect(now, `the focus on ${now.name}`).toMatchObject({ isMarked: true, isSeen: true });
      return;
    }
    passed.push(now?.name ?? '–');
    await page.keyboard.press(key);
  }
  throw new Error(`${String(name)} is not reached by the keyboard; passed: ${passed.join(' | ')}`);
}
async function press(name: RegExp, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(name);
  await page.keyboard.press(key);
}
async function go(name: string): Promise<void> {
  await press(new RegExp(`^${name}`));
  await page.getByRole('heading', { level: 1, name }).waitFor();
}
async function type(label: RegExp, text: string): Promise<void> {
  await tabTo(label);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
}
const dialog = () => page.getByRole('dialog');

it('adds a dish, and Escape gives the focus back to where it was', async () => {
  await go('Menú');
  await press(/^Agregar plato/);
  await dialog().waitFor();
  expect((await focus())?.inDialog).toBe(true);
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'detached' });
  expect((await focus())?.name).toMatch(/^Agregar plato/);
  await page.keyboard.press('Enter');
  await type(/^Nombre/, 'Tarta pascualina');
  await type(/^Precio/, '4500');
  await press(/^Guardar/);
  await dialog().waitFor({ state: 'detached' });
  await page.getByText('Tarta pascualina').waitFor();
});

it('puts dishes in another order without dragging', async () => {
  await press(/^Platos/);
  const names = (): Promise<readonly string[]> =>
    page
      .locator('[class*=items] li strong')
      .evaluateAll((rows) => rows.map((row) => (row as { textContent: string }).textContent));
  await press(/^Ordenar/);
  const [first = '', second = ''] = await names();
  await press(new RegExp(`^Bajar ${first.replace(/[A-Z]?\d+$/, '').slice(0, 6)}`));
  await until('the new order', async () => (await names())[0] === second);
  expect((await names())[1]).toBe(first);
  await press(/^Listo/);
});

it('closes a station for tonight, and opens it again', async () => {
  await go('Estaciones');
  await press(/^Cerrar por hoy.*Cocina/);
  await dialog().waitFor();
  await press(/^Bar$/);
  await dialog().waitFor({ state: 'detached' });
  await page
    .getByText(/[Cc]errada por hoy/)
    .first()
    .waitFor();
  await press(/^Reabrir|^Abrir/);
  await page.getByText(/[Cc]errada por hoy/).waitFor({ state: 'detached' });
});

it('sees an alert, and says that it was read', async () => {
  await house.kitchen.unplug('Cocina');
  await house.host.ask({ mesa: '3', productos: ['Milanesa'] });
  await go('Tablero');
  await page
    .getByRole('region', { name: 'Alertas' })
    .getByText(/Cocina/)
    .first()
    .waitFor({ timeout: 30_000 });
  await press(/^Visto: .*Cocina/);
  await page.getByText(/visto por Dueña/i).waitFor();
  await house.kitchen.plugIn('Cocina');
});

it('closes the shift with a Z after reading what that does, and reads it in the audit', async () => {
  await go('Informes');
  await press(/^Caja/);
  await press(/^Hacer corte Z/);
  await dialog().getByText('No se puede deshacer').waitFor();
  // The first that the focus falls on is the way out.
  expect((await focus())?.name).toBe('Cancelar');
  await press(/^Hacer corte Z/);
  await dialog().waitFor({ state: 'detached' });
  await page.getByRole('row', { name: /Z 1.*por Dueña/ }).waitFor();
  await go('Auditoría');
  await page.getByText('Hizo el corte Z 1').waitFor();
});

it('switches what is a switch by Space, and chooses from lists by arrows', async () => {
  await go('Ajustes');
  await press(/^Impuesto en la precuenta/, 'Space');
  await type(/^Porcentaje/, '21');
  await tabTo(/^La jornada termina/, 'Shift+Tab');
  await page.keyboard.press('ArrowDown');
  await press(/^Guardar/);
  await page.getByText('Guardado', { exact: true }).waitFor();
});

it('makes a backup', async () => {
  await go('Respaldo');
  await press(/^Respaldar ahora/);
  await page.getByText(/Respaldo hecho y revisado/).waitFor();
});
