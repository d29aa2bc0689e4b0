/** saveModifierGroup: a question that dishes ask, with its options. */
import { expect, it } from 'vitest';
import { saveModifierGroupRule } from '../../../../src-main/host/domain/restaurant/edit-menu';
import { aLayout } from '../../../support/rules/restaurant';
import { decisionOf, table } from '../../../support/rules/rule-table';

/** Agregados as it is. */
const EXTRAS = {
  id: 'extras',
  name: 'Agregados',
  min: 0,
  max: 2,
  options: [
    { name: 'Panceta', price: 300 },
    { name: 'Huevo', price: 200 },
  ],
};
const refused = (reason: string) =>
  ({ refuses: 'RESTAURANT_INVALID', details: { reason } }) as const;

table(saveModifierGroupRule, { place: aLayout() }, [
  {
    it: 'adds a question, and tells what its options cost where they cost something',
    input: {
      name: 'Punto',
      min: 1,
      max: 1,
      options: [{ name: 'Jugoso' }, { name: 'Cocido', price: 50 }],
    },
    reply: { id: 'new-1', name: 'Punto' },
    changes: [
      {
        save: 'modifierGroup',
        group: {
          id: 'new-1',
          name: 'Punto',
          min: 1,
          max: 1,
          options: [
            { name: 'Jugoso', price: 0 },
            { name: 'Cocido', price: 50 },
          ],
        },
      },
    ],
    events: [
      {
        kind: 'restaurant.changed',
        order: null,
        what: 'modifiers-saved',
        name: 'Punto',
        by: 'Ana',
        changes: [
          { field: 'name', from: null, to: 'Punto' },
          { field: 'min', from: null, to: 1 },
          { field: 'max', from: null, to: 1 },
          { field: 'options', from: null, to: 'Jugoso, Cocido +50' },
        ],
      },
    ],
  },
  {
    it: 'changes a question, and tells what it was',
    input: { ...EXTRAS, name: 'Extras', min: 1, max: 3, options: [{ name: 'Huevo', price: 250 }] },
    reply: { id: 'extras', name: 'Extras' },
    changes: [
      {
        save: 'modifierGroup',
        group: { id: 'extras', name: 'Extras', min: 1, max: 3, options: [{ price: 250 }] },
      },
    ],
    events: [
      {
        changes: [
          { field: 'name', from: 'Agregados', to: 'Extras' },
          { field: 'min', from: 0, to: 1 },
          { field: 'max', from: 2, to: 3 },
          { field: 'options', from: 'Panceta +300, Huevo +200', to: 'Huevo +250' },
        ],
      },
    ],
  },
  {
    it: 'refuses a name that another question has',
    input: { ...EXTRAS, id: null, name: 'agregados' },
    ...refused('ya hay una pregunta que se llama Agregados'),
  },
  {
    it: 'refuses an option that is there twice, however it is written',
    input: { ...EXTRAS, options: [{ name: 'Huevo' }, { name: 'huevo', price: 10 }] },
    ...refused('una opción está dos veces'),
  },
  {
    it: 'refuses a question that was removed meanwhile',
    input: { ...EXTRAS, id: 'gone' },
    ...refused('esa pregunta ya no existe'),
  },
]);

it('writes the same question again, and tells of no field then', () => {
  expect(decisionOf(saveModifierGroupRule, { place: aLayout() }, { input: EXTRAS })).toMatchObject({
    changes: [{ save: 'modifierGroup', group: EXTRAS }],
    events: [expect.not.objectContaining({ changes: expect.anything() })],
  });
});
