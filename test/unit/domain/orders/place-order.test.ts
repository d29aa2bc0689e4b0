/** placeOrder: a new order, its first dispatch, a ticket and a print job for each station. */
import { expect, it } from 'vitest';
import { placeOrderRule } from '../../../../src-main/host/domain/orders/place-order';
import type { Stock } from '../../../../src-shared/model/menu';
import { asks } from '../../../support/rules/asks';
import { ANA, aProgram, MINUTE, NOW, TODAY } from '../../../support/rules/context';
import { NEXT } from '../../../support/rules/orders';
import { aRestaurant, aStation, BAR, COUNTER, KITCHEN } from '../../../support/rules/restaurant';
import { decisionOf, table } from '../../../support/rules/rule-table';

const NOTHING_COUNTED: ReadonlyMap<string, Stock> = new Map();
const usual = { catalogue: aRestaurant(), stock: NOTHING_COUNTED, next: NEXT };

const atTable1 = { type: 'table', table: '1' } as const;
/** Three Milanesas are left. */
const three = new Map([['milanesa', { soldOut: false, left: 3 }]]);

table(placeOrderRule, usual, [
  {
    it: 'takes an order under the next number and folio, and sends it to the kitchen',
    input: { ...atTable1, covers: 2, note: 'Apuro', lines: [{ product: 'Milanesa', quantity: 2 }] },
    reply: {
      number: 8,
      folio: 13,
      revision: 1,
      tickets: [
        {
          ticketId: '4',
          kind: 'order',
          station: 'Cocina',
          jobId: '6',
          printerId: 'kitchen-printer',
          printer: 'Impresora cocina',
          virtual: false,
          divertedTo: null,
          cooking: null,
        },
      ],
    },
    changes: [
      {
        put: 'order',
        order: {
          id: 'new-1',
          number: 8,
          day: TODAY,
          folio: 13,
          type: 'table',
          state: 'open',
          table: '1',
          customer: null,
          address: null,
          phone: null,
          covers: 2,
          note: 'Apuro',
          waiter: ANA,
          revision: 1,
          mergedInto: null,
          placedBy: 'device',
          placedAt: NOW,
          startedAt: null,
          readyAt: null,
          payment: null,
        },
      },
      {
        put: 'dispatch',
        dispatch: {
          chainSeq: 20,
          orderNumber: 8,
          no: 1,
          sentBy: 'device',
          sentAt: NOW,
          key: 'key',
        },
        order: { number: 8, day: TODAY, folio: 13 },
        lines: [
          {
            orderNumber: 8,
            dispatchNo: 1,
            no: 1,
            itemId: 'milanesa',
            name: 'Milanesa',
            quantity: 2,
            unitPrice: 1_000,
            modifiers: [],
            note: null,
            course: null,
            seat: null,
            state: 'fired',
            voided: 0,
            comp: null,
          },
        ],
      },
      {
        put: 'ticket',
        lineNos: [1],
        ticket: {
          id: '4',
          seq: 4,
          orderNumber: 8,
          dispatchNo: 1,
          messageId: null,
          stationId: 'kitchen',
          kind: 'order',
          state: 'bumped',
          openedAt: NOW,
          movedAt: null,
          document: {
            kind: 'order',
            station: 'Cocina',
            folio: '0013',
            orderNumber: 8,
            dispatchNo: 1,
            type: 'table',
            table: '1',
            covers: 2,
            waiter: 'Ana',
            note: 'Apuro',
            reason: null,
            time: '20:30',
            lines: [{ quantity: 2, name: 'Milanesa' }],
            alsoAt: [],
          },
        },
      },
      {
        put: 'printJob',
        job: {
          id: '6',
          seq: 6,
          ticketId: '4',
          printerId: 'kitchen-printer',
          state: 'queued',
          priority: 'normal',
          ahead: false,
          mark: { kind: 'none' },
          queuedAt: NOW,
          settledAt: null,
        },
      },
    ],
    events: [
      {
        kind: 'order.placed',
        order: 8,
        placed: { folio: 13, placedBy: 'Tableta', waiter: ANA, state: 'open', placedAt: NOW },
        lines: [{ no: 1, name: 'Milanesa', quantity: 2, unitPrice: 1_000 }],
        tickets: [
          {
            station: 'Cocina',
            stationId: 'kitchen',
            kind: 'order',
            state: 'bumped',
            dispatchNo: 1,
            lineNos: [1],
            quantities: [2],
            job: { jobId: '6', ticketId: '4', priority: 'normal' },
          },
        ],
      },
    ],
  },
  {
    it: 'makes another order of the same words: telling a resend apart is not its task',
    input: { ...atTable1, lines: [{ product: 'Milanesa', quantity: 2 }] },
    facts: { next: { ...NEXT, order: 9, folio: 14, chainSeq: 21, ticketSeq: 5, jobSeq: 7 } },
    reply: { number: 9, folio: 14, tickets: [{ ticketId: '5', jobId: '7' }] },
  },
  {
    it: 'gives each station the lines that it makes, and tells each what the other has',
    input: {
      ...atTable1,
      lines: [
        { product: 'Agua', quantity: 3 },
        { product: 'Milanesa' },
        { product: 'Bife', quantity: 2 },
      ],
    },
    reply: {
      tickets: [
        { ticketId: '4', jobId: '6', station: 'Cocina' },
        { ticketId: '5', jobId: '7', station: 'Bar', printerId: 'bar-printer' },
      ],
    },
    changes: [
      { put: 'order' },
      { put: 'dispatch', lines: [{ no: 1 }, { no: 2 }, { no: 3 }] },
      {
        put: 'ticket',
        lineNos: [2, 3],
        ticket: { id: '4', document: { alsoAt: [{ station: 'Bar', quantity: 3 }] } },
      },
      { put: 'printJob', job: { id: '6', printerId: 'kitchen-printer' } },
      {
        put: 'ticket',
        lineNos: [1],
        ticket: { id: '5', document: { alsoAt: [{ station: 'Cocina', quantity: 3 }] } },
      },
      { put: 'printJob', job: { id: '7', ticketId: '5', printerId: 'bar-printer' } },
    ],
  },
  {
    it: 'keeps a line that is held from the kitchen until it is fired',
    input: {
      ...atTable1,
      lines: [
        { product: 'Milanesa' },
        { product: 'Bife', held: true, course: 2, seat: 3, note: 'jugoso' },
      ],
    },
    reply: { tickets: [{ station: 'Cocina' }] },
    changes: [
      { put: 'order' },
      {
        put: 'dispatch',
        lines: [
          { no: 1, state: 'fired' },
          { no: 2, state: 'held', course: 2, seat: 3, note: 'jugoso' },
        ],
      },
      {
        put: 'ticket',
        lineNos: [1],
        ticket: { document: { lines: [{ name: 'Milanesa' }], alsoAt: [] } },
      },
      { put: 'printJob' },
    ],
    events: [{ kind: 'order.placed', lines: [{ state: 'fired' }, { state: 'held' }] }],
  },
  {
    it: 'prints nothing where all of it is held',
    input: { ...atTable1, lines: [{ product: 'Agua', held: true }] },
    reply: { number: 8, tickets: [] },
    changes: [{ put: 'order', order: { state: 'open' } }, { put: 'dispatch' }],
  },
  {
    it: 'charges what the chosen options cost, and nothing for other words',
    input: {
      ...atTable1,
      lines: [
        { product: 'Bife', modifiers: ['Panceta', 'Huevo', 'SIN sal'] },
        { product: 'Milanesa', modifiers: ['Panceta'] },
      ],
    },
    events: [
      {
        kind: 'order.placed',
        lines: [
          { unitPrice: 2_500, modifiers: ['Panceta', 'Huevo', 'SIN sal'] },
          { unitPrice: 1_000 },
        ],
      },
    ],
  },
  {
    it: 'goes by a code that the menu knows before the name, and by the name where it does not',
    input: {
      ...atTable1,
      lines: [{ product: 'Agua', code: 'p2' }, { product: 'AGUA', code: 'X9' }, { product: 'p1' }],
    },
    events: [{ lines: [{ name: 'Bife' }, { name: 'Agua' }, { name: 'Milanesa' }] }],
  },
  {
    it: 'prints a product that the menu does not know at the default station, and says so',
    input: { ...atTable1, lines: [{ product: 'Agua' }, { product: 'Milanesas', quantity: 2 }] },
    reply: {
      notices: [{ code: 'NO_PRICE', line: 2, product: 'Milanesas', similar: 'Milanesa' }],
      tickets: [{ station: 'Cocina' }, { station: 'Bar' }],
    },
    events: [
      { lines: [{ name: 'Agua' }, { itemId: null, name: 'Milanesas', unitPrice: null, no: 2 }] },
    ],
  },
  {
    it: 'has no similar dish to offer where no name is close',
    input: { ...atTable1, lines: [{ product: 'Torta de chocolate' }] },
    reply: { notices: [{ line: 1, product: 'Torta de chocolate', similar: null }] },
  },
  {
    it: 'looks for similar dishes of ten unknown products and of no more',
    input: { ...atTable1, lines: Array.from({ length: 11 }, () => ({ product: 'Milanes' })) },
    reply: {
      notices: Array.from({ length: 11 }, (_, index) => ({
        line: index + 1,
        similar: index < 10 ? 'Milanesa' : null,
      })),
    },
  },
  {
    it: 'is the order of a program where one sent it, and no waiter’s',
    input: { type: 'takeaway', customer: 'Rosa', lines: [{ product: 'Agua' }] },
    context: { actor: aProgram('pedidos:crear') },
    changes: [
      { put: 'order', order: { waiter: null, placedBy: 'program', customer: 'Rosa', table: null } },
      { put: 'dispatch', dispatch: { sentBy: 'program' } },
      { put: 'ticket', ticket: { document: { waiter: null, customer: 'Rosa' } } },
      { put: 'printJob' },
    ],
    events: [{ placed: { waiter: null, placedBy: 'Tienda' } }],
  },
  {
    it: 'takes down where a delivery goes',
    input: {
      type: 'delivery',
      customer: 'Rosa',
      address: 'Mitre 12',
      phone: '555',
      lines: [{ product: 'Agua' }],
    },
    changes: [
      {
        put: 'order',
        order: { type: 'delivery', customer: 'Rosa', address: 'Mitre 12', phone: '555' },
      },
      { put: 'dispatch' },
      {
        put: 'ticket',
        ticket: { document: { type: 'delivery', address: 'Mitre 12', phone: '555' } },
      },
      { put: 'printJob' },
    ],
  },
  {
    it: 'prints an urgent order as urgent',
    input: { ...atTable1, priority: 'urgent', lines: [{ product: 'Agua' }] },
    events: [{ tickets: [{ job: { priority: 'urgent' } }] }],
  },
  {
    it: 'marks nothing that a screen kept for three minutes; its paper says when it was made',
    input: { ...atTable1, lines: [{ product: 'Agua' }] },
    context: { madeAt: NOW - 3 * MINUTE },
    changes: [
      { put: 'order', order: { placedAt: NOW } },
      { put: 'dispatch', dispatch: { sentAt: NOW } },
      { put: 'ticket', ticket: { openedAt: NOW, document: { time: '20:27' } } },
      { put: 'printJob', job: { mark: { kind: 'none' }, queuedAt: NOW } },
    ],
  },
  {
    it: 'marks as late what a screen kept for longer',
    input: { ...atTable1, lines: [{ product: 'Agua' }] },
    context: { madeAt: NOW - 3 * MINUTE - 1 },
    events: [{ tickets: [{ job: { mark: 'late' } }] }],
  },
  {
    it: 'leaves a ticket open for the cook where a screen hangs, and prints the copies of a station',
    input: { ...atTable1, lines: [{ product: 'Agua' }] },
    facts: {
      catalogue: aRestaurant({
        stations: [KITCHEN, aStation({ ...BAR, hasScreen: true, copies: 2 }), COUNTER],
      }),
    },
    reply: { tickets: [{ station: 'Bar', cooking: 'open' }] },
    changes: [
      { put: 'order' },
      { put: 'dispatch' },
      { put: 'ticket', ticket: { state: 'open', document: { copies: 2 } } },
      { put: 'printJob' },
    ],
  },
  {
    it: 'sends nothing to a station that is closed, but to the one that took it over',
    input: { ...atTable1, lines: [{ product: 'Agua' }] },
    facts: {
      catalogue: aRestaurant({
        stations: [KITCHEN, aStation({ ...BAR, closed: { to: 'kitchen', day: TODAY } }), COUNTER],
      }),
    },
    reply: { tickets: [{ station: 'Cocina' }] },
  },
  {
    it: 'counts a dish down by what all lines take of it together',
    input: {
      ...atTable1,
      lines: [{ product: 'Milanesa' }, { product: 'Agua' }, { product: 'Milanesa', held: true }],
    },
    facts: { stock: three },
    changes: [
      { put: 'order' },
      { put: 'dispatch' },
      { put: 'ticket' },
      { put: 'printJob' },
      { put: 'ticket' },
      { put: 'printJob' },
      { set: 'stock', itemId: 'milanesa', stock: { soldOut: false, left: 1 } },
    ],
    events: [
      { kind: 'order.placed', order: 8 },
      {
        kind: 'stock.changed',
        order: null,
        itemId: 'milanesa',
        item: 'Milanesa',
        soldOut: false,
        left: 1,
        by: 'Ana',
      },
    ],
  },
  {
    it: 'takes the last of a dish, which is then over',
    input: { ...atTable1, lines: [{ product: 'Milanesa', quantity: 3 }] },
    facts: { stock: three },
    events: [{ kind: 'order.placed' }, { kind: 'stock.changed', soldOut: true, left: 0 }],
  },
  {
    it: 'refuses one more than there are left',
    input: {
      ...atTable1,
      lines: [
        { product: 'Milanesa', quantity: 2 },
        { product: 'P1', quantity: 2 },
      ],
    },
    facts: { stock: three },
    refuses: 'ITEM_SHORT',
    details: { item: 'Milanesa', left: 3 },
  },
  {
    it: 'refuses a dish that is over, whatever else is ordered',
    input: { ...atTable1, lines: [{ product: 'Agua' }, { product: 'Milanesa', held: true }] },
    facts: { stock: new Map([['milanesa', { soldOut: true, left: null }]]) },
    refuses: 'ITEM_SOLD_OUT',
    details: { item: 'Milanesa' },
  },
  {
    it: 'refuses a dish that was counted down to nothing as one that is over',
    input: { ...atTable1, lines: [{ product: 'Milanesa' }] },
    facts: { stock: new Map([['milanesa', { soldOut: true, left: 0 }]]) },
    refuses: 'ITEM_SOLD_OUT',
    details: { item: 'Milanesa' },
  },
  {
    it: 'takes a dish without end that is in stock without a count',
    input: { ...atTable1, lines: [{ product: 'Milanesa', quantity: 999 }] },
    facts: { stock: new Map([['milanesa', { soldOut: false, left: null }]]) },
    events: [{ kind: 'order.placed' }],
  },
  {
    it: 'refuses every order while no station is the default one',
    input: { ...atTable1, lines: [{ product: 'Agua' }] },
    facts: { catalogue: aRestaurant({ stations: [{ ...KITCHEN, isDefault: false }, BAR] }) },
    refuses: 'RESTAURANT_INVALID',
    details: { reason: 'el restaurante no tiene una estación por defecto' },
  },
]);

it('says nothing of notices where every product is on the menu', () => {
  const decision = decisionOf(placeOrderRule, usual, {
    input: { ...atTable1, lines: [{ product: 'Agua' }] },
  });
  expect(decision).toMatchObject({ ok: true });
  expect(decision).not.toHaveProperty('reply.notices');
});

it('tells of a new order everything but what an event’s own number says', () => {
  const decision = decisionOf(placeOrderRule, usual, {
    input: { ...atTable1, lines: [{ product: 'Agua' }] },
  });
  if (!decision.ok) throw new Error(decision.code);
  const [event] = decision.events;
  expect(event).not.toHaveProperty('placed.id');
  expect(event).not.toHaveProperty('placed.number');
  expect(event).not.toHaveProperty('lines.0.orderNumber');
});

asks(
  placeOrderRule,
  { ...atTable1, lines: [{ product: 'Agua' }] },
  { catalogue: true, stock: true, next: { day: TODAY } },
);
