/** setPrinterProfile: what calibrating found out about a printer. */
import { expect, it } from 'vitest';
import { setPrinterProfileRule } from '../../../../src-main/host/domain/printing/manage-printers';
import { aContext } from '../../../support/rules/context';
import { ALL_PRINTERS } from '../../../support/rules/printers';
import { aPrinter } from '../../../support/rules/restaurant';
import { table } from '../../../support/rules/rule-table';

const IDENTITY = { maker: 'EPSON', model: 'TM-T20III', serial: 'X1' };
const found = {
  printer: 'Impresora cocina',
  fence: 'status',
  answersStatus: false,
  identity: IDENTITY,
  columns: null,
  codePage: null,
} as const;

it('setPrinterProfile asks for the printers', () => {
  expect(setPrinterProfileRule.needs(found, aContext())).toEqual({ printers: true });
});

const queue = aPrinter({ id: 'queue', name: 'Cola', address: { kind: 'spool', queue: 'Bar' } });
const star = aPrinter({
  id: 'star',
  name: 'Estrella',
  profile: { ...aPrinter().profile, language: 'star', columns: 48, codePage: 'WPC1252' },
});

table(setPrinterProfileRule, { printers: [...ALL_PRINTERS, queue, star] }, [
  {
    it: 'keeps what the printer answers, and its width and letters as they were',
    input: found,
    reply: { printer: 'Impresora cocina' },
    changes: [
      {
        set: 'printerProfile',
        id: 'kitchen-printer',
        profile: {
          columns: 42,
          codePage: 'PC858',
          language: 'escpos',
          fence: 'status',
          answersStatus: false,
          identity: IDENTITY,
        },
      },
    ],
    events: [
      {
        kind: 'restaurant.changed',
        order: null,
        what: 'printer-calibrated',
        name: 'Impresora cocina',
        by: 'Ana',
      },
    ],
  },
  {
    it: 'sets the width and the letters that were chosen on the test page',
    input: { ...found, columns: 32, codePage: 'PC437' },
    changes: [{ profile: { columns: 32, codePage: 'PC437', fence: 'status' } }],
  },
  {
    it: 'never changes the printer’s language',
    input: { ...found, printer: 'ESTRÉLLA', fence: 'star', answersStatus: true, identity: null },
    reply: { printer: 'Estrella' },
    changes: [
      {
        id: 'star',
        profile: {
          language: 'star',
          columns: 48,
          codePage: 'WPC1252',
          fence: 'star',
          answersStatus: true,
          identity: null,
        },
      },
    ],
  },
  {
    it: 'keeps no answers of a queue, where nothing comes back',
    input: { ...found, printer: 'Cola', answersStatus: true },
    changes: [{ id: 'queue', profile: { fence: 'none', answersStatus: false, identity: null } }],
  },
  {
    it: 'says the same again when it is calibrated again',
    input: { ...found, fence: 'process_id', answersStatus: true, identity: null },
    changes: [{ id: 'kitchen-printer', profile: aPrinter().profile }],
  },
  {
    it: 'refuses a printer that there is none of',
    input: { ...found, printer: 'Terraza' },
    refuses: 'PRINTER_UNKNOWN',
  },
]);
