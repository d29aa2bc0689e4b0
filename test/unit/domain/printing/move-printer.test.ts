/** movePrinter: the same printer at another address; a sample that becomes a real one. */
import { expect, it } from 'vitest';
import { movePrinterRule } from '../../../../src-main/host/domain/printing/manage-printers';
import type { PrinterAddress } from '../../../../src-shared/model/printers';
import { aContext, MINUTE, NOW } from '../../../support/rules/context';
import { ALL_PRINTERS, SAMPLE } from '../../../support/rules/printers';
import { aPrinter, aRestaurant, BAR, COUNTER, KITCHEN } from '../../../support/rules/restaurant';
import { table } from '../../../support/rules/rule-table';

it('movePrinter asks for printers, stations and what they still have to do', () => {
  const input = { printer: 'Archivo', address: { kind: 'screen' } } as const;
  expect(movePrinterRule.needs(input, aContext())).toEqual({
    printers: true,
    catalogue: true,
    liveJobs: true,
  });
});

const ADDRESS: PrinterAddress = { kind: 'tcp', host: '192.168.0.77', port: 9100 };
const IDENTITY = { maker: 'EPSON', model: 'TM-T20III', serial: 'X1' };
const bar = aPrinter({
  id: 'bar-printer',
  name: 'Impresora bar',
  address: { kind: 'tcp', host: '192.168.0.51', port: 9100 },
  profile: { ...aPrinter().profile, identity: IDENTITY },
  msPerLine: 60,
  health: {
    state: 'open',
    cause: 'unreachable',
    since: NOW - MINUTE,
    failures: 8,
    retryAt: NOW + 9,
  },
});
const others = ALL_PRINTERS.filter(({ id }) => id !== 'bar-printer' && id !== 'counter-printer');
const notPaper =
  'mudar es la misma impresora en otra dirección; un PDF o una pantalla se agregan aparte';
const secondSample = { ...SAMPLE, id: 'sample-2', name: 'Muestra 2' };

table(
  movePrinterRule,
  {
    printers: [...others, bar],
    catalogue: aRestaurant(),
    // Real printers may be moved while tickets wait: they wait for it there.
    liveJobs: new Map([['bar-printer', 3]]),
  },
  [
    {
      it: 'is the same printer at its new address, with what was learnt of it, tried at once',
      input: { printer: 'IMPRESORA BÁR', address: ADDRESS },
      reply: { printer: 'Impresora bar' },
      changes: [
        { set: 'printerAddress', id: 'bar-printer', address: ADDRESS },
        { set: 'printerProfile', id: 'bar-printer', profile: bar.profile },
        {
          set: 'printer',
          id: 'bar-printer',
          msPerLine: 60,
          health: { state: 'open', cause: 'unreachable', failures: 8, retryAt: NOW },
        },
      ],
      events: [
        {
          kind: 'restaurant.changed',
          order: null,
          what: 'printer-moved',
          name: 'Impresora bar',
          by: 'Ana',
        },
        { kind: 'printer.changed', printerId: 'bar-printer', health: { retryAt: NOW } },
      ],
    },
    {
      it: 'is not called ready at its new address before it was looked at',
      input: { printer: 'Impresora bar', address: ADDRESS },
      facts: { printers: [...others, aPrinter({ ...bar, health: {} })] },
      changes: [{}, {}, { set: 'printer', health: { state: 'ready', failures: 1, retryAt: NOW } }],
    },
    {
      it: 'is asked nothing any more behind a queue, where nothing comes back',
      input: { printer: 'Impresora bar', address: { kind: 'spool', queue: 'Bar' } },
      changes: [
        { set: 'printerAddress' },
        {
          set: 'printerProfile',
          profile: {
            columns: 42,
            codePage: 'PC858',
            fence: 'none',
            answersStatus: false,
            identity: null,
          },
        },
        { set: 'printer' },
      ],
    },
    {
      it: 'may be moved to where it is: it is looked at again',
      input: { printer: 'Impresora bar', address: bar.address },
      reply: { printer: 'Impresora bar' },
      changes: [{ set: 'printerAddress', address: bar.address }, {}, { health: { retryAt: NOW } }],
    },
    {
      it: 'refuses another printer’s address',
      input: { printer: 'Impresora bar', address: aPrinter().address },
      refuses: 'ADDRESS_REFUSED',
      details: { reason: 'en esa dirección ya está "Impresora cocina"' },
    },
    {
      it: 'refuses to make a folder of a printer',
      input: { printer: 'Impresora bar', address: { kind: 'pdf' } },
      refuses: 'ADDRESS_REFUSED',
      details: { reason: notPaper },
    },
    {
      it: 'refuses to make a screen of a printer',
      input: { printer: 'Impresora bar', address: { kind: 'screen' } },
      refuses: 'ADDRESS_REFUSED',
      details: { reason: notPaper },
    },
    {
      it: 'refuses to make a printer of a folder',
      input: { printer: 'Archivo', address: ADDRESS },
      refuses: 'ADDRESS_REFUSED',
      details: { reason: notPaper },
    },
    {
      it: 'refuses a printer that there is none of',
      input: { printer: 'Terraza', address: ADDRESS },
      refuses: 'PRINTER_UNKNOWN',
    },
    {
      it: 'makes another printer of a sample, uncalibrated, in its name and in its chains',
      input: { printer: 'Muestra', address: ADDRESS },
      facts: {
        printers: [...ALL_PRINTERS, secondSample],
        catalogue: aRestaurant({
          stations: [
            // All samples: those behind it leave the chain once its first printer is a real one.
            { ...KITCHEN, printerId: 'sample', fallbacks: ['sample-2', 'pdf'], whenUnsure: 'ask' },
            // It is the fallback of a real one.
            { ...BAR, fallbacks: ['pdf', 'sample'] },
            // It stands behind another sample, which stays.
            { ...COUNTER, printerId: 'sample-2', fallbacks: ['sample'] },
          ],
        }),
        liveJobs: new Map([['sample-2', 3]]),
      },
      reply: { printer: 'Muestra' },
      changes: [
        { set: 'printerRemoved', id: 'sample', at: NOW },
        {
          put: 'printer',
          printer: {
            id: 'new-1',
            name: 'Muestra',
            address: ADDRESS,
            profile: {
              columns: 42,
              codePage: 'PC858',
              language: 'escpos',
              fence: 'none',
              answersStatus: false,
              identity: null,
            },
            msPerLine: 35,
          },
        },
        {
          set: 'stationChain',
          id: 'kitchen',
          printerId: 'new-1',
          fallbacks: ['pdf'],
          whenUnsure: 'ask',
        },
        {
          set: 'stationChain',
          id: 'bar',
          printerId: 'bar-printer',
          fallbacks: ['pdf', 'new-1'],
          whenUnsure: 'reprint',
        },
        { set: 'stationChain', id: 'counter', printerId: 'sample-2', fallbacks: ['new-1'] },
        { set: 'printer', id: 'new-1', msPerLine: 35, health: { failures: 1, retryAt: NOW } },
      ],
      events: [
        { kind: 'restaurant.changed', what: 'printer-moved', name: 'Muestra' },
        { kind: 'printer.changed', printerId: 'new-1' },
      ],
    },
    {
      it: 'leaves chains as they are in which the sample is not',
      input: { printer: 'Muestra', address: ADDRESS },
      changes: [{ set: 'printerRemoved' }, { put: 'printer' }, { set: 'printer' }],
    },
    {
      it: 'keeps the width and the letters that a sample was shown in',
      input: { printer: 'Muestra', address: ADDRESS },
      facts: {
        printers: [
          ...ALL_PRINTERS.filter(({ id }) => id !== 'sample'),
          { ...SAMPLE, profile: { ...SAMPLE.profile, columns: 32, codePage: 'PC437' } },
        ],
      },
      changes: [
        {},
        { put: 'printer', printer: { profile: { columns: 32, codePage: 'PC437', fence: 'none' } } },
        {},
      ],
    },
    {
      it: 'refuses a sample at which a ticket waits: it would be printed nowhere',
      input: { printer: 'Muestra', address: ADDRESS },
      facts: { liveJobs: new Map([['sample', 1]]) },
      refuses: 'PRINTER_IN_USE',
      details: { printer: 'Muestra', reason: '1 comanda espera en ella' },
    },
    {
      it: 'says how many tickets wait at the sample',
      input: { printer: 'Muestra', address: ADDRESS },
      facts: { liveJobs: new Map([['sample', 5]]) },
      refuses: 'PRINTER_IN_USE',
      details: { printer: 'Muestra', reason: '5 comandas esperan en ella' },
    },
  ],
);
