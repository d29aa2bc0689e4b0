/**
 * The place as a whole: what rules look things up in, what an owner edits, and a first start's file
 * written out as rows.
 */
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
import type { Station } from '../../../../../src-shared/model/stations';

type Parts = {
  readonly settings: ReturnType<typeof settingRows>;
  readonly printers: ReturnType<typeof printerRows>;
  readonly stations: ReturnType<typeof stationRows>;
  readonly menu: ReturnType<typeof menuRows>;
  readonly tables: ReturnType<typeof tableRows>;
};

export function restaurantRows(
  db: Database,
  { settings, printers, stations, menu, tables }: Parts,
) {
  const hasOrders = db.prepare<[], number>('SELECT EXISTS (SELECT 1 FROM orders)').pluck();

  function write(change: RestaurantEdit): void {
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
   * A station whose printer's row is gone would have every order of it refused: its chain takes
   * over, or any printer that there is.
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

  const isUsed = (): boolean => hasOrders.get() === 1;
  return {
    write,
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
    put(file: RestaurantFile, newId: () => string) {
      const ids = new Map<string, string>();
      const idOf = (kind: string, name: string): string => {
        const known = ids.get(`${kind}/${name}`) ?? newId();
        ids.set(`${kind}/${name}`, known);
        return known;
      };
      const route = (of: 'item' | 'category', id: string, names: readonly string[]): void =>
        stations.route({
          route: of,
          id,
          rules: names.map((name) => ({ id: newId(), stationId: idOf('station', name) })),
        });
      if (file.mail !== null) settings.write('mail', file.mail);
      settings.putRestaurant(file);
      for (const { name, address, profile } of file.printers)
        printers.put({ id: idOf('printer', name), name, address, profile });
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
      for (const { name, stations: named } of file.categories) {
        menu.saveCategory({ id: idOf('category', name), name });
        route('category', idOf('category', name), named);
      }
      for (const group of file.modifierGroups)
        menu.saveGroup({ id: idOf('group', group.name), ...group });
      for (const {
        code,
        name,
        category,
        price,
        modifiers,
        without,
        stations: named,
      } of file.items) {
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
      for (const { name, area, seats } of file.tables)
        tables.save({ id: newId(), name, area, seats });
    },
  };
}

function moneyOf({
  currency,
  tax,
}: RestaurantFacts['restaurant']): Pick<RestaurantRows, 'currency' | 'tax'> {
  return { currency, tax };
}
