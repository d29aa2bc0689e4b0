/** removeStation: a station leaves once nothing is under way there. */
import { removeStationRule } from '../../../../src-main/host/domain/restaurant/edit-stations';
import { NOW } from '../../../support/rules/context';
import { aLayout, ROUTES } from '../../../support/rules/restaurant';
import { table } from '../../../support/rules/rule-table';

const refused = (reason: string) =>
  ({ refuses: 'RESTAURANT_INVALID', details: { reason } }) as const;

/** Two of three rules name the bar. */
const place = aLayout({
  rules: [...ROUTES, { id: 'own', itemId: 'bife', categoryId: null, stationId: 'bar' }],
});

table(removeStationRule, { place, stationInUse: false }, [
  {
    it: 'takes a station out of use, and tells how many rules named it',
    input: { id: 'bar' },
    reply: { id: 'bar', name: 'Bar' },
    changes: [{ drop: 'station', id: 'bar', at: NOW }],
    events: [
      {
        kind: 'restaurant.changed',
        order: null,
        what: 'station-removed',
        name: 'Bar',
        by: 'Ana',
        changes: [{ field: 'rules', from: null, to: 2 }],
      },
    ],
  },
  {
    it: 'refuses the default station',
    input: { id: 'kitchen' },
    ...refused('Cocina recibe lo que no tiene destino; elija primero otra para eso'),
  },
  {
    it: 'refuses a station that has tickets of orders which are not over',
    input: { id: 'bar' },
    facts: { stationInUse: true },
    ...refused('Bar tiene comandas de pedidos abiertos; ciérrela por hoy y quítela después'),
  },
  {
    it: 'refuses a station that was removed already',
    input: { id: 'gone' },
    ...refused('esa estación ya no existe'),
  },
]);
