/** retryPrinter: "try again, now", said at the counter. */
import { retryPrinterRule } from '../../../../src-main/host/domain/printing/probe-printer';
import { NOW, SECOND } from '../../../support/rules/context';
import { printersWith } from '../../../support/rules/lanes';
import { table } from '../../../support/rules/rule-table';

const OPEN = {
  state: 'open',
  cause: 'unreachable',
  since: NOW - 60 * SECOND,
  failures: 9,
  retryAt: NOW + 30 * SECOND,
} as const;

table(retryPrinterRule, { printers: printersWith({ 'bar-printer': OPEN }) }, [
  {
    it: 'looks at once at an abandoned printer, and forgets none of its failures',
    input: { printer: 'Impresora bar' },
    reply: { printer: 'Impresora bar' },
    changes: [
      { set: 'printer', id: 'bar-printer', msPerLine: 50, health: { ...OPEN, retryAt: NOW } },
    ],
    events: [
      {
        kind: 'printer.changed',
        order: null,
        printerId: 'bar-printer',
        msPerLine: 50,
        health: { ...OPEN, retryAt: NOW },
      },
    ],
  },
  {
    it: 'knows the printer however its name is written',
    input: { printer: ' impresora  BÁR ' },
    reply: { printer: 'Impresora bar' },
    changes: [{ set: 'printer', id: 'bar-printer' }],
  },
  {
    it: 'tries one at once that failed and is not abandoned',
    input: { printer: 'Impresora caja' },
    facts: {
      printers: printersWith({ 'counter-printer': { failures: 1, retryAt: NOW + SECOND } }),
    },
    changes: [
      {
        set: 'printer',
        id: 'counter-printer',
        health: { state: 'ready', failures: 1, retryAt: NOW },
      },
    ],
  },
  {
    it: 'looks at once at one that waits for a person',
    input: { printer: 'Impresora caja' },
    facts: {
      printers: printersWith({
        'counter-printer': { state: 'blocked', cause: 'paper_out', retryAt: NOW + SECOND },
      }),
    },
    changes: [{ set: 'printer', health: { state: 'blocked', cause: 'paper_out', retryAt: NOW } }],
  },
  {
    it: 'changes nothing of a printer that works',
    input: { printer: 'Impresora cocina' },
    reply: { printer: 'Impresora cocina' },
    changes: [],
    events: [],
  },
  {
    it: 'refuses a printer that is not there',
    input: { printer: 'Impresora patio' },
    refuses: 'PRINTER_UNKNOWN',
  },
]);
