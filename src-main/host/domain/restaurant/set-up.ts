/**
 * setUpRestaurant and relocatePrinter: the whole restaurant, checked before any of it is written.
 */
import { relocatePrinter } from '../../../../src-shared/commands/printing';
import { setUpRestaurant } from '../../../../src-shared/commands/restaurant';
import { refuse } from '../../../../src-shared/base/errors';
import { plainName } from '../../../../src-shared/text/plain-name';
import type { RestaurantFile } from '../../../../src-shared/model/restaurant';
import { actorName } from '../../../../src-shared/base/vocabulary';
import { defineRule, accept } from '../engine/rule';

export const setUpRestaurantRule = defineRule(setUpRestaurant, {
  needs: () => ({ isSetUp: true as const }),
  decide({ restaurant }, { isSetUp }, context) {
    if (isSetUp) return refuse('ALREADY_SET_UP');
    const reason = firstFault(restaurant);
    if (reason) return refuse('RESTAURANT_INVALID', { reason });
    return accept(
      { stations: restaurant.stations.length, items: restaurant.items.length },
      [{ put: 'restaurant', restaurant, newId: () => context.newId() }],
      [
        {
          kind: 'restaurant.changed',
          order: null,
          what: 'set-up',
          name: restaurant.name,
          by: actorName(context.actor),
        },
      ],
    );
  },
});

/** Moves a virtual printer whose port was in use. Its lane follows. */
export const relocatePrinterRule = defineRule(relocatePrinter, {
  needs: ({ printerId }) => ({ lane: { printerId } }),
  decide({ port }, { lane }, context) {
    if (lane?.printer.address.kind !== 'virtual') return refuse('PRINTER_UNKNOWN');
    const address = { ...lane.printer.address, port };
    return accept(
      { port },
      [{ set: 'printerAddress', id: lane.printer.id, address }],
      [
        {
          kind: 'restaurant.changed',
          order: null,
          what: 'printer-moved',
          name: lane.printer.name,
          by: actorName(context.actor),
        },
      ],
    );
  },
});

/** The first inconsistency, in words; null if there is none. */
function firstFault({
  printers,
  stations,
  categories,
  modifierGroups,
  items,
  tables,
}: RestaurantFile): string | null {
  const printerNames = new Set(printers.map((printer) => printer.name));
  const stationNames = new Set(stations.map((station) => station.name));
  const categoryNames = new Set(categories.map((category) => category.name));
  const repeated =
    repeatOf('impresora', printers) ??
    repeatOf('estación', stations) ??
    repeatOf('categoría', categories) ??
    repeatOf('mesa', tables) ??
    repeatOf('pregunta', modifierGroups) ??
    repeatOf(
      'plato',
      items.map(({ code }) => ({ name: code })),
    );
  if (repeated) return repeated;
  if (stations.filter((station) => station.default).length !== 1)
    return 'hace falta exactamente una estación por defecto';
  for (const station of stations)
    if (!printerNames.has(station.printer))
      return `la estación ${station.name} nombra una impresora que no existe: ${station.printer}`;
  for (const { name, printer, fallbacks } of stations) {
    const missing = fallbacks.find(
      (fallback) => !printerNames.has(fallback) || fallback === printer,
    );
    if (missing) return `la estación ${name} nombra un respaldo que no sirve: ${missing}`;
  }
  for (const item of items)
    if (!categoryNames.has(item.category))
      return `${item.name} nombra una categoría que no existe: ${item.category}`;
  const groupNames = new Set(modifierGroups.map((group) => group.name));
  for (const item of items) {
    const missing = item.modifiers.find((group) => !groupNames.has(group));
    if (missing) return `${item.name} nombra una pregunta que no existe: ${missing}`;
  }
  for (const { name, lateMin, hurryMin } of stations)
    if (lateMin < hurryMin) return `la estación ${name} llega tarde antes de apurarse`;
  for (const { name, stations: named } of [...categories, ...items]) {
    const missing = named.find((station) => !stationNames.has(station));
    if (missing) return `${name} nombra una estación que no existe: ${missing}`;
  }
  return null;
}

function repeatOf(what: string, things: readonly { readonly name: string }[]): string | null {
  const seen = new Set<string>();
  for (const { name } of things) {
    if (seen.has(plainName(name))) return `hay dos veces ${what} "${name}"`;
    seen.add(plainName(name));
  }
  return null;
}
