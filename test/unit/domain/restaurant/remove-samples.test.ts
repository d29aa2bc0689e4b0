/** removeSamples: what a first start brought along leaves, and a real printer takes over. */
import { removeSamplesRule } from '../../../../src-main/host/domain/restaurant/remove-samples';
import type { CommandText } from '../../../../src-shared/commands/registry';
import { NOW } from '../../../support/rules/context';
import {
  aLayout,
  anItem,
  aPrinter,
  aStation,
  BAR,
  CATEGORIES,
  COUNTER,
  EXTRAS,
  ITEMS,
  KITCHEN,
} from '../../../support/rules/restaurant';
import { table } from '../../../support/rules/rule-table';

const virtual = { kind: 'virtual', port: 9_101, ticketMs: null, mmPerSecond: 150 } as const;
const SAMPLE_1 = aPrinter({ address: virtual });
const SAMPLE_2 = aPrinter({ id: 'bar-printer', name: 'Impresora bar', address: virtual });
const REAL = aPrinter({ id: 'real', name: 'Epson' });
const OTHER = aPrinter({ id: 'other', name: 'Star' });
const FOLDER = aPrinter({ id: 'folder', name: 'PDF', address: { kind: 'pdf', folder: null } });
const SCREEN = aPrinter({ id: 'screen', name: 'Pantalla', address: { kind: 'screen' } });
/** Kitchen and bar print on samples; what a first start made besides is two dishes, two tables. */
const STATIONS = [
  { ...KITCHEN, fallbacks: ['bar-printer'] },
  { ...BAR, whenUnsure: 'ask' as const },
];
const PLACE = aLayout({
  stations: STATIONS,
  printers: [SAMPLE_1, SAMPLE_2, REAL, OTHER, FOLDER, SCREEN],
});
const FACTS = {
  place: PLACE,
  samples: {
    printers: [SAMPLE_1, SAMPLE_2],
    items: ['milanesa', 'bife'],
    tables: ['table-1', 'table-2'],
    categories: ['dishes', 'drinks'],
    modifierGroups: ['extras'],
  },
  liveJobs: new Map<string, number>(),
  busyTables: new Set<string>(),
};
const removing = (
  differing: Partial<CommandText<'removeSamples'>>,
): CommandText<'removeSamples'> => ({
  to: null,
  printers: false,
  menu: false,
  tables: false,
  ...differing,
});
const TO_REAL = removing({ to: 'real', printers: true });
const DROPPED = [
  { set: 'printerRemoved', id: 'kitchen-printer', at: NOW },
  { set: 'printerRemoved', id: 'bar-printer', at: NOW },
];
const withStation = (fallbacks: readonly string[], printerId = 'kitchen-printer') => ({
  place: { ...PLACE, stations: [aStation({ printerId, fallbacks })] },
});

table(removeSamplesRule, FACTS, [
  {
    it: 'takes everything of the sample away, and a real printer takes each station’s place',
    input: { to: 'real', printers: true, menu: true, tables: true },
    reply: { printers: ['Impresora cocina', 'Impresora bar'], items: 2, tables: 2, kept: [] },
    changes: [
      {
        set: 'stationChain',
        id: 'kitchen',
        printerId: 'real',
        fallbacks: [],
        whenUnsure: 'reprint',
      },
      { set: 'stationChain', id: 'bar', printerId: 'real', fallbacks: [], whenUnsure: 'ask' },
      ...DROPPED,
      { drop: 'item', id: 'milanesa', at: NOW },
      { drop: 'item', id: 'bife', at: NOW },
      { drop: 'category', id: 'dishes', at: NOW },
      { drop: 'modifierGroup', id: 'extras', at: NOW },
      { drop: 'table', id: 'table-1', at: NOW },
      { drop: 'table', id: 'table-2', at: NOW },
    ],
    events: [
      {
        kind: 'restaurant.changed',
        order: null,
        what: 'samples-removed',
        name: 'La Esquina',
        by: 'Ana',
        changes: [
          { field: 'printers', from: null, to: 'Impresora cocina, Impresora bar' },
          { field: 'to', from: null, to: 'Epson' },
          { field: 'items', from: null, to: 2 },
          { field: 'tables', from: null, to: 2 },
        ],
      },
    ],
  },
  {
    it: 'leaves everything where nothing is to leave',
    input: removing({}),
    reply: { printers: [], items: 0, tables: 0, kept: [] },
    changes: [],
    events: [
      {
        changes: [
          { field: 'items', to: 0 },
          { field: 'tables', to: 0 },
        ],
      },
    ],
  },
  {
    it: 'finds nothing to take away a second time',
    input: { to: 'real', printers: true, menu: true, tables: true },
    facts: {
      ...withStation(['other'], 'real'),
      samples: { printers: [], items: [], tables: [], categories: [], modifierGroups: [] },
    },
    reply: { printers: [], items: 0, tables: 0, kept: [] },
    changes: [],
  },

  // Chains.
  {
    it: 'takes sample printers alone, with the rest of the sample as it is',
    input: TO_REAL,
    reply: { items: 0, tables: 0 },
    changes: [
      { set: 'stationChain', id: 'kitchen' },
      { set: 'stationChain', id: 'bar' },
      ...DROPPED,
    ],
  },
  {
    it: 'lets the real printer behind a sample one move up, whatever printer is named',
    input: TO_REAL,
    facts: withStation(['other', 'bar-printer', 'folder']),
    changes: [
      { set: 'stationChain', id: 'kitchen', printerId: 'other', fallbacks: ['folder'] },
      ...DROPPED,
    ],
  },
  {
    it: 'does not touch a chain without sample printers',
    input: TO_REAL,
    facts: withStation(['folder'], 'other'),
    changes: DROPPED,
  },
  {
    it: 'takes a sample printer from behind a real one',
    input: removing({ printers: true }),
    facts: withStation(['bar-printer', 'real'], 'other'),
    changes: [{ set: 'stationChain', printerId: 'other', fallbacks: ['real'] }, ...DROPPED],
  },
  {
    it: 'puts the real printer before a folder and a screen that stood behind a sample one',
    input: TO_REAL,
    facts: withStation(['folder', 'screen']),
    changes: [
      { set: 'stationChain', printerId: 'real', fallbacks: ['folder', 'screen'] },
      ...DROPPED,
    ],
  },
  {
    it: 'does not put a printer before a folder where no sample printer stood',
    input: TO_REAL,
    facts: withStation(['screen'], 'folder'),
    changes: DROPPED,
  },
  {
    it: 'keeps a folder alone in a chain where no real printer is named',
    input: removing({ printers: true }),
    facts: withStation(['folder']),
    changes: [{ set: 'stationChain', printerId: 'folder', fallbacks: [] }, ...DROPPED],
  },
  {
    it: 'names the printer once that stood behind the sample one already',
    input: removing({ to: 'folder', printers: true }),
    facts: withStation(['folder', 'screen']),
    changes: [{ set: 'stationChain', printerId: 'folder', fallbacks: ['screen'] }, ...DROPPED],
  },

  // The menu.
  {
    it: 'keeps the sample’s categories and questions that the owner’s own dishes are in or ask',
    input: removing({ menu: true }),
    facts: {
      place: aLayout({
        categories: [...CATEGORIES, { id: 'sweets', name: 'Postres' }],
        items: [...ITEMS, anItem({ id: 'own', groupIds: ['extras'] })],
        modifierGroups: [EXTRAS, { ...EXTRAS, id: 'point' }],
      }),
      samples: {
        ...FACTS.samples,
        items: ['milanesa', 'bife', 'agua'],
        categories: ['dishes', 'drinks'],
        modifierGroups: ['extras', 'point'],
      },
    },
    reply: { printers: [], items: 3 },
    changes: [
      { drop: 'item', id: 'milanesa' },
      { drop: 'item', id: 'bife' },
      { drop: 'item', id: 'agua' },
      { drop: 'category', id: 'drinks' },
      { drop: 'modifierGroup', id: 'point' },
    ],
  },

  // Tables.
  {
    it: 'keeps a table of the sample at which guests sit, and says which',
    input: removing({ tables: true }),
    facts: { busyTables: new Set(['table-2', 'table-3']) },
    reply: { tables: 1, kept: ['2'] },
    changes: [{ drop: 'table', id: 'table-1', at: NOW }],
    events: [
      {
        changes: [
          { field: 'items', to: 0 },
          { field: 'tables', to: 1 },
        ],
      },
    ],
  },
  {
    it: 'says of no table that it was kept where tables were not to leave',
    input: removing({ menu: true }),
    facts: { busyTables: new Set(['table-2']) },
    reply: { tables: 0, kept: [] },
  },

  // Refusals.
  {
    it: 'refuses a printer that was removed meanwhile',
    input: removing({ to: 'gone', printers: true }),
    refuses: 'RESTAURANT_INVALID',
    details: { reason: 'esa impresora ya no existe' },
  },
  {
    it: 'refuses a sample printer in the place of the sample ones',
    input: removing({ to: 'bar-printer', printers: true }),
    refuses: 'SAMPLE_PRINTER',
    details: { printer: 'Impresora bar' },
  },
  {
    it: 'refuses while tickets wait at a sample printer',
    input: TO_REAL,
    facts: {
      liveJobs: new Map([
        ['kitchen-printer', 0],
        ['bar-printer', 3],
      ]),
    },
    refuses: 'PRINTER_IN_USE',
    details: { printer: 'Impresora bar', reason: '3 comandas esperan en ella' },
  },
  {
    it: 'refuses while one ticket waits at a sample printer, in the singular',
    input: TO_REAL,
    facts: { liveJobs: new Map([['kitchen-printer', 1]]) },
    refuses: 'PRINTER_IN_USE',
    details: { printer: 'Impresora cocina', reason: '1 comanda espera en ella' },
  },
  {
    it: 'does not mind tickets that wait at a real printer',
    input: TO_REAL,
    facts: { liveJobs: new Map([['real', 5]]) },
    reply: { printers: ['Impresora cocina', 'Impresora bar'] },
  },
  {
    it: 'refuses where a station is left without any printer',
    input: removing({ printers: true }),
    refuses: 'RESTAURANT_INVALID',
    details: { reason: 'diga qué impresora toma lo de Cocina' },
  },
  {
    it: 'needs no printer where the samples’ printers stay',
    input: removing({ menu: true, tables: true }),
    facts: {
      liveJobs: new Map([['kitchen-printer', 2]]),
      place: { ...PLACE, stations: [COUNTER] },
    },
    reply: { printers: [], items: 2, tables: 2 },
  },
]);
