/** The restaurant as a whole: catalogue, edits, and the import of a restaurant file. */
import type { Database } from 'better-sqlite3';
import type { Printer } from '../../../../../src-shared/model/printers';
import type { RestaurantFile } from '../../../../../src-shared/model/restaurant';
import type { RestaurantRows } from '../../../domain/engine/catalogue';
import type { RestaurantEdit } from '../../../domain/engine/rule';
import type { RestaurantFacts } from '../../../domain/engine/facts';
import type { menuRows } from './menu';
import type { printerRows } from './printers';
import type { settingRows } from './settings';
import type { stationRows } from './stations';
import type { tableRows } from './tables';
import type { Id } from '../../../../../src-shared/base/vocabulary';
import type { Station } from '../../../../../src-shared/model/stations';

type Parts = {
  readonly settings: ReturnType<typeof settingRows>;
  readonly printers: ReturnType<typeof printerRows>;
  readonly stations: ReturnType<typeof stationRows>;
  readonly menu: ReturnType<typeof menuRows>;
  readonly tables: ReturnType<typeof tableRows>;
};

export function restaurantRows(db: Database, parts: Parts) {
  const { settings, printers, stations, menu, tables } = parts;
  const hasOrders = db.prepare<[], number>('SELECT EXISTS (SELECT 1 FROM orders)').pluck();
  const isUsed = (): boolean => hasOrders.get() === 1;
  return {
    write: (change: RestaurantEdit): void => writeEdit(parts, change),
    hasOrders: isUsed,
    catalogue(): RestaurantRows {
      const there = printers.all();
      return {
        printers: there,
        stations: withPrinters(stations.all(), there),
        formerStations: stations.former(),
        rules: stations.rules(),
        items: menu.items(),
        formerItems: menu.formerItems(),
        modifierGroups: menu.modifierGroups(),
        ...moneyOf(settings.restaurant()),
      };
    },
    facts: (): RestaurantFacts => ({
      restaurant: settings.restaurant(),
      categories: menu.categories(),
      items: menu.items(),
      modifierGroups: menu.modifierGroups(),
      stations: stations.all(),
      printers: printers.all(),
      rules: stations.rules(),
      tables: tables.all(),
      hasOrders: isUsed(),
      setUp: settings.setUp(),
    }),
    put: (file: RestaurantFile, newId: () => Id): void => putFile(parts, file, newId),
  };
}

function writeEdit({ settings, stations, menu, tables }: Parts, change: RestaurantEdit): void {
  if ('route' in change) return stations.route(change);
  if ('reorder' in change)
    return change.reorder === 'tables'
      ? tables.reorder(change.ids)
      : menu.reorder(change.reorder, change.ids);
  if ('drop' in change) {
    const { drop, id, at } = change;
    if (drop === 'station') return stations.drop(id, at);
    return drop === 'table' ? tables.drop(id) : menu.drop(drop, id, at);
  }
  switch (change.save) {
    case 'restaurant':
      return settings.putRestaurant(change);
    case 'category':
      return menu.saveCategory(change.category);
    case 'item':
      return menu.saveItem(change.item);
    case 'modifierGroup':
      return menu.saveGroup(change.group);
    case 'station':
      return stations.save(change.station);
    case 'table':
      return tables.save(change.table);
  }
}

/**
 * Replaces the printer of a station whose printer's row is missing, by its chain or by any printer:
 * otherwise every order of the station would be refused.
 */
function withPrinters(all: readonly Station[], there: readonly Printer[]): readonly Station[] {
  const known = new Set(there.map(({ id }) => id));
  return all.map((station) => {
    const { printerId, fallbacks } = station;
    const instead = known.has(printerId)
      ? printerId
      : (fallbacks.find((id) => known.has(id)) ?? there[0]?.id ?? printerId);
    return instead === printerId ? station : { ...station, printerId: instead };
  });
}

/** Gives each name of a restaurant file one id. */
type IdOf = (kind: string, name: string) => Id;

function putFile(parts: Parts, file: RestaurantFile, newId: () => Id): void {
  const { settings, printers, tables } = parts;
  const ids = new Map<string, string>();
  const idOf = (kind: string, name: string): Id => {
    const known = ids.get(`${kind}/${name}`) ?? newId();
    ids.set(`${kind}/${name}`, known);
    return known;
  };
  if (file.mail !== null) settings.write('mail', file.mail);
  settings.putRestaurant(file);
  for (const { name, address, profile } of file.printers)
    printers.put({ id: idOf('printer', name), name, address, profile });
  putStations(parts, file, idOf);
  putMenu(parts, file, idOf, newId);
  for (const { name, area, seats } of file.tables) tables.save({ id: newId(), name, area, seats });
}

function putStations({ stations }: Parts, file: RestaurantFile, idOf: IdOf): void {
  for (const { name, printer, fallbacks, whenUnsure, screen, ...station } of file.stations)
    stations.save({
      id: idOf('station', name),
      name,
      printerId: idOf('printer', printer),
      fallbacks: fallbacks.map((fallback) => idOf('printer', fallback)),
      whenUnsure,
      hasScreen: screen,
      isDefault: station.default,
      isCounter: station.counter,
      takesAll: station.takesAll,
      copies: station.copies,
      closed: null,
      hurryMin: station.hurryMin,
      lateMin: station.lateMin,
    });
}

function putMenu(
  { stations, menu }: Parts,
  file: RestaurantFile,
  idOf: IdOf,
  newId: () => Id,
): void {
  const route = (of: 'item' | 'category', id: string, names: readonly string[]): void =>
    stations.route({
      route: of,
      id,
      rules: names.map((name) => ({ id: newId(), stationId: idOf('station', name) })),
    });
  for (const { name, stations: named } of file.categories) {
    menu.saveCategory({ id: idOf('category', name), name });
    route('category', idOf('category', name), named);
  }
  for (const group of file.modifierGroups)
    menu.saveGroup({ id: idOf('group', group.name), ...group });
  for (const { code, name, category, price, modifiers, without, stations: named } of file.items) {
    const id = newId();
    const groupIds = modifiers.map((group) => idOf('group', group));
    menu.saveItem({
      id,
      code,
      name,
      categoryId: idOf('category', category),
      price,
      groupIds,
      removable: without,
    });
    route('item', id, named);
  }
}

function moneyOf({
  currency,
  tax,
}: RestaurantFacts['restaurant']): Pick<RestaurantRows, 'currency' | 'tax'> {
  return { currency, tax };
}
