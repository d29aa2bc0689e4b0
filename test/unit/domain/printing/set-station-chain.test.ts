/** setStationChain: a station's printer and its fallbacks. */
import { expect, it } from 'vitest';
import { setStationChainRule } from '../../../../src-main/host/domain/printing/manage-printers';
import { aContext } from '../../../support/rules/context';
import { ALL_PRINTERS, SAMPLE } from '../../../support/rules/printers';
import { aRestaurant, BAR, COUNTER, KITCHEN } from '../../../support/rules/restaurant';
import { table } from '../../../support/rules/rule-table';

it('setStationChain asks for printers and stations', () => {
  const input = { station: 'Cocina', printers: ['Archivo'], whenUnsure: null };
  expect(setStationChainRule.needs(input, aContext())).toEqual({ printers: true, catalogue: true });
});

const chain = (...printers: string[]) => ({ station: 'Cocina', printers, whenUnsure: null });
const secondSample = { ...SAMPLE, id: 'sample-2', name: 'Muestra 2' };

table(
  setStationChainRule,
  {
    printers: [...ALL_PRINTERS, secondSample],
    catalogue: aRestaurant({ stations: [{ ...KITCHEN, whenUnsure: 'ask' }, BAR, COUNTER] }),
  },
  [
    {
      it: 'sets the first printer and those behind it, in their order, and leaves the rest as it was',
      input: { ...chain('IMPRESORA BÁR', 'Impresora cocina', 'Archivo'), station: 'COCÍNA' },
      reply: {
        station: 'Cocina',
        printers: ['Impresora bar', 'Impresora cocina', 'Archivo'],
      },
      changes: [
        {
          set: 'stationChain',
          id: 'kitchen',
          printerId: 'bar-printer',
          fallbacks: ['kitchen-printer', 'pdf'],
          whenUnsure: 'ask',
        },
      ],
      events: [
        {
          kind: 'restaurant.changed',
          order: null,
          what: 'station-chain',
          name: 'Cocina',
          by: 'Ana',
        },
      ],
    },
    {
      it: 'sets what is done with a ticket whose end is not known',
      input: { ...chain('Impresora cocina'), whenUnsure: 'reprint' },
      changes: [{ printerId: 'kitchen-printer', fallbacks: [], whenUnsure: 'reprint' }],
    },
    {
      it: 'writes the same chain again when it is set again',
      input: { station: 'Bar', printers: ['Impresora bar'], whenUnsure: null },
      changes: [{ id: 'bar', printerId: 'bar-printer', fallbacks: [], whenUnsure: 'reprint' }],
    },
    {
      it: 'drops sample printers from behind a real one, and says what is left',
      input: chain('Impresora cocina', 'Muestra', 'Impresora bar', 'Muestra 2'),
      reply: { printers: ['Impresora cocina', 'Impresora bar'] },
      changes: [{ printerId: 'kitchen-printer', fallbacks: ['bar-printer'] }],
    },
    {
      it: 'keeps real printers and samples behind a sample',
      input: chain('Muestra', 'Impresora bar', 'Muestra 2'),
      reply: { printers: ['Muestra', 'Impresora bar', 'Muestra 2'] },
      changes: [{ printerId: 'sample', fallbacks: ['bar-printer', 'sample-2'] }],
    },
    {
      it: 'refuses a chain in which a printer stands twice, in any spelling',
      input: chain('Impresora cocina', 'Archivo', 'IMPRESORA COCINA'),
      refuses: 'RESTAURANT_INVALID',
      details: { reason: 'una impresora está dos veces en la cadena' },
    },
    {
      it: 'refuses a chain of which one printer is not known',
      input: chain('Impresora cocina', 'Terraza'),
      refuses: 'PRINTER_UNKNOWN',
    },
    {
      it: 'refuses a station that there is none of',
      input: { ...chain('Impresora cocina'), station: 'Terraza' },
      refuses: 'STATION_UNKNOWN',
      details: { station: 'Terraza' },
    },
  ],
);
