/**
 * What is left of the restaurant that a first start makes. A dish or a table is the sample's as
 * long as nobody changed it: it is known by being exactly what the sample's file says, so that
 * houses that were set up before need no mark either.
 */
import type { Printer } from '../../../../src-shared/model/printers';
import type { Category, MenuItem, ModifierGroup } from '../../../../src-shared/model/menu';
import type { FloorTable, RestaurantText } from '../../../../src-shared/model/restaurant';
import { isSample } from '../../../../src-shared/model/sample-printers';
import type { Id } from '../../../../src-shared/base/vocabulary';

/** The sample's file, as far as things are known by it. */
export type SampleFile = Pick<RestaurantText, 'categories' | 'items' | 'modifierGroups' | 'tables'>;

export type Samples = {
  readonly printers: readonly Printer[];
  readonly items: readonly Id[];
  readonly tables: readonly Id[];
  /** By their names: they leave with their last dish, whoever's that was. */
  readonly categories: readonly Id[];
  readonly modifierGroups: readonly Id[];
};

export function samplesIn(
  place: {
    readonly printers: readonly Printer[];
    readonly items: readonly MenuItem[];
    readonly categories: readonly Category[];
    readonly modifierGroups: readonly ModifierGroup[];
    readonly tables: readonly FloorTable[];
  },
  sample: SampleFile,
): Samples {
  const categoryOf = new Map(place.categories.map(({ id, name }) => [id, name]));
  const dishes = new Map(sample.items.map((item) => [item.code, item]));
  const tables = new Map(sample.tables.map((table) => [table.name, table]));
  const items = place.items.filter(({ code, name, price, categoryId }) => {
    const dish = dishes.get(code);
    return (
      dish?.name === name && dish.price === price && dish.category === categoryOf.get(categoryId)
    );
  });
  const printers = place.printers.filter(isSample);
  // An owner's own table may well be called 5 and stand in the same area: only beside other samples
  // is it taken for one.
  const hasOthers = items.length > 0 || printers.length > 0;
  const unchanged = place.tables.filter(({ name, area, seats }) => {
    const table = tables.get(name);
    return (
      hasOthers && table !== undefined && table.area === area && (table.seats ?? null) === seats
    );
  });
  const idsOf = (things: readonly { readonly id: Id }[]): readonly Id[] =>
    things.map(({ id }) => id);
  return {
    printers,
    items: idsOf(items),
    tables: idsOf(unchanged),
    categories: idsOf(named(place.categories, sample.categories)),
    modifierGroups: idsOf(named(place.modifierGroups, sample.modifierGroups ?? [])),
  };
}

function named<T extends { readonly name: string }>(
  things: readonly T[],
  those: readonly { readonly name: string }[],
): readonly T[] {
  const names = new Set(those.map(({ name }) => name));
  return things.filter(({ name }) => names.has(name));
}
