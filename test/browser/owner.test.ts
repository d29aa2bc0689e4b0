/**
 * The owner's first ten minutes and the days after, by the screen alone: a dish, a file of them, a
 * printer, a plug pulled, a station closed, the day's sales.
 */
// @module-tag needs/chromium
import type { Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startVirtualPrinter } from '../../src-main/virtual-printer/virtual-printer';
import type { VirtualPrinter } from '../../src-main/virtual-printer/virtual-printer';
import { openScreens } from '../support/browser';
import type { Screens } from '../support/browser';
import { expectFine, expectFits } from '../support/fine';
import { openHouse } from '../support/house';
import type { House } from '../support/house';
import { freePort } from '../support/ports';
import { TALKING } from '../support/restaurant';
import { until } from '../support/until';

let house: House;
let screens: Screens;
let owner: Page;
/** Two more of the owner's windows, which are only looked at. */
let counter: Page;
let tablet: Page;
let grill: VirtualPrinter;
let grillPort: number;
const grillPaper: (readonly string[])[] = [];

beforeAll(async () => {
  house = await openHouse({ counter: true, can: TALKING, fallbacks: ['Bar'] });
  await house.person('Ana', 'mesero');
  screens = await openScreens(house);
  grillPort = await freePort();
  grill = await startVirtualPrinter({
    port: grillPort,
    ticketMs: null,
    mmPerSecond: 0,
    onPiece: ({ text }) => grillPaper.push(text),
  });
  owner = await screens.open({ token: house.owner, path: '/admin', size: 'wall' });
  counter = await screens.open({ token: house.owner, path: '/admin', size: 'wall' });
  tablet = await screens.open({
    token: house.owner,
    path: '/admin',
    size: 'tablet',
    language: 'en',
  });
  await owner.getByRole('heading', { name: 'Carriles' }).waitFor();
}, 60_000);
afterAll(async () => {
  await screens.stop();
  await grill.stop();
  await house.stop();
});

// A test that stopped halfway leaves nothing in the way of the next one.
afterEach(() => owner.reload().then(() => owner.getByRole('navigation').waitFor()));

const button = (name: string | RegExp, page = owner) => page.getByRole('button', { name });
const go = (name: string) => owner.getByRole('navigation').getByRole('link', { name }).click();
const sheet = () => owner.getByRole('dialog');

const PAGES = [
  '',
  'cola',
  'impresoras',
  'estaciones',
  'menu',
  'mesas',
  'personas',
  'equipos',
  'informes',
  'ajustes',
  'auditoria',
  'respaldo',
  'empezar/house',
  'empezar/stations',
] as const;

it.each(PAGES)(
  'the page #/%s has no serious fault in either light, and fits a tablet',
  async (name) => {
    await house.host.ask({ mesa: '1', productos: ['Milanesa'] });
    await expectFine(await goTo(counter, name));
    await expectFits(await goTo(tablet, name));
  },
);

/**
 * Anew each time, in a window that stays: nothing of the page before is left, and the program is
 * there already.
 */
async function goTo(page: Page, name: string): Promise<Page> {
  await page.goto(`${new URL(page.url()).origin}/admin#/${name}`);
  await page.reload();
  await page
    .getByRole('heading', { level: 2 })
    .or(page.getByRole('table'))
    .or(page.getByText('Ninguna comanda'))
    .first()
    .waitFor();
  return page;
}

it('adds a dish, and a waiter’s phone has it at once', async () => {
  const phone = await screens.open({
    token: await house.device('mesero', 'Ana'),
    path: '/mesero#/mesa/3/carta',
  });
  await phone.getByRole('tab', { name: 'Platos' }).click();
  await go('Menú');
  await button('Agregar plato').click();
  await sheet().getByLabel('Nombre').fill('Locro');
  await sheet()
    .getByLabel(/^Precio/)
    .fill('12.500,5');
  await sheet().getByLabel('Categoría', { exact: true }).selectOption({ label: 'Platos' });
  await button('Guardar').click();
  await sheet().waitFor({ state: 'detached' });
  await owner.getByText('12.500,50').waitFor();
  await phone.getByRole('button', { name: /^Locro/ }).click();
  await phone.getByRole('button', { name: 'Enviar' }).click();
  await until('the paper', () =>
    house.kitchen
      .pieces('Cocina')
      .flat()
      .some((line) => line.includes('Locro')),
  );
  await phone.context().close();
});

it('brings a file of 500 dishes in, tells the 20 wrong lines by their numbers, and writes the rest', async () => {
  const wrong = new Map<number, string>();
  const rows = Array.from({ length: 500 }, (_, index) => {
    const line = index + 2;
    const row = ['Archivo', `A${index}`, `Plato ${index}`, `${1000 + index}`];
    const kind = index % 25 === 24 ? (index / 25) | 0 : null;
    if (kind === null) return row.join(';');
    // Five kinds of faults, four times each.
    const faults: readonly (readonly [number, string, string])[] = [
      [0, '', 'falta la categoría'],
      [2, '', 'falta el nombre'],
      [3, 'gratis', '«gratis» no es un precio'],
      [3, '', 'falta el precio'],
      [1, 'A0', 'el código A0 ya está en la línea 2'],
    ];
    const [column = 0, value = '', says = ''] = faults[kind % faults.length] ?? [];
    row[column] = value;
    wrong.set(line, says);
    return row.join(';');
  });
  expect(wrong.size).toBe(20);
  await go('Menú');
  await button('Traer archivo').click();
  await sheet()
    .locator('input[type=file]')
    .setInputFiles({
      name: 'carta.csv',
      mimeType: 'text/csv',
      // As a spreadsheet of an older day writes it.
      buffer: Buffer.from(`Categoría;Código;Nombre;Precio\r\n${rows.join('\r\n')}\r\n`, 'latin1'),
    });
  await sheet().getByText('20 líneas con errores').waitFor();
  const told = await sheet().getByRole('alert').locator('li').allInnerTexts();
  expect(told).toEqual([...wrong].map(([line, says]) => `Línea ${line} ${says}`));
  await button('Traer 480 platos').click();
  await owner.getByText('Listo: 480 nuevos').waitFor();
  expect((await house.http('GET', '/menu/items', { as: house.owner })).body.items).toHaveLength(
    7 + 480,
  );
});

it('takes a dish off the menu after asking once, by its name', async () => {
  await go('Menú');
  await owner.getByLabel('Buscar plato o código').fill('Plato 7');
  await button('Cambiar Plato 7', owner).first().click();
  await button('Quitar').click();
  await sheet().getByText('Plato 7 sale del menú').waitFor();
  await button('Quitar').click();
  await sheet().waitFor({ state: 'detached' });
  await go('Auditoría');
  await owner.getByText('Quitó el plato Plato 7').waitFor();
  await owner.getByRole('row', { name: /Dueña.*Quitó el plato/ }).waitFor();
});

it('adds a printer by its address, tries it, and gives it to a new station', async () => {
  await go('Impresoras');
  await button('Agregar por dirección').click();
  await sheet().getByLabel('Nombre').fill('Parrilla');
  await sheet().getByLabel('Dirección').fill(`127.0.0.1:${grillPort}`);
  await button('Agregar impresora').click();
  // This very machine: only whoever knows what they do.
  await sheet().getByRole('switch').check();
  await button('Agregar impresora').click();
  await sheet().waitFor({ state: 'detached' });
  await button('Calibrar: Parrilla').click();
  await owner.getByText(/Calibrada: confirma cada papel/).waitFor();
  await button('Probar: Parrilla').click();
  await owner.getByText('¿Se leen bien áéíóúñ?').waitFor();
  await until('the test page', () => grillPaper.flat().some((line) => line.includes('áéíóúñ')));
  await button('Se lee bien').click();

  await go('Estaciones');
  await owner.getByText('0 platos sin destino').waitFor({ state: 'detached' });
  await button('Agregar estación').click();
  await sheet().getByLabel('Nombre').fill('Parrilla');
  await sheet().getByLabel('Impresora').selectOption({ label: 'Parrilla' });
  await button('Guardar').click();
  await sheet().waitFor({ state: 'detached' });
  // What came by the file has no destination so far: its category is tapped, and sent.
  await button(/^Archivo/).click();
  await sheet().getByRole('button', { name: 'Parrilla' }).click();
  await owner.getByText('0 platos sin destino').waitFor();
  await house.host.ask({ mesa: '9', productos: ['Plato 3'] });
  await until('the grill’s paper', () =>
    grillPaper.flat().some((line) => line.includes('Plato 3')),
  );
});

it('sees a printer’s plug pulled: the alert, who takes over, and that it is back', async () => {
  await go('Tablero');
  await house.kitchen.unplug('Cocina');
  await house.host.ask({ mesa: '4', productos: ['Milanesa'] });
  const alerts = owner.getByRole('region', { name: 'Alertas' });
  await alerts.getByText('Sus comandas van a Bar.').waitFor({ timeout: 30_000 });
  await until('the paper at the bar', () =>
    house.kitchen
      .pieces('Bar')
      .flat()
      .some((line) => line.includes('RESPALDO')),
  );
  await owner.getByRole('region', { name: 'Desviadas, sin atender' }).or(alerts).first().waitFor();
  await alerts.getByRole('button', { name: /^Visto/ }).click();
  await alerts.getByText('visto por Dueña').waitFor();
  await house.kitchen.plugIn('Cocina');
  await button('Reintentar').click();
  await alerts.getByText('Todo en orden.').waitFor({ timeout: 30_000 });
  await owner.getByText('3/3').waitFor();
}, 90_000);

it('closes a station for tonight, and its dishes go elsewhere', async () => {
  await go('Estaciones');
  await button('Cerrar por hoy: Parrilla').click();
  await sheet().getByRole('button', { name: 'Cocina' }).click();
  await owner.getByText('Cerrada por hoy: cocina Cocina').waitFor();
  await house.host.ask({ mesa: '9', productos: ['Plato 5'] });
  await until('the kitchen’s paper', () =>
    house.kitchen
      .pieces('Cocina')
      .flat()
      .some((line) => line.includes('Plato 5')),
  );
  await button('Abrir otra vez').click();
  await owner.getByText('Cerrada por hoy').waitFor({ state: 'detached' });
});

it('finds a ticket in the queue, prints it again, and saves it as a PDF', async () => {
  await go('Cola');
  await owner.getByLabel('Buscar por mesa').fill('9');
  const from = house.kitchen.pieces('Cocina').length;
  await owner
    .getByRole('row', { name: /Mesa 9.*Cocina/ })
    .getByRole('button')
    .click();
  const [download] = await Promise.all([
    owner.waitForEvent('download'),
    button('Guardar PDF').click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^comanda-\d+\.pdf$/);
  await button('Reimprimir').click();
  await until('a copy', () =>
    house.kitchen
      .pieces('Cocina')
      .slice(from)
      .flat()
      .some((line) => line.includes('REIMPRESIÓN')),
  );
});

it('says of a message in the queue how it stands, as of a ticket', async () => {
  await house.kitchen.unplug('Bar');
  await house.host.asProgram({ mensaje: 'Llegó el pescado', estacion: 'Bar' });
  await go('Cola');
  await owner.getByLabel('Buscar por mesa').fill('');
  await owner.getByRole('row', { name: /MENSAJE.*Bar.*en cola/ }).waitFor();
  await house.kitchen.plugIn('Bar');
  await owner.getByRole('row', { name: /MENSAJE/ }).waitFor({ state: 'detached' });
});

it('reads today’s sales, closes the shift with a Z once, and finds it in the audit', async () => {
  const placed = await house.host.ask({ mesa: '12', productos: ['Milanesa'] });
  await house.http('POST', `/pedidos/${String(placed.id)}/cobrar`, {
    as: house.owner,
    body: { pago: 'tarjeta' },
  });
  await go('Informes');
  await owner
    .getByRole('region', { name: 'Por plato' })
    .getByRole('row', { name: /Milanesa/ })
    .waitFor();
  await button('Caja (X y Z)').click();
  await owner.getByRole('row', { name: /Tarjeta 1/ }).waitFor();
  await button('Hacer corte Z').click();
  await sheet().getByText('No se puede deshacer').waitFor();
  await sheet().getByRole('button', { name: 'Hacer corte Z' }).click();
  await owner.getByRole('row', { name: /Z 1.*por Dueña/ }).waitFor();
  const from = house.kitchen.pieces('Bar').length;
  await button('Imprimir el X').click();
  await button('Imprimir Z 1').click();
  const papers = await until('both papers', () => {
    const found = house.kitchen.pieces('Bar').slice(from);
    return found.length === 2 ? found : null;
  });
  // What was paid by card is in the Z, and the X begins anew.
  expect(papers[0]?.join('\n')).toMatch(/CORTE X[\s\S]*Cobrado ARS \(0\) +0/);
  expect(papers[1]?.join('\n')).toMatch(/CORTE Z 1[\s\S]*Tarjeta \(1\) +\d/);
  await go('Auditoría');
  await owner.getByText('Hizo el corte Z 1').waitFor();
});

it('counts a dish down from a page, and the next order takes from it', async () => {
  await go('Menú');
  await owner.getByLabel('Buscar').fill('Milanesa');
  await button(/^Cambiar Milanesa/).click();
  await sheet().getByLabel('Cuántos quedan hoy').fill('2');
  await sheet().getByRole('button', { name: 'Contar' }).click();
  await owner.getByText('quedan 2').waitFor();
  await house.host.ask({ mesa: '5', productos: ['Milanesa'] });
  await owner.getByText('queda 1').waitFor();
  await sheet().getByRole('button', { name: 'Marcar agotado' }).click();
  await sheet().getByRole('button', { name: 'Hay otra vez' }).waitFor();
  expect(await house.host.ask({ mesa: '5', productos: ['Milanesa'] })).toMatchObject({
    error: { codigo: 'PRODUCTO_AGOTADO' },
  });
  await sheet().getByRole('button', { name: 'Hay otra vez' }).click();
  await until(
    'it is back',
    async () => (await house.host.ask({ mesa: '5', productos: ['Milanesa'] })).error === undefined,
  );
});

it('gives a program a token once, by which it may send orders and nothing else', async () => {
  await go('Equipos');
  await button('Token para un programa').click();
  await sheet().getByLabel('Cómo se llama el programa').fill('Página de pedidos');
  await button('Hacer el token').click();
  const token = await sheet().getByLabel('Token', { exact: true }).inputValue();
  await button('Ya lo copié').click();
  await owner.getByText('Página de pedidos').waitFor();
  const order = { body: { mesa: '6', productos: ['Agua'] }, as: token };
  expect(await house.http('POST', '/pedidos', order)).toMatchObject({ status: 201 });
  expect(await house.http('GET', '/dispositivos', { as: token })).toMatchObject({ status: 403 });
  await button('Retirar Página de pedidos').click();
  await sheet().getByRole('button', { name: 'Retirar' }).click();
  await until(
    'it is out',
    async () => (await house.http('POST', '/pedidos', order)).status === 401,
  );
});

it('forgets guests after the days it is told, once somebody has read what goes', async () => {
  await go('Ajustes');
  const part = owner.getByRole('region', { name: 'Marcha de la casa' });
  await part.getByLabel('Borrar clientes').fill('30');
  await part.getByLabel('Preguntar si esperó').fill('0');
  expect(await part.getByRole('button', { name: 'Guardar' }).isDisabled()).toBe(true);
  await part.getByLabel('Preguntar si esperó').fill('15');
  await part.getByRole('button', { name: 'Guardar' }).click();
  await sheet().getByText('los pedidos de hace más de 30 días').waitFor();
  await sheet().getByRole('button', { name: 'Borrar y guardar' }).click();
  await part.getByText('Guardado', { exact: true }).waitFor();
  await go('Auditoría');
  await owner.getByText(/Cambió cómo trabaja la casa/).waitFor();
});

it('rehearses a hundred orders, and says while it goes how it goes', async () => {
  await go('Ajustes');
  await button('Simular 100 pedidos').click();
  await owner.getByText(/papeles impresos…/).waitFor();
  expect(await button('Simular 100 pedidos').isDisabled()).toBe(true);
});

it('keeps what the house decides: taxes on the bill, limits of alerts', async () => {
  await go('Ajustes');
  await owner.getByLabel('Impuesto en la precuenta').check();
  await owner.getByLabel('Porcentaje').fill('10,5');
  await owner
    .getByRole('region', { name: 'El local' })
    .getByRole('button', { name: 'Guardar' })
    .click();
  await owner.getByText('Guardado', { exact: true }).waitFor();
  const placed = await house.host.ask({ mesa: '2', productos: ['Milanesa'] });
  const from = house.kitchen.pieces('Bar').length;
  await house.http('POST', `/pedidos/${String(placed.id)}/precuenta`, {
    as: house.owner,
    body: {},
  });
  await until('the bill', () =>
    house.kitchen
      .pieces('Bar')
      .slice(from)
      .flat()
      .some((line) => line.includes('Incluye IVA 10.5 %')),
  );
});

it('makes a backup by a tap, goes back to it, and nothing confirmed before is missing', async () => {
  const before = await house.host.ask({ mesa: '2', productos: ['Milanesa'] });
  await go('Respaldo');
  await owner.getByText('Todavía no hay ninguno.').waitFor();
  await button('Respaldar ahora').click();
  await owner.getByText(/Respaldo hecho y revisado/).waitFor();
  const after = await house.host.ask({ mesa: '2', productos: ['Milanesa'] });
  await button(/^Ver y volver a este/).click();
  await sheet().getByText('Le faltan 1 pedido de los de ahora.').waitFor();
  await button('Volver a este respaldo').click();
  await sheet().getByText('La base de ahora se guarda aparte').waitFor();
  await sheet().getByRole('button', { name: 'Volver a este respaldo' }).click();
  await until('the host is open again', async () => {
    try {
      return (await house.host.ask({ consulta: 'pedido', id: after.id })).error !== undefined;
    } catch {
      return false;
    }
  });
  expect((await house.host.ask({ consulta: 'pedido', id: before.id })).id).toBe(before.id);
  // The page comes back by itself.
  await owner.getByText('conectado').waitFor();
  await go('Auditoría');
  await owner.getByRole('table').waitFor();
});
