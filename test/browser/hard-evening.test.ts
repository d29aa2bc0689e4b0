/**
 * What goes wrong of an evening, as people at screens meet it: no network, two at one table, a
 * phone thrown out, a printer that is away.
 */
// @module-tag needs/chromium
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openScreens, tonesOf } from '../support/browser';
import type { Screens } from '../support/browser';
import { openHouse } from '../support/house';
import type { House } from '../support/house';
import { until } from '../support/until';
import { openWire } from '../support/wire';

let house: House;
let screens: Screens;

beforeAll(async () => {
  const screen = {
    name: 'Pantalla',
    address: { kind: 'screen' as const },
    profile: { columns: 48 as const, codePage: 'PC858' as const },
  };
  house = await openHouse({ fallbacks: ['Pantalla'], more: [screen] });
  for (const name of ['Ana', 'Luis']) await house.person(name, 'mesero');
  screens = await openScreens(house);
}, 60_000);
afterAll(async () => {
  await screens.stop();
  await house.stop();
});

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const waiter = async (persona: string, path = '/', origin?: string): Promise<Page> =>
  screens.open({
    token: await house.device('mesero', persona),
    path,
    ...(origin === undefined ? {} : { origin }),
  });
const ordersAt = async (table: string): Promise<number> => {
  const { pedidos } = (await house.host.asProgram({ consulta: 'recientes', limite: 50 })) as {
    pedidos: { mesa?: string }[];
  };
  return pedidos.filter(({ mesa }) => mesa === table).length;
};
async function sendOne(page: Page, table: string, dish: RegExp): Promise<void> {
  await page.evaluate(`location.hash = '/mesa/${table}/carta'`);
  await button(page, dish).click();
  await button(page, 'Enviar').click();
  await until('it is sent', () => new URL(page.url()).hash === `#/mesa/${table}`);
}

it('keeps fifteen orders on a phone without a network, and sends each once after the tab was closed', async () => {
  const line = await openWire(house.host.httpPort);
  const token = await house.device('mesero', 'Ana');
  const page = await screens.open({ token, origin: line.origin });
  await button(page, /^Mesa 1\b/).waitFor();
  line.cut();
  await page.getByText(/^Sin conexión desde \d\d:\d\d/).waitFor();
  for (let table = 1; table <= 15; table++) await sendOne(page, String(table), /^Milanesa/);
  await page.getByText('guardado en este equipo, se enviará solo').waitFor();
  await page.getByText('15 sin enviar').waitFor();
  // One more for a table whose order is still here: the same order, later.
  await sendOne(page, '15', /^Ñoquis/);
  await page.getByText('16 sin enviar').waitFor();
  const { origin } = new URL(page.url());
  await page.close({ runBeforeUnload: false });

  line.mend();
  const again = await page.context().newPage();
  await again.goto(`${origin}/mesero`);
  await until(
    'all of them are on the host',
    async () => (await ordersAt('15')) === 1 && (await ordersAt('1')) === 1,
    20_000,
  );
  await again.evaluate(`location.hash = '/mesa/15'`);
  await again.getByText('Envío 2').waitFor();
  for (let table = 1; table <= 15; table++) expect(await ordersAt(String(table))).toBe(1);
  expect(await again.getByText('sin enviar').count()).toBe(0);
  await page.context().close();
  line.stop();
});

it('tells the second of two waiters at one table what the first one changed, and loses nothing', async () => {
  await house.host.ask({
    mesa: 'T2',
    productos: [{ nombre: 'Milanesa', cantidad: 2 }, 'Agua'],
    esperar: 'impreso',
  });
  const line = await openWire(house.host.httpPort);
  const [ana, luis] = [
    await waiter('Ana', '/mesero#/mesa/T2'),
    await waiter('Luis', '/mesero#/mesa/T2', line.origin),
  ];
  await button(luis, /^2× Milanesa/).waitFor();
  // What he will need is on his phone: it was there before.
  await button(luis, /^2× Milanesa/).click();
  await button(luis, 'Anular').waitFor();
  await luis.keyboard.press('Escape');
  await button(luis, 'Anular').waitFor({ state: 'detached' });
  line.cut();
  await luis.getByText(/^Sin conexión/).waitFor();
  // Both strike something; Luis does not see what Ana did.
  await button(ana, /^1× Agua/).click();
  await button(ana, 'Anular').click();
  await button(ana, 'Error al pedir').click();
  await button(ana, /Agua anulado/).waitFor();
  await button(luis, /^2× Milanesa/).click();
  await button(luis, 'Anular').click();
  await button(luis, 'Demora').click();
  line.mend();
  await luis.getByText('Otra persona cambió este pedido').waitFor();
  await button(luis, /Agua anulado/).waitFor();
  expect(await button(luis, /^2× Milanesa/).count()).toBe(1);
  await button(luis, 'Entendido').click();
  await until(
    'it is read',
    async () => (await luis.getByText('Otra persona cambió').count()) === 0,
  );
  // Adding conflicts with nobody.
  await Promise.all([sendOne(ana, 'T2', /^Ñoquis/), sendOne(luis, 'T2', /^Milanesa/)]);
  for (const page of [ana, luis]) {
    await button(page, /^1× Ñoquis/).waitFor();
    await button(page, /^1× Milanesa/).waitFor();
    await page.context().close();
  }
  line.stop();
});

it('tells a phone that its table was settled meanwhile, and gives the dishes back to that table', async () => {
  const placed = await house.host.ask({ mesa: 'T3', productos: ['Agua'], esperar: 'impreso' });
  const line = await openWire(house.host.httpPort);
  const phone = await waiter('Ana', '/mesero#/mesa/T3', line.origin);
  await button(phone, /^1× Agua/).waitFor();
  // All parts are there before the network goes.
  await phone.evaluate(`location.hash = '/avisos'`);
  await phone.getByText('Nada pide su atención').waitFor();
  line.cut();
  await phone.getByText(/^Sin conexión/).waitFor();
  await sendOne(phone, 'T3', /^Ñoquis/);
  expect(
    (await house.host.asProgram({ cobrar: placed.id, pago: 'efectivo' })).error,
  ).toBeUndefined();
  await phone.keyboard.press('Shift');
  const quiet = await tonesOf(phone);
  await phone.evaluate(`location.hash = '/'`);
  line.mend();
  await phone.getByText('Mesa T3: No se hizo').waitFor();
  expect(await tonesOf(phone)).toBeGreaterThan(quiet);
  await phone.evaluate(`location.hash = '/avisos'`);
  await phone.getByText(/^Mesa T3 · Por enviar/).waitFor();
  await button(phone, 'Volver a la carta').click();
  await until('the menu of that table', () => new URL(phone.url()).hash === '#/mesa/T3/carta');
  await phone.getByText('Cocina 1').waitFor();
  await button(phone, 'Enviar').click();
  await until('a new order', async () => (await ordersAt('T3')) === 2);
  await phone.context().close();
  line.stop();
});

it('serves one table by two taps at the pass, and says what paper waits for', async () => {
  for (const mesa of ['P1', 'P2'])
    await house.host.ask({ mesa, productos: ['Agua'], esperar: 'impreso' });
  const pass = await screens.open({
    token: await house.device('pase'),
    path: '/pase',
    size: 'tablet',
  });
  await button(pass, 'Entregado: Mesa P2').waitFor();
  await button(pass, 'Entregado: Mesa P1').scrollIntoViewIfNeeded();
  const first = await button(pass, 'Entregado: Mesa P1').boundingBox();
  const at = [(first?.x ?? 0) + 20, (first?.y ?? 0) + 20] as const;
  await pass.mouse.dblclick(...at);
  const stateOf = async (mesa: string): Promise<string> => {
    const { pedidos } = (await house.host.asProgram({ consulta: 'recientes', limite: 20 })) as {
      pedidos: { mesa?: string; estado: string }[];
    };
    return pedidos.find((order) => order.mesa === mesa)?.estado ?? '';
  };
  await until('the first is served', async () => (await stateOf('P1')) === 'entregado');
  await pass.mouse.click(...at);
  await button(pass, 'Entregado: Mesa P1').waitFor({ state: 'detached' });
  expect(await stateOf('P2')).toBe('listo');
  await button(pass, 'Entregado: Mesa P2').click();

  await house.kitchen.unplug('Bar');
  await house.host.ask({ mesa: 'P3', productos: ['Agua'] });
  await pass.getByText(/^FALTA BAR · /).waitFor();
  await house.kitchen.plugIn('Bar');
  await button(pass, 'Entregado: Mesa P3').click();
  await pass.context().close();
});

it('says that a part was not loaded in time, and shows it once there is a network', async () => {
  await house.host.ask({ mesa: 'L1', productos: ['Agua'] });
  const line = await openWire(house.host.httpPort);
  const page = await screens.open({
    token: await house.device('mesero', 'Ana'),
    origin: line.origin,
    path: '/mesero#/mesa/L1',
  });
  await page.route(/line-sheet/, (route) => route.abort());
  await page.reload();
  await button(page, /^1× Agua/).click();
  await page.getByText('no llegó a cargarse').waitFor();
  await page.unroute(/line-sheet/);
  await page.getByRole('dialog', { name: '1× Agua' }).waitFor();
  await page.context().close();
  line.stop();
});

it('throws a revoked phone out at once, and says what it never sent', async () => {
  const line = await openWire(house.host.httpPort);
  const token = await house.device('mesero', 'Ana');
  const page = await screens.open({ token, origin: line.origin, path: '/mesero#/mesa/3' });
  await page.getByRole('heading', { name: 'Mesa 3' }).waitFor();
  line.cut();
  await page.getByText(/^Sin conexión/).waitFor();
  await sendOne(page, '3', /^Milanesa/);
  const { body } = await house.http('GET', '/sesion', { as: token });
  expect(body).toMatchObject({ persona: 'Ana' });
  const { dispositivos } = (await house.http('GET', '/dispositivos', { as: house.owner })).body as {
    dispositivos: { id: string }[];
  };
  await house.http('DELETE', `/dispositivos/${dispositivos.at(-1)?.id ?? ''}`, { as: house.owner });
  line.mend();
  await page.getByText('Este equipo fue retirado').waitFor();
  await page.getByText('1 envío quedó sin salir').waitFor();
  await button(page, 'Vincular este equipo').click();
  await page.getByLabel('Código').waitFor();
  await page.context().close();
  line.stop();
});

it('shows a wall that it is cut off over everything, rings, and goes on when the host is back', async () => {
  const line = await openWire(house.host.httpPort);
  const wall = await screens.open({
    token: await house.device('cocina'),
    path: '/cocina',
    size: 'wall',
    origin: line.origin,
  });
  await button(wall, 'Bar').click();
  await wall.getByText('Nada por cocinar').waitFor();
  await wall.keyboard.press('Shift');
  const before = await tonesOf(wall);
  line.cut();
  await wall.getByText(/^SIN CONEXIÓN DESDE \d\d:\d\d/).waitFor();
  await wall.getByText('Lo que ve puede estar viejo').waitFor();
  expect(await tonesOf(wall)).toBeGreaterThan(before);
  await house.host.ask({ mesa: 'W1', productos: ['Agua'] });
  line.mend();
  await wall.getByRole('article', { name: 'Mesa W1' }).waitFor();
  expect(await wall.getByText(/^SIN CONEXIÓN/).count()).toBe(0);
  await button(wall, 'Listo: Mesa W1').click();
  // Nobody stays at the bar: its tickets are paper again.
  await button(wall, 'Más opciones').click();
  await button(wall, 'No: solo papel desde ahora').click();
  await wall.getByText('¿En qué estación está esta pantalla?').waitFor();
  // A page that is closed at once may still owe that; the tests behind this one want a bar of
  // paper.
  const paper = { pantalla: 'Bar', usar: false };
  expect(
    (await house.http('POST', '/estaciones/pantalla', { as: house.owner, body: paper })).status,
  ).toBe(200);
  await wall.context().close();
  line.stop();
});

it('shows a ticket whose printer is away as a backup until it is done, and tells the waiter where it went', async () => {
  const wall = await screens.open({
    token: await house.device('cocina'),
    path: '/cocina',
    size: 'wall',
  });
  await button(wall, 'Cocina').click();
  await wall.getByText('Nada por cocinar').waitFor();
  const phone = await waiter('Ana', '/mesero#/mesa/9/carta');
  await house.kitchen.unplug('Cocina');
  await button(phone, /^Milanesa/).click();
  await button(phone, 'Enviar').click();
  const card = wall.getByRole('article', { name: 'Mesa 9' });
  await card.getByText(/^RESPALDO: impresora Cocina/).waitFor({ timeout: 20_000 });
  await button(phone, /^Cocina.*desviada a pantalla/).waitFor();
  await button(wall, 'Listo: Mesa 9').click();
  await phone.getByText('Mesa 9 lista').waitFor();
  await house.kitchen.plugIn('Cocina');
  await wall.context().close();
  await phone.context().close();
});

it('says on every screen that it is peak hour, as soon as one waiter says so', async () => {
  // Also where a phone has one page at a time, and no head beside it.
  const [phone, other, menu] = [
    await waiter('Ana'),
    await waiter('Luis', '/mesero#/mesa/3'),
    await waiter('Luis', '/mesero#/mesa/3/carta'),
  ];
  await button(phone, 'Más opciones').click();
  await button(phone, 'Activar modo turbo').click();
  for (const page of [phone, other, menu]) await page.getByText('TURBO', { exact: true }).waitFor();
  expect(await other.evaluate('document.documentElement.dataset.motion')).toBe('none');
  await button(phone, 'Apagar modo turbo').click();
  for (const page of [other, menu])
    await page.getByText('TURBO', { exact: true }).waitFor({ state: 'detached' });
  expect(await other.evaluate('document.documentElement.dataset.motion')).toBe('');
  for (const page of [phone, other, menu]) await page.context().close();
});

it('takes the second of a double tap for nothing, wherever the first one led', async () => {
  const bills = (): number =>
    house.kitchen.pieces('Bar').filter((piece) => piece.some((line) => line.includes('PRECUENTA')))
      .length;
  const phone = await waiter('Ana', '/mesero#/mesa/4/carta');
  await button(phone, /^Ñoquis/).click();
  const send = await button(phone, 'Enviar').boundingBox();
  expect(send).not.toBeNull();
  const [x, y] = [(send?.x ?? 0) + 20, (send?.y ?? 0) + 20];
  await button(phone, 'Enviar').click({ position: { x: 20, y: 20 } });
  await button(phone, 'Precuenta').waitFor();
  await phone.mouse.click(x, y);
  await button(phone, /^Cocina.*(impresa|enviada)/).waitFor();
  expect(bills()).toBe(0);
  expect(await ordersAt('4')).toBe(1);

  const wall = await screens.open({
    token: await house.device('cocina'),
    path: '/cocina',
    size: 'wall',
  });
  await button(wall, 'Cocina').click();
  // Until it stands there its station has no screen, and its tickets are over with their paper.
  await button(wall, 'Totales').waitFor();
  for (const mesa of ['D1', 'D2', 'D3']) await house.host.ask({ mesa, productos: ['Milanesa'] });
  const ready = await button(wall, 'Listo: Mesa D1').boundingBox();
  await wall.getByRole('article', { name: 'Mesa D3' }).waitFor();
  const at = [(ready?.x ?? 0) + 20, (ready?.y ?? 0) + 20] as const;
  await wall.mouse.click(...at);
  await button(wall, 'Deshacer: Mesa D1').waitFor();
  await wall.mouse.click(...at);
  await button(wall, 'Deshacer: Mesa D1').click();
  await button(wall, 'Listo: Mesa D1').waitFor();
  for (const mesa of ['D1', 'D2', 'D3']) await button(wall, `Listo: Mesa ${mesa}`).click();
  await wall.context().close();
  await phone.context().close();
});

it('shows a card once that was marked ready and taken back before the host had heard of either', async () => {
  const line = await openWire(house.host.httpPort);
  const wall = await screens.open({
    token: await house.device('cocina'),
    path: '/cocina',
    size: 'wall',
    origin: line.origin,
  });
  await button(wall, 'Cocina').click();
  await button(wall, 'Totales').waitFor();
  await house.host.ask({ mesa: 'U1', productos: ['Milanesa'] });
  await button(wall, 'Listo: Mesa U1').waitFor();
  line.hold();
  for (let n = 0; n < 2; n++) {
    await button(wall, 'Listo: Mesa U1').click();
    await button(wall, 'Deshacer: Mesa U1').click();
  }
  line.release();
  await button(wall, 'Listo: Mesa U1').click();
  await button(wall, 'Deshacer: Mesa U1').waitFor();
  expect(await wall.getByRole('listitem').filter({ hasText: 'U1' }).count()).toBe(1);
  await button(wall, 'Deshacer: Mesa U1').waitFor({ state: 'detached' });
  expect(await wall.getByText('U1').count()).toBe(0);
  line.stop();
  await wall.context().close();
});

it('tells of tickets that do not fit on a wall, and how old they are', async () => {
  const wall = await screens.open({
    token: await house.device('cocina'),
    path: '/cocina',
    size: 'wall',
  });
  await button(wall, 'Cocina').click();
  for (let n = 0; n < 24; n++)
    await house.host.ask({ mesa: `F${n}`, productos: ['Milanesa', 'Ñoquis', 'Bife'] });
  await wall.getByText(/^\d+ más fuera de la vista:/).waitFor();
  await wall
    .getByText(/Mesa F\d+ 0:\d\d( · |$)/)
    .first()
    .waitFor();
  await wall.context().close();
});

it('makes a copy of the ticket that was pointed at, and of no other', async () => {
  const copies = (): number =>
    house.kitchen
      .pieces('Bar')
      .filter((piece) => piece.some((line) => line.includes('REIMPRESIÓN'))).length;
  const placed = await house.host.ask({ mesa: 'C1', productos: ['Agua'], esperar: 'impreso' });
  await house.host.ask({ agregar: placed.id, productos: ['Agua'], esperar: 'impreso' });
  const phone = await waiter('Ana', '/mesero#/mesa/C1');
  await phone
    .getByRole('article', { name: 'Envío 1' })
    .getByRole('button', { name: /^Bar/ })
    .click();
  await button(phone, 'Reimprimir').click();
  await until('a copy', () => copies() === 1);
  // Whatever is asked next comes out behind it: a second copy would be there before.
  await house.host.ask({ mesa: 'C2', productos: ['Agua'], esperar: 'impreso' });
  expect(copies()).toBe(1);
  await phone.context().close();
});

it('rings for nobody where paper had the last word until a wall was put up', async () => {
  await house.host.ask({ mesa: 'R1', productos: ['Agua'], esperar: 'impreso' });
  const phone = await screens.open({ token: house.owner, path: '/mesero' });
  await button(phone, /^Mesa R1\b/).waitFor();
  const wall = await screens.open({
    token: await house.device('cocina'),
    path: '/cocina',
    size: 'wall',
  });
  await button(wall, 'Bar').click();
  await wall.getByText('Nada por cocinar').waitFor();
  await house.host.ask({ mesa: 'R2', productos: ['Agua'] });
  await button(wall, 'Listo: Mesa R2').click();
  await button(phone, /^Mesa R2 .*LISTO/).waitFor();
  expect(await button(phone, /^Mesa R1 .*LISTO/).count()).toBe(0);
  await button(wall, 'Más opciones').click();
  await button(wall, 'No: solo papel desde ahora').click();
  for (const page of [phone, wall]) await page.context().close();
});
