/** A small restaurant whose printers are the test's own: paper outlives any host that is killed. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startVirtualPrinter } from '../../src-main/virtual-printer/virtual-printer';
import type { PrinterFaults } from '../../src-main/virtual-printer/faults';
import type { VirtualPrinter } from '../../src-main/virtual-printer/virtual-printer';
import type { PrinterIdentity, PrinterProfile } from '../../src-shared/model/printers';
import type { RestaurantText } from '../../src-shared/model/restaurant';
import { freePort } from './ports';
import type { WhenUnsure } from '../../src-shared/model/stations';

export type Kitchen = {
  readonly folder: string;
  readonly restaurantFile: string;
  /** By station name: Cocina, Bar. */
  readonly printers: Readonly<Record<'Cocina' | 'Bar', VirtualPrinter>>;
  readonly ports: Readonly<Record<'Cocina' | 'Bar', number>>;
  /** A printer's plug, pulled and put back. */
  unplug(station: 'Cocina' | 'Bar'): Promise<void>;
  plugIn(station: 'Cocina' | 'Bar'): Promise<void>;
  /** From the next plugging on another machine stands there. */
  replace(station: 'Cocina' | 'Bar', identity: PrinterIdentity): void;
  isPluggedIn(station: 'Cocina' | 'Bar'): boolean;
  /** Every line of every cut piece of a station, since the test began, across replugging. */
  pieces(station: 'Cocina' | 'Bar'): readonly (readonly string[])[];
  /** Connections at most open at once, across replugging. */
  mostConnections(station: 'Cocina' | 'Bar'): number;
  stop(): Promise<void>;
};

const MENU: NonNullable<KitchenOptions['menu']> = {
  categories: [
    { name: 'Platos', stations: ['Cocina'] },
    { name: 'Bebidas', stations: ['Bar'] },
    { name: 'Compartidos', stations: ['Cocina', 'Bar'] },
  ],
  modifierGroups: [
    { name: 'Punto', min: 1, max: 1, options: [{ name: 'Jugoso' }, { name: 'Cocido' }] },
    {
      name: 'Agregados',
      max: 2,
      options: [
        { name: 'Doble queso', price: 30 },
        { name: 'Panceta', price: 40 },
      ],
    },
  ],
  items: [
    { code: 'P1', name: 'Milanesa', category: 'Platos', price: 100, stations: [] },
    { code: 'P2', name: 'Ñoquis', category: 'Platos', price: 100, stations: [] },
    {
      code: 'P3',
      name: 'Bife',
      category: 'Platos',
      price: 200,
      modifiers: ['Punto', 'Agregados'],
      without: ['sal', 'manteca'],
    },
    { code: 'B1', name: 'Agua', category: 'Bebidas', price: 50, stations: [] },
    { code: 'B2', name: 'Café', category: 'Bebidas', price: 50, stations: ['Cocina'] },
    { code: 'C1', name: 'Picada', category: 'Compartidos', price: 500, stations: [] },
  ],
  tables: Array.from({ length: 15 }, (_, index) => ({
    name: String(index + 1),
    area: index < 12 ? 'Salón' : 'Patio',
  })),
};

export type KitchenOptions = {
  readonly ticketMs?: number | null;
  readonly mmPerSecond?: number;
  /** Starting and cutting, per ticket at line speed; a real printer's where it is left out. */
  readonly overheadMs?: number;
  /** Printers that take the kitchen's tickets over. */
  readonly fallbacks?: readonly string[];
  /** What the host is told its printers can do; mute unless said otherwise. */
  readonly faults?: Partial<PrinterFaults>;
  readonly can?: Partial<PrinterProfile>;
  /** Stops beside the two printers, for a chain. */
  readonly more?: RestaurantText['printers'];
  /** Where the host reaches a printer that is not on its own port. */
  readonly addresses?: Readonly<
    Partial<Record<string, RestaurantText['printers'][number]['address']>>
  >;
  readonly mail?: RestaurantText['mail'];
  /** What becomes of the kitchen's tickets of which nobody knows the end. */
  readonly whenUnsure?: WhenUnsure;
  /** Another menu and another floor. */
  readonly menu?: Pick<RestaurantText, 'categories' | 'items' | 'modifierGroups' | 'tables'>;
  /** A counter that prints bills, on the bar's printer. */
  readonly counter?: boolean;
};

/** Printers that answer everything. */
export const TALKING = { fence: 'process_id', answersStatus: true } as const;
const SILENT = { fence: 'none', answersStatus: false } as const;

export async function openKitchen(speed: KitchenOptions = {}): Promise<Kitchen> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'comanda-test-'));
  const ports = { Cocina: await freePort(), Bar: await freePort() };
  const paper: Record<string, (readonly string[])[]> = { Cocina: [], Bar: [] };
  const identities: Partial<Record<'Cocina' | 'Bar', PrinterIdentity>> = {};
  const open = (station: 'Cocina' | 'Bar'): Promise<VirtualPrinter> =>
    startVirtualPrinter({
      port: ports[station],
      ticketMs: speed.ticketMs ?? null,
      mmPerSecond: speed.mmPerSecond ?? 0,
      ...(speed.overheadMs === undefined ? {} : { overheadMs: speed.overheadMs }),
      ...(speed.faults ? { faults: speed.faults } : {}),
      language: speed.can?.language ?? 'escpos',
      ...(identities[station] ? { identity: identities[station] } : {}),
      onPiece: ({ text }) => paper[station]?.push(text),
    });
  const printers = { Cocina: await open('Cocina'), Bar: await open('Bar') };
  const unplugged = new Set<string>();
  const most = { Cocina: 0, Bar: 0 };
  const restaurantFile = path.join(folder, 'restaurant.json');
  writeFileSync(restaurantFile, JSON.stringify(restaurant(ports, speed)));
  return {
    folder,
    restaurantFile,
    printers,
    ports,
    pieces: (station) => paper[station] ?? [],
    mostConnections: (station) => Math.max(most[station], printers[station].mostConnections),
    async unplug(station) {
      unplugged.add(station);
      most[station] = Math.max(most[station], printers[station].mostConnections);
      await printers[station].stop();
    },
    replace(station, identity) {
      identities[station] = identity;
    },
    isPluggedIn: (station) => !unplugged.has(station),
    async plugIn(station) {
      printers[station] = await open(station);
      unplugged.delete(station);
    },
    async stop() {
      await Promise.all(Object.values(printers).map((printer) => printer.stop().catch(() => {})));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function restaurant(
  ports: Readonly<Record<string, number>>,
  {
    can = SILENT,
    fallbacks = [],
    more = [],
    whenUnsure = 'reprint',
    mail = null,
    addresses = {},
    counter = false,
    menu = MENU,
  }: KitchenOptions,
): RestaurantText {
  const profile = { columns: 48, codePage: 'PC858', ...can } as const;
  const printer = (name: string) => ({
    name,
    address:
      addresses[name] ?? ({ kind: 'tcp', host: '127.0.0.1', port: ports[name] ?? 0 } as const),
    profile,
  });
  return {
    name: 'Prueba',
    cutoverHour: 5,
    mail,
    currency: { code: 'ARS', decimals: 2 },
    printers: [printer('Cocina'), printer('Bar'), ...more],
    stations: [
      {
        name: 'Cocina',
        printer: 'Cocina',
        fallbacks: [...fallbacks],
        whenUnsure,
        default: true,
        counter: false,
      },
      { name: 'Bar', printer: 'Bar', fallbacks: [], default: false, counter: false },
      ...(counter
        ? [{ name: 'Caja', printer: 'Bar', fallbacks: [], default: false, counter: true }]
        : []),
    ],
    ...menu,
  };
}
