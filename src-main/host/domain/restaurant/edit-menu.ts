/**
 * Menu edits by the owner: saveCategory, saveItem, saveModifierGroup, their removals, and reorder.
 */
import {
  removeCategory,
  removeItem,
  removeModifierGroup,
  reorder,
  saveCategory,
  saveItem,
  saveModifierGroup,
} from '../../../../src-shared/commands/restaurant';
import { plainName } from '../../../../src-shared/text/plain-name';
import type { MenuItem } from '../../../../src-shared/model/menu';
import type { Refusal } from '../../../../src-shared/base/errors';
import { defineRule, accept } from '../engine/rule';
import {
  changesBetween,
  firstUnknown,
  namesOf,
  nameTaken,
  restaurantChanged,
  routeTo,
  ruledStations,
  unknownThing,
  invalidField,
} from '../engine/setting-edits';
import type { RestaurantFacts } from '../engine/facts';

const PLACE = { place: true as const };

export const saveCategoryRule = defineRule(saveCategory, {
  needs: () => PLACE,
  decide(input, { place }, context) {
    const { categories, rules, stations } = place;
    const before = categories.find(({ id }) => id === input.id) ?? null;
    if (input.id !== null && !before) return unknownThing('esa categoría');
    const refused =
      nameTaken('una categoría', categories, input) ?? stationMissing(input.stations, place);
    if (refused) return refused;
    const category = { id: input.id ?? context.newId(), name: input.name };
    const was = before && {
      name: before.name,
      stations: namesOf(ruledStations(rules, before.id), stations),
    };
    const is = { name: category.name, stations: namesOf(input.stations, stations) };
    return accept(
      category,
      [{ save: 'category', category }, routeTo('category', category.id, input.stations, context)],
      [restaurantChanged('category-saved', category.name, changesBetween(was, is), context)],
    );
  },
});

export const removeCategoryRule = defineRule(removeCategory, {
  needs: () => PLACE,
  decide({ id }, { place }, context) {
    const category = place.categories.find((one) => one.id === id);
    if (!category) return unknownThing('esa categoría');
    const items = place.items.filter(({ categoryId }) => categoryId === id).length;
    if (items > 0)
      return invalidField(
        `${category.name} todavía tiene ${items === 1 ? 'un plato' : `${items} platos`}`,
      );
    return accept(
      category,
      [{ drop: 'category', id, at: context.now }],
      [restaurantChanged('category-removed', category.name, [], context)],
    );
  },
});

export const saveItemRule = defineRule(saveItem, {
  needs: () => PLACE,
  decide(input, { place }, context) {
    const { items, categories, modifierGroups } = place;
    const before = items.find(({ id }) => id === input.id) ?? null;
    if (input.id !== null && !before) return unknownThing('ese plato');
    if (!categories.some(({ id }) => id === input.category)) return unknownThing('esa categoría');
    if (firstUnknown(input.groups, modifierGroups) !== null)
      return unknownThing('una de esas preguntas');
    const refused =
      nameTaken('un plato', items, input) ??
      codeTaken(items, input) ??
      stationMissing(input.stations, place);
    if (refused) return refused;
    const item: MenuItem = {
      id: input.id ?? context.newId(),
      code: input.code,
      name: input.name,
      categoryId: input.category,
      price: input.price,
      groupIds: input.groups,
      removable: input.without,
    };
    const stations = ruledStations(place.rules, input.id);
    const was = before && itemFields(before, stations, place);
    return accept(
      { id: item.id, name: item.name },
      [{ save: 'item', item }, routeTo('item', item.id, input.stations, context)],
      [
        restaurantChanged(
          'item-saved',
          item.name,
          changesBetween(was, itemFields(item, input.stations, place)),
          context,
        ),
      ],
    );
  },
});

export const removeItemRule = defineRule(removeItem, {
  needs: () => PLACE,
  decide({ id }, { place }, context) {
    const item = place.items.find((one) => one.id === id);
    if (!item) return unknownThing('ese plato');
    return accept(
      { id, name: item.name },
      [{ drop: 'item', id, at: context.now }],
      [restaurantChanged('item-removed', item.name, [], context)],
    );
  },
});

export const saveModifierGroupRule = defineRule(saveModifierGroup, {
  needs: () => PLACE,
  decide(input, { place }, context) {
    const { modifierGroups: groups } = place;
    const before = groups.find(({ id }) => id === input.id) ?? null;
    if (input.id !== null && !before) return unknownThing('esa pregunta');
    const refused = nameTaken('una pregunta', groups, input);
    if (refused) return refused;
    const names = input.options.map(({ name }) => plainName(name));
    if (new Set(names).size < names.length) return invalidField('una opción está dos veces');
    const group = { ...input, id: input.id ?? context.newId() };
    const fields = ({ name, min, max, options }: Omit<typeof group, 'id'>) => ({
      name,
      min,
      max,
      options: options
        .map((option) => (option.price > 0 ? `${option.name} +${option.price}` : option.name))
        .join(', '),
    });
    const was = before && fields({ ...before, options: [...before.options] });
    return accept(
      { id: group.id, name: group.name },
      [{ save: 'modifierGroup', group }],
      [
        restaurantChanged(
          'modifiers-saved',
          group.name,
          changesBetween(was, fields(group)),
          context,
        ),
      ],
    );
  },
});

export const removeModifierGroupRule = defineRule(removeModifierGroup, {
  needs: () => PLACE,
  decide({ id }, { place }, context) {
    const group = place.modifierGroups.find((one) => one.id === id);
    if (!group) return unknownThing('esa pregunta');
    const asking = place.items.filter(({ groupIds }) => groupIds.includes(id));
    return accept(
      { id, name: group.name, items: asking.length },
      [
        ...asking.map((item) => ({
          save: 'item' as const,
          item: { ...item, groupIds: item.groupIds.filter((one) => one !== id) },
        })),
        { drop: 'modifierGroup' as const, id, at: context.now },
      ],
      [
        restaurantChanged(
          'modifiers-removed',
          group.name,
          changesBetween(null, { items: asking.length }),
          context,
        ),
      ],
    );
  },
});

export const reorderRule = defineRule(reorder, {
  needs: () => PLACE,
  decide({ what, ids }, { place }, context) {
    const all = {
      categories: place.categories,
      items: place.items,
      modifierGroups: place.modifierGroups,
      tables: place.tables,
    }[what];
    if (firstUnknown(ids, all) !== null) return unknownThing('algo de esa lista');
    // Items are ordered within their category, all else as a whole. Unnamed entries keep their
    // place at the end.
    const named = new Set(ids);
    const order =
      what === 'items'
        ? withinCategory(ids, place)
        : [...ids, ...all.map(({ id }) => id).filter((id) => !named.has(id))];
    if (!order) return invalidField('esos platos no son todos de una categoría');
    return accept(
      { moved: ids.length },
      [{ reorder: what, ids: order }],
      [restaurantChanged('arranged', what, [], context)],
    );
  },
});

/**
 * All items in order, with these at the positions of their category. Null: they belong to several
 * categories.
 */
function withinCategory(
  ids: readonly string[],
  { items }: RestaurantFacts,
): readonly string[] | null {
  const byId = new Map(items.map((item) => [item.id, item]));
  const category = byId.get(ids[0] ?? '')?.categoryId;
  const theirs = items.filter(({ categoryId }) => categoryId === category);
  if (theirs.length !== ids.length || ids.some((id) => byId.get(id)?.categoryId !== category))
    return null;
  const next = ids[Symbol.iterator]();
  return items.map(({ id, categoryId }) =>
    categoryId === category ? (next.next().value ?? id) : id,
  );
}

/** A station that cooks nothing, or was removed. */
export function stationMissing(
  ids: readonly string[],
  { stations }: RestaurantFacts,
): Refusal | null {
  if (firstUnknown(ids, stations) !== null) return unknownThing('una de esas estaciones');
  const counter = stations.find(
    ({ id, isCounter, takesAll }) => ids.includes(id) && (isCounter || takesAll),
  );
  if (!counter) return null;
  return invalidField(
    counter.isCounter ? `en ${counter.name} no se cocina` : `${counter.name} ya recibe todo`,
  );
}

export function codeTaken(
  items: readonly MenuItem[],
  { id, code }: { readonly id: string | null; readonly code: string },
): Refusal | null {
  const other = items.find((item) => item.id !== id && plainName(item.code) === plainName(code));
  return other ? invalidField(`el código ${other.code} ya es de ${other.name}`) : null;
}

export function itemFields(item: MenuItem, stations: readonly string[], place: RestaurantFacts) {
  return {
    name: item.name,
    code: item.code,
    category: namesOf([item.categoryId], place.categories),
    price: item.price,
    modifiers: namesOf(item.groupIds, place.modifierGroups),
    without: item.removable.join(', '),
    stations: namesOf(stations, place.stations),
  };
}
