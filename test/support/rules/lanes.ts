/**
 * What tests of printing's rules have in common: a kitchen with printers that stand in for its own,
 * how tries end, and mail settings.
 */
import type { RestaurantIndex } from '../../../src-main/host/domain/engine/catalogue';
import type { MailSettings } from '../../../src-shared/model/mail';
import type { PrintCause, PrintOutcome } from '../../../src-shared/model/print-job';
import type { Printer, PrinterHealth } from '../../../src-shared/model/printers';
import type { Station } from '../../../src-shared/model/stations';
import { aPrinter, aRestaurant, aStation, BAR, COUNTER, PRINTERS } from './restaurant';

/** The kitchen's tickets go to the bar's printer where its own is away, then to the counter's. */
export const KITCHEN_WITH_CHAIN = aStation({
  isDefault: true,
  fallbacks: ['bar-printer', 'counter-printer'],
});

export function aRestaurantWithChain(
  kitchen: Partial<Station> = {},
  printers: readonly Printer[] = PRINTERS,
): RestaurantIndex {
  return aRestaurant({
    stations: [{ ...KITCHEN_WITH_CHAIN, ...kitchen }, BAR, COUNTER],
    printers,
  });
}

/** The restaurant's three printers; those that are named here have another health. */
export function printersWith(
  health: Readonly<Record<string, Partial<PrinterHealth>>>,
): readonly Printer[] {
  return PRINTERS.map((printer) => aPrinter({ ...printer, health: health[printer.id] ?? {} }));
}

/** The kitchen's printer as a picture of one: a first start has such. */
export const SAMPLE_PRINTER = aPrinter({
  address: { kind: 'virtual', port: 9101, ticketMs: null, mmPerSecond: 150 },
});

/** The kitchen's screen as a stop of a chain. */
export const SCREEN = aPrinter({ name: 'Pantalla cocina', address: { kind: 'screen' } });

export const MAIL: MailSettings = {
  host: 'correo.example',
  port: 465,
  security: 'tls',
  user: null,
  from: 'comanda@example.com',
  to: ['ana@example.com'],
};

export const confirmed = (
  differing: { readonly unprintable?: number } = {},
): Extract<PrintOutcome, { kind: 'confirmed' }> => ({
  kind: 'confirmed',
  by: 'process_id',
  bytes: 300,
  sha256: 'abc',
  unprintable: 0,
  ...differing,
});

export const handedOver = (
  differing: { readonly drained?: boolean } = {},
): Extract<PrintOutcome, { kind: 'handed_over' }> => ({
  kind: 'handed_over',
  bytes: 300,
  sha256: 'abc',
  unprintable: 0,
  drained: true,
  ...differing,
});

export const notStarted = (cause: PrintCause): PrintOutcome => ({ kind: 'not_started', cause });

export const unsure = (cause: PrintCause): PrintOutcome => ({ kind: 'unsure', cause, bytes: 120 });
