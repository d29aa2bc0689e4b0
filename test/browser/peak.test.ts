/**
 * The busiest hour as the owner sees it: paper as the limit and a way out by a tap, heard as it
 * comes; workers, letters and limits by page; a rehearsal's verdict.
 */
// @module-tag needs/chromium
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openScreens, tonesOf } from '../support/browser';
import type { Screens } from '../support/browser';
import { expectFine, expectFits } from '../support/fine';
import { openHouse } from '../support/house';
import type { House } from '../support/house';
import { TALKING } from '../support/restaurant';
import { screen } from '../support/screen-client';
import { measured } from '../support/measure';
import { until } from '../support/until';
import { faulty } from '../support/faulty';

let house: House;
let screens: Screens;
let owner: Page;

beforeAll(async () => {
  const faults = await faulty(
    { 'operations.look-every-ms': 500 },
    { 'rehearsal.mm-per-second': 0 },
    { 'rehearsal.load-s': 2 },
  );
  house = await openHouse(
    { can: TALKING, fallbacks: ['Bar'], ticketMs: 400, mail: MAIL },
    [],
    faults,
  );
  const asked = await screen(house.host.httpPort, house.owner);
  await asked.hello();
  const turbo = { automatic: false, offQueue: 5, offSlowS: 3 };
  expect(
    await asked.command('setAlertRules', {
      rules: { queue: 200, slowS: 200, paperS: 6, printer: true, turbo },
    }),
  ).toMatchObject({ ok: true });
  asked.close();
  screens = await openScreens(house);
  owner = await screens.open({ token: house.owner, path: '/admin', size: 'wall' });
  await owner.getByRole('heading', { name: 'Carriles' }).waitFor();
}, 60_000);
afterAll(async () => {
  await screens.stop();
  await house.stop();
});

const MAIL = {
  host: '127.0.0.1',
  port: 25,
  security: 'none' as const,
  user: null,
  from: 'a@ejemplo.ar',
  to: ['b@ejemplo.ar'],
};
const button = (name: string | RegExp, page = owner) => page.getByRole('button', { name });
const go = (name: string) => owner.getByRole('navigation').getByRole('link', { name }).click();
const part = (name: string) => owner.getByRole('region', { name });
/** A picture to look at, where somebody wants to: `PICTURES=folder`. */
async function picture(name: string): Promise<void> {
  const folder = process.env.PICTURES;
  if (folder === undefined) return;
  for (const theme of ['light', 'dark'] as const)
    for (const [size, viewport] of [
      ['wall', { width: 1366, height: 768 }],
      ['tablet', { width: 820, height: 1180 }],
    ] as const) {
      await owner.emulateMedia({ colorScheme: theme });
      await owner.setViewportSize(viewport);
      await owner.screenshot({
        path: `${folder}/${name}-${theme}-${size}.png`,
        fullPage: size === 'tablet',
      });
    }
  await owner.emulateMedia({ colorScheme: 'light' });
  await owner.setViewportSize({ width: 1920, height: 1080 });
}

it('says that paper is the limit, is heard, and moves a part to the bar by one tap', async () => {
  await owner.mouse.click(5, 5);
  const before = await tonesOf(owner);
  for (let n = 0; n < 40; n++) await house.host.ask({ cliente: `P${n}`, productos: ['Milanesa'] });
  await owner.getByText(/Cocina: el papel es el límite/).waitFor();
  await until('it is heard', async () => (await tonesOf(owner)) > before);
  await owner.getByText('imprimiendo', { exact: true }).first().waitFor();
  expect(await measured(owner)).toEqual([]);
  await picture('paper');
  await button('Pasar una parte a Bar').click();
  await owner.getByText(/comandas pasaron a Bar/).waitFor();
  await until('some come out at the bar', () =>
    house.kitchen.pieces('Bar').some((piece) => piece.join('\n').includes('RESPALDO')),
  );
  await until(
    'all papers',
    () => house.kitchen.pieces('Cocina').length + house.kitchen.pieces('Bar').length === 40,
    40_000,
  );
  const names = [...house.kitchen.pieces('Cocina'), ...house.kitchen.pieces('Bar')].map((piece) =>
    piece.find((line) => /^P\d+$/.test(line)),
  );
  expect(new Set(names).size).toBe(40);
});

it('keeps how many workers there are, by a profile or by two numbers, and what is mailed', async () => {
  await go('Ajustes');
  const upkeep = part('Marcha de la casa');
  await upkeep.getByLabel('Procesos de impresión').selectOption({ label: 'Días pico: 8 a 10' });
  await upkeep.getByRole('button', { name: 'Guardar' }).click();
  await upkeep.getByText('Guardado', { exact: true }).waitFor();
  await until(
    'eight workers',
    async () =>
      (await house.http('GET', '/admin/cola-status', { as: house.owner })).body.workers_activos ===
      8,
    20_000,
  );
  await upkeep.getByLabel('Procesos de impresión').selectOption({ label: 'Otro número' });
  await upkeep.getByLabel('Siempre (procesos)').fill('6');
  await upkeep.getByLabel('Como máximo (procesos)').fill('4');
  await upkeep.getByText('De 1 a 16, y no más siempre que como máximo.').waitFor();
  expect(await upkeep.getByRole('button', { name: 'Guardar' }).isDisabled()).toBe(true);
  await upkeep.getByLabel('Siempre (procesos)').fill('2');
  await upkeep.getByRole('button', { name: 'Guardar' }).click();
  await until(
    'two workers',
    async () =>
      (await house.http('GET', '/admin/cola-status', { as: house.owner })).body.workers_activos ===
      2,
    30_000,
  );
  const watch = part('Alertas y turbo');
  await watch.getByRole('button', { name: 'Cola alta' }).click();
  await watch.getByRole('button', { name: 'Guardar', exact: true }).click();
  await watch.getByText('Guardado', { exact: true }).waitFor();
  await picture('settings');
  await owner.reload();
  expect(await watch.getByRole('button', { name: 'Cola alta' }).getAttribute('aria-pressed')).toBe(
    'true',
  );
  await go('Auditoría');
  await owner.getByText(/workers 8-10 → 2-4/).waitFor();
  await owner.getByText(/mailed .*queue/).waitFor();
});

it(
  'rehearses a full evening and shows its verdict: each target beside what was measured, and a picture that fits a tablet',
  { timeout: 150_000 },
  async () => {
    await go('Ajustes');
    await button('Simular 100 pedidos').click();
    await button('Detener').waitFor();
    // Whichever it is: how quick this machine is today is not the matter.
    await owner
      .getByText(/El equipo aguanta una noche llena|Este equipo no llega|el papel no alcanza/)
      .waitFor({ timeout: 100_000 });
    const rehearsal = part('Ensayo de una noche llena');
    expect(await rehearsal.getByRole('row').count()).toBe(7);
    expect(await rehearsal.getByText(/^(no )?cumplida$/).count()).toBe(6);
    await rehearsal.getByText('Cien a la vez', { exact: true }).waitFor();
    await rehearsal.getByText(/Respuesta al mesero: la mitad en/).waitFor();
    await rehearsal.scrollIntoViewIfNeeded();
    await picture('rehearsal');
    await expectFine(owner);
    const tablet = await screens.open({
      token: house.owner,
      path: '/admin#/ajustes',
      size: 'tablet',
      theme: 'dark',
      language: 'en',
    });
    await tablet.getByText(/This machine (bears|does not keep up|takes orders well)/).waitFor();
    await expectFine(tablet);
    await expectFits(tablet);
  },
);
