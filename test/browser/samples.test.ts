/**
 * A house that has one real printer and one of the sample's: what its screens say of each, and the
 * tap that ends it.
 */
// @module-tag needs/chromium
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openScreens } from '../support/browser';
import type { Screens } from '../support/browser';
import { openHouse } from '../support/house';
import type { House } from '../support/house';
import { freePort } from '../support/ports';
import { TALKING } from '../support/restaurant';
import { until } from '../support/until';

let house: House;
let screens: Screens;

beforeAll(async () => {
  const bar = { kind: 'virtual', port: await freePort(), ticketMs: null, mmPerSecond: 0 } as const;
  house = await openHouse({ can: TALKING, addresses: { Bar: bar } });
  await house.person('Ana', 'mesero');
  screens = await openScreens(house);
}, 60_000);
afterAll(async () => {
  await screens.stop();
  await house.stop();
});

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

it('says "de muestra" where the bar prints on a sample, counts real printers, and puts the real one in its place', async () => {
  const phone = await screens.open({ token: await house.device('mesero', 'Ana') });
  await house.host.ask({ mesa: '5', productos: ['Milanesa', 'Agua'], esperar: 'impreso' });
  await button(phone, /^Mesa 5\b/).click();
  await button(phone, /^Cocina.*impresa/).waitFor();
  await button(phone, /^Bar.*de muestra/).waitFor();
  expect(await button(phone, /^Bar.*impresa/).count()).toBe(0);

  const owner = await screens.open({ token: house.owner, path: '/admin', size: 'wall' });
  await owner.getByText('1/1').waitFor();
  await owner.getByText('todas bien · 1 de muestra').waitFor();
  const left = owner.getByRole('region', { name: 'Todavía de muestra' });
  await left.getByText(/^Impresoras: Bar\./).waitFor();
  await left.getByRole('button', { name: 'Quitar lo de muestra' }).click();
  await owner
    .getByRole('dialog')
    .getByLabel('En lugar de las de muestra imprime')
    .selectOption({ label: 'Cocina' });
  await owner.getByRole('dialog').getByRole('button', { name: 'Quitar' }).click();
  await left.waitFor({ state: 'detached' });
  await owner.getByText('todas bien', { exact: true }).waitFor();

  await house.host.ask({ mesa: '5', productos: ['Agua'], esperar: 'impreso' });
  await until('the real paper', () =>
    house.kitchen
      .pieces('Cocina')
      .flat()
      .some((line) => line.includes('Agua')),
  );
  // What the sample printed before is called what it was.
  await button(phone, /^Bar.*de muestra/).waitFor();
  await button(phone, /^Bar.*impresa/).waitFor();
});
