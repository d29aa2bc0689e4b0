/** serveOrder: the order was carried to its table. */
import { expect, it } from 'vitest';
import { serveOrderRule } from '../../../../src-main/host/domain/orders/serve-order';
import { DEFAULT_SERVICE_RULES } from '../../../../src-shared/model/staff';
import { asks, EDIT_OF_7 } from '../../../support/rules/asks';
import { aProgram, NOW } from '../../../support/rules/context';
import { refusedEditsWithBase } from '../../../support/rules/order-edits';
import { aLine, anOrder, anOrderWith } from '../../../support/rules/orders';
import { aRestaurant } from '../../../support/rules/restaurant';
import { decisionOf, table } from '../../../support/rules/rule-table';

const ready = anOrderWith({ order: { state: 'ready', readyAt: NOW - 1 } });
const usual = {
  order: ready,
  hostOf: null,
  houseRules: DEFAULT_SERVICE_RULES,
  parts: [],
  catalogue: aRestaurant(),
};
const input = { order: 7 };

table(serveOrderRule, usual, [
  {
    it: 'writes down that an order that was ready is at its table',
    input,
    reply: { number: 7, revision: 2, state: 'served', tickets: [] },
    changes: [{ set: 'order', number: 7, state: 'served', revision: 2 }],
    events: [
      {
        kind: 'order.moved',
        order: 7,
        state: 'served',
        readyAt: NOW - 1,
        revision: 2,
        by: 'Ana',
      },
    ],
  },
  {
    it: 'takes an order that is not ready: a waiter carries what a cook forgot to tick off',
    input,
    facts: { order: anOrderWith() },
    events: [{ state: 'served', readyAt: null }],
  },
  {
    it: 'takes an order of which a line is held: more may be fired later',
    input,
    facts: { order: anOrderWith({ lines: [aLine(), aLine({ no: 2, state: 'held' })] }) },
    reply: { state: 'served' },
  },
  {
    it: 'serves what was joined to it too, but no part that was served before',
    input,
    facts: {
      parts: [
        anOrderWith({ order: { number: 9, state: 'served', revision: 3 } }),
        anOrderWith({ order: { number: 10, state: 'open', revision: 5 } }),
      ],
    },
    reply: { number: 7, revision: 2 },
    changes: [
      { set: 'order', number: 7, state: 'served', revision: 2 },
      { set: 'order', number: 10, state: 'served', revision: 6 },
    ],
    events: [
      { kind: 'order.moved', order: 7 },
      { kind: 'order.moved', order: 10, revision: 6 },
    ],
  },
  {
    it: 'lets a program say so',
    input: { ...input, base: 1 },
    context: { actor: aProgram('pedidos:cambiar') },
    events: [{ by: 'Tienda' }],
  },
  {
    it: 'refuses an order that was served before',
    input,
    facts: { order: anOrderWith({ order: { state: 'served' } }) },
    refuses: 'ORDER_CLOSED',
    details: { order: 7, state: 'entregado' },
  },
  {
    it: 'refuses an order that is part of another: it is served there',
    input,
    facts: { order: { ...ready, order: anOrder({ mergedInto: 5 }) } },
    refuses: 'ORDER_MERGED',
    details: { order: 7, into: 5 },
  },
  ...refusedEditsWithBase(input, ready),
]);

it('serves without a payment and leaves when it was ready as it was', () => {
  const decision = decisionOf(serveOrderRule, usual, { input });
  if (!decision.ok) throw new Error(decision.code);
  expect(decision.changes).toEqual([{ set: 'order', number: 7, state: 'served', revision: 2 }]);
  expect(decision.events[0]).not.toHaveProperty('payment');
});

asks(serveOrderRule, input, { ...EDIT_OF_7, catalogue: true, parts: { number: 7 } });
