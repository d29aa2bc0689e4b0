/** removePrinter: a printer that no station uses and nothing waits at. */
import { expect, it } from 'vitest';
import { removePrinterRule } from '../../../../src-main/host/domain/printing/manage-printers';
import { aContext, NOW } from '../../../support/rules/context';
import { ALL_PRINTERS } from '../../../support/rules/printers';
import { aRestaurant, aStation, BAR, COUNTER, KITCHEN } from '../../../support/rules/restaurant';
import { table } from '../../../support/rules/rule-table';

it('removePrinter asks for printers, stations and what they still have to do', () => {
  expect(removePrinterRule.needs({ printer: 'Archivo' }, aContext())).toEqual({
    printers: true,
    catalogue: true,
    liveJobs: true,
  });
});

const chained = { ...BAR, fallbacks: ['counter-printer', 'pdf'] };

table(
  removePrinterRule,
  { printers: ALL_PRINTERS, catalogue: aRestaurant(), liveJobs: new Map([['kitchen-printer', 4]]) },
  [
    {
      it: 'removes it, by its name in any letters; what was printed on it stays known',
      input: { printer: 'ARCHÍVO' },
      reply: { printer: 'Archivo' },
      changes: [{ set: 'printerRemoved', id: 'pdf', at: NOW }],
      events: [
        {
          kind: 'restaurant.changed',
          order: null,
          what: 'printer-removed',
          name: 'Archivo',
          by: 'Ana',
        },
      ],
    },
    {
      it: 'removes one of which all prints are settled',
      input: { printer: 'Archivo' },
      facts: { liveJobs: new Map([['pdf', 0]]) },
      reply: { printer: 'Archivo' },
    },
    {
      it: 'removes one that only a station had that takes nothing any more',
      input: { printer: 'Impresora bar' },
      facts: { catalogue: aRestaurant({ stations: [KITCHEN, COUNTER], formerStations: [BAR] }) },
      reply: { printer: 'Impresora bar' },
    },
    {
      it: 'refuses one that a station prints at',
      input: { printer: 'Impresora bar' },
      refuses: 'PRINTER_IN_USE',
      details: { printer: 'Impresora bar', reason: 'está en la cadena de la estación Bar' },
    },
    {
      it: 'refuses one that is a fallback of a station',
      input: { printer: 'Archivo' },
      facts: { catalogue: aRestaurant({ stations: [KITCHEN, chained, COUNTER] }) },
      refuses: 'PRINTER_IN_USE',
      details: { printer: 'Archivo', reason: 'está en la cadena de la estación Bar' },
    },
    {
      it: 'refuses one at which a ticket waits',
      input: { printer: 'Archivo' },
      facts: { liveJobs: new Map([['pdf', 1]]) },
      refuses: 'PRINTER_IN_USE',
      details: { printer: 'Archivo', reason: '1 comanda espera en ella' },
    },
    {
      it: 'says how many wait there',
      input: { printer: 'Archivo' },
      facts: { liveJobs: new Map([['pdf', 2]]) },
      refuses: 'PRINTER_IN_USE',
      details: { printer: 'Archivo', reason: '2 comandas esperan en ella' },
    },
    {
      it: 'says the station first of one that is used and at which tickets wait',
      input: { printer: 'Impresora cocina' },
      facts: { catalogue: aRestaurant({ stations: [aStation()] }) },
      refuses: 'PRINTER_IN_USE',
      details: { printer: 'Impresora cocina', reason: 'está en la cadena de la estación Cocina' },
    },
    {
      it: 'refuses one that there is none of: also when it is removed again',
      input: { printer: 'Terraza' },
      refuses: 'PRINTER_UNKNOWN',
    },
  ],
);
