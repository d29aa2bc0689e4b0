/** printBill: the pre-check, at the counter's printer. */
import { printBillRule } from '../../../../src-main/host/domain/till/print-bill';
import { asks } from '../../../support/rules/asks';
import { aProgram, NOW, TODAY } from '../../../support/rules/context';
import { aLine, anOrder, anOrderWith, NEXT } from '../../../support/rules/orders';
import { aRestaurant, COUNTER, KITCHEN } from '../../../support/rules/restaurant';
import { table } from '../../../support/rules/rule-table';

const found = anOrderWith({
  order: { note: 'Apuro', covers: 2 },
  lines: [
    aLine({ quantity: 3, voided: 1 }),
    aLine({ no: 2, name: 'Agua', unitPrice: 500, comp: 'demora' }),
    aLine({ no: 3, name: 'Pan', unitPrice: null, quantity: 2 }),
    aLine({ no: 4, name: 'Bife', unitPrice: 2_000, voided: 1, state: 'voided' }),
    aLine({ no: 5, name: 'Flan', unitPrice: 300, state: 'held' }),
  ],
  lastDispatchNo: 3,
});
const usual = {
  order: found,
  billedParts: [],
  turbo: null,
  catalogue: aRestaurant(),
  next: NEXT,
};
const input = { order: 7 };
const taxed = (rate: number, included: boolean) => ({
  catalogue: aRestaurant({ tax: { name: 'IVA', rate, included } }),
});
const billed = (bill: Readonly<Record<string, unknown>>) => [
  { put: 'ticket', ticket: { document: { bill } } },
  { put: 'printJob' },
];

table(printBillRule, usual, [
  {
    it: 'prints at the counter what is still wanted, comps for nothing, and what has no price',
    input,
    reply: {
      number: 7,
      tickets: [{ ticketId: '4', kind: 'bill', station: 'Caja', jobId: '6' }],
    },
    changes: [
      {
        put: 'ticket',
        lineNos: [],
        ticket: {
          id: '4',
          kind: 'bill',
          stationId: 'counter',
          state: 'bumped',
          orderNumber: 7,
          dispatchNo: null,
          messageId: null,
          document: {
            kind: 'bill',
            station: 'Caja',
            folio: '0012',
            orderNumber: 7,
            dispatchNo: 3,
            table: '1',
            covers: 2,
            waiter: 'Ana',
            note: null,
            reason: null,
            time: '20:30',
            lines: [],
            bill: {
              lines: [
                { quantity: 2, name: 'Milanesa', amount: 2_000 },
                { quantity: 1, name: 'Agua (cortesía)', amount: 0 },
                { quantity: 2, name: 'Pan', amount: null },
                { quantity: 1, name: 'Flan', amount: 300 },
              ],
              total: 2_300,
              tax: null,
              currency: 'ARS',
              decimals: 2,
            },
          },
        },
      },
      {
        put: 'printJob',
        job: { id: '6', ticketId: '4', printerId: 'counter-printer', priority: 'normal' },
      },
    ],
    events: [
      {
        kind: 'bill.asked',
        order: 7,
        by: 'Ana',
        tickets: [{ station: 'Caja', kind: 'bill', lineNos: [], job: { jobId: '6' } }],
      },
    ],
  },
  {
    it: 'prints another one when it is asked again',
    input,
    facts: { next: { ...NEXT, ticketSeq: 5, jobSeq: 7 } },
    reply: { tickets: [{ ticketId: '5', jobId: '7' }] },
  },
  {
    it: 'bills what was joined to the order with it, as one sum',
    input,
    facts: {
      order: anOrderWith(),
      billedParts: [
        anOrderWith({ order: { number: 9, mergedInto: 7 }, lines: [aLine({ unitPrice: 700 })] }),
        anOrderWith({ order: { number: 10 }, lines: [aLine({ unitPrice: 50, voided: 0 })] }),
      ],
    },
    changes: billed({
      lines: [{ amount: 1_000 }, { amount: 700 }, { amount: 50 }],
      total: 1_750,
    }),
  },
  {
    it: 'says what of the total is tax where prices have it in them',
    input,
    facts: taxed(2_100, true),
    // 2300 x 21 / 121 is 399.17.
    changes: billed({ total: 2_300, tax: { name: 'IVA 21 %', amount: 399, included: true } }),
  },
  {
    it: 'adds the tax where prices are without it',
    input,
    facts: taxed(1_050, false),
    // 2300 x 10.5 % is 241.5.
    changes: billed({ total: 2_542, tax: { name: 'IVA 10.5 %', amount: 242, included: false } }),
  },
  {
    it: 'rounds once for all that is on the bill',
    input,
    facts: {
      order: anOrderWith({ lines: [aLine({ unitPrice: 4 })] }),
      billedParts: [anOrderWith({ lines: [aLine({ unitPrice: 4 })] })],
      ...taxed(1_000, false),
    },
    changes: billed({ total: 9, tax: { amount: 1 } }),
  },
  {
    it: 'lets orders’ paper go first at peak hour',
    input,
    facts: { turbo: { since: NOW, by: null } },
    events: [{ tickets: [{ job: { priority: 'low' } }] }],
  },
  {
    it: 'bills an order that was paid already',
    input,
    facts: { order: { ...found, order: anOrder({ state: 'closed' }) } },
    reply: { tickets: [{ kind: 'bill' }] },
  },
  {
    it: 'leaves no bill for a cook to tick off, also where the counter has a screen',
    input,
    facts: {
      catalogue: aRestaurant({ stations: [KITCHEN, { ...COUNTER, hasScreen: true }] }),
    },
    events: [{ tickets: [{ state: 'bumped' }] }],
  },
  {
    it: 'prints it for a program',
    input,
    context: { actor: aProgram('pedidos:cambiar') },
    events: [{ by: 'Tienda' }],
  },
  {
    it: 'refuses an order that does not exist',
    input,
    facts: { order: null },
    refuses: 'ORDER_UNKNOWN',
    details: { order: 7 },
  },
  {
    it: 'refuses an order that is part of another: the bill is there',
    input,
    facts: { order: { ...found, order: anOrder({ mergedInto: 5 }) } },
    refuses: 'ORDER_MERGED',
    details: { order: 7, into: 5 },
  },
  {
    it: 'refuses a bill with nothing on it',
    input,
    facts: {
      order: anOrderWith({
        order: { state: 'voided' },
        lines: [aLine({ voided: 1, state: 'voided' })],
      }),
    },
    refuses: 'NOTHING_TO_PRINT',
    details: { order: 7 },
  },
  {
    it: 'prints a bill of comps alone',
    input,
    facts: { order: anOrderWith({ lines: [aLine({ comp: 'demora' })] }) },
    changes: billed({ lines: [{ amount: 0 }], total: 0 }),
  },
  {
    it: 'refuses where no station prints bills',
    input,
    facts: { catalogue: aRestaurant({ stations: [KITCHEN] }) },
    refuses: 'RESTAURANT_INVALID',
    details: { reason: 'no hay una estación de caja que imprima precuentas' },
  },
]);

asks(printBillRule, input, {
  order: { number: 7 },
  billedParts: { number: 7 },
  turbo: true,
  catalogue: true,
  next: { day: TODAY },
});
