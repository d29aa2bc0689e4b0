/** setUpRestaurant: a whole restaurant, checked before any of it is written. */
import { expect, it } from 'vitest';
import { setUpRestaurantRule } from '../../../../src-main/host/domain/restaurant/set-up';
import type { RestaurantText } from '../../../../src-shared/model/restaurant';
import { decisionOf, table } from '../../../support/rules/rule-table';

type File = RestaurantText;
type Of<K extends 'printers' | 'stations' | 'items'> = File[K][number];

const aPrinter = (name: string): Of<'printers'> => ({
  name,
  address: { kind: 'tcp', host: '192.168.0.50', port: 9100 },
  profile: { columns: 42, codePage: 'PC858' },
});
const KITCHEN: Of<'stations'> = { name: 'Cocina', printer: 'Impresora 1', default: true };
const BAR: Of<'stations'> = { name: 'Bar', printer: 'Impresora 2', fallbacks: ['Impresora 1'] };
const DISH: Of<'items'> = {
  code: 'P1',
  name: 'Bife',
  category: 'Platos',
  price: 2_000,
  stations: ['Cocina'],
  modifiers: ['Punto'],
};
const WATER: Of<'items'> = { code: 'B1', name: 'Agua', category: 'Bebidas', price: 500 };

function aFile(differing: Partial<File> = {}): { readonly restaurant: File } {
  return {
    restaurant: {
      name: 'La Esquina',
      currency: { code: 'ARS', decimals: 2 },
      printers: [aPrinter('Impresora 1'), aPrinter('Impresora 2')],
      stations: [KITCHEN, BAR],
      categories: [
        { name: 'Platos', stations: ['Cocina'] },
        { name: 'Bebidas', stations: ['Bar'] },
      ],
      modifierGroups: [{ name: 'Punto', options: [{ name: 'Jugoso' }] }],
      items: [DISH, WATER, { ...WATER, code: 'B2', name: 'Soda' }],
      tables: [{ name: '1', area: 'Salón' }],
      ...differing,
    },
  };
}
const refused = (reason: string) =>
  ({ refuses: 'RESTAURANT_INVALID', details: { reason } }) as const;

// The decision holds a function that makes ids; two decisions' functions are as good as each other.
expect.addEqualityTesters([
  (a: unknown, b: unknown) =>
    typeof a === 'function' && typeof b === 'function' ? a.name === b.name : undefined,
]);

table(setUpRestaurantRule, { isSetUp: false }, [
  {
    it: 'writes the restaurant as the file has it',
    input: aFile(),
    reply: { stations: 2, items: 3 },
    changes: [
      {
        put: 'restaurant',
        restaurant: {
          name: 'La Esquina',
          cutoverHour: 5,
          stations: [{ name: 'Cocina' }, { name: 'Bar' }],
          items: [{ code: 'P1' }, { code: 'B1' }, { code: 'B2' }],
        },
      },
    ],
    events: [
      {
        kind: 'restaurant.changed',
        order: null,
        what: 'set-up',
        name: 'La Esquina',
        by: 'Ana',
      },
    ],
  },
  {
    it: 'takes a restaurant with one printer and nothing on its menu',
    input: aFile({
      printers: [aPrinter('Impresora 1')],
      stations: [KITCHEN],
      categories: [],
      modifierGroups: [],
      items: [],
      tables: [],
    }),
    reply: { stations: 1, items: 0 },
  },
  {
    it: 'refuses a second restaurant: this one was set up',
    input: aFile(),
    facts: { isSetUp: true },
    refuses: 'ALREADY_SET_UP',
  },

  // Each name once, as people hear it.
  {
    it: 'refuses two printers of one name',
    input: aFile({ printers: [aPrinter('Impresora 1'), aPrinter('IMPRESORA 1')] }),
    ...refused('hay dos veces impresora "IMPRESORA 1"'),
  },
  {
    it: 'refuses two stations of one name',
    input: aFile({ stations: [KITCHEN, { ...BAR, name: 'cocina' }] }),
    ...refused('hay dos veces estación "cocina"'),
  },
  {
    it: 'refuses two categories of one name',
    input: aFile({
      categories: [
        { name: 'Platos', stations: [] },
        { name: 'Plátos', stations: [] },
      ],
    }),
    ...refused('hay dos veces categoría "Plátos"'),
  },
  {
    it: 'refuses two tables of one name, though they stand in different areas',
    input: aFile({
      tables: [
        { name: '1', area: 'Salón' },
        { name: '1', area: 'Patio' },
      ],
    }),
    ...refused('hay dos veces mesa "1"'),
  },
  {
    it: 'refuses two questions of one name',
    input: aFile({
      modifierGroups: [
        { name: 'Punto', options: [{ name: 'Jugoso' }] },
        { name: 'punto', options: [{ name: 'Cocido' }] },
      ],
    }),
    ...refused('hay dos veces pregunta "punto"'),
  },
  {
    it: 'refuses two dishes of one code',
    input: aFile({ items: [DISH, { ...WATER, code: 'p1' }] }),
    ...refused('hay dos veces plato "p1"'),
  },

  // Stations.
  {
    it: 'refuses a restaurant without a default station',
    input: aFile({ stations: [{ ...KITCHEN, default: false }, BAR] }),
    ...refused('hace falta exactamente una estación por defecto'),
  },
  {
    it: 'refuses a restaurant with two default stations',
    input: aFile({ stations: [KITCHEN, { ...BAR, default: true }] }),
    ...refused('hace falta exactamente una estación por defecto'),
  },
  {
    it: 'refuses a station whose printer there is not',
    input: aFile({ stations: [KITCHEN, { ...BAR, printer: 'Impresora 3' }] }),
    ...refused('la estación Bar nombra una impresora que no existe: Impresora 3'),
  },
  {
    it: 'refuses a station whose fallback there is not',
    input: aFile({ stations: [KITCHEN, { ...BAR, fallbacks: ['Impresora 1', 'PDF'] }] }),
    ...refused('la estación Bar nombra un respaldo que no sirve: PDF'),
  },
  {
    it: 'refuses a station that falls back on its own printer',
    input: aFile({ stations: [KITCHEN, { ...BAR, fallbacks: ['Impresora 2'] }] }),
    ...refused('la estación Bar nombra un respaldo que no sirve: Impresora 2'),
  },
  {
    it: 'refuses a station whose tickets are late before they hurry',
    input: aFile({ stations: [KITCHEN, { ...BAR, hurryMin: 8, lateMin: 7 }] }),
    ...refused('la estación Bar llega tarde antes de apurarse'),
  },
  {
    it: 'takes a station whose tickets are late as soon as they hurry',
    input: aFile({ stations: [KITCHEN, { ...BAR, hurryMin: 8, lateMin: 8 }] }),
    reply: { stations: 2 },
  },

  // The menu.
  {
    it: 'refuses a dish whose category there is not',
    input: aFile({ items: [DISH, { ...WATER, category: 'Vinos' }] }),
    ...refused('Agua nombra una categoría que no existe: Vinos'),
  },
  {
    it: 'refuses a dish that asks a question which there is not',
    input: aFile({ items: [{ ...DISH, modifiers: ['Punto', 'Salsa'] }] }),
    ...refused('Bife nombra una pregunta que no existe: Salsa'),
  },
  {
    it: 'refuses a category whose station there is not',
    input: aFile({
      categories: [
        { name: 'Platos', stations: ['Cocina', 'Parrilla'] },
        { name: 'Bebidas', stations: [] },
      ],
    }),
    ...refused('Platos nombra una estación que no existe: Parrilla'),
  },
  {
    it: 'refuses a dish whose own station there is not',
    input: aFile({ items: [DISH, { ...WATER, stations: ['Parrilla'] }] }),
    ...refused('Agua nombra una estación que no existe: Parrilla'),
  },
]);

it('makes ids for what the file names: another one each time', () => {
  const decision = decisionOf(setUpRestaurantRule, { isSetUp: false }, { input: aFile() });
  const [change] = decision.ok ? decision.changes : [];
  if (!change || !('newId' in change)) throw new Error('no restaurant is written');
  expect([change.newId(), change.newId()]).toEqual(['new-1', 'new-2']);
});
