/** importMenu: a menu file's good rows written at once. Dishes are known again by their code; categories, stations and questions by name. */
import type { MenuItem } from '../../../src-shared/menu';
import { plainName } from '../../../src-shared/plain-name';
import type { Id } from '../../../src-shared/vocabulary';
import { commandRule, decided } from './decision';
import type { PlaceChange } from './decision';
import { changesBetween, placeEvent, routeTo, wrong } from './edit-place';
import { cooksNot } from './edit-menu';

export const importMenu = commandRule({
  name: 'importMenu',
  needs: () => ({ place: true as const }),
  decide({ rows, replace }, { place }, context) {
    const repeated = firstRepeat(rows.map(({ code }) => code)) ?? firstRepeat(rows.map(({ name }) => name));
    if (repeated !== null) return wrong(`${repeated} está dos veces`);
    const categories = byName(place.categories);
    const stations = byName(place.stations);
    const groups = byName(place.modifierGroups);
    const items = new Map(place.items.map((item) => [plainName(item.code), item]));
    const rules = new Map<Id, Id[]>();
    for (const { itemId, stationId } of place.rules)
      if (itemId !== null) rules.set(itemId, [...(rules.get(itemId) ?? []), stationId]);
    const changes: PlaceChange[] = [];
    const sum = { added: 0, changed: 0, removed: 0, same: 0 };
    const kept = new Set<Id>();

    const categoryOf = (name: string): Id => {
      const known = categories.get(plainName(name));
      if (known) return known.id;
      const category = { id: context.newId(), name };
      categories.set(plainName(name), category);
      changes.push({ save: 'category', category });
      return category.id;
    };

    for (const row of rows) {
      const before = items.get(plainName(row.code)) ?? null;
      const named = row.stations === null ? null : find(row.stations, stations);
      const asked = row.groups === null ? null : find(row.groups, groups);
      if (typeof named === 'string') return wrong(`${row.name} nombra una estación que no existe: ${named}`);
      if (typeof asked === 'string') return wrong(`${row.name} nombra una pregunta que no existe: ${asked}`);
      const refused = named && cooksNot(named, place);
      if (refused) return refused;
      const ruled = (before && rules.get(before.id)) ?? [];
      const item: MenuItem = {
        id: before?.id ?? context.newId(),
        code: row.code,
        name: row.name,
        categoryId: categoryOf(row.category),
        price: row.price,
        groupIds: asked ?? before?.groupIds ?? [],
        removable: row.without ?? before?.removable ?? [],
      };
      kept.add(item.id);
      const isSame = before && isTheSame(before, item) && (named === null || named.join() === ruled.join());
      sum[isSame ? 'same' : before ? 'changed' : 'added']++;
      if (isSame) continue;
      changes.push({ save: 'item', item });
      if (named !== null) changes.push(routeTo('item', item.id, named, context));
    }

    const others = place.items.filter(({ id }) => !kept.has(id));
    if (replace) {
      for (const { id } of others) changes.push({ drop: 'item', id, at: context.now });
      const filled = new Set(rows.map(({ category }) => plainName(category)));
      for (const { id, name } of place.categories)
        if (!filled.has(plainName(name))) changes.push({ drop: 'category', id, at: context.now });
      sum.removed = others.length;
    } else {
      const names = new Set(rows.map(({ name }) => plainName(name)));
      const twin = others.find(({ name }) => names.has(plainName(name)));
      if (twin) return wrong(`ya hay un plato que se llama ${twin.name}, con el código ${twin.code}`);
    }
    return decided(sum, changes, [placeEvent('menu-imported', `${rows.length}`, changesBetween(null, sum), context)]);
  },
});

function isTheSame(before: MenuItem, after: MenuItem): boolean {
  return (
    before.name === after.name &&
    before.code === after.code &&
    before.categoryId === after.categoryId &&
    before.price === after.price &&
    before.groupIds.join() === after.groupIds.join() &&
    JSON.stringify(before.removable) === JSON.stringify(after.removable)
  );
}

type Named = { readonly id: Id; readonly name: string };

function byName(things: readonly Named[]): Map<string, Named> {
  return new Map(things.map((thing) => [plainName(thing.name), { id: thing.id, name: thing.name }]));
}

/** Their ids, or the first name that nothing has. */
function find(names: readonly string[], things: ReadonlyMap<string, Named>): readonly Id[] | string {
  const ids: Id[] = [];
  for (const name of names) {
    const thing = things.get(plainName(name));
    if (!thing) return name;
    if (!ids.includes(thing.id)) ids.push(thing.id);
  }
  return ids;
}

function firstRepeat(names: readonly string[]): string | null {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(plainName(name))) return name;
    seen.add(plainName(name));
  }
  return null;
}
