/** relocatePrinter: a sample printer whose port was taken moves to another. */
import { relocatePrinterRule } from '../../../../src-main/host/domain/restaurant/set-up';
import { aLane } from '../../../support/rules/printing';
import { aPrinter } from '../../../support/rules/restaurant';
import { table } from '../../../support/rules/rule-table';

const sample = aPrinter({
  address: { kind: 'virtual', port: 9_101, ticketMs: 800, mmPerSecond: 150 },
});

table(relocatePrinterRule, { lane: aLane({ printer: sample }) }, [
  {
    it: 'moves the printer to the port, its paper as fast as before',
    input: { printerId: 'kitchen-printer', port: 9_201 },
    reply: { port: 9_201 },
    changes: [
      {
        set: 'printerAddress',
        id: 'kitchen-printer',
        address: { kind: 'virtual', port: 9_201, ticketMs: 800, mmPerSecond: 150 },
      },
    ],
    events: [
      {
        kind: 'restaurant.changed',
        order: null,
        what: 'printer-moved',
        name: 'Impresora cocina',
        by: 'Ana',
      },
    ],
  },
  {
    it: 'writes the same port again where it is moved to where it is',
    input: { printerId: 'kitchen-printer', port: 9_101 },
    changes: [{ set: 'printerAddress', address: { port: 9_101 } }],
  },
  {
    it: 'refuses a printer that is real: its port is its own',
    input: { printerId: 'kitchen-printer', port: 9_201 },
    facts: { lane: aLane() },
    refuses: 'PRINTER_UNKNOWN',
  },
  {
    it: 'refuses a printer that there is not',
    input: { printerId: 'kitchen-printer', port: 9_201 },
    facts: { lane: null },
    refuses: 'PRINTER_UNKNOWN',
  },
]);
