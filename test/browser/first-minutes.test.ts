/** The first ten minutes of an owner, a waiter and a cook, by the screen alone. */
// @module-tag needs/chromium
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openScreens, tonesOf } from '../support/browser';
import type { Screens } from '../support/browser';
import { startHostProcess } from '../support/host-process';
import { openHouse, PIN } from '../support/house';
import type { House } from '../support/house';
import { TALKING } from '../support/restaurant';
import { until } from '../support/until';

let house: House;
let screens: Screens;

beforeAll(async () => {
  house = await openHouse({ can: TALKING, counter: true });
  await house.person('Ana', 'mesero');
  screens = await openScreens(house);
}, 60_000);
afterAll(async () => {
  await screens.stop();
  await house.stop();
});

const piecesWith = (station: 'Cocina' | 'Bar', words: string): number =>
  house.kitchen.pieces(station).filter((piece) => piece.some((line) => line.includes(words)))
    .length;
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

it('leads the owner from the link of a first start to the tables by a PIN and one tap', async () => {
  const fresh = await startHostProcess({
    dataDir: `${house.dataDir}-first`,
    restaurantFile: house.kitchen.restaurantFile,
    extra: ['--no-print'],
  });
  const [link = ''] = /http:\S+#propietario=\w+/.exec(fresh.output()) ?? [];
  const page = await (await screens.browser.newContext({ locale: 'es-AR' })).newPage();
  page.setDefaultTimeout(10_000);
  // The page may be there a moment before the host answers; it asks again by itself.
  await page.route('**/identidad?**', (route) => route.abort(), { times: 1 });
  await page.goto(link.replace('localhost', '127.0.0.1'));
  await page.getByText('El sistema de Prueba ya funciona').waitFor();
  await page.keyboard.type('730164');
  await button(page, 'Empezar').click();
  // Taken by the hand, one question a page; what is typed is kept by going on.
  await page.getByRole('heading', { name: '¿Cómo se llama su local?' }).waitFor();
  await page.getByLabel('Nombre').fill('La Esquina');
  await button(page, 'Seguir').click();
  await page.getByRole('heading', { name: '¿Qué se come aquí?' }).waitFor();
  await button(page, 'Saltear este paso').click();
  await page.getByRole('heading', { name: '¿Dónde sale el papel?' }).waitFor();
  // Left, and taken up again where it was left: the first step that is not done.
  await page.getByRole('link', { name: 'Ir al servicio' }).click();
  await page.getByRole('heading', { name: 'Salón' }).waitFor();
  expect(page.url()).toMatch(/\/mesero$/);
  await page.goto(new URL('/admin', page.url()).href);
  await page.getByText('La Esquina').first().waitFor();
  await page.getByRole('link', { name: /Puesta en marcha.*1 de 6 pasos/ }).click();
  await page.getByRole('heading', { name: '¿Qué se come aquí?' }).waitFor();
  for (const question of [
    '¿Dónde sale el papel?',
    '¿Quién cocina qué?',
    '¿Quiénes trabajan aquí?',
    'Pruebe desde su teléfono',
  ]) {
    await button(page, 'Seguir').click();
    await page.getByRole('heading', { name: question }).waitFor();
  }
  await button(page, 'Terminar').click();
  await page.getByRole('link', { name: 'Tomar el primer pedido' }).waitFor();
  await page.getByRole('link', { name: /Puesta en marcha/ }).waitFor();
  await page.getByRole('link', { name: 'Ver el tablero' }).click();
  // It leaves with the next visit, so that nothing moves under a hand.
  await page.getByRole('link', { name: /Puesta en marcha/ }).waitFor();
  await page.reload();
  await page.getByRole('link', { name: 'Impresoras' }).waitFor();
  expect(await page.getByRole('link', { name: /Puesta en marcha/ }).count()).toBe(0);
  // Used up, and gone from the address.
  await page.goto(link.replace('localhost', '127.0.0.1'));
  await page.getByText('El sistema de La Esquina ya funciona').waitFor();
  await page.keyboard.type('730164');
  await button(page, 'Empezar').click();
  await page.getByText('El enlace no vale').waitFor();
  await page.context().close();
  await fresh.stop();
});

it('pairs a phone by a code, and lets Ana in by her PIN', async () => {
  const owner = await screens.open({ token: house.owner, path: '/admin#/equipos', size: 'tablet' });
  await button(owner, 'Sumar un equipo').click();
  await button(owner, 'Mesero').click();
  const link = await owner.getByText(/#vincular=/).innerText();
  expect(
    await owner.getByRole('img', { name: 'Sumar un equipo' }).locator('path').getAttribute('d'),
  ).toContain('M2 2h1v1h-1z');
  await button(owner, 'Cerrar').click();

  const phone = await screens.open({ path: new URL(link).hash ? `/${new URL(link).hash}` : '/' });
  await phone.getByLabel('Cómo se llama este equipo').fill('Teléfono de Ana');
  await button(phone, 'Pedir entrar').click();
  await phone.getByText('Esperando que lo aprueben').waitFor();
  await owner.getByText('Teléfono de Ana').waitFor();
  await button(owner, 'Dejar entrar').click();
  await button(phone, /Ana/).click();
  for (const digit of '9999') await button(phone, digit).click();
  await button(phone, 'Entrar').click();
  await phone.getByText('El PIN no es ese').waitFor();
  for (const digit of PIN) await button(phone, digit).click();
  await button(phone, 'Entrar').click();
  await phone.getByRole('heading', { name: 'Ana' }).waitFor();
  await owner.context().close();
  await phone.context().close();
});

it("carries a waiter through an evening's first table", async () => {
  const page = await screens.open({ token: await house.device('mesero', 'Ana') });
  const cook = await screens.open({
    token: await house.device('cocina'),
    path: '/cocina',
    size: 'wall',
  });
  await button(cook, 'Cocina').click();
  await cook.getByText('Nada por cocinar').waitFor();

  // Table, guests, plates, options, send.
  await button(page, /^Mesa 5\b/).click();
  await button(page, '3 comensales').click();
  await button(page, /^Milanesa/).click();
  await button(page, /^Milanesa/)
    .first()
    .click();
  await button(page, /^Bife/).click();
  await button(page, 'SIN sal').click();
  await button(page, 'Jugoso').click();
  await button(page, /^Agregar$/).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('combobox', { name: 'Cuándo' }).selectOption('2º tiempo, en espera');
  await button(page, /^Ñoquis/).click();
  await page.getByRole('combobox', { name: 'Cuándo' }).selectOption('Ahora');
  await page.getByRole('tab', { name: 'Bebidas' }).click();
  await button(page, /^Agua/).click();
  await page.getByText('Cocina 3 · Bar 1 · en espera 1').waitFor();
  await button(page, 'Enviar').dblclick();

  // What is true, per station.
  await button(page, /^Cocina.*impresa/).waitFor();
  await button(page, /^Bar.*impresa/).waitFor();
  await page.getByText(/^3p · 0:0\d$/).waitFor();
  expect(piecesWith('Cocina', 'MESA 5')).toBe(1);
  expect(piecesWith('Cocina', 'SIN SAL')).toBe(1);
  expect(piecesWith('Cocina', 'Ñoquis')).toBe(0);

  // One more: only that prints.
  await button(page, /^Agregar$/).click();
  await page.getByRole('tab', { name: 'Bebidas' }).click();
  await button(page, /^Café/).click();
  await button(page, 'Enviar').click();
  await page.getByText('Envío 2').waitFor();
  await until('its paper', () => piecesWith('Cocina', 'Café') === 1);
  expect(piecesWith('Cocina', 'Milanesa')).toBe(1);

  // Void one of two, with a reason in two taps.
  await button(page, /^2× Milanesa/).click();
  await button(page, 'Cantidad: Uno menos').click();
  await button(page, 'Anular 1×').click();
  await button(page, 'Error al pedir').click();
  await page.getByText('1× anulado').waitFor();
  await until('the slip', () => piecesWith('Cocina', 'ANULADO') === 1);

  // Fire the second course.
  await button(page, 'Marchar').click();
  await until('the second course', () => piecesWith('Cocina', 'Ñoquis') === 1);

  // The paper as it came out, and a copy.
  await button(page, /^Bar.*impresa/).click();
  await button(page, 'Ver el papel').click();
  await page.getByRole('dialog').getByText('MESA 5').waitFor();
  await button(page, 'Cerrar').click();
  await button(page, /^Bar.*impresa/).click();
  await button(page, 'Reimprimir').click();
  await until('the copy', () => piecesWith('Bar', 'REIMPRESIÓN 1') === 1);

  // The cook is done: the phone says so, and is heard.
  await page.keyboard.press('Shift');
  const before = await tonesOf(page);
  await cook.getByText('−1× MILANESA ANULADO').waitFor();
  await button(cook, /^Enterado/).click();
  for (let left = await button(cook, /^Listo: /).count(); left > 0; left--) {
    await button(cook, /^Listo: /)
      .first()
      .click();
    await until('it left', async () => (await button(cook, /^Listo: /).count()) < left);
  }
  await page.getByText('Mesa 5 lista').waitFor();
  expect(await tonesOf(page)).toBeGreaterThan(before);

  // Served, billed, settled.
  await button(page, 'Entregada').click();
  await button(page, /^Bar.*entregada/)
    .first()
    .waitFor();
  await button(page, 'Precuenta').click();
  await until('the bill', () => piecesWith('Bar', 'PRECUENTA') === 1);
  await button(page, 'Más').click();
  await button(page, 'Cobrada').click();
  await button(page, 'Tarjeta').click();
  await page.getByLabel(/^Propina/).fill('12,5,6');
  await page.getByText('Escriba un importe').waitFor();
  expect(await button(page, /^Cobrada/).isDisabled()).toBe(true);
  // As some keyboards have it; the button says what was understood.
  await page.getByLabel(/^Propina/).fill('12.50');
  await button(page, /^Cobrada · .* · propina 12,50$/).click();
  await page.getByText('Mesa 5: cobrada').waitFor();
  await button(page, 'Todas').click();
  await button(page, /^Mesa 5 libre/).waitFor();
  const { pedidos } = (await house.host.asProgram({ consulta: 'recientes', limite: 1 })) as {
    pedidos: object[];
  };
  expect(pedidos[0]).toMatchObject({ pago: 'tarjeta', propina: 1250 });
  await page.context().close();
  await cook.context().close();
});

it('carries a cook through the first tickets: read, tick, done, taken back, totals, sold out', async () => {
  const cook = await screens.open({
    token: await house.device('cocina'),
    path: '/cocina',
    size: 'wall',
  });
  await button(cook, 'Cocina').click();
  await cook.getByText('Nada por cocinar').waitFor();
  await cook.keyboard.press('Shift');
  const quiet = await tonesOf(cook);
  await house.host.ask({
    mesa: '12',
    productos: [{ nombre: 'Milanesa', cantidad: 2, nota: 'ALERGIA: maní' }, 'Ñoquis', 'Agua'],
  });
  const card = cook.getByRole('article', { name: 'Mesa 12' });
  await card.getByText('ALERGIA: maní').waitFor();
  await card.getByText('También en: Bar').waitFor();
  await card.getByText('a tiempo').waitFor();
  // A border for two seconds, whatever else happens meanwhile.
  await button(cook, /^1× Ñoquis/).click();
  await until('it is new no more', async () => (await card.getAttribute('data-fresh')) === 'false');
  await button(cook, /^1× Ñoquis/).click();
  expect(await tonesOf(cook)).toBeGreaterThan(quiet);

  await button(cook, 'Totales').click();
  await cook.getByRole('dialog').getByText('2×').waitFor();
  await button(cook, 'Cerrar').click();
  await button(cook, /^2× Milanesa/).click();
  await cook.getByRole('button', { name: /^2× Milanesa/, pressed: true }).waitFor();
  await button(cook, 'Totales').click();
  expect(await cook.getByRole('dialog').getByText('2×').count()).toBe(0);
  await button(cook, 'Cerrar').click();

  await button(cook, 'Listo: Mesa 12').click();
  await cook.getByText('Nada por cocinar').waitFor();
  await cook.reload();
  await button(cook, 'Recuperar').click();
  await button(cook, /Recuperar Mesa 12/).click();
  await card.waitFor();
  await button(cook, 'Listo: Mesa 12').click();

  // Sold out on the wall is sold out on every phone.
  const phone = await screens.open({
    token: await house.device('mesero', 'Ana'),
    path: '/mesero#/mesa/7/carta',
  });
  await button(phone, /^Ñoquis/).waitFor();
  await button(cook, 'Agotado').click();
  await button(cook, 'Ñoquis: agotado').click();
  await phone.getByText('agotado').waitFor();
  expect(await button(phone, /^Ñoquis/).isDisabled()).toBe(true);
  await button(cook, 'Ñoquis: hay otra vez').click();
  await until('it is back', async () => button(phone, /^Ñoquis/).isEnabled());
  // Counted down to none it is sold out, and not without end.
  await button(cook, 'Cuántos quedan de Ñoquis').click();
  for (let left = 9; left >= 0; left--) {
    await button(cook, 'Cuántos quedan de Ñoquis: Uno menos').click();
    await (
      left > 0
        ? phone.getByText(left === 1 ? 'queda 1' : `quedan ${left}`)
        : phone.getByText('agotado')
    ).waitFor();
  }
  expect(await button(phone, /^Ñoquis/).isDisabled()).toBe(true);
  await button(cook, 'Ñoquis: hay otra vez').click();
  await button(cook, 'Cerrar').click();

  // What was struck whole is told by a slip of its own, and is not to be cooked.
  const { id } = await house.host.ask({
    mesa: '13',
    productos: [{ nombre: 'Milanesa', cantidad: 2 }],
    esperar: 'impreso',
  });
  await button(cook, 'Listo: Mesa 13').waitFor();
  await house.host.ask({ anular: id, motivo: 'Demora' });
  await button(cook, /^Enterado/).waitFor();
  await button(cook, 'Totales').click();
  await cook.getByText('Nada por cocinar').waitFor();
  expect(await cook.getByRole('dialog').getByText('Milanesa').count()).toBe(0);
  await button(cook, 'Cerrar').click();
  await button(cook, /^Enterado/).click();
  await phone.context().close();
  await cook.context().close();
});
