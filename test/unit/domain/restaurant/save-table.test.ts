/** saveTable: a table of the floor, new or another than before. */
import { expect, it } from 'vitest';
import { saveTableRule } from '../../../../src-main/host/domain/restaurant/edit-floor';
import { aLayout } from '../../../support/rules/restaurant';
import { decisionOf, table } from '../../../support/rules/rule-table';

const TABLE_1 = { id: 'table-1', name: '1', area: 'Salón', seats: 4 };

table(saveTableRule, { place: aLayout() }, [
  {
    it: 'adds a table',
    input: { name: '4', area: 'Patio', seats: null },
    reply: { id: 'new-1', name: '4' },
    changes: [{ save: 'table', table: { id: 'new-1', name: '4', area: 'Patio', seats: null } }],
    events: [
      {
        kind: 'restaurant.changed',
        order: null,
        what: 'table-saved',
        name: '4',
        by: 'Ana',
        changes: [
          { field: 'name', from: null, to: '4' },
          { field: 'area', from: null, to: 'Patio' },
        ],
      },
    ],
  },
  {
    it: 'changes a table, and tells what of it is another',
    input: { ...TABLE_1, name: 'Ventana', seats: 6 },
    reply: { id: 'table-1', name: 'Ventana' },
    changes: [
      { save: 'table', table: { id: 'table-1', name: 'Ventana', area: 'Salón', seats: 6 } },
    ],
    events: [
      {
        name: 'Ventana',
        changes: [
          { field: 'name', from: '1', to: 'Ventana' },
          { field: 'seats', from: 4, to: 6 },
        ],
      },
    ],
  },
  {
    it: 'lets a table keep its name',
    input: { ...TABLE_1, area: 'Patio' },
    changes: [{ save: 'table', table: { id: 'table-1', name: '1', area: 'Patio' } }],
    events: [{ changes: [{ field: 'area', from: 'Salón', to: 'Patio' }] }],
  },
  {
    it: 'refuses a name that another table has',
    input: { ...TABLE_1, name: '2' },
    refuses: 'RESTAURANT_INVALID',
    details: { reason: 'ya hay una mesa que se llama 2' },
  },
  {
    it: 'refuses a new table of a name that another one has in another area',
    input: { name: '2', area: 'Patio', seats: 2 },
    refuses: 'RESTAURANT_INVALID',
    details: { reason: 'ya hay una mesa que se llama 2' },
  },
  {
    it: 'refuses a table that was removed meanwhile',
    input: { ...TABLE_1, id: 'table-9' },
    refuses: 'RESTAURANT_INVALID',
    details: { reason: 'esa mesa ya no existe' },
  },
]);

it('writes the same table again, and tells of no field then', () => {
  expect(decisionOf(saveTableRule, { place: aLayout() }, { input: TABLE_1 })).toMatchObject({
    changes: [{ save: 'table', table: TABLE_1 }],
    events: [expect.not.objectContaining({ changes: expect.anything() })],
  });
});
