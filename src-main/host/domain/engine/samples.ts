/**
 * Finds what remains of the sample restaurant. An item or a table is a sample while it equals the
 * entry in the sample file. That needs no stored mark, so it works for restaurants that were set up
 * earlier.
 */
import type { Printer } from '../../../../src-shared/model/printers';
import type { Category, MenuItem, ModifierGroup } from '../../../../src-shared/model/menu';
import type { FloorTable, RestaurantText } from '../../../../src-shared/model/restaurant';
import { isSample } from '../../../../src-shared/model/sample-printers';
import type { Id } from '../../../../src-shared/base/vocabulary';

/** The part of the sample file that samples are recognized by. */
export type SampleFile = Pick<RestaurantText, 'categories' | 'items' | 'modifierGroups' | 'tables'>;

export type Samples = {
  readonly printers: readonly Printer[];
  readonly items: readonly Id[];
  readonly tables: readonly Id[];
  /**
   * Found by name. A sample category is removed with its last item, even if that item is not a
   * sample.
   */
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
  // An owner's own table may have number 5 in the same area, so a table counts as a sample only
  // beside other samples.
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
