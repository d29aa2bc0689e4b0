/** removeTable: a table leaves the floor while no guests sit at it. */
import { removeTableRule } from '../../../../src-main/host/domain/restaurant/edit-floor';
import { NOW } from '../../../support/rules/context';
import { aLayout } from '../../../support/rules/restaurant';
import { table } from '../../../support/rules/rule-table';

table(removeTableRule, { place: aLayout(), tableInUse: false }, [
  {
    it: 'takes the table out of use',
    input: { id: 'table-2' },
    reply: { id: 'table-2', name: '2' },
    changes: [{ drop: 'table', id: 'table-2', at: NOW }],
    events: [
      { kind: 'restaurant.changed', order: null, what: 'table-removed', name: '2', by: 'Ana' },
    ],
  },
  {
    it: 'refuses a table at which an order stands that is not over',
    input: { id: 'table-2' },
    facts: { tableInUse: true },
    refuses: 'RESTAURANT_INVALID',
    details: { reason: 'la mesa 2 tiene un pedido abierto' },
  },
  {
    it: 'refuses a table that was removed already',
    input: { id: 'table-9' },
    refuses: 'RESTAURANT_INVALID',
    details: { reason: 'esa mesa ya no existe' },
  },
]);
