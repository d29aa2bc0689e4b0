/**
 * A small restaurant for tests of rules: a kitchen, a bar and a counter, each with a paper printer
 * of its own, and a menu of three dishes.
 */
import { buildRestaurantIndex } from '../../../src-main/host/domain/engine/catalogue';
import type {
  RestaurantIndex,
  RestaurantRows,
} from '../../../src-main/host/domain/engine/catalogue';
import type { RestaurantFacts } from '../../../src-main/host/domain/engine/facts';
import { INITIAL_HEALTH } from '../../../src-main/host/domain/printing/printer-health';
import type { Category, MenuItem, ModifierGroup } from '../../../src-shared/model/menu';
import type { Printer, PrinterHealth } from '../../../src-shared/model/printers';
import type { FloorTable } from '../../../src-shared/model/restaurant';
import type { RoutingRule, Station } from '../../../src-shared/model/stations';

/** A network printer that confirms what it printed and is ready. */
export function aPrinter({
  health,
  ...differing
}: Partial<Omit<Printer, 'health'>> & { readonly health?: Partial<PrinterHealth> } = {}): Printer {
  return {
    id: 'kitchen-printer',
    name: 'Impresora cocina',
    address: { kind: 'tcp', host: '192.168.0.50', port: 9100 },
    profile: {
      columns: 42,
      codePage: 'PC858',
      language: 'escpos',
      fence: 'process_id',
      answersStatus: true,
      identity: null,
    },
    msPerLine: 50,
    ...differing,
    health: { ...INITIAL_HEALTH, ...health },
  };
}

export function aStation(differing: Partial<Station> = {}): Station {
  return {
    id: 'kitchen',
    name: 'Cocina',
    printerId: 'kitchen-printer',
    fallbacks: [],
    whenUnsure: 'reprint',
    hasScreen: false,
    isDefault: false,
    hurryMin: 6,
    lateMin: 12,
    isCounter: false,
    takesAll: false,
    copies: 1,
    closed: null,
    ...differing,
  };
}

export function anItem(differing: Partial<MenuItem> = {}): MenuItem {
  return {
    id: 'milanesa',
    code: 'P1',
    name: 'Milanesa',
    categoryId: 'dishes',
    price: 1_000,
    groupIds: [],
    removable: [],
    ...differing,
  };
}

export const KITCHEN = aStation({ isDefault: true });
export const BAR = aStation({ id: 'bar', name: 'Bar', printerId: 'bar-printer' });
export const COUNTER = aStation({
  id: 'counter',
  name: 'Caja',
  printerId: 'counter-printer',
  isCounter: true,
});
export const STATIONS: readonly Station[] = [KITCHEN, BAR, COUNTER];

export const PRINTERS: readonly Printer[] = [
  aPrinter(),
  aPrinter({ id: 'bar-printer', name: 'Impresora bar' }),
  aPrinter({ id: 'counter-printer', name: 'Impresora caja' }),
];

export const CATEGORIES: readonly Category[] = [
  { id: 'dishes', name: 'Platos' },
  { id: 'drinks', name: 'Bebidas' },
];

/** What a steak may be asked with: `Panceta` costs 300 more. */
export const EXTRAS: ModifierGroup = {
  id: 'extras',
  name: 'Agregados',
  min: 0,
  max: 2,
  options: [
    { name: 'Panceta', price: 300 },
    { name: 'Huevo', price: 200 },
  ],
};

/** Milanesa 1000 and Bife 2000 are cooked in the kitchen, Agua 500 comes from the bar. */
export const ITEMS: readonly MenuItem[] = [
  anItem(),
  anItem({ id: 'bife', code: 'P2', name: 'Bife', price: 2_000, groupIds: ['extras'] }),
  anItem({ id: 'agua', code: 'B1', name: 'Agua', categoryId: 'drinks', price: 500 }),
];

export const ROUTES: readonly RoutingRule[] = [
  { id: 'route-dishes', itemId: null, categoryId: 'dishes', stationId: 'kitchen' },
  { id: 'route-drinks', itemId: null, categoryId: 'drinks', stationId: 'bar' },
];

export const TABLES: readonly FloorTable[] = ['1', '2', '3'].map((name) => ({
  id: `table-${name}`,
  name,
  area: 'Salón',
  seats: 4,
}));

/** As rules of orders and tickets look things up in it. */
export function aRestaurant(differing: Partial<RestaurantRows> = {}): RestaurantIndex {
  return buildRestaurantIndex({
    stations: STATIONS,
    formerStations: [],
    formerItems: [],
    printers: PRINTERS,
    rules: ROUTES,
    items: ITEMS,
    modifierGroups: [EXTRAS],
    currency: { code: 'ARS', decimals: 2 },
    tax: null,
    ...differing,
  });
}

/** As its owner edits it. */
export function aLayout(differing: Partial<RestaurantFacts> = {}): RestaurantFacts {
  return {
    restaurant: {
      name: 'La Esquina',
      currency: { code: 'ARS', decimals: 2 },
      tax: null,
      cutoverHour: 5,
    },
    categories: CATEGORIES,
    items: ITEMS,
    modifierGroups: [EXTRAS],
    stations: STATIONS,
    printers: PRINTERS,
    rules: ROUTES,
    tables: TABLES,
    hasOrders: false,
    setUp: { done: [], isClosed: false },
    ...differing,
  };
}
