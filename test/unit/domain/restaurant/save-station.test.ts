/** saveStation: a station, new or another than before; its chain and screen are not its matter. */
import { expect, it } from 'vitest';
import { saveStationRule } from '../../../../src-main/host/domain/restaurant/edit-stations';
import type { CommandText } from '../../../../src-shared/commands/registry';
import { TODAY } from '../../../support/rules/context';
import {
  aLayout,
  aStation,
  BAR,
  COUNTER,
  KITCHEN,
  ROUTES,
} from '../../../support/rules/restaurant';
import { decisionOf, table } from '../../../support/rules/rule-table';

/** The bar as it is. */
function aBar(differing: Partial<CommandText<'saveStation'>> = {}): CommandText<'saveStation'> {
  return {
    id: 'bar',
    name: 'Bar',
    printer: 'bar-printer',
    isDefault: false,
    isCounter: false,
    takesAll: false,
    copies: 1,
    hurryMin: 6,
    lateMin: 12,
    ...differing,
  };
}
const refused = (reason: string) =>
  ({ refuses: 'RESTAURANT_INVALID', details: { reason } }) as const;
/** No dish goes to the bar. */
const idleBar = aLayout({ rules: ROUTES.filter(({ stationId }) => stationId !== 'bar') });

table(saveStationRule, { place: aLayout() }, [
  {
    it: 'adds a station at a printer: without fallbacks or screen, open, unsure tickets once more',
    input: aBar({ id: null, name: 'Parrilla', copies: 2, hurryMin: 8, lateMin: 15 }),
    reply: { id: 'new-1', name: 'Parrilla' },
    changes: [
      {
        save: 'station',
        station: {
          id: 'new-1',
          name: 'Parrilla',
          printerId: 'bar-printer',
          fallbacks: [],
          whenUnsure: 'reprint',
          hasScreen: false,
          closed: null,
          isDefault: false,
          isCounter: false,
          takesAll: false,
          copies: 2,
          hurryMin: 8,
          lateMin: 15,
        },
      },
    ],
    events: [
      {
        kind: 'restaurant.changed',
        order: null,
        what: 'station-saved',
        name: 'Parrilla',
        by: 'Ana',
        changes: [
          { field: 'name', from: null, to: 'Parrilla' },
          { field: 'copies', from: null, to: 2 },
          { field: 'hurryMin', from: null, to: 8 },
          { field: 'lateMin', from: null, to: 15 },
        ],
      },
    ],
  },
  {
    it: 'changes a station, and keeps its chain, its screen and that it is closed tonight',
    input: aBar({ name: 'Barra', copies: 3, hurryMin: 5, lateMin: 5, printer: 'kitchen-printer' }),
    facts: {
      place: aLayout({
        stations: [
          KITCHEN,
          {
            ...BAR,
            fallbacks: ['kitchen-printer'],
            whenUnsure: 'ask',
            hasScreen: true,
            closed: { to: 'kitchen', day: TODAY },
          },
          COUNTER,
        ],
      }),
    },
    reply: { id: 'bar', name: 'Barra' },
    changes: [
      {
        save: 'station',
        station: {
          id: 'bar',
          name: 'Barra',
          printerId: 'bar-printer',
          fallbacks: ['kitchen-printer'],
          whenUnsure: 'ask',
          hasScreen: true,
          closed: { to: 'kitchen', day: TODAY },
          copies: 3,
          hurryMin: 5,
          lateMin: 5,
        },
      },
    ],
    events: [
      {
        changes: [
          { field: 'name', from: 'Bar', to: 'Barra' },
          { field: 'copies', from: 1, to: 3 },
          { field: 'hurryMin', from: 6, to: 5 },
          { field: 'lateMin', from: 12, to: 5 },
        ],
      },
    ],
  },
  {
    it: 'makes another station the default one',
    input: aBar({ isDefault: true }),
    changes: [{ save: 'station', station: { id: 'bar', isDefault: true } }],
    events: [{ changes: [{ field: 'default', from: false, to: true }] }],
  },
  {
    it: 'makes a station without dishes the counter',
    input: aBar({ isCounter: true }),
    facts: { place: idleBar },
    changes: [{ station: { id: 'bar', isCounter: true, takesAll: false } }],
    events: [{ changes: [{ field: 'counter', from: false, to: true }] }],
  },
  {
    it: 'makes a station without dishes the pass, which gets everything',
    input: aBar({ takesAll: true }),
    facts: { place: idleBar },
    changes: [{ station: { id: 'bar', isCounter: false, takesAll: true } }],
    events: [{ changes: [{ field: 'takesAll', from: false, to: true }] }],
  },
  {
    it: 'adds a counter at once',
    input: aBar({ id: null, name: 'Caja 2', isCounter: true }),
    changes: [{ station: { id: 'new-1', isCounter: true } }],
  },
  {
    it: 'refuses a station that was removed meanwhile',
    input: aBar({ id: 'gone' }),
    ...refused('esa estación ya no existe'),
  },
  {
    it: 'refuses a printer that was removed meanwhile',
    input: aBar({ printer: 'gone' }),
    ...refused('esa impresora ya no existe'),
  },
  {
    it: 'refuses a name that another station has, however it is written',
    input: aBar({ name: 'cocina' }),
    ...refused('ya hay una estación que se llama Cocina'),
  },
  {
    it: 'refuses to leave the restaurant without a default station',
    input: aBar({ id: 'kitchen', name: 'Fuegos' }),
    ...refused('Cocina recibe lo que no tiene destino; elija primero otra para eso'),
  },
  {
    it: 'lets the default station be changed that stays it',
    input: aBar({ id: 'kitchen', name: 'Fuegos', isDefault: true }),
    changes: [{ station: { id: 'kitchen', name: 'Fuegos', isDefault: true } }],
  },
  {
    it: 'refuses a counter as the default station: nothing is cooked there',
    input: aBar({ id: null, name: 'Caja 2', isDefault: true, isCounter: true }),
    ...refused('lo que no tiene destino va a una estación donde se cocina'),
  },
  {
    it: 'refuses the pass as the default station: nothing is cooked there',
    input: aBar({ id: null, name: 'Pase', isDefault: true, takesAll: true }),
    ...refused('lo que no tiene destino va a una estación donde se cocina'),
  },
  {
    it: 'refuses to make a station the counter to which dishes go',
    input: aBar({ isCounter: true }),
    ...refused('Bar tiene platos; mándelos primero a otra estación'),
  },
  {
    it: 'refuses to make a station the pass to which dishes go',
    input: aBar({ takesAll: true }),
    ...refused('Bar tiene platos; mándelos primero a otra estación'),
  },
]);

it('writes the same station again, and tells of no field then', () => {
  const place = aLayout({ stations: [KITCHEN, aStation(BAR), COUNTER] });
  expect(decisionOf(saveStationRule, { place }, { input: aBar() })).toMatchObject({
    changes: [{ save: 'station', station: BAR }],
    events: [expect.not.objectContaining({ changes: expect.anything() })],
  });
});
