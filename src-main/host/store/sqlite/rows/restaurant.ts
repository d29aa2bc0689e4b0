/** The place as rows: settings, printers, stations, routing, menu, tables. */
import type { Database } from 'better-sqlite3';
import type { Printer, PrinterAddress, PrinterHealth, PrinterProfile, WhenUnsure } from '../../../../../src-shared/floor';
import type { ModifierGroup, Stock } from '../../../../../src-shared/menu';
import type { MenuView } from '../../../../../src-shared/queries';
import type { RestaurantFile } from '../../../../../src-shared/restaurant';
import type { CatalogueRows } from '../../../domain/catalogue';
import type { Change } from '../../../domain/decision';
import { HEALTHY } from '../../../domain/printer-health';

type PrinterRow = {
  id: string;
  name: string;
  address: string;
  profile: string;
  ms_per_line: number;
  health: string;
};

/** Speed believed before the first ticket is measured: 4.23 mm a line at 150 mm/s, plus a share of 0.15 s per ticket. ms per line. */
const FIRST_MS_PER_LINE = 35;

export function restaurantRows(db: Database) {
  const printers = db.prepare<[], PrinterRow>('SELECT * FROM printers WHERE removed_at IS NULL ORDER BY rowid');
  const printer = db.prepare<[string], PrinterRow>('SELECT * FROM printers WHERE id = ?');
  const stations = db.prepare<
    [],
    {
      id: string;
      name: string;
      printer_id: string;
      fallbacks: string;
      when_unsure: string;
      has_screen: number;
      is_default: number;
      is_counter: number;
      hurry_min: number;
      late_min: number;
    }
  >('SELECT * FROM stations ORDER BY rowid');
  const rules = db.prepare<[], { id: string; item_id: string | null; category_id: string | null; station_id: string }>(
    'SELECT * FROM routing_rules ORDER BY rowid',
  );
  const items = db.prepare<
    [],
    { id: string; code: string; name: string; category_id: string; price: number; group_ids: string; removable: string }
  >('SELECT id, code, name, category_id, price, group_ids, removable FROM items');
  const groups = db.prepare<[], { id: string; name: string; min: number; max: number; options: string }>(
    'SELECT id, name, min, max, options FROM modifier_groups ORDER BY position',
  );
  const menuItems = db.prepare<
    [],
    {
      code: string;
      name: string;
      category: string;
      price: number;
      sold_out: number;
      left: number | null;
      group_ids: string;
      removable: string;
    }
  >(
    `SELECT i.code, i.name, c.name AS category, i.price, i.sold_out, i.left_over AS left, i.group_ids, i.removable FROM items i JOIN categories c ON c.id = i.category_id
     ORDER BY c.position, i.rowid`,
  );
  const stock = db.prepare<[], { id: string; sold_out: number; left_over: number | null }>(
    'SELECT id, sold_out, left_over FROM items WHERE sold_out = 1 OR left_over IS NOT NULL',
  );
  const setStock = db.prepare('UPDATE items SET sold_out = ?, left_over = ? WHERE id = ?');
  const screenSince = db
    .prepare<[string], number | null>('SELECT iif(has_screen, screen_since, NULL) FROM stations WHERE id = ?')
    .pluck();
  const categories = db.prepare<[], { id: string; name: string }>('SELECT id, name FROM categories ORDER BY position');
  const tables = db.prepare<[], { name: string; area: string }>('SELECT name, area FROM tables ORDER BY rowid');
  const setScreen = db.prepare('UPDATE stations SET has_screen = ?, screen_since = ? WHERE id = ?');
  const setPrinter = db.prepare('UPDATE printers SET ms_per_line = ?, health = ? WHERE id = ?');
  const setAddress = db.prepare('UPDATE printers SET address = ? WHERE id = ?');
  const setProfile = db.prepare('UPDATE printers SET profile = ? WHERE id = ?');
  const remove = db.prepare('UPDATE printers SET removed_at = ? WHERE id = ?');
  const setChain = db.prepare('UPDATE stations SET printer_id = ?, fallbacks = ?, when_unsure = ? WHERE id = ?');
  const insertPrinter = db.prepare(
    'INSERT INTO printers (id, name, address, profile, ms_per_line, health) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const setting = db.prepare<[string], string>('SELECT value FROM settings WHERE name = ?').pluck();
  const putSetting = db.prepare(
    'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  return {
    catalogue(): CatalogueRows {
      return {
        printers: printers.all().map(printerFrom),
        stations: stations.all().map((row) => ({
          id: row.id,
          name: row.name,
          printerId: row.printer_id,
          fallbacks: JSON.parse(row.fallbacks) as string[],
          whenUnsure: row.when_unsure as WhenUnsure,
          hasScreen: row.has_screen === 1,
          isDefault: row.is_default === 1,
          isCounter: row.is_counter === 1,
          hurryMin: row.hurry_min,
          lateMin: row.late_min,
        })),
        rules: rules
          .all()
          .map((row) => ({ id: row.id, itemId: row.item_id, categoryId: row.category_id, stationId: row.station_id })),
        items: items.all().map((row) => ({
          id: row.id,
          code: row.code,
          name: row.name,
          categoryId: row.category_id,
          price: row.price,
          groupIds: JSON.parse(row.group_ids) as string[],
          removable: JSON.parse(row.removable) as string[],
        })),
        modifierGroups: modifierGroups(),
        currency: currency(),
      };
    },
    menu(): MenuView {
      const { code, decimals } = currency();
      const byId = new Map(modifierGroups().map((group) => [group.id, group]));
      return {
        currency: code,
        decimals,
        items: menuItems.all().map(({ sold_out, group_ids, removable, ...item }) => ({
          ...item,
          soldOut: sold_out === 1,
          groups: (JSON.parse(group_ids) as string[]).flatMap((id) => {
            const group = byId.get(id);
            return group ? [{ name: group.name, min: group.min, max: group.max, options: group.options }] : [];
          }),
          removable: JSON.parse(removable) as string[],
        })),
      };
    },
    name: (): string => (JSON.parse(setting.get('restaurant') ?? '{}') as { name?: string }).name ?? '',
    categories: (): readonly { readonly id: string; readonly name: string }[] => categories.all(),
    tables: (): readonly { readonly name: string; readonly area: string }[] => tables.all(),
    printer(id: string): Printer | null {
      const row = printer.get(id);
      return row ? printerFrom(row) : null;
    },
    printers: (): readonly Printer[] => printers.all().map(printerFrom),
    setting: (name: string): unknown => {
      const value = setting.get(name);
      return value === undefined ? null : (JSON.parse(value) as unknown);
    },
    setPrinter({ id, msPerLine, health }: Extract<Change, { set: 'printer' }>) {
      setPrinter.run(msPerLine, JSON.stringify(health), id);
    },
    setPrinterAddress(id: string, address: PrinterAddress) {
      setAddress.run(JSON.stringify(address), id);
    },
    setPrinterProfile(id: string, profile: PrinterProfile) {
      setProfile.run(JSON.stringify(profile), id);
    },
    removePrinter(id: string, at: number) {
      remove.run(at, id);
    },
    setStationChain({ id, printerId, fallbacks, whenUnsure }: Extract<Change, { set: 'stationChain' }>) {
      setChain.run(printerId, JSON.stringify(fallbacks), whenUnsure, id);
    },
    /** Null: no screen hangs there. */
    screenSince: (stationId: string): number | null => screenSince.get(stationId) ?? null,
    stock: (): ReadonlyMap<string, Stock> =>
      new Map(stock.all().map((row) => [row.id, { soldOut: row.sold_out === 1, left: row.left_over }])),
    setStock(itemId: string, { soldOut, left }: Stock) {
      setStock.run(Number(soldOut), left, itemId);
    },
    setStationScreen(id: string, hasScreen: boolean, at: number) {
      setScreen.run(Number(hasScreen), at, id);
    },
    putSetting(name: string, value: unknown) {
      putSetting.run(name, JSON.stringify(value));
    },
    putPrinter,
    put(file: RestaurantFile, newId: () => string) {
      const ids = new Map<string, string>();
      const idOf = (kind: string, name: string): string => {
        const known = ids.get(`${kind}/${name}`) ?? newId();
        ids.set(`${kind}/${name}`, known);
        return known;
      };
      putSetting.run('cutoverHour', JSON.stringify(file.cutoverHour));
      if (file.mail !== null) putSetting.run('mail', JSON.stringify(file.mail));
      putSetting.run('restaurant', JSON.stringify({ name: file.name, currency: file.currency }));
      for (const { name, address, profile } of file.printers) putPrinter({ id: idOf('printer', name), name, address, profile });
      for (const station of file.stations) {
        run(
          'INSERT INTO stations (id, name, printer_id, fallbacks, when_unsure, has_screen, is_default, is_counter, hurry_min, late_min) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
          [
            idOf('station', station.name),
            station.name,
            idOf('printer', station.printer),
            JSON.stringify(station.fallbacks.map((name) => idOf('printer', name))),
            station.whenUnsure,
            Number(station.screen),
            Number(station.default),
            Number(station.counter),
            station.hurryMin,
            station.lateMin,
          ],
        );
      }
      const route = (item: string | null, category: string | null, names: readonly string[]): void => {
        for (const name of names) {
          run('INSERT INTO routing_rules (id, item_id, category_id, station_id) VALUES (?, ?, ?, ?)', [
            newId(),
            item,
            category,
            idOf('station', name),
          ]);
        }
      };
      file.categories.forEach((category, position) => {
        run('INSERT INTO categories (id, name, position) VALUES (?, ?, ?)', [
          idOf('category', category.name),
          category.name,
          position,
        ]);
        route(null, idOf('category', category.name), category.stations);
      });
      file.modifierGroups.forEach(({ name, min, max, options }, position) => {
        run('INSERT INTO modifier_groups (id, name, min, max, options, position) VALUES (?, ?, ?, ?, ?, ?)', [
          idOf('group', name),
          name,
          min,
          max,
          JSON.stringify(options),
          position,
        ]);
      });
      for (const item of file.items) {
        const id = newId();
        run('INSERT INTO items (id, code, name, category_id, price, group_ids, removable) VALUES (?, ?, ?, ?, ?, ?, ?)', [
          id,
          item.code,
          item.name,
          idOf('category', item.category),
          item.price,
          JSON.stringify(item.modifiers.map((name) => idOf('group', name))),
          JSON.stringify(item.without),
        ]);
        route(id, null, item.stations);
      }
      for (const table of file.tables)
        run('INSERT INTO tables (id, name, area) VALUES (?, ?, ?)', [newId(), table.name, table.area]);
    },
  };

  function currency(): { readonly code: string; readonly decimals: number } {
    const kept = JSON.parse(setting.get('restaurant') ?? '{}') as { currency?: { code: string; decimals: number } };
    return kept.currency ?? { code: '', decimals: 0 };
  }

  function modifierGroups(): readonly ModifierGroup[] {
    return groups.all().map((row) => ({ ...row, options: JSON.parse(row.options) as ModifierGroup['options'] }));
  }

  function putPrinter({ id, name, address, profile }: Pick<Printer, 'id' | 'name' | 'address' | 'profile'>): void {
    insertPrinter.run(id, name, JSON.stringify(address), JSON.stringify(profile), FIRST_MS_PER_LINE, JSON.stringify(HEALTHY));
  }

  function run(sql: string, values: readonly (string | number | null)[]): void {
    db.prepare(sql).run(...values);
  }
}

function printerFrom(row: PrinterRow): Printer {
  return {
    id: row.id,
    name: row.name,
    address: JSON.parse(row.address) as PrinterAddress,
    profile: JSON.parse(row.profile) as PrinterProfile,
    msPerLine: row.ms_per_line,
    health: JSON.parse(row.health) as PrinterHealth,
  };
}
