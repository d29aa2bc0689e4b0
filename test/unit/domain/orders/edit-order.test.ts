/** editOrder: who sits there. Nothing is printed: the next papers say it. */
import { expect, it } from 'vitest';
import { editOrderRule } from '../../../../src-main/host/domain/orders/edit-order';
import { DEFAULT_SERVICE_RULES } from '../../../../src-shared/model/staff';
import { asks, EDIT_OF_7 } from '../../../support/rules/asks';
import { aProgram } from '../../../support/rules/context';
import { refusedEditsWithBase } from '../../../support/rules/order-edits';
import { anOrder, anOrderWith } from '../../../support/rules/orders';
import { decisionOf, table } from '../../../support/rules/rule-table';

const found = anOrderWith({ order: { customer: 'Rosa', covers: 2 } });
const takeaway = anOrderWith({
  order: { type: 'takeaway', table: null, customer: 'Rosa', phone: '555' },
});
const delivery = anOrderWith({
  order: { type: 'delivery', table: null, customer: 'Rosa', address: 'Mitre 12' },
});
const usual = { order: found, hostOf: null, houseRules: DEFAULT_SERVICE_RULES };
const input = { order: 7, note: 'Apuro' };

table(editOrderRule, usual, [
  {
    it: 'changes what is named',
    input: {
      order: 7,
      customer: 'Paz',
      address: 'Mitre 9',
      phone: '777',
      covers: 4,
      note: 'Apuro',
    },
    reply: { number: 7, revision: 2, tickets: [] },
    changes: [
      { set: 'order', number: 7, revision: 2 },
      {
        set: 'orderEdit',
        number: 7,
        edit: { customer: 'Paz', address: 'Mitre 9', phone: '777', covers: 4, note: 'Apuro' },
      },
    ],
    events: [
      {
        kind: 'order.edited',
        order: 7,
        what: 'details',
        edit: { customer: 'Paz', address: 'Mitre 9', phone: '777', covers: 4, note: 'Apuro' },
        revision: 2,
        by: 'Ana',
        tickets: [],
      },
    ],
  },
  {
    it: 'takes the same again for an edit of its own',
    input: { ...input, base: 2 },
    facts: { order: { ...found, order: anOrder({ note: 'Apuro', revision: 2 }) } },
    reply: { revision: 3 },
    events: [{ edit: { note: 'Apuro' }, revision: 3 }],
  },
  {
    it: 'empties what is named with nothing in it',
    input: { order: 7, customer: null, covers: null },
    changes: [{ set: 'order' }, { set: 'orderEdit', edit: { customer: null, covers: null } }],
  },
  {
    it: 'takes a blank text for nothing',
    input: { order: 7, note: ' ' },
    changes: [{ set: 'order' }, { set: 'orderEdit', edit: { note: null } }],
  },
  {
    it: 'gives the order that it was joined to a revision too',
    input,
    facts: { hostOf: anOrder({ number: 5, revision: 3 }) },
    events: [{ order: 7 }, { order: 5, what: 'parts', revision: 4 }],
  },
  {
    it: 'lets a program change it',
    input,
    context: { actor: aProgram('pedidos:cambiar') },
    events: [{ by: 'Tienda' }],
  },
  {
    it: 'takes another name for a takeaway',
    input: { order: 7, customer: 'Paz' },
    facts: { order: takeaway },
    changes: [{ set: 'order' }, { set: 'orderEdit', edit: { customer: 'Paz' } }],
  },
  {
    it: 'takes a takeaway’s note where its name stays',
    input,
    facts: { order: takeaway },
    reply: { revision: 2 },
  },
  {
    it: 'refuses to leave an order without a table and without a name to be called by',
    input: { order: 7, customer: null },
    facts: { order: takeaway },
    refuses: 'ORDER_INVALID',
    details: { field: 'cliente', reason: 'sin mesa hace falta un cliente' },
  },
  {
    it: 'refuses to leave a delivery without an address',
    input: { order: 7, address: null },
    facts: { order: delivery },
    refuses: 'ORDER_INVALID',
    details: { field: 'direccion', reason: 'un domicilio lleva dirección' },
  },
  {
    it: 'takes a delivery’s other address, and lets a takeaway be without one',
    input: { order: 7, address: 'Mitre 9' },
    facts: { order: delivery },
    reply: { revision: 2 },
  },
  {
    it: 'lets a takeaway be without an address',
    input: { order: 7, address: null },
    facts: { order: takeaway },
    reply: { revision: 2 },
  },
  {
    it: 'refuses an edit that names nothing',
    input: { order: 7, base: 1 },
    refuses: 'ORDER_INVALID',
    details: { field: 'petición', reason: 'no dice qué cambiar' },
  },
  ...refusedEditsWithBase(input, found),
]);

it('leaves what is not named as it is', () => {
  const decision = decisionOf(editOrderRule, usual, { input });
  expect(decision).toHaveProperty('changes', [
    { set: 'order', number: 7, revision: 2 },
    { set: 'orderEdit', number: 7, edit: { note: 'Apuro' } },
  ]);
  expect(decision).toHaveProperty('events.0.edit', { note: 'Apuro' });
});

asks(editOrderRule, input, EDIT_OF_7);
