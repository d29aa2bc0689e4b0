/** removeCategory: a category leaves the menu once no dish is in it. */
import { removeCategoryRule } from '../../../../src-main/host/domain/restaurant/edit-menu';
import { NOW } from '../../../support/rules/context';
import { aLayout, CATEGORIES } from '../../../support/rules/restaurant';
import { table } from '../../../support/rules/rule-table';

const place = aLayout({ categories: [...CATEGORIES, { id: 'sweets', name: 'Postres' }] });

table(removeCategoryRule, { place }, [
  {
    it: 'takes a category out of use that has no dish',
    input: { id: 'sweets' },
    reply: { id: 'sweets', name: 'Postres' },
    changes: [{ drop: 'category', id: 'sweets', at: NOW }],
    events: [
      {
        kind: 'restaurant.changed',
        order: null,
        what: 'category-removed',
        name: 'Postres',
        by: 'Ana',
      },
    ],
  },
  {
    it: 'refuses a category that has one dish',
    input: { id: 'drinks' },
    refuses: 'RESTAURANT_INVALID',
    details: { reason: 'Bebidas todavía tiene un plato' },
  },
  {
    it: 'refuses a category that has two dishes, and counts no others',
    input: { id: 'dishes' },
    refuses: 'RESTAURANT_INVALID',
    details: { reason: 'Platos todavía tiene 2 platos' },
  },
  {
    it: 'refuses a category that was removed already',
    input: { id: 'gone' },
    refuses: 'RESTAURANT_INVALID',
    details: { reason: 'esa categoría ya no existe' },
  },
]);
