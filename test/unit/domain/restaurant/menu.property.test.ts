/** What holds of the menu whatever file is read in and however dishes are put in order. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Decision } from '../../../../src-main/host/domain/engine/rule';
import type { RestaurantFacts } from '../../../../src-main/host/domain/engine/facts';
import { reorderRule } from '../../../../src-main/host/domain/restaurant/edit-menu';
import { importMenuRule } from '../../../../src-main/host/domain/restaurant/import-menu';
import type { MenuItem } from '../../../../src-shared/model/menu';
import { aLayout, anItem, ITEMS } from '../../../support/rules/restaurant';
import { decisionOf } from '../../../support/rules/rule-table';

const oneOf = (...values: readonly (string[] | null)[]): fc.Arbitrary<string[] | null> =>
  fc.constantFrom(...values);
const row = fc.record({
  category: fc.constantFrom('Platos', 'BEBIDAS', 'Postres'),
  code: fc.constantFrom('P1', 'p2', 'B1', 'D1', 'D2'),
  name: fc.constantFrom('Milanesa', 'bife', 'Agua', 'Flan', 'Helado'),
  price: fc.constantFrom(500, 1_000),
  stations: oneOf(null, [], ['Cocina'], ['bar', 'Cocina']),
  groups: oneOf(null, [], ['Agregados']),
  without: oneOf(null, [], ['sal']),
});
const file = fc.record({
  rows: fc.uniqueArray(row, { minLength: 1, maxLength: 5, selector: ({ code }) => code }),
  replace: fc.boolean(),
});

/** The restaurant as it is once these changes are written, as far as the menu goes. */
function after(place: RestaurantFacts, { changes }: Decision<unknown>): RestaurantFacts {
  const items = new Map(place.items.map((item) => [item.id, item]));
  const categories = new Map(place.categories.map((category) => [category.id, category]));
  let rules = place.rules;
  for (const change of changes)
    if ('drop' in change) {
      items.delete(change.id);
      categories.delete(change.id);
    } else if ('save' in change && change.save === 'item') {
      items.set(change.item.id, change.item);
    } else if ('save' in change && change.save === 'category') {
      categories.set(change.category.id, change.category);
    } else if ('route' in change) {
      rules = [
        ...rules.filter(({ itemId }) => itemId !== change.id),
        ...change.rules.map((rule) => ({ ...rule, itemId: change.id, categoryId: null })),
      ];
    }
  return { ...place, items: [...items.values()], categories: [...categories.values()], rules };
}

const plain = (items: readonly MenuItem[], of: 'code' | 'name'): readonly string[] =>
  items.map((item) => item[of].toLowerCase());

it('every row of a file that is taken is counted once, and no code or name is there twice', () => {
  fc.assert(
    fc.property(file, (input) => {
      const place = aLayout();
      const decision = decisionOf(importMenuRule, { place }, { input });
      if (!decision.ok) return;
      const { added, changed, removed, same } = decision.reply;
      expect(added + changed + same).toBe(input.rows.length);
      const menu = after(place, decision);
      expect(menu.items).toHaveLength(ITEMS.length + added - removed);
      if (input.replace) expect(menu.items).toHaveLength(input.rows.length);
      for (const of of ['code', 'name'] as const)
        expect(new Set(plain(menu.items, of)).size).toBe(menu.items.length);
      const categories = new Set(menu.categories.map(({ id }) => id));
      expect(menu.items.every(({ categoryId }) => categories.has(categoryId))).toBe(true);
    }),
    { numRuns: 60 },
  );
});

it('a file that is read in a second time changes nothing more', () => {
  fc.assert(
    fc.property(file, (input) => {
      const place = aLayout();
      const first = decisionOf(importMenuRule, { place }, { input });
      if (!first.ok) return;
      expect(decisionOf(importMenuRule, { place: after(place, first) }, { input })).toMatchObject({
        reply: { added: 0, changed: 0, removed: 0, same: input.rows.length },
        changes: [],
      });
    }),
    { numRuns: 60 },
  );
});

it('dishes that are put in order stay all there, and in the places of their category', () => {
  const menu = fc.array(fc.constantFrom('dishes', 'drinks'), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(menu, fc.nat(), (categories, turn) => {
      const items = categories.map((categoryId, no) => anItem({ id: `item-${no}`, categoryId }));
      const theirs = items.filter(({ categoryId }) => categoryId === categories[0]);
      const by = turn % theirs.length;
      const ids = [...theirs.slice(by), ...theirs.slice(0, by)].map(({ id }) => id);
      const place = aLayout({ items });
      const decision = decisionOf(reorderRule, { place }, { input: { what: 'items', ids } });
      const [change] = decision.ok ? decision.changes : [];
      if (!change || !('reorder' in change)) throw new Error('nothing is put in order');
      expect([...change.ids].sort()).toEqual(items.map(({ id }) => id).sort());
      const categoryOf = new Map(items.map(({ id, categoryId }) => [id, categoryId]));
      expect(change.ids.map((id) => categoryOf.get(id))).toEqual(categories);
      expect(change.ids.filter((id) => ids.includes(id))).toEqual(ids);
    }),
    { numRuns: 60 },
  );
});
