/** reorder: the order in which people see categories, dishes, questions and tables. */
import { reorderRule } from '../../../../src-main/host/domain/restaurant/edit-menu';
import { aLayout, CATEGORIES, EXTRAS, ITEMS } from '../../../support/rules/restaurant';
import { table } from '../../../support/rules/rule-table';

const [milanesa, bife, agua] = ITEMS;
/** Dishes and drinks in turn, as they were added. */
const mixed = aLayout({
  categories: [...CATEGORIES, { id: 'sweets', name: 'Postres' }],
  items: [milanesa, agua, bife].flatMap((item) => item ?? []),
  modifierGroups: [EXTRAS, { ...EXTRAS, id: 'point', name: 'Punto' }],
});
const refused = (reason: string) =>
  ({ refuses: 'RESTAURANT_INVALID', details: { reason } }) as const;

table(reorderRule, { place: mixed }, [
  {
    it: 'puts categories in another order',
    input: { what: 'categories', ids: ['sweets', 'drinks', 'dishes'] },
    reply: { moved: 3 },
    changes: [{ reorder: 'categories', ids: ['sweets', 'drinks', 'dishes'] }],
    events: [
      {
        kind: 'restaurant.changed',
        order: null,
        what: 'arranged',
        name: 'categories',
        by: 'Ana',
      },
    ],
  },
  {
    it: 'keeps what is not named behind, in its order',
    input: { what: 'categories', ids: ['sweets'] },
    reply: { moved: 1 },
    changes: [{ ids: ['sweets', 'dishes', 'drinks'] }],
  },
  {
    it: 'puts questions in another order',
    input: { what: 'modifierGroups', ids: ['point', 'extras'] },
    changes: [{ reorder: 'modifierGroups', ids: ['point', 'extras'] }],
  },
  {
    it: 'puts tables in another order',
    input: { what: 'tables', ids: ['table-3', 'table-1'] },
    changes: [{ reorder: 'tables', ids: ['table-3', 'table-1', 'table-2'] }],
    events: [{ name: 'tables' }],
  },
  {
    it: 'puts a category’s dishes in another order, and moves no dish of another category',
    input: { what: 'items', ids: ['bife', 'milanesa'] },
    reply: { moved: 2 },
    changes: [{ reorder: 'items', ids: ['bife', 'agua', 'milanesa'] }],
  },
  {
    it: 'refuses dishes of two categories',
    input: { what: 'items', ids: ['bife', 'agua'] },
    ...refused('esos platos no son todos de una categoría'),
  },
  {
    it: 'refuses a category’s dishes of which one is missing',
    input: { what: 'items', ids: ['bife'] },
    ...refused('esos platos no son todos de una categoría'),
  },
  {
    it: 'refuses a category’s dishes with one more of another',
    input: { what: 'items', ids: ['bife', 'milanesa', 'agua'] },
    ...refused('esos platos no son todos de una categoría'),
  },
  {
    it: 'refuses a list with something that was removed meanwhile',
    input: { what: 'tables', ids: ['table-1', 'gone'] },
    ...refused('algo de esa lista ya no existe'),
  },
  {
    it: 'refuses a list of one kind that names something of another',
    input: { what: 'categories', ids: ['table-1'] },
    ...refused('algo de esa lista ya no existe'),
  },
]);
