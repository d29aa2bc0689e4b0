/** handOver: another person's table from now on. */
import { expect, it } from 'vitest';
import { handOverRule } from '../../../../src-main/host/domain/orders/edit-order';
import { DEFAULT_SERVICE_RULES } from '../../../../src-shared/model/staff';
import type { Person } from '../../../../src-shared/model/staff';
import { asks, EDIT_OF_7 } from '../../../support/rules/asks';
import { anActor, ANA, LUIS } from '../../../support/rules/context';
import { OWN_ORDERS_ONLY, refusedEditsWithBase } from '../../../support/rules/order-edits';
import { anOrder, anOrderWith } from '../../../support/rules/orders';
import { decisionOf, table } from '../../../support/rules/rule-table';

const people: readonly Person[] = [
  { ...ANA, role: 'waiter' },
  { ...LUIS, role: 'waiter' },
  { id: 'jose', name: 'José María', role: 'counter' },
];
const found = anOrderWith();
const usual = { order: found, hostOf: null, houseRules: DEFAULT_SERVICE_RULES, people };
const input = { order: 7, to: 'Luis' };

table(handOverRule, usual, [
  {
    it: 'gives the table to a person by name',
    input,
    reply: { number: 7, revision: 2, to: 'Luis', tickets: [] },
    changes: [
      { set: 'order', number: 7, revision: 2 },
      { set: 'orderEdit', number: 7, edit: { waiter: { id: 'luis', name: 'Luis' } } },
    ],
    events: [
      {
        kind: 'order.edited',
        order: 7,
        what: 'waiter',
        edit: { waiter: { id: 'luis', name: 'Luis' } },
        revision: 2,
        by: 'Ana',
        tickets: [],
      },
    ],
  },
  {
    it: 'finds a person without accents and capitals, and answers with their name',
    input: { order: 7, to: 'jose MARIA' },
    reply: { to: 'José María' },
    events: [{ edit: { waiter: { id: 'jose', name: 'José María' } } }],
  },
  {
    it: 'takes the same again for an edit of its own',
    input: { ...input, base: 2 },
    facts: { order: { ...found, order: anOrder({ waiter: LUIS, revision: 2 }) } },
    reply: { revision: 3, to: 'Luis' },
  },
  {
    it: 'gives an order that is no waiter’s yet to whom it is told to, where waiters touch only theirs',
    input,
    facts: {
      houseRules: OWN_ORDERS_ONLY,
      order: { ...found, order: anOrder({ waiter: null }) },
    },
    context: { actor: anActor('waiter', LUIS) },
    events: [{ edit: { waiter: LUIS }, by: 'Luis' }],
  },
  {
    it: 'lets a waiter hand over their own table there',
    input,
    facts: { houseRules: OWN_ORDERS_ONLY },
    context: { actor: anActor('waiter', ANA) },
    reply: { to: 'Luis' },
  },
  {
    it: 'gives the order that it was joined to a revision too',
    input,
    facts: { hostOf: anOrder({ number: 5, revision: 3 }) },
    events: [{ order: 7 }, { order: 5, what: 'parts', revision: 4 }],
  },
  {
    it: 'refuses a person who does not work here',
    input: { order: 7, to: 'Lu' },
    refuses: 'PERSON_UNKNOWN',
    details: { person: 'Lu' },
  },
  ...refusedEditsWithBase(input, found),
]);

it('keeps of a person what an order says of them, and not their role', () => {
  const decision = decisionOf(handOverRule, usual, { input });
  expect(decision).toHaveProperty('changes.1.edit', { waiter: LUIS });
});

asks(handOverRule, input, { ...EDIT_OF_7, people: true });
