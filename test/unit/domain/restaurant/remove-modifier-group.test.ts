/** removeModifierGroup: a question leaves the menu and the dishes that ask it. */
import { removeModifierGroupRule } from '../../../../src-main/host/domain/restaurant/edit-menu';
import { NOW } from '../../../support/rules/context';
import { aLayout, anItem, EXTRAS } from '../../../support/rules/restaurant';
import { table } from '../../../support/rules/rule-table';

const POINT = { ...EXTRAS, id: 'point', name: 'Punto' };
const place = aLayout({
  items: [
    anItem(),
    anItem({ id: 'bife', name: 'Bife', price: 2_000, groupIds: ['point', 'extras'] }),
    anItem({ id: 'lomo', name: 'Lomo', groupIds: ['extras'], removable: ['sal'] }),
    anItem({ id: 'ojo', name: 'Ojo de bife', groupIds: ['point'] }),
  ],
  modifierGroups: [EXTRAS, POINT],
});

table(removeModifierGroupRule, { place }, [
  {
    it: 'takes the question from the dishes that ask it, with all else as it was',
    input: { id: 'extras' },
    reply: { id: 'extras', name: 'Agregados', items: 2 },
    changes: [
      { save: 'item', item: { id: 'bife', name: 'Bife', price: 2_000, groupIds: ['point'] } },
      { save: 'item', item: { id: 'lomo', groupIds: [], removable: ['sal'] } },
      { drop: 'modifierGroup', id: 'extras', at: NOW },
    ],
    events: [
      {
        kind: 'restaurant.changed',
        order: null,
        what: 'modifiers-removed',
        name: 'Agregados',
        by: 'Ana',
        changes: [{ field: 'items', from: null, to: 2 }],
      },
    ],
  },
  {
    it: 'takes a question away that no dish asks',
    input: { id: 'extras' },
    facts: { place: { ...place, items: [anItem()] } },
    reply: { items: 0 },
    changes: [{ drop: 'modifierGroup', id: 'extras' }],
  },
  {
    it: 'refuses a question that was removed already',
    input: { id: 'gone' },
    refuses: 'RESTAURANT_INVALID',
    details: { reason: 'esa pregunta ya no existe' },
  },
]);
