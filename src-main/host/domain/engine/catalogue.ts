/** Index of the restaurant for rules: items by name or code, stations by what they cook. */
import { mediumOf } from '../../../../src-shared/model/printers';
import { isSample } from '../../../../src-shared/model/sample-printers';
import type { Medium, Printer } from '../../../../src-shared/model/printers';
import type { MenuItem, ModifierGroup } from '../../../../src-shared/model/menu';
import type { Tax } from '../../../../src-shared/model/restaurant';
import { plainName } from '../../../../src-shared/text/plain-name';
import type { Id } from '../../../../src-shared/base/vocabulary';
import type { RoutingRule, Station } from '../../../../src-shared/model/stations';

export type RestaurantRows = {
  readonly stations: readonly Station[];
  /** Stations and items out of use that open orders still name. */
  readonly formerStations: readonly Station[];
  readonly formerItems: readonly MenuItem[];
  readonly printers: readonly Printer[];
  readonly rules: readonly RoutingRule[];
  readonly items: readonly MenuItem[];
  readonly modifierGroups: readonly ModifierGroup[];
  readonly currency: { readonly code: string; readonly decimals: number };
  readonly tax: Tax | null;
};

export type RestaurantIndex = Pick<
  RestaurantRows,
  'stations' | 'items' | 'modifierGroups' | 'rules' | 'currency' | 'tax'
> & {
  readonly defaultStation: Station | null;
  /** Where bills are printed. */
  readonly counter: Station | null;
  /** Looked up by name first, then by code. */
  itemCalled(product: string): MenuItem | null;
  itemWithCode(code: string): MenuItem | null;
  item(id: Id | null): MenuItem | null;
  /** Base price plus the chosen options; a modifier that is not an option costs 0. */
  priceOf(item: MenuItem, modifiers: readonly string[]): number;
  station(id: Id): Station | null;
  stationCalled(name: string): Station | null;
  /**
   * Stations that cook an item. The most specific rule wins: the item's own, then its category's,
   * then the default station. A closed station's share goes to its substitute. Stations that take
   * everything are added. Never empty after set-up.
   */
  stationsFor(item: MenuItem | null): readonly Station[];
  /** What kind of printer it is. Address and health are excluded because they change too often. */
  printer(
    id: Id,
  ):
    | (Pick<Printer, 'name' | 'profile'> & { readonly medium: Medium; readonly isSample: boolean })
    | null;
};

export function buildRestaurantIndex(rows: RestaurantRows): RestaurantIndex {
  const byName = new Map(rows.items.map((item) => [plainName(item.name), item]));
  const byCode = new Map(rows.items.map((item) => [plainName(item.code), item]));
  const byId = new Map([...rows.formerItems, ...rows.items].map((item) => [item.id, item]));
  const groups = new Map(rows.modifierGroups.map((group) => [group.id, group]));
  const stations = new Map(
    [...rows.formerStations, ...rows.stations].map((station) => [station.id, station]),
  );
  const printers = new Map(
    rows.printers.map(({ id, name, profile, address }) => [
      id,
      { name, profile, medium: mediumOf(address), isSample: isSample({ address }) },
    ]),
  );
  const ofItem = stationsBy(rows.rules, stations, (rule) => rule.itemId);
  const ofCategory = stationsBy(rows.rules, stations, (rule) => rule.categoryId);
  const defaultStation = rows.stations.find((station) => station.isDefault) ?? null;
  const fallback = defaultStation ? [defaultStation] : [];
  const takesAll = rows.stations.filter((station) => station.takesAll);

  /**
   * Follows closed stations to an open one. In a circle of closed stations the result is the start.
   */
  function openOne(station: Station): Station {
    let found = station;
    for (let steps = 0; found.closed !== null; steps++) {
      const next = stations.get(found.closed.to);
      if (!next || steps > rows.stations.length) return station;
      found = next;
    }
    return found;
  }
  const routed = (found: readonly Station[]): readonly Station[] => [
    ...new Set([...found.map(openOne), ...takesAll]),
  ];

  return {
    stations: rows.stations,
    defaultStation,
    counter: rows.stations.find((station) => station.isCounter) ?? null,
    items: rows.items,
    modifierGroups: rows.modifierGroups,
    rules: rows.rules,
    currency: rows.currency,
    tax: rows.tax,
    item: (id) => (id === null ? null : (byId.get(id) ?? null)),
    station: (id) => stations.get(id) ?? null,
    stationCalled: (name) =>
      rows.stations.find((station) => plainName(station.name) === plainName(name)) ?? null,
    itemCalled: (product) =>
      byName.get(plainName(product)) ?? byCode.get(plainName(product)) ?? null,
    priceOf({ price, groupIds }, modifiers) {
      if (groupIds.length === 0 || modifiers.length === 0) return price;
      const options = groupIds.flatMap((id) => groups.get(id)?.options ?? []);
      const chosen = new Set(modifiers.map(plainName));
      return options.reduce(
        (sum, option) => (chosen.has(plainName(option.name)) ? sum + option.price : sum),
        price,
      );
    },
    itemWithCode: (code) => byCode.get(plainName(code)) ?? null,
    stationsFor: (item) =>
      routed(
        item ? (ofItem.get(item.id) ?? ofCategory.get(item.categoryId) ?? fallback) : fallback,
      ),
    printer: (id) => printers.get(id) ?? null,
  };
}

function stationsBy(
  rules: readonly RoutingRule[],
  stations: ReadonlyMap<Id, Station>,
  of: (rule: RoutingRule) => Id | null,
): ReadonlyMap<Id, readonly Station[]> {
  const found = new Map<Id, Station[]>();
  for (const rule of rules) {
    const id = of(rule);
    const station = stations.get(rule.stationId);
    if (id !== null && station) found.set(id, [...(found.get(id) ?? []), station]);
  }
  return found;
}
