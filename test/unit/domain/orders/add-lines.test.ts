/** addLines: more for an order that is not over, ahead of new orders. */
import { expect } from 'vitest';
import { addLinesRule } from '../../../../src-main/host/domain/orders/add-lines';
import { LIMITS } from '../../../../src-shared/base/limits';
import type { Stock } from '../../../../src-shared/model/menu';
import { DEFAULT_SERVICE_RULES } from '../../../../src-shared/model/staff';
import { asks, EDIT_OF_7 } from '../../../support/rules/asks';
import { aProgram, NOW, TODAY } from '../../../support/rules/context';
import { refusedEdits } from '../../../support/rules/order-edits';
import { aLine, anOrder, anOrderWith, NEXT } from '../../../support/rules/orders';
import { aRestaurant } from '../../../support/rules/restaurant';
import { table } from '../../../support/rules/rule-table';

/** Two lines of two dispatches, the first of them voided: its number is not given again. */
const found = anOrderWith({
  lines: [aLine({ state: 'voided', voided: 1 }), aLine({ no: 2, dispatchNo: 2 })],
  lastDispatchNo: 2,
});
const usual = {
  order: found,
  hostOf: null,
  houseRules: DEFAULT_SERVICE_RULES,
  catalogue: aRestaurant(),
  stock: new Map<string, Stock>(),
  next: NEXT,
};
const input = { order: 7, lines: [{ product: 'Agua', quantity: 2 }] };

const withLines = (count: number) =>
  anOrderWith({
    lines: Array.from({ length: count }, (_, index) => aLine({ no: index + 1 })),
    tickets: [],
  });

table(addLinesRule, usual, [
  {
    it: 'sends what is added alone, as urgent, under the next numbers of lines and dispatches',
    input,
    reply: {
      number: 7,
      folio: 12,
      revision: 2,
      lines: [3],
      tickets: [{ ticketId: '4', kind: 'addition', station: 'Bar', jobId: '6' }],
    },
    changes: [
      { set: 'order', number: 7, revision: 2 },
      {
        put: 'dispatch',
        dispatch: {
          chainSeq: 20,
          orderNumber: 7,
          no: 3,
          sentBy: 'device',
          sentAt: NOW,
          key: 'key',
        },
        order: { number: 7, folio: 12 },
        lines: [
          {
            orderNumber: 7,
            no: 3,
            dispatchNo: 3,
            name: 'Agua',
            quantity: 2,
            unitPrice: 500,
            state: 'fired',
          },
        ],
      },
      {
        put: 'ticket',
        lineNos: [3],
        ticket: {
          kind: 'addition',
          orderNumber: 7,
          dispatchNo: 3,
          messageId: null,
          stationId: 'bar',
          document: { kind: 'addition', folio: '0012', dispatchNo: 3, lines: [{ quantity: 2 }] },
        },
      },
      { put: 'printJob', job: { priority: 'urgent', printerId: 'bar-printer' } },
    ],
    events: [
      {
        kind: 'lines.added',
        order: 7,
        dispatchNo: 3,
        lines: [{ no: 3, name: 'Agua' }],
        tickets: [{ station: 'Bar', kind: 'addition', dispatchNo: 3 }],
        revision: 2,
        by: 'Ana',
      },
    ],
  },
  {
    it: 'adds the same again: telling a resend apart is not its task',
    input,
    facts: {
      order: {
        ...found,
        lines: [...found.lines, aLine({ no: 3, dispatchNo: 3 })],
        lastDispatchNo: 3,
        order: anOrder({ revision: 2 }),
      },
    },
    reply: { revision: 3, lines: [4] },
    events: [{ dispatchNo: 4 }],
  },
  {
    it: 'marks nothing of an addition as more of a line',
    input: { order: 7, lines: [{ product: 'Milanesa' }] },
    changes: [
      { set: 'order' },
      { put: 'dispatch' },
      {
        put: 'ticket',
        ticket: { document: { lines: [expect.not.objectContaining({ more: true })] } },
      },
      { put: 'printJob' },
    ],
  },
  {
    it: 'opens an order again that was ready: it has something to wait for',
    input,
    facts: { order: { ...found, order: anOrder({ state: 'ready', readyAt: NOW - 1 }) } },
    changes: [
      { set: 'order', number: 7, revision: 2 },
      { set: 'order', number: 7, state: 'open', readyAt: null },
      { put: 'dispatch' },
      { put: 'ticket' },
      { put: 'printJob' },
    ],
    events: [
      { kind: 'lines.added' },
      { kind: 'order.moved', order: 7, state: 'open', readyAt: null },
    ],
  },
  {
    it: 'opens an order again that was served',
    input,
    facts: { order: { ...found, order: anOrder({ state: 'served', readyAt: NOW - 1 }) } },
    events: [{ kind: 'lines.added' }, { kind: 'order.moved', state: 'open' }],
  },
  {
    it: 'prints nothing of what is held',
    input: { order: 7, lines: [{ product: 'Agua', held: true }] },
    reply: { lines: [3], tickets: [] },
    events: [{ kind: 'lines.added', lines: [{ state: 'held' }], tickets: [] }],
  },
  {
    it: 'says of a product that the menu does not know which line it is',
    input: { order: 7, lines: [{ product: 'Agua' }, { product: 'Aguas' }] },
    reply: { lines: [3, 4], notices: [{ line: 4, product: 'Aguas', similar: 'Agua' }] },
  },
  {
    it: 'counts a dish down',
    input,
    facts: { stock: new Map([['agua', { soldOut: false, left: 2 }]]) },
    changes: [
      { set: 'order' },
      { put: 'dispatch' },
      { put: 'ticket' },
      { put: 'printJob' },
      { set: 'stock', itemId: 'agua', stock: { soldOut: true, left: 0 } },
    ],
    events: [
      { kind: 'lines.added' },
      { kind: 'stock.changed', item: 'Agua', left: 0, soldOut: true },
    ],
  },
  {
    it: 'refuses more of a dish than there are left',
    input: { order: 7, lines: [{ product: 'Agua', quantity: 3 }] },
    facts: { stock: new Map([['agua', { soldOut: false, left: 2 }]]) },
    refuses: 'ITEM_SHORT',
    details: { item: 'Agua', left: 2 },
  },
  {
    it: 'refuses a dish that is over',
    input,
    facts: { stock: new Map([['agua', { soldOut: true, left: 0 }]]) },
    refuses: 'ITEM_SOLD_OUT',
    details: { item: 'Agua' },
  },
  {
    it: 'takes as many lines as an order may have',
    input: { order: 7, lines: [{ product: 'Agua' }, { product: 'Agua' }] },
    facts: { order: withLines(LIMITS.orderLines - 2) },
    reply: { lines: [199, 200] },
  },
  {
    it: 'refuses one line more than that, and takes none of them',
    input: { order: 7, lines: [{ product: 'Agua' }, { product: 'Agua' }] },
    facts: { order: withLines(LIMITS.orderLines - 1) },
    refuses: 'TOO_MANY_LINES',
    details: { limit: 200 },
  },
  {
    it: 'lets a program add to an order',
    input,
    context: { actor: aProgram('pedidos:cambiar') },
    changes: [
      { set: 'order' },
      { put: 'dispatch', dispatch: { sentBy: 'program' } },
      { put: 'ticket', ticket: { document: { waiter: 'Ana' } } },
      { put: 'printJob' },
    ],
    events: [{ by: 'Tienda' }],
  },
  {
    it: 'refuses an order that is part of another: it is added there',
    input,
    facts: { order: { ...found, order: anOrder({ mergedInto: 5 }) } },
    refuses: 'ORDER_MERGED',
    details: { order: 7, into: 5 },
  },
  ...refusedEdits(input, found),
]);

asks(addLinesRule, input, { ...EDIT_OF_7, catalogue: true, stock: true, next: { day: TODAY } });
