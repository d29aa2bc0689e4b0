/** addPrinter: the owner names a printer and says where it is. */
import { expect, it } from 'vitest';
import { addPrinterRule } from '../../../../src-main/host/domain/printing/manage-printers';
import type { PrinterAddress } from '../../../../src-shared/model/printers';
import { aContext, NOW } from '../../../support/rules/context';
import { ALL_PRINTERS } from '../../../support/rules/printers';
import { aPrinter } from '../../../support/rules/restaurant';
import { table } from '../../../support/rules/rule-table';

it('addPrinter asks for the printers that there are', () => {
  const input = { name: 'Terraza', address: { kind: 'screen' }, profile: FULL } as const;
  expect(addPrinterRule.needs(input, aContext())).toEqual({ printers: true });
});

const FULL = {
  columns: 32,
  codePage: 'PC437',
  language: 'star',
  fence: 'star',
  answersStatus: true,
  identity: { maker: 'Star', model: 'mC-Print3', serial: '7' },
} as const;
/** What is left of it where nothing comes back. */
const SILENT = {
  columns: 32,
  codePage: 'PC437',
  language: 'star',
  fence: 'none',
  answersStatus: false,
  identity: null,
} as const;
const adding = (address: PrinterAddress) => ({ name: 'Terraza', address, profile: FULL });
const tcp = (host: string, port = 9100): PrinterAddress => ({ kind: 'tcp', host, port });
const usb = (device: string, serial: string | null = null): PrinterAddress => ({
  kind: 'usb',
  device,
  serial,
});
const at = (address: PrinterAddress) => ({
  printers: [...ALL_PRINTERS, aPrinter({ id: 'other', name: 'La otra', address })],
});
const taken = { reason: 'en esa dirección ya está "La otra"' };

table(addPrinterRule, { printers: ALL_PRINTERS }, [
  {
    it: 'adds a printer with its profile, which is looked at before it is called ready',
    input: adding(tcp('192.168.0.60')),
    reply: { printerId: 'new-1', printer: 'Terraza' },
    changes: [
      {
        put: 'printer',
        printer: { id: 'new-1', name: 'Terraza', address: tcp('192.168.0.60'), profile: FULL },
      },
      {
        set: 'printer',
        id: 'new-1',
        msPerLine: 35,
        health: { state: 'ready', failures: 1, retryAt: NOW, cause: null, backAt: null },
      },
    ],
    events: [
      {
        kind: 'restaurant.changed',
        order: null,
        what: 'printer-added',
        name: 'Terraza',
        by: 'Ana',
      },
      {
        kind: 'printer.changed',
        order: null,
        printerId: 'new-1',
        msPerLine: 35,
        health: { failures: 1, retryAt: NOW },
      },
    ],
  },
  {
    it: 'keeps of what it was not told nothing: no fence, no status, no name',
    input: {
      name: 'Terraza',
      address: tcp('192.168.0.60'),
      profile: { columns: 42, codePage: 'PC858' },
    },
    changes: [
      {
        put: 'printer',
        printer: {
          profile: { language: 'escpos', fence: 'none', answersStatus: false, identity: null },
        },
      },
      { set: 'printer' },
    ],
  },
  ...(
    [
      usb('/dev/usb/lp0'),
      { kind: 'virtual', port: 9101, ticketMs: null, mmPerSecond: 150 },
    ] as readonly PrinterAddress[]
  ).map((address) => ({
    it: `asks a printer of kind ${address.kind} what its profile says that it answers`,
    input: adding(address),
    changes: [{ put: 'printer', printer: { address, profile: FULL } }, { set: 'printer' }],
  })),
  ...(
    [
      { kind: 'spool', queue: 'Cocina' },
      { kind: 'pdf', folder: null },
    ] as readonly PrinterAddress[]
  ).map((address) => ({
    it: `asks nothing where nothing comes back: ${address.kind}`,
    input: adding(address),
    changes: [
      { put: 'printer', printer: { address, profile: SILENT } },
      { set: 'printer', id: 'new-1', health: { failures: 1 } },
    ],
  })),
  {
    it: 'does not look at a screen: it says itself what it shows',
    input: adding({ kind: 'screen' }),
    reply: { printerId: 'new-1' },
    changes: [{ put: 'printer', printer: { profile: SILENT } }],
    events: [{ kind: 'restaurant.changed', what: 'printer-added' }],
  },
  {
    it: 'adds a second folder and a second screen: no two lanes meet at a printer there',
    input: adding({ kind: 'pdf', folder: null }),
    facts: at({ kind: 'pdf', folder: null }),
    reply: { printer: 'Terraza' },
  },
  {
    it: 'adds a second queue of the system',
    input: adding({ kind: 'spool', queue: 'Bar' }),
    facts: at({ kind: 'spool', queue: 'Cocina' }),
    reply: { printer: 'Terraza' },
  },
  {
    it: 'adds one at another port of the same machine',
    input: adding(tcp('192.168.0.60', 9101)),
    facts: at(tcp('192.168.0.60', 9100)),
    reply: { printer: 'Terraza' },
  },
  {
    it: 'adds one by another serial number, though the system gave it a name that another had',
    input: adding(usb('/dev/usb/lp0', 'B2')),
    facts: at(usb('/dev/usb/lp0', 'A1')),
    reply: { printer: 'Terraza' },
  },
  ...(
    [
      ['at its address', tcp('192.168.0.60'), tcp('192.168.0.60')],
      ['at its name in large letters', tcp('COCINA.local'), tcp('cocina.LOCAL')],
      [
        'at a sample’s port of this machine',
        tcp('127.0.0.1', 9107),
        { kind: 'virtual', port: 9107, ticketMs: null, mmPerSecond: 150 },
      ],
      ['of its serial number', usb('/dev/usb/lp1', 'A1'), usb('/dev/usb/lp0', 'A1')],
      ['of its device', usb('/dev/usb/lp1'), usb('/dev/usb/lp1')],
      ['of its queue', { kind: 'spool', queue: 'Bar' }, { kind: 'spool', queue: 'Bar' }],
    ] as readonly (readonly [string, PrinterAddress, PrinterAddress])[]
  ).map(([where, address, other]) => ({
    it: `refuses a printer where there is one ${where}: two lanes would meet at it`,
    input: adding(address),
    facts: at(other),
    refuses: 'ADDRESS_REFUSED' as const,
    details: taken,
  })),
  {
    it: 'refuses to add it twice, by its name in any letters',
    input: { ...adding(tcp('192.168.0.60')), name: 'IMPRESORA CÓCINA' },
    refuses: 'PRINTER_EXISTS',
    details: { printer: 'IMPRESORA CÓCINA' },
  },
]);
