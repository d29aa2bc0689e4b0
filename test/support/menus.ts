/**
 * Menus for tests that read menu files: a house with stations, questions and dishes; files as text.
 */
import type { ExistingMenu } from '../../src-shared/menu-import/menu-index';
import type { MenuRead } from '../../src-shared/menu-import/read-menu';
import { readMenu } from '../../src-shared/menu-import/read-menu';
import type { Quotes } from '../../src-shared/menu-import/cells';
import type { Plan } from '../../src-shared/menu-import/plan';

type Dish = Partial<ExistingMenu['items'][number]> & {
  readonly code: string;
  readonly name: string;
};

export function menuOf(
  dishes: readonly Dish[] = [],
  money: Partial<Pick<ExistingMenu, 'currency' | 'decimals'>> = {},
): ExistingMenu {
  return {
    currency: 'ARS',
    decimals: 2,
    ...money,
    categories: [
      { id: 'c1', name: 'Platos' },
      { id: 'c2', name: 'Bebidas' },
    ],
    stations: [
      { id: 's1', name: 'Cocina', isCounter: false, takesAll: false },
      { id: 's2', name: 'Barra, terraza', isCounter: false, takesAll: false },
      { id: 's3', name: 'Caja', isCounter: true, takesAll: false },
    ],
    modifierGroups: [{ id: 'g1', name: 'Punto | cocción' }],
    items: dishes.map((dish, at) => ({
      id: `i${at}`,
      categoryId: 'c1',
      price: 100_000,
      groupIds: [],
      removable: [],
      stationIds: [],
      ownStationIds: [],
      ...dish,
    })),
  };
}

export function readText(text: string, house = menuOf(), quotes: Quotes = 'around'): MenuRead {
  return readMenu(new TextEncoder().encode(text), house, quotes);
}

/** Fails where the file as a whole cannot be read. */
export function planFor(
  text: string,
  house = menuOf(),
  mode: 'keep' | 'replace' = 'keep',
  quotes: Quotes = 'around',
): Plan {
  const read = readText(text, house, quotes);
  if ('fault' in read) throw new Error(JSON.stringify(read.fault));
  return read[mode];
}
