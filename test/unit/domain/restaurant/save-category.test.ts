/** saveCategory: a category of the menu, and where its dishes are cooked. */
import { expect, it } from 'vitest';
import { saveCategoryRule } from '../../../../src-main/host/domain/restaurant/edit-menu';
import { aLayout, BAR, COUNTER, KITCHEN } from '../../../support/rules/restaurant';
import { decisionOf, table } from '../../../support/rules/rule-table';

const DRINKS = { id: 'drinks', name: 'Bebidas', stations: ['bar'] };
const refused = (reason: string) =>
  ({ refuses: 'RESTAURANT_INVALID', details: { reason } }) as const;

table(saveCategoryRule, { place: aLayout() }, [
  {
    it: 'adds a category with the stations that cook its dishes, in their order',
    input: { name: 'Postres', stations: ['bar', 'kitchen'] },
    reply: { id: 'new-1', name: 'Postres' },
    changes: [
      { save: 'category', category: { id: 'new-1', name: 'Postres' } },
      {
        route: 'category',
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
        what: 'category-saved',
        name: 'Postres',
        by: 'Ana',
        changes: [
          { field: 'name', from: null, to: 'Postres' },
          { field: 'stations', from: null, to: 'Bar, Cocina' },
        ],
      },
    ],
  },
  {
    it: 'changes a category, and tells what its name and stations were',
    input: { id: 'drinks', name: 'Tragos', stations: ['kitchen'] },
    reply: { id: 'drinks', name: 'Tragos' },
    changes: [
      { save: 'category', category: { id: 'drinks', name: 'Tragos' } },
      { route: 'category', id: 'drinks', rules: [{ stationId: 'kitchen' }] },
    ],
    events: [
      {
        changes: [
          { field: 'name', from: 'Bebidas', to: 'Tragos' },
          { field: 'stations', from: 'Bar', to: 'Cocina' },
        ],
      },
    ],
  },
  {
    it: 'sends a category’s dishes to the default station where no station is named',
    input: { ...DRINKS, stations: [] },
    changes: [{ save: 'category' }, { route: 'category', id: 'drinks', rules: [] }],
    events: [{ changes: [{ field: 'stations', from: 'Bar', to: '' }] }],
  },
  {
    it: 'refuses a name that another category has, however it is written',
    input: { ...DRINKS, name: 'PLATOS' },
    ...refused('ya hay una categoría que se llama Platos'),
  },
  {
    it: 'refuses a category that was removed meanwhile',
    input: { ...DRINKS, id: 'gone' },
    ...refused('esa categoría ya no existe'),
  },
  {
    it: 'refuses a station that was removed meanwhile',
    input: { ...DRINKS, stations: ['bar', 'gone'] },
    ...refused('una de esas estaciones ya no existe'),
  },
  {
    it: 'refuses the counter: nothing is cooked there',
    input: { ...DRINKS, stations: ['bar', 'counter'] },
    ...refused('en Caja no se cocina'),
  },
  {
    it: 'refuses a station that gets everything anyway',
    input: DRINKS,
    facts: { place: aLayout({ stations: [KITCHEN, { ...BAR, takesAll: true }, COUNTER] }) },
    ...refused('Bar ya recibe todo'),
  },
]);

it('writes the same category again, and tells of no field then', () => {
  expect(decisionOf(saveCategoryRule, { place: aLayout() }, { input: DRINKS })).toMatchObject({
    changes: [{ save: 'category', category: { name: 'Bebidas' } }, { route: 'category' }],
    events: [expect.not.objectContaining({ changes: expect.anything() })],
  });
});
