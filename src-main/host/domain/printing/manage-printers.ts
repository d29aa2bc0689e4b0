/**
 * Printer set-up by the owner: addPrinter, removePrinter, movePrinter, setPrinterProfile,
 * setStationChain.
 */
import {
  addPrinter,
  movePrinter,
  removePrinter,
  setPrinterProfile,
  setStationChain,
} from '../../../../src-shared/commands/printing';
import type { Reply } from '../../../../src-shared/commands/registry';
import { refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import type { EventDraft, RestaurantChange } from '../../../../src-shared/events/events';
import { mediumOf, PrinterProfile } from '../../../../src-shared/model/printers';
import type { Printer, PrinterAddress } from '../../../../src-shared/model/printers';
import { plainName } from '../../../../src-shared/text/plain-name';
import { isSample } from '../../../../src-shared/model/sample-printers';
import { actorName } from '../../../../src-shared/base/vocabulary';
import { defineRule, accept } from '../engine/rule';
import type { Change, Context, Decision } from '../engine/rule';
import type { Facts } from '../engine/facts';
import { many } from '../../../../src-shared/text/count-text';
import { FIRST_MS_PER_LINE, INITIAL_HEALTH, healthUnknown } from './printer-health';
import { withoutSampleStops } from '../engine/sample-stops';
import { healthEvent } from './probe-printer';

const NOTHING_TOLD: ReturnType<typeof healthEvent> = { changes: [], events: [] };

export const addPrinterRule = defineRule(addPrinter, {
  needs: () => ({ printers: true as const }),
  decide({ name, address, profile }, { printers }, context) {
    if (printerCalled(printers, name)) return refuse('PRINTER_EXISTS', { printer: name });
    const taken = atAddress(printers, address);
    if (taken)
      return refuse('ADDRESS_REFUSED', { reason: `en esa dirección ya está "${taken.name}"` });
    const printer = { id: context.newId(), name, address, profile: fitting(address, profile) };
    const fresh = { ...printer, msPerLine: FIRST_MS_PER_LINE, health: INITIAL_HEALTH };
    // A screen confirms its tickets itself. All other printers are probed before they count as
    // ready.
    const told =
      address.kind === 'screen'
        ? NOTHING_TOLD
        : healthEvent(fresh, healthUnknown(INITIAL_HEALTH, context.now));
    return accept(
      { printerId: printer.id, printer: name },
      [{ put: 'printer', printer }, ...told.changes],
      [changed('printer-added', name, context), ...told.events],
    );
  },
});

export const removePrinterRule = defineRule(removePrinter, {
  needs: () => ({ printers: true as const, catalogue: true as const, liveJobs: true as const }),
  decide({ printer: called }, { printers, catalogue, liveJobs }, context) {
    const printer = printerCalled(printers, called);
    if (!printer) return refuse('PRINTER_UNKNOWN');
    const { id, name } = printer;
    const inUse = (reason: string): Refusal => refuse('PRINTER_IN_USE', { printer: name, reason });
    const station = catalogue.stations.find(
      ({ printerId, fallbacks }) => printerId === id || fallbacks.includes(id),
    );
    if (station) return inUse(`está en la cadena de la estación ${station.name}`);
    const waiting = liveJobs.get(id) ?? 0;
    if (waiting > 0) return inUse(`${many(waiting, 'comanda espera', 'comandas esperan')} en ella`);
    return accept(
      { printer: name },
      [{ set: 'printerRemoved', id, at: context.now }],
      [changed('printer-removed', name, context)],
    );
  },
});

export const movePrinterRule = defineRule(movePrinter, {
  needs: () => ({ printers: true as const, catalogue: true as const, liveJobs: true as const }),
  decide({ printer: called, address }, { printers, catalogue, liveJobs }, context) {
    const printer = printerCalled(printers, called);
    if (!printer) return refuse('PRINTER_UNKNOWN');
    if (mediumOf(address) !== 'paper' || mediumOf(printer.address) !== 'paper')
      return refuse('ADDRESS_REFUSED', {
        reason:
          'mudar es la misma impresora en otra dirección; un PDF o una pantalla se agregan aparte',
      });
    const taken = atAddress(printers, address);
    if (taken && taken.id !== printer.id)
      return refuse('ADDRESS_REFUSED', { reason: `en esa dirección ya está "${taken.name}"` });
    if (isSample(printer))
      return replaceSample(printer, address, { printers, catalogue, liveJobs }, context);
    const { id, name, profile } = printer;
    // The new address is tried at once.
    const told = healthEvent(printer, healthUnknown(printer.health, context.now));
    return accept(
      { printer: name },
      [
        { set: 'printerAddress', id, address },
        { set: 'printerProfile', id, profile: fitting(address, profile) },
        ...told.changes,
      ],
      [changed('printer-moved', name, context), ...told.events],
    );
  },
});

export const setPrinterProfileRule = defineRule(setPrinterProfile, {
  needs: () => ({ printers: true as const }),
  decide(
    { printer: called, fence, answersStatus, identity, columns, codePage },
    { printers },
    context,
  ) {
    const printer = printerCalled(printers, called);
    if (!printer) return refuse('PRINTER_UNKNOWN');
    const { id, name, address } = printer;
    const { profile: before } = printer;
    const paper = { columns: columns ?? before.columns, codePage: codePage ?? before.codePage };
    const profile = fitting(address, { ...before, ...paper, fence, answersStatus, identity });
    return accept(
      { printer: name },
      [{ set: 'printerProfile', id, profile }],
      [changed('printer-calibrated', name, context)],
    );
  },
});

export const setStationChainRule = defineRule(setStationChain, {
  needs: () => ({ printers: true as const, catalogue: true as const }),
  decide(input, { printers, catalogue }, context) {
    const station = catalogue.stations.find(
      ({ name }) => plainName(name) === plainName(input.station),
    );
    if (!station) return refuse('STATION_UNKNOWN', { station: input.station });
    const named = input.printers.map((called) => printerCalled(printers, called));
    const found = named.filter((printer) => printer !== null);
    if (found.length < named.length) return refuse('PRINTER_UNKNOWN');
    if (new Set(found).size < found.length)
      return refuse('RESTAURANT_INVALID', { reason: 'una impresora está dos veces en la cadena' });
    const chain = withoutSampleStops(found);
    const [first, ...fallbacks] = chain;
    if (!first) return refuse('PRINTER_UNKNOWN');
    return accept(
      { station: station.name, printers: chain.map(({ name }) => name) },
      [
        {
          set: 'stationChain',
          id: station.id,
          printerId: first.id,
          fallbacks: fallbacks.map(({ id }) => id),
          whenUnsure: input.whenUnsure ?? station.whenUnsure,
        },
      ],
      [changed('station-chain', station.name, context)],
    );
  },
});

/**
 * A sample printer that moves to a real address becomes a new printer, because what the sample
 * printed was no paper and must not be shown as paper later. The new one gets the sample's name and
 * places in the chains.
 */
function replaceSample(
  sample: Printer,
  address: PrinterAddress,
  { printers, catalogue, liveJobs }: Pick<Facts<MoveNeeds>, 'printers' | 'catalogue' | 'liveJobs'>,
  context: Context,
): Decision<Reply<'movePrinter'>> | Refusal {
  const { name } = sample;
  const waiting = liveJobs.get(sample.id) ?? 0;
  if (waiting > 0)
    return refuse('PRINTER_IN_USE', {
      printer: name,
      reason: `${many(waiting, 'comanda espera', 'comandas esperan')} en ella`,
    });
  const { columns, codePage } = sample.profile;
  // Its capabilities are unknown until calibration. The sample supported all of them.
  const profile = PrinterProfile.parse({ columns, codePage });
  const printer: Printer = {
    id: context.newId(),
    name,
    address,
    profile,
    msPerLine: FIRST_MS_PER_LINE,
    health: INITIAL_HEALTH,
  };
  const told = healthEvent(printer, healthUnknown(INITIAL_HEALTH, context.now));
  const chains = catalogue.stations.flatMap(
    ({ id, printerId, fallbacks, whenUnsure }): readonly Change[] => {
      const ids = [printerId, ...fallbacks];
      if (!ids.includes(sample.id)) return [];
      const stops = ids.flatMap((stop) =>
        stop === sample.id ? [printer] : printers.filter((one) => one.id === stop),
      );
      const [first, ...others] = withoutSampleStops(stops).map((stop) => stop.id);
      return first === undefined
        ? []
        : [{ set: 'stationChain', id, printerId: first, fallbacks: others, whenUnsure }];
    },
  );
  return accept(
    { printer: name },
    [
      { set: 'printerRemoved', id: sample.id, at: context.now },
      { put: 'printer', printer },
      ...chains,
      ...told.changes,
    ],
    [changed('printer-moved', name, context), ...told.events],
  );
}

type MoveNeeds = { readonly printers: true; readonly catalogue: true; readonly liveJobs: true };

export function printerCalled(printers: readonly Printer[], called: string): Printer | null {
  return printers.find(({ name }) => plainName(name) === plainName(called)) ?? null;
}

/** Two lanes must never share one printer. A folder or a screen may be used twice. */
function atAddress(printers: readonly Printer[], address: PrinterAddress): Printer | null {
  if (mediumOf(address) !== 'paper') return null;
  const key = deviceKey(address);
  return printers.find((printer) => deviceKey(printer.address) === key) ?? null;
}

function deviceKey(address: PrinterAddress): string {
  switch (address.kind) {
    case 'tcp':
      return `${address.host.toLowerCase()} ${address.port}`;
    case 'virtual':
      return `127.0.0.1 ${address.port}`;
    case 'usb':
      return address.serial === null ? address.device : `usb ${address.serial}`;
    case 'spool':
      return `spool ${address.queue}`;
    case 'pdf':
    case 'screen':
      return address.kind;
  }
}

/** An address without a return channel gets a profile without questions. */
function fitting({ kind }: PrinterAddress, profile: PrinterProfile): PrinterProfile {
  const talks = kind === 'tcp' || kind === 'virtual' || kind === 'usb';
  return talks ? profile : { ...profile, fence: 'none', answersStatus: false, identity: null };
}

function changed(what: RestaurantChange, name: string, { actor }: Context): EventDraft {
  return { kind: 'restaurant.changed', order: null, what, name, by: actorName(actor) };
}
