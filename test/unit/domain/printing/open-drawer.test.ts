/** openDrawer: who had the cash drawer opened is written down before the pulse is sent. */
import { openDrawerRule } from '../../../../src-main/host/domain/printing/drawer';
import { aProgram, anActor, LUIS } from '../../../support/rules/context';
import { PRINTERS } from '../../../support/rules/restaurant';
import { table } from '../../../support/rules/rule-table';

table(openDrawerRule, { printers: PRINTERS }, [
  {
    it: 'writes down who asked, and says at which printer the drawer hangs',
    input: { printer: 'Impresora caja' },
    context: { actor: anActor('counter', LUIS) },
    reply: { printerId: 'counter-printer', printer: 'Impresora caja' },
    changes: [],
    events: [{ kind: 'drawer.asked', order: null, printerId: 'counter-printer', by: 'Luis' }],
  },
  {
    it: 'writes down each time that it is asked for',
    input: { printer: 'Impresora caja' },
    context: { key: 'again' },
    events: [{ kind: 'drawer.asked', by: 'Ana' }],
  },
  {
    it: 'names the program that asked',
    input: { printer: 'Impresora caja' },
    context: { actor: aProgram() },
    events: [{ kind: 'drawer.asked', by: 'Tienda' }],
  },
  {
    it: 'knows the printer however its name is written',
    input: { printer: 'IMPRESORA CAJA' },
    reply: { printerId: 'counter-printer', printer: 'Impresora caja' },
  },
  {
    it: 'refuses a printer that is not there',
    input: { printer: 'Impresora patio' },
    refuses: 'PRINTER_UNKNOWN',
  },
]);
