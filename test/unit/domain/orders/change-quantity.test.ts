/** changeQuantity: fewer of a line, or more of it. What a void does is in void-lines.test.ts. */
import { expect, it } from 'vitest';
import { changeQuantityRule } from '../../../../src-main/host/domain/orders/change-quantity';
import { LIMITS } from '../../../../src-shared/base/limits';
import type { Stock } from '../../../../src-shared/model/menu';
import { DEFAULT_SERVICE_RULES } from '../../../../src-shared/model/staff';
import { asks, EDIT_OF_7 } from '../../../support/rules/asks';
import { anActor, aProgram, TODAY } from '../../../support/rules/context';
import { refusedEditsWithBase, VOIDS_AT_COUNTER } from '../../../support/rules/order-edits';
import { aJob, aLine, anOrder, anOrderWith, aTicket, NEXT } from '../../../support/rules/orders';
import { anItem, aRestaurant, ITEMS } from '../../../support/rules/restaurant';
import { decisionOf, table } from '../../../support/rules/rule-table';

/** Five steaks were sent with bacon, one of them is not wanted any more: four are. */
const steaks = aLine({
  itemId: 'bife',
  name: 'Bife',
  quantity: 5,
  voided: 1,
  unitPrice: 2_300,
  modifiers: ['Panceta'],
  note: 'jugoso',
  course: 2,
  seat: 3,
});
const found = anOrderWith({ lines: [steaks, aLine({ no: 2 })] });
const waiting = anOrderWith({
  lines: [steaks, aLine({ no: 2 })],
  tickets: [{ ticket: aTicket(), lineNos: [1, 2], jobs: [aJob()] }],
});
const usual = {
  order: found,
  hostOf: null,
  houseRules: DEFAULT_SERVICE_RULES,
  catalogue: aRestaurant(),
  stock: new Map<string, Stock>(),
  next: NEXT,
  parts: [],
};
const to = (quantity: number) => ({ order: 7, line: 1, quantity, reason: 'son menos' });
const more = { order: 7, base: 1, line: 1, quantity: 6 };

table(changeQuantityRule, usual, [
  {
    it: 'strikes what is too many, with a slip that says how many',
    input: to(3),
    reply: {
      number: 7,
      folio: 12,
      revision: 2,
      lines: [],
      tickets: [{ kind: 'void', station: 'Cocina' }],
    },
    changes: [
      { set: 'order', number: 7, revision: 2 },
      { set: 'line', orderNumber: 7, no: 1, voided: 2, state: 'fired', reason: 'son menos' },
      { put: 'ticket', lineNos: [1], ticket: { document: { lines: [{ quantity: 1 }] } } },
      { put: 'printJob', job: { priority: 'urgent' } },
    ],
    events: [
      {
        kind: 'lines.voided',
        lines: [{ no: 1, voided: 2, state: 'fired' }],
        emptied: [],
        tickets: [{ quantities: [1] }],
        revision: 2,
      },
    ],
  },
  {
    it: 'leaves one of the line as it is',
    input: to(1),
    events: [{ lines: [{ no: 1, voided: 4, state: 'fired' }], tickets: [{ quantities: [3] }] }],
  },
  {
    it: 'voids the line at none',
    input: to(0),
    events: [{ lines: [{ no: 1, voided: 5, state: 'voided' }], tickets: [{ quantities: [4] }] }],
  },
  {
    it: 'voids the order with the last line',
    input: to(0),
    facts: { order: anOrderWith({ lines: [steaks] }) },
    events: [
      { kind: 'lines.voided', emptied: ['3'] },
      { kind: 'order.moved', state: 'voided' },
    ],
  },
  {
    it: 'gives back of a counted dish what the kitchen has not seen',
    input: { order: 7, line: 1, quantity: 1 },
    facts: { order: waiting, stock: new Map([['bife', { soldOut: false, left: 2 }]]) },
    events: [
      { kind: 'lines.voided', reason: null },
      { kind: 'printJob.promoted' },
      { kind: 'stock.changed', item: 'Bife', left: 5, soldOut: false },
    ],
  },
  {
    it: 'changes nothing, the revision neither, where so many are wanted already',
    input: to(4),
    facts: { hostOf: anOrder({ number: 5 }) },
    reply: { number: 7, folio: 12, revision: 1, lines: [], tickets: [] },
    changes: [],
    events: [],
  },
  {
    it: 'sends what is missing as a line of its own, as the first was, marked as more of it',
    input: more,
    reply: {
      number: 7,
      revision: 2,
      lines: [3],
      tickets: [{ kind: 'change', station: 'Cocina' }],
    },
    changes: [
      { set: 'order', number: 7, revision: 2 },
      {
        put: 'dispatch',
        dispatch: { no: 2, chainSeq: 20 },
        lines: [
          {
            no: 3,
            dispatchNo: 2,
            itemId: 'bife',
            name: 'Bife',
            quantity: 2,
            unitPrice: 2_300,
            modifiers: ['Panceta'],
            note: 'jugoso',
            course: 2,
            seat: 3,
            state: 'fired',
            voided: 0,
            comp: null,
          },
        ],
      },
      {
        put: 'ticket',
        lineNos: [3],
        ticket: {
          kind: 'change',
          dispatchNo: 2,
          document: { kind: 'change', lines: [{ quantity: 2, name: 'Bife', more: true }] },
        },
      },
      { put: 'printJob', job: { priority: 'urgent' } },
    ],
    events: [{ kind: 'lines.added', dispatchNo: 2, lines: [{ no: 3, quantity: 2 }], revision: 2 }],
  },
  {
    it: 'holds more of a line that is held, and prints nothing of it',
    input: more,
    facts: { order: anOrderWith({ lines: [{ ...steaks, state: 'held' }], tickets: [] }) },
    reply: { lines: [2], tickets: [] },
    events: [{ kind: 'lines.added', lines: [{ state: 'held', quantity: 2 }] }],
  },
  {
    it: 'sends more of a dish that the menu now calls otherwise as the same dish, at its price',
    input: more,
    facts: {
      catalogue: aRestaurant({
        items: ITEMS.map((item) =>
          item.id === 'bife' ? { ...item, name: 'Bife de chorizo' } : item,
        ),
      }),
    },
    events: [
      { lines: [{ itemId: 'bife', name: 'Bife de chorizo', quantity: 2, unitPrice: 2_300 }] },
    ],
  },
  {
    it: 'does not take a dish that left the menu for another that has its code now',
    input: more,
    facts: {
      catalogue: aRestaurant({
        items: [anItem({ id: 'sopa', code: 'P2', name: 'Sopa', price: 1 })],
        formerItems: ITEMS.filter(({ id }) => id === 'bife'),
      }),
    },
    reply: { notices: [{ code: 'NO_PRICE', product: 'Bife' }] },
    events: [{ lines: [{ itemId: null, name: 'Bife', unitPrice: null }] }],
  },
  {
    it: 'sends more of what the menu never knew by the words that were written',
    input: more,
    facts: { order: anOrderWith({ lines: [{ ...steaks, itemId: null, name: 'Tarta' }] }) },
    events: [{ lines: [{ itemId: null, name: 'Tarta', quantity: 2 }] }],
  },
  {
    it: 'refuses more than there is left of a dish',
    input: more,
    facts: { stock: new Map([['bife', { soldOut: false, left: 1 }]]) },
    refuses: 'ITEM_SHORT',
    details: { item: 'Bife', left: 1 },
  },
  {
    it: 'refuses more of a dish that is over',
    input: more,
    facts: { stock: new Map([['bife', { soldOut: true, left: null }]]) },
    refuses: 'ITEM_SOLD_OUT',
    details: { item: 'Bife' },
  },
  {
    it: 'refuses more without the revision that was seen: said twice it would be two',
    input: { ...more, base: null },
    refuses: 'ORDER_INVALID',
    details: { field: 'base' },
  },
  {
    it: 'refuses the same again, which names a revision that is over',
    input: more,
    facts: { order: { ...found, order: anOrder({ revision: 2 }) } },
    refuses: 'EDIT_STALE',
    details: { order: 7, base: 1, revision: 2 },
  },
  {
    it: 'refuses more for an order that is part of another',
    input: more,
    facts: { order: { ...found, order: anOrder({ mergedInto: 5 }) } },
    refuses: 'ORDER_MERGED',
    details: { order: 7, into: 5 },
  },
  {
    it: 'strikes lines of an order that is part of another',
    input: to(3),
    facts: {
      order: { ...found, order: anOrder({ mergedInto: 5 }) },
      hostOf: anOrder({ number: 5, revision: 3 }),
    },
    events: [
      { kind: 'lines.voided', order: 7 },
      { kind: 'order.edited', order: 5, revision: 4 },
    ],
  },
  {
    it: 'takes one more line where the order has one less than it may',
    input: { ...more, quantity: 5 },
    facts: { order: withLines(LIMITS.orderLines - 1) },
    reply: { lines: [LIMITS.orderLines] },
  },
  {
    it: 'refuses more for an order that has all the lines it may have',
    input: { ...more, quantity: 5 },
    facts: { order: withLines(LIMITS.orderLines) },
    refuses: 'TOO_MANY_LINES',
    details: { limit: 200 },
  },
  {
    it: 'asks a person for a reason where the kitchen has it',
    input: { order: 7, line: 1, quantity: 3 },
    refuses: 'REASON_NEEDED',
  },
  {
    it: 'asks no program for one',
    input: { order: 7, line: 1, quantity: 3 },
    context: { actor: aProgram('pedidos:cambiar') },
    events: [{ kind: 'lines.voided', reason: null, by: 'Tienda' }],
  },
  {
    it: 'sends a waiter to the counter who strikes what the kitchen has, where that is the rule',
    input: to(3),
    facts: { houseRules: VOIDS_AT_COUNTER },
    context: { actor: anActor('waiter') },
    refuses: 'COUNTER_NEEDED',
  },
  {
    it: 'lets a waiter send more there',
    input: more,
    facts: { houseRules: VOIDS_AT_COUNTER },
    context: { actor: anActor('waiter') },
    reply: { lines: [3] },
  },
  {
    it: 'refuses a line that the order does not have',
    input: { ...to(3), line: 3 },
    refuses: 'LINE_UNKNOWN',
    details: { line: 3 },
  },
  {
    it: 'refuses a line that was voided',
    input: to(0),
    facts: { order: anOrderWith({ lines: [{ ...steaks, voided: 5, state: 'voided' }] }) },
    refuses: 'LINE_VOIDED',
    details: { line: 1 },
  },
  ...refusedEditsWithBase(to(3), found),
]);

function withLines(count: number) {
  return anOrderWith({
    lines: Array.from({ length: count }, (_, index) => ({ ...steaks, no: index + 1 })),
    tickets: [],
  });
}

it('does not answer a change of a quantity as a void of whole lines', () => {
  const decision = decisionOf(changeQuantityRule, usual, { input: to(3) });
  expect(decision).toMatchObject({ ok: true, reply: { lines: [] } });
  const same = decisionOf(changeQuantityRule, usual, { input: to(4) });
  expect(same).toEqual({
    ok: true,
    reply: { number: 7, folio: 12, revision: 1, lines: [], tickets: [] },
    changes: [],
    events: [],
  });
});

asks(changeQuantityRule, to(3), {
  ...EDIT_OF_7,
  catalogue: true,
  stock: true,
  next: { day: TODAY },
  parts: { number: 7 },
});
