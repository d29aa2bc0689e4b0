/** mergeOrders: two tables sit together, and one of them pays for both. */
import { mergeOrdersRule } from '../../../../src-main/host/domain/orders/move-table';
import { DEFAULT_SERVICE_RULES } from '../../../../src-shared/model/staff';
import { asks, EDIT_OF_7 } from '../../../support/rules/asks';
import { anActor, ANA, LUIS, MINUTE, NOW, TODAY } from '../../../support/rules/context';
import { OWN_ORDERS_ONLY, refusedEditsWithBase } from '../../../support/rules/order-edits';
import { aJob, anOrderWith, aTicket, NEXT } from '../../../support/rules/orders';
import { aRestaurant } from '../../../support/rules/restaurant';
import { table } from '../../../support/rules/rule-table';

const found = anOrderWith();
const at3 = anOrderWith({ order: { number: 5, table: '3', revision: 4 } });
const usual = {
  order: found,
  into: at3,
  hostOf: null,
  houseRules: DEFAULT_SERVICE_RULES,
  catalogue: aRestaurant(),
  next: NEXT,
  parts: [],
};
const input = { order: 7, into: 5 };

table(mergeOrdersRule, usual, [
  {
    it: 'makes the order part of the other, at its table, and tells the stations of the move',
    input,
    reply: {
      number: 7,
      into: 5,
      revision: 2,
      tickets: [{ ticketId: '4', kind: 'move', station: 'Cocina' }],
    },
    changes: [
      { set: 'order', number: 7, revision: 2 },
      {
        set: 'orderEdit',
        number: 7,
        edit: { type: 'table', table: '3', customer: null, mergedInto: 5 },
      },
      { put: 'ticket', ticket: { kind: 'move', document: { fromTable: '1', table: '3' } } },
      { put: 'printJob' },
      { set: 'order', number: 5, revision: 5 },
    ],
    events: [
      {
        kind: 'order.edited',
        order: 7,
        what: 'merged',
        edit: { mergedInto: 5, table: '3' },
        revision: 2,
        by: 'Ana',
        tickets: [{ kind: 'move' }],
      },
      { kind: 'order.edited', order: 5, what: 'parts', edit: {}, revision: 5, tickets: [] },
    ],
  },
  {
    it: 'tells no station where both sit at the same table already',
    input,
    facts: { into: anOrderWith({ order: { number: 5, table: '1' } }) },
    reply: { tickets: [] },
    events: [
      { order: 7, what: 'merged', tickets: [] },
      { order: 5, what: 'parts' },
    ],
  },
  {
    it: 'leaves a slip that waits where both sit at the same table already',
    input,
    facts: {
      into: anOrderWith({ order: { number: 5, table: '1' } }),
      order: anOrderWith({
        tickets: [
          {
            ticket: aTicket(),
            lineNos: [1],
            jobs: [aJob({ state: 'printed', settledAt: NOW - 3 * MINUTE })],
          },
          {
            ticket: aTicket({
              id: '8',
              kind: 'move',
              openedAt: NOW - MINUTE,
              document: { fromTable: '9' },
            }),
            lineNos: [],
            jobs: [aJob({ id: '18' })],
          },
        ],
      }),
    },
    changes: [
      { set: 'order', number: 7 },
      { set: 'orderEdit', number: 7 },
      { set: 'order', number: 5 },
    ],
  },
  {
    it: 'keeps the name of a takeaway that joins a table',
    input,
    facts: {
      order: anOrderWith({ order: { type: 'takeaway', table: null, customer: 'Rosa' } }),
      into: anOrderWith({ order: { number: 5, table: '3', customer: 'Familia Paz' } }),
    },
    changes: [
      { set: 'order' },
      { set: 'orderEdit', edit: { type: 'table', table: '3', customer: 'Rosa' } },
      { put: 'ticket', ticket: { document: { fromTable: null, customer: 'Rosa' } } },
      { put: 'printJob' },
      { set: 'order', number: 5 },
    ],
  },
  {
    it: 'gives a table that joins an order without a table that order’s name to be called by',
    input,
    facts: {
      into: anOrderWith({ order: { number: 5, type: 'takeaway', table: null, customer: 'Rosa' } }),
    },
    changes: [
      { set: 'order' },
      { set: 'orderEdit', edit: { type: 'takeaway', table: null, customer: 'Rosa' } },
      { put: 'ticket', ticket: { document: { fromTable: '1', table: null } } },
      { put: 'printJob' },
      { set: 'order', number: 5 },
    ],
  },
  {
    it: 'sends what joins a delivery to the same address: no delivery is without one',
    input,
    facts: {
      into: anOrderWith({
        order: {
          number: 5,
          type: 'delivery',
          table: null,
          customer: 'Rosa',
          address: 'Mitre 12',
        },
      }),
    },
    changes: [
      { set: 'order' },
      { set: 'orderEdit', edit: { type: 'delivery', customer: 'Rosa', address: 'Mitre 12' } },
      { put: 'ticket', ticket: { document: { type: 'delivery', address: 'Mitre 12' } } },
      { put: 'printJob' },
      { set: 'order', number: 5 },
    ],
  },
  {
    it: 'takes along what was joined to it before, which keeps its own name',
    input,
    facts: {
      order: anOrderWith({ order: { customer: 'Paz' } }),
      parts: [anOrderWith({ order: { number: 9, revision: 3, mergedInto: 7, customer: 'Rosa' } })],
    },
    reply: { number: 7, into: 5, revision: 2 },
    changes: [
      { set: 'order', number: 7, revision: 2 },
      { set: 'orderEdit', number: 7, edit: { customer: 'Paz', mergedInto: 5 } },
      { put: 'ticket', ticket: { id: '4', orderNumber: 7 } },
      { put: 'printJob' },
      { set: 'order', number: 9, revision: 4 },
      { set: 'orderEdit', number: 9, edit: { table: '3', customer: 'Rosa', mergedInto: 5 } },
      { put: 'ticket', ticket: { id: '5', orderNumber: 9, document: { customer: 'Rosa' } } },
      { put: 'printJob' },
      { set: 'order', number: 5, revision: 5 },
    ],
    events: [
      { order: 7, what: 'merged' },
      { order: 9, what: 'merged', revision: 4 },
      { order: 5, what: 'parts', revision: 5 },
    ],
  },
  {
    it: 'refuses to join an order to itself',
    input: { order: 7, into: 7 },
    facts: { into: found },
    refuses: 'TABLE_SAME',
    details: { order: 7 },
  },
  {
    it: 'refuses an order that is part of another already, as when it is done again',
    input,
    facts: { order: anOrderWith({ order: { mergedInto: 5, table: '3' } }) },
    refuses: 'ORDER_MERGED',
    details: { order: 7, into: 5 },
  },
  {
    it: 'refuses to join an order to one that is part of another: the bill is there',
    input,
    facts: { into: anOrderWith({ order: { number: 5, mergedInto: 2 } }) },
    refuses: 'ORDER_MERGED',
    details: { order: 5, into: 2 },
  },
  {
    it: 'refuses a target that does not exist',
    input,
    facts: { into: null },
    refuses: 'ORDER_UNKNOWN',
    details: { order: 5 },
  },
  {
    it: 'refuses a target that was paid',
    input,
    facts: { into: anOrderWith({ order: { number: 5, state: 'closed' } }) },
    refuses: 'ORDER_CLOSED',
    details: { order: 5, state: 'cerrado' },
  },
  {
    it: 'refuses a target that is another waiter’s, where waiters touch only what is theirs',
    input,
    facts: {
      houseRules: OWN_ORDERS_ONLY,
      into: anOrderWith({ order: { number: 5, table: '3', waiter: LUIS } }),
    },
    context: { actor: anActor('waiter', ANA) },
    refuses: 'NOT_YOURS',
    details: { order: 5, waiter: 'Luis' },
  },
  {
    it: 'takes a base for that of the order that joins, not of the other',
    input: { ...input, base: 1 },
    reply: { revision: 2 },
  },
  ...refusedEditsWithBase(input, found),
]);

asks(mergeOrdersRule, input, {
  ...EDIT_OF_7,
  catalogue: true,
  next: { day: TODAY },
  parts: { number: 7 },
  into: { number: 5 },
});
