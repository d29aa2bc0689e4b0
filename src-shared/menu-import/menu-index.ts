/**
 * Indexes the restaurant's menu for comparison with a file. Maps keep the cost of a row constant.
 */
import { plainName } from '../text/plain-name';
import type { RestaurantLayout } from '../live/snapshot';
import type { Id } from '../base/vocabulary';

/**
 * The part of the restaurant that reading a menu file needs. It is sent to the worker unchanged.
 */
export type ExistingMenu = Pick<RestaurantLayout, 'currency' | 'decimals' | 'items'> & {
  readonly categories: readonly Named[];
  readonly stations: readonly (Named & {
    readonly isCounter: boolean;
    readonly takesAll: boolean;
  })[];
  readonly modifierGroups: readonly Named[];
};
type Named = { readonly id: Id; readonly name: string };
export type ExistingItem = RestaurantLayout['items'][number];

export type MenuIndex = {
  readonly house: ExistingMenu;
  itemWithCode(code: string): ExistingItem | null;
  itemCalled(name: string): ExistingItem | null;
  isCategory(name: string): boolean;
  /** Null: no station has that name. */
  stationCalled(name: string): { readonly cooks: boolean } | null;
  isQuestion(name: string): boolean;
  categoryOf(item: ExistingItem): string;
  stationsOf(item: ExistingItem): readonly string[];
  questionsOf(item: ExistingItem): readonly string[];
};

/** Selects the fields that the worker needs. */
export function existingMenu({
  currency,
  decimals,
  items,
  categories,
  stations,
  modifierGroups,
}: ExistingMenu): ExistingMenu {
  return {
    currency,
    decimals,
    items,
    categories: categories.map(({ id, name }) => ({ id, name })),
    stations: stations.map(({ id, name, isCounter, takesAll }) => ({
      id,
      name,
      isCounter,
      takesAll,
    })),
    modifierGroups: modifierGroups.map(({ id, name }) => ({ id, name })),
  };
}

export function menuIndex(house: ExistingMenu): MenuIndex {
  const { items, categories, stations, modifierGroups } = house;
  const codes = new Map(items.map((item) => [plainName(item.code), item]));
  // The first of two items with one name.
  const names = new Map(items.toReversed().map((item) => [plainName(item.name), item]));
  const isCategory = new Set(categories.map(({ name }) => plainName(name)));
  const isQuestion = new Set(modifierGroups.map(({ name }) => plainName(name)));
  const cooks = new Map(
    stations.map(({ name, isCounter, takesAll }) => [plainName(name), !isCounter && !takesAll]),
  );
  const nameOf = new Map(
    [...categories, ...stations, ...modifierGroups].map(({ id, name }) => [id, name]),
  );
  const namesOf = (ids: readonly Id[]): readonly string[] =>
    ids.flatMap((id) => nameOf.get(id) ?? []);
  return {
    house,
    itemWithCode: (code) => codes.get(plainName(code)) ?? null,
    itemCalled: (name) => names.get(plainName(name)) ?? null,
    isCategory: (name) => isCategory.has(plainName(name)),
    stationCalled(name) {
      const known = cooks.get(plainName(name));
      return known === undefined ? null : { cooks: known };
    },
    isQuestion: (name) => isQuestion.has(plainName(name)),
    categoryOf: ({ categoryId }) => nameOf.get(categoryId) ?? '',
    stationsOf: ({ ownStationIds }) => namesOf(ownStationIds),
    questionsOf: ({ groupIds }) => namesOf(groupIds),
  };
}

/** Equal when read by people, if not in each letter. */
export function areAlike(some: readonly string[], others: readonly string[]): boolean {
  return (
    some.length === others.length &&
    some.every((one, at) => plainName(one) === plainName(others[at] ?? ''))
  );
}
