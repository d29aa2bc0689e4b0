/** removeItem: a dish leaves the menu. */
import { removeItemRule } from '../../../../src-main/host/domain/restaurant/edit-menu';
import { NOW } from '../../../support/rules/context';
import { aLayout } from '../../../support/rules/restaurant';
import { table } from '../../../support/rules/rule-table';

table(removeItemRule, { place: aLayout() }, [
  {
    it: 'takes the dish out of use',
    input: { id: 'bife' },
    reply: { id: 'bife', name: 'Bife' },
    changes: [{ drop: 'item', id: 'bife', at: NOW }],
    events: [
      { kind: 'restaurant.changed', order: null, what: 'item-removed', name: 'Bife', by: 'Ana' },
    ],
  },
  {
    it: 'refuses a dish that was removed already',
    input: { id: 'gone' },
    refuses: 'RESTAURANT_INVALID',
    details: { reason: 'ese plato ya no existe' },
  },
]);
