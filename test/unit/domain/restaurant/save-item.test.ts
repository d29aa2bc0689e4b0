/** saveItem: a dish of the menu, new or another than before. */
import { expect, it } from 'vitest';
import { saveItemRule } from '../../../../src-main/host/domain/restaurant/edit-menu';
import type { CommandText } from '../../../../src-shared/commands/registry';
import { aLayout, ITEMS, ROUTES } from '../../../support/rules/restaurant';
import { decisionOf, table } from '../../../support/rules/rule-table';

/** The Bife as it is. */
function aDish(differing: Partial<CommandText<'saveItem'>> = {}): CommandText<'saveItem'> {
  return {
    id: 'bife',
    code: 'P2',
    name: 'Bife',
    category: 'dishes',
    price: 2_000,
    groups: ['extras'],
    without: [],
    stations: [],
    ...differing,
  };
}
const refused = (reason: string) =>
  ({ refuses: 'RESTAURANT_INVALID', details: { reason } }) as const;

table(saveItemRule, { place: aLayout() }, [
  {
    it: 'adds a dish with its questions, what may be left out, and stations of its own',
    input: aDish({
      id: null,
      code: 'D1',
      name: 'Flan',
      price: 700,
      without: ['crema', 'dulce'],
      stations: ['bar', 'kitchen'],
    }),
    reply: { id: 'new-1', name: 'Flan' },
    changes: [
      {
        save: 'item',
        item: {
          id: 'new-1',
          code: 'D1',
          name: 'Flan',
          categoryId: 'dishes',
          price: 700,
          groupIds: ['extras'],
          removable: ['crema', 'dulce'],
        },
      },
      {
        route: 'item',
        id: 'new-1',
        rules: [
          { id: 'new-2', stationId: 'bar' },
          { id: 'new-3', stationId: 'kitchen' },
        ],
      },
    ],
    events: [
      {
        kind: 'restaurant.changed',
        order: null,
        what: 'item-saved',
        name: 'Flan',
        by: 'Ana',
        changes: [
          { field: 'name', from: null, to: 'Flan' },
          { field: 'code', from: null, to: 'D1' },
          { field: 'category', from: null, to: 'Platos' },
          { field: 'price', from: null, to: 700 },
          { field: 'modifiers', from: null, to: 'Agregados' },
          { field: 'without', from: null, to: 'crema, dulce' },
          { field: 'stations', from: null, to: 'Bar, Cocina' },
        ],
      },
    ],
  },
  {
    it: 'changes every field of a dish, and tells what each was and is',
    input: aDish({
      code: 'X9',
      name: 'Lomo',
      category: 'drinks',
      price: 2_500,
      groups: [],
      without: ['sal'],
      stations: ['kitchen'],
    }),
    facts: {
      place: aLayout({
        rules: [
          ...ROUTES,
          { id: 'own', itemId: 'bife', categoryId: null, stationId: 'bar' },
          { id: 'other', itemId: 'agua', categoryId: null, stationId: 'kitchen' },
        ],
      }),
    },
    reply: { id: 'bife', name: 'Lomo' },
    changes: [
      {
        save: 'item',
        item: {
          id: 'bife',
          code: 'X9',
          name: 'Lomo',
          categoryId: 'drinks',
          price: 2_500,
          groupIds: [],
          removable: ['sal'],
        },
      },
      { route: 'item', id: 'bife', rules: [{ id: 'new-1', stationId: 'kitchen' }] },
    ],
    events: [
      {
        changes: [
          { field: 'name', from: 'Bife', to: 'Lomo' },
          { field: 'code', from: 'P2', to: 'X9' },
          { field: 'category', from: 'Platos', to: 'Bebidas' },
          { field: 'price', from: 2_000, to: 2_500 },
          { field: 'modifiers', from: 'Agregados', to: '' },
          { field: 'without', from: '', to: 'sal' },
          { field: 'stations', from: 'Bar', to: 'Cocina' },
        ],
      },
    ],
  },
  {
    it: 'gives a dish back to its category’s stations where none of its own is named',
    input: aDish(),
    changes: [{ save: 'item' }, { route: 'item', id: 'bife', rules: [] }],
  },
  {
    it: 'refuses a dish that was removed meanwhile',
    input: aDish({ id: 'gone' }),
    ...refused('ese plato ya no existe'),
  },
  {
    it: 'refuses a category that was removed meanwhile',
    input: aDish({ category: 'gone' }),
    ...refused('esa categoría ya no existe'),
  },
  {
    it: 'refuses a question that was removed meanwhile',
    input: aDish({ groups: ['extras', 'gone'] }),
    ...refused('una de esas preguntas ya no existe'),
  },
  {
    it: 'refuses a name that another dish has, however it is written',
    input: aDish({ name: 'MILANESA' }),
    ...refused('ya hay un plato que se llama Milanesa'),
  },
  {
    it: 'refuses a code that another dish has, however it is written',
    input: aDish({ code: 'b1' }),
    ...refused('el código B1 ya es de Agua'),
  },
  {
    it: 'refuses a new dish with the code of another',
    input: aDish({ id: null, name: 'Flan' }),
    ...refused('el código P2 ya es de Bife'),
  },
  {
    it: 'refuses a station that was removed meanwhile',
    input: aDish({ stations: ['gone'] }),
    ...refused('una de esas estaciones ya no existe'),
  },
  {
    it: 'refuses the counter: nothing is cooked there',
    input: aDish({ stations: ['counter'] }),
    ...refused('en Caja no se cocina'),
  },
  {
    it: 'lets a dish have the code of one that is not on the menu any more',
    input: aDish({ id: null, name: 'Flan' }),
    facts: { place: aLayout({ items: ITEMS.filter(({ id }) => id !== 'bife') }) },
    reply: { id: 'new-1' },
  },
]);

it('writes the same dish again, and tells of no field then', () => {
  expect(decisionOf(saveItemRule, { place: aLayout() }, { input: aDish() })).toMatchObject({
    changes: [{ save: 'item', item: { id: 'bife', price: 2_000 } }, { route: 'item' }],
    events: [expect.not.objectContaining({ changes: expect.anything() })],
  });
});
