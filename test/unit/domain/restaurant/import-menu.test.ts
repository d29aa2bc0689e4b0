/** importMenu: a menu file's rows written at once, dishes known again by their code. */
import { importMenuRule } from '../../../../src-main/host/domain/restaurant/import-menu';
import type { CommandText } from '../../../../src-shared/commands/registry';
import { NOW } from '../../../support/rules/context';
import {
  aLayout,
  anItem,
  BAR,
  COUNTER,
  ITEMS,
  KITCHEN,
  ROUTES,
} from '../../../support/rules/restaurant';
import { table } from '../../../support/rules/rule-table';

type MenuRow = CommandText<'importMenu'>['rows'][number];

/** The row that says of the Milanesa what the menu says; nothing of where it is cooked. */
function aRow(differing: Partial<MenuRow> = {}): MenuRow {
  return {
    category: 'Platos',
    code: 'P1',
    name: 'Milanesa',
    price: 1_000,
    stations: null,
    groups: null,
    without: null,
    ...differing,
  };
}
const BIFE = aRow({ code: 'P2', name: 'Bife', price: 2_000 });
const AGUA = aRow({ category: 'Bebidas', code: 'B1', name: 'Agua', price: 500 });
const FLAN = aRow({ category: 'Postres', code: 'D1', name: 'Flan', price: 700 });

const adds = (...rows: readonly MenuRow[]): CommandText<'importMenu'> => ({
  rows: [...rows],
  replace: false,
});
const replaces = (...rows: readonly MenuRow[]): CommandText<'importMenu'> => ({
  rows: [...rows],
  replace: true,
});
const refused = (reason: string) =>
  ({ refuses: 'RESTAURANT_INVALID', details: { reason } }) as const;
/** The Milanesa is cooked in the kitchen and at the bar by rules of its own. */
const RULED = aLayout({
  rules: [
    { id: 'own-1', itemId: 'milanesa', categoryId: null, stationId: 'kitchen' },
    { id: 'own-2', itemId: 'milanesa', categoryId: null, stationId: 'bar' },
    ...ROUTES,
  ],
});

table(importMenuRule, { place: aLayout() }, [
  {
    it: 'adds a dish that the menu does not have, in a category that it makes for it',
    input: adds(FLAN),
    reply: { added: 1, changed: 0, removed: 0, same: 0 },
    changes: [
      { save: 'category', category: { id: 'new-2', name: 'Postres' } },
      {
        save: 'item',
        item: {
          id: 'new-1',
          code: 'D1',
          name: 'Flan',
          categoryId: 'new-2',
          price: 700,
          groupIds: [],
          removable: [],
        },
      },
    ],
    events: [
      {
        kind: 'restaurant.changed',
        order: null,
        what: 'menu-imported',
        name: '1',
        by: 'Ana',
        changes: [
          { field: 'added', from: null, to: 1 },
          { field: 'changed', from: null, to: 0 },
          { field: 'removed', from: null, to: 0 },
          { field: 'same', from: null, to: 0 },
        ],
      },
    ],
  },
  {
    it: 'makes a new category once for all its dishes, however the file writes it',
    input: adds(FLAN, { ...FLAN, category: 'POSTRES', code: 'D2', name: 'Helado' }),
    reply: { added: 2 },
    changes: [
      { save: 'category', category: { id: 'new-2', name: 'Postres' } },
      { save: 'item', item: { name: 'Flan', categoryId: 'new-2' } },
      { save: 'item', item: { name: 'Helado', categoryId: 'new-2' } },
    ],
    events: [{ name: '2' }],
  },
  {
    it: 'knows a category again however the file writes it',
    input: adds({ ...FLAN, category: 'platós' }),
    changes: [{ save: 'item', item: { categoryId: 'dishes' } }],
  },
  {
    it: 'gives a new dish its stations, questions and what guests may leave out',
    input: adds({
      ...FLAN,
      category: 'Platos',
      stations: ['bar', 'Cocina', 'BAR'],
      groups: ['agregados'],
      without: ['crema'],
    }),
    changes: [
      { save: 'item', item: { id: 'new-1', groupIds: ['extras'], removable: ['crema'] } },
      {
        route: 'item',
        id: 'new-1',
        rules: [
          { id: 'new-2', stationId: 'bar' },
          { id: 'new-3', stationId: 'kitchen' },
        ],
      },
    ],
  },

  // What it says of a dish that there is.
  {
    it: 'writes nothing of a dish that the menu has just so',
    input: adds(aRow(), BIFE),
    reply: { added: 0, changed: 0, removed: 0, same: 2 },
    changes: [],
    events: [{ what: 'menu-imported', name: '2' }],
  },
  {
    it: 'writes a dish whose price is another, and keeps what the file does not say',
    input: adds({ ...BIFE, price: 2_100 }),
    facts: {
      place: aLayout({
        items: [
          ...ITEMS.filter(({ id }) => id !== 'bife'),
          anItem({
            id: 'bife',
            code: 'P2',
            name: 'Bife',
            price: 2_000,
            groupIds: ['extras'],
            removable: ['sal'],
          }),
        ],
      }),
    },
    reply: { added: 0, changed: 1, same: 0 },
    changes: [
      {
        save: 'item',
        item: {
          id: 'bife',
          code: 'P2',
          name: 'Bife',
          categoryId: 'dishes',
          price: 2_100,
          groupIds: ['extras'],
          removable: ['sal'],
        },
      },
    ],
  },
  {
    it: 'renames the dish that has the code',
    input: adds(aRow({ name: 'Milanesa napolitana' })),
    reply: { changed: 1 },
    changes: [{ save: 'item', item: { id: 'milanesa', name: 'Milanesa napolitana' } }],
  },
  {
    it: 'writes a dish whose name or code is written otherwise',
    input: adds(aRow({ name: 'MILANESA' }), { ...BIFE, code: 'p2' }),
    reply: { changed: 2 },
    changes: [
      { save: 'item', item: { id: 'milanesa', name: 'MILANESA' } },
      { save: 'item', item: { id: 'bife', code: 'p2' } },
    ],
  },
  {
    it: 'moves a dish to another category',
    input: adds(aRow({ category: 'Bebidas' })),
    reply: { changed: 1 },
    changes: [{ save: 'item', item: { id: 'milanesa', categoryId: 'drinks' } }],
  },
  {
    it: 'takes a dish’s questions away where the file names none',
    input: adds({ ...BIFE, groups: [] }),
    reply: { changed: 1 },
    changes: [{ save: 'item', item: { id: 'bife', groupIds: [] } }],
  },
  {
    it: 'writes what guests may leave out where the file says something else',
    input: adds(aRow({ without: ['sal, pimienta'] })),
    facts: { place: aLayout({ items: [anItem({ removable: ['sal', 'pimienta'] })] }) },
    reply: { changed: 1 },
    changes: [{ save: 'item', item: { removable: ['sal, pimienta'] } }],
  },
  {
    it: 'leaves a dish where it is cooked where the file does not say it',
    input: adds(aRow()),
    facts: { place: RULED },
    reply: { same: 1 },
    changes: [],
  },
  {
    it: 'leaves a dish as it is whose stations the file names as they are',
    input: adds(aRow({ stations: ['cocina', 'bar'] })),
    facts: { place: RULED },
    reply: { same: 1 },
    changes: [],
  },
  {
    it: 'writes a dish that is cooked at one station less, with its rules',
    input: adds(aRow({ stations: ['Cocina'] })),
    facts: { place: RULED },
    reply: { changed: 1, same: 0 },
    changes: [
      { save: 'item', item: { id: 'milanesa' } },
      { route: 'item', id: 'milanesa', rules: [{ id: 'new-1', stationId: 'kitchen' }] },
    ],
  },
  {
    it: 'gives a dish back to its category’s stations where the file names none',
    input: adds(aRow({ stations: [] })),
    facts: { place: RULED },
    changes: [{ save: 'item' }, { route: 'item', id: 'milanesa', rules: [] }],
  },
  {
    it: 'does not take a category’s stations for a dish’s own',
    input: adds(aRow({ stations: ['Cocina'] })),
    reply: { changed: 1 },
    changes: [
      { save: 'item', item: { id: 'milanesa' } },
      { route: 'item', id: 'milanesa', rules: [{ stationId: 'kitchen' }] },
    ],
  },
  {
    it: 'lets two dishes exchange their names',
    input: adds(aRow({ name: 'Bife' }), { ...BIFE, name: 'Milanesa' }),
    reply: { changed: 2 },
    changes: [
      { save: 'item', item: { id: 'milanesa', name: 'Bife' } },
      { save: 'item', item: { id: 'bife', name: 'Milanesa' } },
    ],
  },
  {
    it: 'lets two dishes stay that have been called alike since before',
    input: adds(aRow({ price: 1_100 }), aRow({ code: 'P9', price: 1_200 })),
    facts: { place: aLayout({ items: [...ITEMS, anItem({ id: 'twin', code: 'P9' })] }) },
    reply: { changed: 2 },
    changes: [{ item: { id: 'milanesa', price: 1_100 } }, { item: { id: 'twin', price: 1_200 } }],
  },
  {
    it: 'lets a dish stay beside one of its name that the file does not have',
    input: adds(aRow({ price: 1_100 })),
    facts: { place: aLayout({ items: [...ITEMS, anItem({ id: 'twin', code: 'P9' })] }) },
    reply: { changed: 1 },
    changes: [{ item: { id: 'milanesa', price: 1_100 } }],
  },

  // Instead of the menu.
  {
    it: 'leaves dishes on the menu that the file does not have, where it does not replace it',
    input: adds(aRow()),
    reply: { removed: 0, same: 1 },
    changes: [],
  },
  {
    it: 'takes every dish off the menu that a replacing file does not have, and emptied categories',
    input: replaces(aRow(), FLAN),
    reply: { added: 1, changed: 0, removed: 2, same: 1 },
    changes: [
      { drop: 'item', id: 'bife', at: NOW },
      { drop: 'item', id: 'agua', at: NOW },
      { save: 'category', category: { name: 'Postres' } },
      { save: 'item', item: { id: 'new-1', code: 'D1' } },
      { drop: 'category', id: 'drinks', at: NOW },
    ],
    events: [
      {
        changes: [
          { field: 'added', to: 1 },
          { field: 'changed', to: 0 },
          { field: 'removed', to: 2 },
          { field: 'same', to: 1 },
        ],
      },
    ],
  },
  {
    it: 'takes a dish of another name for another dish in a replacing file, whatever its code was',
    input: replaces(aRow({ name: 'Ravioles' }), BIFE, AGUA),
    reply: { added: 1, removed: 1, same: 2 },
    changes: [
      { drop: 'item', id: 'milanesa', at: NOW },
      { save: 'item', item: { id: 'new-1', code: 'P1', name: 'Ravioles' } },
    ],
  },
  {
    it: 'gives the new dish of a replacing file nothing of the one that had its code',
    input: replaces({ ...BIFE, name: 'Lomo' }),
    changes: [
      { drop: 'item', id: 'milanesa' },
      { drop: 'item', id: 'bife' },
      { drop: 'item', id: 'agua' },
      { save: 'item', item: { id: 'new-1', name: 'Lomo', groupIds: [], removable: [] } },
      { drop: 'category', id: 'drinks' },
    ],
  },
  {
    it: 'keeps a dish that a replacing file has with another price, and its place in the menu',
    input: replaces(aRow({ name: 'milanesa', price: 1_100 }), BIFE, AGUA),
    reply: { added: 0, changed: 1, removed: 0, same: 2 },
    changes: [{ save: 'item', item: { id: 'milanesa', price: 1_100 } }],
  },
  {
    it: 'lets a new dish of a replacing file be called like one that leaves',
    input: replaces(aRow({ code: 'P7', name: 'Bife' })),
    reply: { added: 1, removed: 3 },
  },

  // Refusals.
  {
    it: 'refuses a file that has a code twice, however it is written',
    input: adds(FLAN, { ...FLAN, code: 'd1', name: 'Helado' }),
    ...refused('d1 está dos veces'),
  },
  {
    it: 'refuses a file that has a new name twice',
    input: adds(FLAN, { ...FLAN, code: 'D2', name: 'FLAN' }),
    ...refused('FLAN está dos veces'),
  },
  {
    it: 'refuses a replacing file that has a new name twice',
    input: replaces(FLAN, { ...FLAN, code: 'D2' }),
    ...refused('Flan está dos veces'),
  },
  {
    it: 'refuses to rename a dish to the name of one that the file has as it is',
    input: adds(BIFE, aRow({ name: 'bife' })),
    ...refused('bife está dos veces'),
  },
  {
    it: 'refuses a new dish before one of its name that the file has as it is',
    input: replaces(aRow({ code: 'P9', name: 'Bife' }), BIFE),
    ...refused('Bife está dos veces'),
  },
  {
    it: 'refuses a new dish that is called like one of another code',
    input: adds({ ...FLAN, name: 'bife' }),
    ...refused('ya hay un plato que se llama Bife, con el código P2'),
  },
  {
    it: 'refuses to rename a dish to the name of another',
    input: adds(aRow({ name: 'Agua' })),
    ...refused('ya hay un plato que se llama Agua, con el código B1'),
  },
  {
    it: 'refuses a station that there is not',
    input: adds({ ...FLAN, stations: ['Cocina', 'Parrilla'] }),
    ...refused('Flan nombra una estación que no existe: Parrilla'),
  },
  {
    it: 'refuses a question that there is not',
    input: adds({ ...FLAN, groups: ['Punto'] }),
    ...refused('Flan nombra una pregunta que no existe: Punto'),
  },
  {
    it: 'refuses the counter as a station: nothing is cooked there',
    input: adds({ ...FLAN, stations: ['Cocina', 'Caja'] }),
    ...refused('en Caja no se cocina'),
  },
  {
    it: 'refuses a station that gets everything anyway',
    input: adds({ ...FLAN, stations: ['Bar'] }),
    facts: { place: aLayout({ stations: [KITCHEN, { ...BAR, takesAll: true }, COUNTER] }) },
    ...refused('Bar ya recibe todo'),
  },
  {
    it: 'refuses such a station in a later row too, and writes none of the file',
    input: adds(
      { ...FLAN, stations: ['Cocina'] },
      { ...FLAN, code: 'D2', name: 'Helado', stations: ['Caja'] },
    ),
    ...refused('en Caja no se cocina'),
  },
  {
    it: 'lets a dish stay at a station that gets everything by now, where the file says nothing new',
    input: adds(aRow({ stations: ['Cocina', 'Bar'] })),
    facts: {
      place: { ...RULED, stations: [KITCHEN, { ...BAR, takesAll: true }, COUNTER] },
    },
    reply: { same: 1 },
  },
]);
