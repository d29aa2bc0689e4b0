/**
 * Names of every length and script on every screen: nothing is cut off, nothing leaves its card, no
 * page is wider than its screen.
 */
// @module-tag needs/chromium
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SIZES as VIEWPORTS, openScreens } from '../support/browser';
import type { Screens, Size } from '../support/browser';
import { openHouse } from '../support/house';
import type { House } from '../support/house';
import { measured } from '../support/measure';
import { freePort } from '../support/ports';
import { until } from '../support/until';

/** As guests, dishes and printers are called, and worse. */
const WORDS = {
  usual: 'Al',
  nine: 'Montenegro',
  dish: 'Provoleta',
  long: 'Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenkasse',
  mail: 'maria.fernandez.de.la.torre@restaurante-ejemplo.com.ar',
  several: 'María Fernanda de los Ángeles Fernández de la Torre y Montenegro',
  hebrew: 'שלום עולם',
  arabic: 'محمد عبد الرحمن الأنصاري',
  marks: 'Z\u0351\u0300\u0301A\u0300L\u0300GO\u0301',
  chinese: '東京都渋谷区代々木神園町一丁目一番地東京都渋谷区代々木神園町',
  five: 'W'.repeat(500),
} as const;
/** Names of the restaurant's own things end at 80 letters. */
const SHOTS = process.env.COMANDA_SHOTS;
const NAMES = Object.values(WORDS).map((word) => word.slice(0, 80));

let house: House;
let screens: Screens;
let wall: Page;

beforeAll(async () => {
  const [, , , longName = ''] = NAMES;
  const away = await freePort();
  house = await openHouse({
    counter: true,
    more: NAMES.slice(3, 8).map((name, index) => ({
      name: `${name.slice(0, 60)}${index}`,
      // The first is a printer of paper that is away, so that its sheets can be opened.
      address:
        index === 0
          ? ({ kind: 'tcp', host: '127.0.0.1', port: away } as const)
          : ({ kind: 'pdf' } as const),
      profile: { columns: 48, codePage: 'PC858' } as const,
    })),
    menu: {
      categories: NAMES.map((name) => ({ name, stations: ['Cocina'] })),
      modifierGroups: [
        {
          name: longName,
          min: 1,
          max: 2,
          options: NAMES.map((name) => ({ name, price: 123_456 })),
        },
      ],
      items: NAMES.map((name, index) => ({
        code: `X${index}`,
        name,
        category: NAMES[0] ?? '',
        price: 12_345_678,
        modifiers: [longName],
        without: [name],
      })),
      tables: NAMES.map((name) => ({ name, area: name })),
    },
  });
  for (const name of NAMES.slice(0, 6)) await house.person(name.slice(0, 60), 'mesero');
  screens = await openScreens(house);
  wall = await screens.open({ token: house.owner, path: '/cocina', size: 'wall' });
  await wall.getByRole('button', { name: 'Cocina' }).click();
  await wall.getByText('Nada por cocinar').waitFor();
  for (const word of Object.values(WORDS)) {
    const productos = [
      {
        nombre: word,
        cantidad: 12,
        modificadores: [word, `SIN ${word.slice(0, 400)}`],
        nota: `alergia: ${word.slice(0, 400)}`,
      },
    ];
    const order = await house.host.ask({
      cliente: word,
      direccion: word,
      telefono: word.slice(0, 40),
      nota: word,
      productos,
    });
    expect(order).toMatchObject({ status: 'recibido' });
    await house.host.ask({ mesa: word.slice(0, 80), productos });
    await house.host.ask({ mensaje: word });
  }
  await house.host.ask({ anular: 1, lineas: [1], motivo: WORDS.long });
  await house.http('POST', '/dispositivos', {
    as: house.owner,
    body: { nombre: longName, alcance: ['pedidos:crear'] },
  });
  await house.http('POST', '/respaldos', { as: house.owner });
}, 60_000);
afterAll(async () => {
  await screens.stop();
  await house.stop();
});

const SERVICE = [
  ['/cocina', 'article'],
  ['/pase', 'li'],
  ['/mesero', 'header'],
  ['/mesero#/pedidos', 'nav'],
  ['/mesero#/avisos', 'nav'],
  [`/mesero#/mesa/${encodeURIComponent(WORDS.long)}`, 'article'],
  [`/mesero#/mesa/${encodeURIComponent(WORDS.mail)}/carta`, '[role=tab]'],
] as const;
const SIZES: readonly Size[] = ['wall', 'tablet', 'phone'];

it.each(
  SERVICE.map(([path, there]) => [decodeURIComponent(path).slice(0, 30), path, there] as const),
)('%s keeps every word in its place at every size', async (_, path, there) => {
  const page = await screens.open({ token: house.owner, path, size: 'wall' });
  try {
    if (path === '/cocina') await page.getByRole('button', { name: 'Cocina' }).click();
    await page.locator(there).first().waitFor();
    const name = encodeURIComponent(path).slice(0, 40);
    expect(await atEverySize(page, name, () => measured(page))).toEqual([]);
  } finally {
    await page.context().close();
  }
});

it('a ticket keeps its wait and its LISTO where a customer has a name of any length', async () => {
  // One card below the other: on a wall a card taller than the screen goes on in the next column.
  const phone = await screens.open({ token: house.owner, path: '/cocina', size: 'phone' });
  try {
    await phone.getByRole('button', { name: 'Cocina' }).click();
    const cards = phone.getByRole('article');
    await until('all cards', async () => (await cards.count()) >= 3 * Object.values(WORDS).length);
    for (const card of await cards.all()) {
      await card.scrollIntoViewIfNeeded();
      for (const part of [card.getByText('a tiempo'), card.getByRole('button').last()]) {
        const [box, inner] = [await card.boundingBox(), await part.boundingBox()];
        if (!box || !inner) throw new Error('a card is not drawn');
        expect(inner.x).toBeGreaterThanOrEqual(box.x);
        expect(inner.x + inner.width).toBeLessThanOrEqual(box.x + box.width + 1);
      }
    }
  } finally {
    await phone.context().close();
  }
});

const OWNER = [
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
];

it.each(OWNER)(
  "the owner's page #/%s keeps every word in its place at every size",
  async (name) => {
    const page = await screens.open({ token: house.owner, path: `/admin#/${name}`, size: 'wall' });
    try {
      await page.getByRole('heading').first().waitFor();
      const faults = await atEverySize(page, `admin-${name}`, async () => {
        // The rail brings the open page into sight when it is drawn.
        await page.reload();
        await page.getByRole('heading').first().waitFor();
        await expectInSight(page);
        return measured(page);
      });
      expect(faults).toEqual([]);
    } finally {
      await page.context().close();
    }
  },
);

/**
 * A sheet of the owner's: the page that it is on, and what is tapped to open it, one after the
 * other.
 */
const OWNER_SHEETS = [
  ['ajustes', ['Licencias']],
  ['impresoras', ['Agregar por dirección']],
  ['impresoras', [/^Ancho y letras de Donau/]],
  ['impresoras', [/^Quitar Donau/]],
  ['menu', ['Agregar plato']],
  ['menu', [/^Cambiar WWWW/]],
  ['menu', ['Agregar categoría']],
  ['menu', ['Traer archivo']],
  ['mesas', [/^Cambiar mesa Donau/]],
  ['personas', ['Agregar persona']],
  ['personas', [/^Cambiar a Donau/]],
  ['equipos', ['Sumar un equipo']],
  ['equipos', ['Token para un programa']],
  ['equipos', [/^Qué puede Donau/]],
  ['estaciones', ['Agregar estación']],
  ['estaciones', [/^Cambiar Cocina/]],
  ['cola', [/^Más.*Donau/]],
  ['respaldo', [/^Ver y volver a este/]],
] as const;
it.each(OWNER_SHEETS)(
  "the owner's sheet on #/%s behind %s keeps every word in its place at every size",
  async (name, taps) => {
    const page = await screens.open({ token: house.owner, path: `/admin#/${name}`, size: 'wall' });
    const shot = `admin-${name}-${String(taps[0])
      .replace(/[^A-Za-z]/g, '')
      .slice(0, 20)}`;
    try {
      for (const tap of taps) await page.getByRole('button', { name: tap }).first().click();
      expect(await atEverySize(page, shot, () => sheetMeasured(page))).toEqual([]);
    } finally {
      await page.context().close();
    }
  },
);

const TABLE = `/mesero#/mesa/${encodeURIComponent(WORDS.long)}`;
/** A sheet of those who serve and cook, likewise. */
const SERVICE_SHEETS = [
  ['/cocina', ['Cocina', 'Totales']],
  ['/cocina', ['Cocina', 'Recuperar']],
  ['/cocina', ['Cocina', /^Agotado/]],
  ['/cocina', ['Cocina', 'Más opciones']],
  [TABLE, [/^Más$/]],
  [TABLE, [/^Más$/, 'Cobrada']],
  [TABLE, [/^Más$/, /^Comensales/]],
  [TABLE, [/^Más$/, 'Cambiar de mesa']],
  [TABLE, [/^Más$/, 'Juntar con otra mesa']],
  [TABLE, [/^Más$/, 'Pasar a otra persona']],
  [TABLE, [/^Más$/, 'Mensaje a la cocina']],
  [TABLE, [/^Más$/, 'Anular el pedido']],
  [TABLE, [/^12×/]],
  [TABLE, [/^Cocina/]],
  [`${TABLE}/carta`, [/^Donau.*123/]],
] as const;

it.each(
  SERVICE_SHEETS.map(
    ([path, taps]) => [decodeURIComponent(path).slice(0, 20), taps, path] as const,
  ),
)(
  'the sheet on %s behind %s keeps every word in its place at every size',
  async (_, taps, path) => {
    const page = await screens.open({ token: house.owner, path, size: 'wall' });
    const tapAll = async (): Promise<void> => {
      for (const [index, tap] of taps.entries()) {
        // What a sheet offers, not what lies under it.
        const place = index > 0 && path !== '/cocina' ? page.getByRole('dialog') : page;
        await place.getByRole('button', { name: tap }).first().click();
      }
    };
    try {
      if (path === '/cocina') await tapAll();
      const name = `${path.slice(1, 7)}-${taps
        .join('-')
        .replace(/[^A-Za-z]/g, '')
        .slice(0, 24)}`;
      const faults = await atEverySize(page, name, async () => {
        // The waiter's view is another one beyond some width, and closes its sheets with it.
        if (path !== '/cocina') {
          await page.reload();
          await tapAll();
        }
        return sheetMeasured(page);
      });
      expect(faults).toEqual([]);
    } finally {
      await page.context().close();
    }
  },
);

async function sheetMeasured(page: Page): Promise<readonly string[]> {
  await page.getByRole('dialog').waitFor();
  return measured(page);
}

const THEMES = ['light', 'dark'] as const;

/** One page at one size after the other, in either theme by turns: each fault with its size. */
async function atEverySize(
  page: Page,
  name: string,
  look: () => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const [index, size] of SIZES.entries()) {
    await page.setViewportSize(VIEWPORTS[size]);
    await page.emulateMedia({ colorScheme: THEMES[index % 2] ?? 'light' });
    // Laid out anew before it is measured.
    await page.evaluate(
      'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
    );
    faults.push(...(await look()).map((words) => `${size}: ${words}`));
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}-${size}.png` });
  }
  return faults;
}

/** The name of the open page is in sight among the others. */
async function expectInSight(page: Page): Promise<void> {
  const here = await page.locator('nav [aria-current=page]').boundingBox();
  const screen = page.viewportSize();
  if (!here || !screen) throw new Error('the open page has no name in the rail');
  expect(here.x).toBeGreaterThanOrEqual(0);
  expect(here.x + here.width).toBeLessThanOrEqual(screen.width);
}
