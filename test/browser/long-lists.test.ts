/**
 * A long evening on the owner's pages: each long list says how much of it is shown, and gives the
 * rest.
 */
// @module-tag needs/chromium
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openScreens } from '../support/browser';
import type { Screens } from '../support/browser';
import { openHouse } from '../support/house';
import type { House } from '../support/house';
import { TALKING } from '../support/restaurant';
import { until } from '../support/until';

const ORDERS = 205;

let house: House;
let screens: Screens;
let owner: Page;

beforeAll(async () => {
  house = await openHouse({ counter: true, can: TALKING });
  house.kitchen.printers.Bar.set({ paper: 'out' });
  await Promise.all(
    Array.from({ length: ORDERS }, (_, n) =>
      house.host.ask({ cliente: `C${n + 1}`, productos: ['Agua'] }),
    ),
  );
  screens = await openScreens(house);
  owner = await screens.open({ token: house.owner, path: '/admin', size: 'wall' });
  await go('Cola');
}, 60_000);
afterAll(async () => {
  await screens.stop();
  await house.stop();
});

const go = (name: string) => owner.getByRole('navigation').getByRole('link', { name }).click();
const rows = () => owner.getByRole('row').filter({ has: owner.getByText(/^\d{4}$/) });
const more = () => owner.getByRole('button', { name: 'Ver más' });

it('the queue says how many tickets it shows of how many, and draws the rest', async () => {
  await owner.getByText(`200 de ${ORDERS}`, { exact: true }).waitFor();
  expect(await rows().count()).toBe(200);
  await more().click();
  await more().waitFor({ state: 'detached' });
  expect(await rows().count()).toBe(ORDERS);
});

it('orders found in the past come a hundred at a time, to the last', async () => {
  await owner.getByRole('button', { name: 'De antes' }).click();
  await owner.getByText(`100 de ${ORDERS}`, { exact: true }).waitFor();
  await more().click();
  await owner.getByText(`200 de ${ORDERS}`, { exact: true }).waitFor();
  await more().click();
  await until('every order is there', async () => (await rows().count()) === ORDERS);
});

it('a lane on the board draws the slips behind the first ones when asked', async () => {
  await go('Tablero');
  const lane = owner
    .getByRole('listitem')
    .filter({ has: owner.getByRole('heading', { name: 'Bar' }) });
  const behind = lane.getByRole('button', { name: /^y \d+ más$/ });
  await behind.waitFor();
  const before = await lane.locator('ol > li').count();
  await behind.click();
  await until('more slips', async () => (await lane.locator('ol > li').count()) > before);
});
