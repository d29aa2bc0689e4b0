/** Input of a rehearsal: the restaurant with virtual printers, and orders from its own menu. */
import type { RestaurantText } from '../../../../src-shared/model/restaurant';
import type { RestaurantLayout } from '../../../../src-shared/live/snapshot';
import type { Id } from '../../../../src-shared/base/vocabulary';
import { figure } from '../../../../src-shared/base/fault-points';

/** Paper speed of a usual thermal printer, mm/s. */
const MM_PER_SECOND = figure('rehearsal.mm-per-second', 150);
const PRODUCTS = 3;

/**
 * The same stations, chains, menu and questions, without personal data and mail. `firstPort`: port
 * of the first printer; the others follow.
 */
export function rehearsalRestaurant(place: RestaurantLayout, firstPort: number): RestaurantText {
  const nameIn = (things: readonly { readonly id: Id; readonly name: string }[]) => {
    const names = new Map(things.map(({ id, name }) => [id, name]));
    return (ids: readonly Id[]): string[] => ids.flatMap((id) => names.get(id) ?? []);
  };
  const [printers, stations, categories, groups] = [
    nameIn(place.printers),
    nameIn(place.stations),
    nameIn(place.categories),
    nameIn(place.modifierGroups),
  ];
  return {
    name: place.name,
    currency: { code: place.currency, decimals: place.decimals },
    tax: place.tax,
    printers: place.printers.map(({ name, columns }, index) => ({
      name,
      address: {
        kind: 'virtual',
        port: firstPort + index,
        ticketMs: null,
        mmPerSecond: MM_PER_SECOND,
      },
      profile: {
        columns,
        codePage: 'PC858',
        fence: 'process_id',
        answersStatus: true,
      },
    })),
    stations: place.stations.map((station) => ({
      name: station.name,
      printer: printers([station.printerId])[0] ?? '',
      fallbacks: printers(station.fallbacks),
      whenUnsure: station.whenUnsure,
      default: station.isDefault,
      counter: station.isCounter,
      takesAll: station.takesAll,
      copies: station.copies,
      hurryMin: station.hurryMin,
      lateMin: station.lateMin,
    })),
    categories: place.categories.map(({ name, stationIds }) => ({
      name,
      stations: stations(stationIds),
    })),
    modifierGroups: place.modifierGroups.map(({ name, min, max, options }) => ({
      name,
      min,
      max,
      options: [...options],
    })),
    items: place.items.map(
      ({ code, name, categoryId, price, ownStationIds, groupIds, removable }) => ({
        code,
        name,
        category: categories([categoryId])[0] ?? '',
        price,
        stations: stations(ownStationIds),
        modifiers: groups(groupIds),
        without: [...removable],
      }),
    ),
    tables: place.tables.map(({ name, area, seats }) => ({ name, area, seats })),
  };
}

/**
 * Arrival times of orders, in seconds from the start, with exponential gaps. The sequence is the
 * same every time, so that rehearsals can be compared.
 */
export function arrivals(perSecond: number, seconds: number): readonly number[] {
  const times: number[] = [];
  let state = 20_261_127;
  for (let at = 0; ;) {
    // Park and Miller's generator: 16807 modulo 2^31 - 1.
    state = (state * 16_807) % 2_147_483_647;
    at -= Math.log(state / 2_147_483_647) / perSecond;
    if (at >= seconds) return times;
    times.push(at);
  }
}

/**
 * An order in the order port's format: a table, and items spread over the whole menu with their
 * required answers.
 */
export function rehearsalOrder(place: RestaurantLayout, no: number): object {
  const dishes = Array.from({ length: Math.min(PRODUCTS, place.items.length) }, (_, index) => {
    const item = place.items[(no * PRODUCTS + index * 7) % place.items.length];
    const asked = place.modifierGroups.filter(
      ({ id, min }) => min > 0 && item?.groupIds.includes(id),
    );
    return {
      nombre: item?.name ?? '',
      cantidad: 1 + (no % 2),
      modificadores: asked.flatMap(({ options, min }) =>
        options.slice(0, min).map(({ name }) => name),
      ),
    };
  });
  return {
    mesa: place.tables[no % Math.max(1, place.tables.length)]?.name ?? String(no + 1),
    productos: dishes,
  };
}
