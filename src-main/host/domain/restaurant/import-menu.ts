/**
 * importMenu: writes the valid rows of a menu file at once. Items are matched by code; categories,
 * stations and questions by name. If the file replaces the menu, an item with another name is a new
 * item, even if it has the code of one that leaves.
 */
import { importMenu } from '../../../../src-shared/commands/restaurant';
import type { CommandInput } from '../../../../src-shared/commands/registry';
import type { Refusal } from '../../../../src-shared/base/errors';
import type { MenuItem } from '../../../../src-shared/model/menu';
import { plainName } from '../../../../src-shared/text/plain-name';
import type { Id } from '../../../../src-shared/base/vocabulary';
import { defineRule, accept } from '../engine/rule';
import type { RestaurantEdit } from '../engine/rule';
import { changesBetween, restaurantChanged, routeTo, invalidField } from '../engine/setting-edits';
import { stationMissing } from './edit-menu';
import type { RestaurantFacts } from '../engine/facts';

export const importMenuRule = defineRule(importMenu, {
  needs: () => ({ place: true as const }),
  decide({ rows, replace }, { place }, context) {
    const categories = byName(place.categories);
    const stations = byName(place.stations);
    const groups = byName(place.modifierGroups);
    const items = new Map(place.items.map((item) => [plainName(item.code), item]));
    const isOld = ({ code, name }: Row): boolean => isCalled(items.get(plainName(code)), name);
    // Two items of the menu may share a name from before names were compared. They may stay.
    const repeated = firstRepeat(rows.map(({ code }) => code)) ?? firstNamesake(rows, isOld);
    if (repeated !== null) return invalidField(`${repeated} está dos veces`);
    const refusalFor = stationRefusals(place);
    const rules = new Map<Id, Id[]>();
    for (const { itemId, stationId } of place.rules) {
      if (itemId === null) continue;
      const ruled = rules.get(itemId);
      if (ruled) ruled.push(stationId);
      else rules.set(itemId, [stationId]);
    }
    const changes: RestaurantEdit[] = [];
    const leaving: RestaurantEdit[] = [];
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
      const coded = items.get(plainName(row.code)) ?? null;
      const before = replace && !isOld(row) ? null : coded;
      const named = row.stations === null ? null : find(row.stations, stations);
      const asked = row.groups === null ? null : find(row.groups, groups);
      if (typeof named === 'string')
        return invalidField(`${row.name} nombra una estación que no existe: ${named}`);
      if (typeof asked === 'string')
        return invalidField(`${row.name} nombra una pregunta que no existe: ${asked}`);
      const ruled = (before && rules.get(before.id)) ?? [];
      const isRouted = named === null || named.join() === ruled.join();
      const refused = isRouted ? null : refusalFor(named);
      if (refused) return refused;
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
      const isSame = before && isTheSame(before, item) && isRouted;
      sum[isSame ? 'same' : before ? 'changed' : 'added']++;
      if (isSame) continue;
      changes.push({ save: 'item', item });
      if (!isRouted) changes.push(routeTo('item', item.id, named, context));
    }

    const others = place.items.filter(({ id }) => !kept.has(id));
    if (replace) {
      const filled = new Set(rows.map(({ category }) => plainName(category)));
      const emptied = place.categories.filter(({ name }) => !filled.has(plainName(name)));
      sum.removed = others.length;
      for (const { id } of others) leaving.push({ drop: 'item', id, at: context.now });
      for (const { id } of emptied) changes.push({ drop: 'category', id, at: context.now });
    } else {
      const names = new Set(rows.filter((row) => !isOld(row)).map(({ name }) => plainName(name)));
      const twin = others.find(({ name }) => names.has(plainName(name)));
      if (twin)
        return invalidField(
          `ya hay un plato que se llama ${twin.name}, con el código ${twin.code}`,
        );
    }
    // Removals first: only then are their codes free for new items.
    return accept(
      sum,
      [...leaving, ...changes],
      [restaurantChanged('menu-imported', `${rows.length}`, changesBetween(null, sum), context)],
    );
  },
});

type Row = CommandInput<'importMenu'>['rows'][number];

function isCalled(item: MenuItem | undefined, name: string): boolean {
  return item !== undefined && plainName(item.name) === plainName(name);
}

/** `cooksNot`, evaluated once for each set of stations, because most rows name the same few. */
function stationRefusals(place: RestaurantFacts): (stations: readonly Id[]) => Refusal | null {
  const known = new Map<string, Refusal | null>();
  return (stations) => {
    const key = stations.join();
    const refused = known.has(key) ? (known.get(key) ?? null) : stationMissing(stations, place);
    known.set(key, refused);
    return refused;
  };
}

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
  return new Map(
    things.map((thing) => [plainName(thing.name), { id: thing.id, name: thing.name }]),
  );
}

/** The ids, or the first unknown name. */
function find(
  names: readonly string[],
  things: ReadonlyMap<string, Named>,
): readonly Id[] | string {
  const ids: Id[] = [];
  for (const name of names) {
    const thing = things.get(plainName(name));
    if (!thing) return name;
    if (!ids.includes(thing.id)) ids.push(thing.id);
  }
  return ids;
}

/** The name of the first row that repeats an earlier row's name, unless both shared it before. */
function firstNamesake(rows: readonly Row[], isOld: (row: Row) => boolean): string | null {
  const seen = new Map<string, Row>();
  for (const row of rows) {
    const name = plainName(row.name);
    const before = seen.get(name);
    if (before === undefined) seen.set(name, row);
    else if (!isOld(before) || !isOld(row)) return row.name;
  }
  return null;
}

function firstRepeat(names: readonly string[]): string | null {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(plainName(name))) return name;
    seen.add(plainName(name));
  }
  return null;
}
