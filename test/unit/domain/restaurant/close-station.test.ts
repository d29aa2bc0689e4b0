/** closeStation: for the rest of the business day another station cooks its dishes. */
import { closeStationRule } from '../../../../src-main/host/domain/restaurant/edit-stations';
import { TODAY } from '../../../support/rules/context';
import {
  aLayout,
  aPrinter,
  aStation,
  BAR,
  COUNTER,
  KITCHEN,
} from '../../../support/rules/restaurant';
import { table } from '../../../support/rules/rule-table';

const CLOSED = { ...BAR, closed: { to: 'kitchen', day: TODAY } };
const closed = aLayout({ stations: [KITCHEN, CLOSED, COUNTER] });
const PASS = aStation({ id: 'pass', name: 'Pase', printerId: 'bar-printer', takesAll: true });
const withPass = aLayout({ stations: [KITCHEN, BAR, COUNTER, PASS] });
const sample = { kind: 'virtual', port: 9_101, ticketMs: null, mmPerSecond: 150 } as const;
const SAMPLE_KITCHEN = aPrinter({ address: sample });
const BAR_PRINTER = aPrinter({ id: 'bar-printer', name: 'Impresora bar' });
const refused = (reason: string) =>
  ({ refuses: 'RESTAURANT_INVALID', details: { reason } }) as const;

table(closeStationRule, { place: aLayout() }, [
  {
    it: 'closes a station for the business day, all else of it as before',
    input: { id: 'bar', to: 'kitchen' },
    reply: { id: 'bar', name: 'Bar', to: 'Cocina' },
    changes: [
      {
        save: 'station',
        station: {
          id: 'bar',
          name: 'Bar',
          printerId: 'bar-printer',
          isDefault: false,
          closed: { to: 'kitchen', day: TODAY },
        },
      },
    ],
    events: [
      {
        kind: 'restaurant.changed',
        order: null,
        what: 'station-closed',
        name: 'Bar',
        by: 'Ana',
        changes: [{ field: 'to', from: null, to: 'Cocina' }],
      },
    ],
  },
  {
    it: 'lets another station take over than the one that did',
    input: { id: 'bar', to: 'grill' },
    facts: {
      place: aLayout({ stations: [KITCHEN, CLOSED, aStation({ id: 'grill', name: 'Parrilla' })] }),
    },
    reply: { to: 'Parrilla' },
    changes: [{ station: { id: 'bar', closed: { to: 'grill', day: TODAY } } }],
  },
  {
    it: 'opens a station again',
    input: { id: 'bar', to: null },
    facts: { place: closed },
    reply: { id: 'bar', name: 'Bar', to: null },
    changes: [{ save: 'station', station: { id: 'bar', printerId: 'bar-printer', closed: null } }],
    events: [
      {
        kind: 'restaurant.changed',
        order: null,
        what: 'station-reopened',
        name: 'Bar',
        by: 'Ana',
      },
    ],
  },
  {
    it: 'changes nothing where a station that works is opened',
    input: { id: 'bar', to: null },
    reply: { id: 'bar', name: 'Bar', to: null },
    changes: [],
    events: [],
  },
  {
    it: 'changes nothing where a station is closed once more, and says again who takes over',
    input: { id: 'bar', to: 'kitchen' },
    facts: { place: closed },
    reply: { id: 'bar', name: 'Bar', to: 'Cocina' },
    changes: [],
    events: [],
  },
  {
    it: 'closes a station for today that was still closed for a business day which is over',
    input: { id: 'bar', to: 'kitchen' },
    facts: {
      place: aLayout({
        stations: [KITCHEN, { ...BAR, closed: { to: 'kitchen', day: '2026-11-21' } }, COUNTER],
      }),
    },
    reply: { to: 'Cocina' },
    changes: [{ save: 'station', station: { closed: { to: 'kitchen', day: TODAY } } }],
    events: [{ what: 'station-closed' }],
  },
  {
    it: 'opens a station that was still closed for a business day which is over',
    input: { id: 'bar', to: null },
    facts: {
      place: aLayout({
        stations: [KITCHEN, { ...BAR, closed: { to: 'kitchen', day: '2026-11-21' } }, COUNTER],
      }),
    },
    changes: [{ save: 'station', station: { closed: null } }],
  },
  {
    it: 'refuses a station that was removed meanwhile',
    input: { id: 'gone', to: 'kitchen' },
    ...refused('esa estación ya no existe'),
  },
  {
    it: 'refuses a station to take over that was removed meanwhile',
    input: { id: 'bar', to: 'gone' },
    ...refused('esa estación ya no existe'),
  },
  {
    it: 'refuses to close the counter: nothing is cooked there',
    input: { id: 'counter', to: 'kitchen' },
    ...refused('en Caja no se cocina: no hay nada que mandar a otra'),
  },
  {
    it: 'refuses to close the pass: nothing is cooked there',
    input: { id: 'pass', to: 'kitchen' },
    facts: { place: withPass },
    ...refused('en Pase no se cocina: no hay nada que mandar a otra'),
  },
  {
    it: 'refuses the counter to take over',
    input: { id: 'bar', to: 'counter' },
    ...refused('en Caja no se cocina'),
  },
  {
    it: 'refuses the pass to take over',
    input: { id: 'bar', to: 'pass' },
    facts: { place: withPass },
    ...refused('en Pase no se cocina'),
  },
  {
    it: 'refuses a station that is closed itself to take over',
    input: { id: 'kitchen', to: 'bar' },
    facts: { place: closed },
    ...refused('Bar también está cerrada'),
  },
  {
    it: 'refuses a station to take over from itself',
    input: { id: 'bar', to: 'bar' },
    ...refused('Bar también está cerrada'),
  },
  {
    it: 'refuses a station of a sample printer to take over from one that prints on paper',
    input: { id: 'bar', to: 'kitchen' },
    facts: { place: aLayout({ printers: [SAMPLE_KITCHEN, BAR_PRINTER] }) },
    ...refused('Cocina imprime en Impresora cocina, que es de muestra'),
  },
  {
    it: 'lets a station that prints on paper take over from one of a sample printer',
    input: { id: 'kitchen', to: 'bar' },
    facts: { place: aLayout({ printers: [SAMPLE_KITCHEN, BAR_PRINTER] }) },
    reply: { to: 'Bar' },
  },
  {
    it: 'lets one station of a sample printer take over from another',
    input: { id: 'bar', to: 'kitchen' },
    facts: {
      place: aLayout({ printers: [SAMPLE_KITCHEN, { ...BAR_PRINTER, address: sample }] }),
    },
    reply: { to: 'Cocina' },
  },
]);
