/** closeOrder: an order is paid, with all that was joined to it. */
import { closeOrderRule } from '../../../../src-main/host/domain/till/close-order';
import { DEFAULT_SERVICE_RULES } from '../../../../src-shared/model/staff';
import { asks, EDIT_OF_7 } from '../../../support/rules/asks';
import { aProgram, MINUTE, NOW } from '../../../support/rules/context';
import { refusedEditsWithBase } from '../../../support/rules/order-edits';
import { aLine, anOrder, anOrderWith } from '../../../support/rules/orders';
import { aRestaurant } from '../../../support/rules/restaurant';
import { table } from '../../../support/rules/rule-table';

/** One Milanesa at 1000, two waters at 500 of which one was voided, and a bread without a price. */
const lines = [
  aLine(),
  aLine({ no: 2, name: 'Agua', quantity: 2, unitPrice: 500, voided: 1 }),
  aLine({ no: 3, name: 'Pan', unitPrice: null }),
];
const found = anOrderWith({ lines });
const usual = {
  order: found,
  hostOf: null,
  houseRules: DEFAULT_SERVICE_RULES,
  parts: [],
  catalogue: aRestaurant(),
  lastZ: NOW - 60 * MINUTE,
};
const input = { order: 7 };

const taxed = (rate: number, included: boolean) => ({
  catalogue: aRestaurant({ tax: { name: 'IVA', rate, included } }),
});
/** An order of one line at this price, joined to order 7. */
const aPart = (number: number, unitPrice: number, revision = 1) =>
  anOrderWith({
    order: { number, mergedInto: 7, revision },
    lines: [aLine({ orderNumber: number, unitPrice })],
  });

table(closeOrderRule, usual, [
  {
    it: 'writes down what is still wanted at its price as paid in cash, without a tip',
    input,
    reply: { number: 7, revision: 2, state: 'closed', tickets: [] },
    changes: [
      {
        set: 'order',
        number: 7,
        state: 'closed',
        revision: 2,
        payment: { method: 'cash', amount: 1_500, tax: 0, tip: 0, at: NOW },
      },
    ],
    events: [
      {
        kind: 'order.moved',
        order: 7,
        state: 'closed',
        readyAt: null,
        revision: 2,
        by: 'Ana',
        payment: { method: 'cash', amount: 1_500, tax: 0, tip: 0, at: NOW },
      },
    ],
  },
  {
    it: 'writes down how it was paid, and the tip beside what it cost',
    input: { ...input, method: 'card', tip: 200 },
    events: [{ payment: { method: 'card', amount: 1_500, tip: 200 } }],
  },
  {
    it: 'charges nothing for a comp',
    input,
    facts: { order: anOrderWith({ lines: [{ ...aLine(), comp: 'demora' }, ...lines.slice(1)] }) },
    events: [{ payment: { amount: 500 } }],
  },
  {
    it: 'takes an order of which everything is on the house for paid, with nothing',
    input,
    facts: { order: anOrderWith({ lines: [aLine({ comp: 'demora' })] }) },
    events: [{ state: 'closed', payment: { amount: 0, tax: 0 } }],
  },
  {
    it: 'says what of the prices is tax where they have it in them',
    input,
    facts: taxed(2_100, true),
    // 1500 x 21 / 121 is 260.33.
    events: [{ payment: { amount: 1_500, tax: 260 } }],
  },
  {
    it: 'adds the tax where prices are without it',
    input,
    facts: taxed(2_100, false),
    events: [{ payment: { amount: 1_815, tax: 315 } }],
  },
  {
    it: 'rounds what of the prices is tax to the next unit',
    input,
    facts: { order: anOrderWith(), ...taxed(2_100, true) },
    // 1000 x 21 / 121 is 173.55.
    events: [{ payment: { amount: 1_000, tax: 174 } }],
  },
  {
    it: 'rounds half a unit of tax up',
    input,
    facts: { order: anOrderWith({ lines: [aLine({ unitPrice: 50 })] }), ...taxed(1_000, false) },
    events: [{ payment: { amount: 55, tax: 5 } }],
  },
  {
    it: 'rounds up from the half, and not below it',
    input,
    facts: { order: anOrderWith({ lines: [aLine({ unitPrice: 45 })] }), ...taxed(1_000, false) },
    // 4.5 is 5.
    events: [{ payment: { amount: 50, tax: 5 } }],
  },
  {
    it: 'rounds down below the half',
    input,
    facts: { order: anOrderWith({ lines: [aLine({ unitPrice: 44 })] }), ...taxed(1_000, false) },
    events: [{ payment: { amount: 48, tax: 4 } }],
  },

  // What was joined to it.
  {
    it: 'closes what was joined to it too, each at its own amount, the tip where it was asked',
    input: { ...input, method: 'other', tip: 300 },
    facts: { parts: [aPart(9, 700, 4), aPart(10, 50)] },
    reply: { number: 7, revision: 2 },
    changes: [
      {
        set: 'order',
        number: 7,
        revision: 2,
        payment: { method: 'other', amount: 1_500, tip: 300, at: NOW },
      },
      {
        set: 'order',
        number: 9,
        state: 'closed',
        revision: 5,
        payment: { method: 'other', amount: 700, tip: 0, at: NOW },
      },
      { set: 'order', number: 10, revision: 2, payment: { amount: 50, tip: 0 } },
    ],
    events: [
      { kind: 'order.moved', order: 7, payment: { amount: 1_500, tip: 300 } },
      { kind: 'order.moved', order: 9, revision: 5, payment: { amount: 700, tip: 0 } },
      { kind: 'order.moved', order: 10, payment: { amount: 50 } },
    ],
  },
  {
    it: 'says of each order what of it is tax',
    input,
    facts: { parts: [aPart(9, 700)], ...taxed(1_000, false) },
    events: [
      { order: 7, payment: { amount: 1_650, tax: 150 } },
      { order: 9, payment: { amount: 770, tax: 70 } },
    ],
  },
  {
    it: 'gives what rounding leaves over to the order that was closed: together it is the bill',
    input,
    facts: {
      order: anOrderWith({ lines: [aLine({ unitPrice: 4 })] }),
      parts: [aPart(9, 4), aPart(10, 4)],
      ...taxed(1_000, false),
    },
    // Of 12 the tax is 1.2, so 13 is paid; of 4 alone it is 0.4, so each part is 4.
    events: [
      { order: 7, payment: { amount: 5, tax: 1 } },
      { order: 9, payment: { amount: 4, tax: 0 } },
      { order: 10, payment: { amount: 4, tax: 0 } },
    ],
  },
  {
    it: 'closes a part that was carried out already',
    input,
    facts: {
      parts: [anOrderWith({ order: { number: 9, state: 'served', readyAt: NOW - 1 } })],
    },
    events: [
      { order: 7, state: 'closed' },
      { order: 9, state: 'closed', readyAt: NOW - 1 },
    ],
  },

  // In which Z it counts.
  {
    it: 'is paid now where the last Z was a millisecond ago',
    input,
    facts: { lastZ: NOW - 1 },
    events: [{ payment: { at: NOW } }],
  },
  {
    it: 'counts behind a Z of this very millisecond, which has counted already',
    input,
    facts: { lastZ: NOW },
    events: [{ payment: { at: NOW + 1 } }],
  },
  {
    it: 'counts behind the last Z though the clock was set back before it',
    input,
    facts: { lastZ: NOW + 60 * MINUTE },
    events: [{ payment: { at: NOW + 60 * MINUTE + 1 } }],
  },
  {
    it: 'is paid now where there was no Z yet',
    input,
    facts: { lastZ: null },
    events: [{ payment: { at: NOW } }],
  },

  {
    it: 'settles an order before it is ready: guests pay before they eat',
    input,
    facts: { order: { ...found, order: anOrder({ state: 'open' }) } },
    reply: { state: 'closed' },
  },
  {
    it: 'keeps when an order was ready',
    input,
    facts: { order: { ...found, order: anOrder({ state: 'served', readyAt: NOW - MINUTE }) } },
    events: [{ state: 'closed', readyAt: NOW - MINUTE }],
  },
  {
    it: 'says which program had it closed',
    input,
    context: { actor: aProgram('pedidos:cambiar') },
    events: [{ by: 'Tienda' }],
  },
  {
    it: 'refuses while a line is held, which would never be cooked',
    input,
    facts: { order: anOrderWith({ lines: [aLine(), aLine({ no: 2, state: 'held' })] }) },
    refuses: 'LINES_HELD',
    details: { order: 7 },
  },
  {
    it: 'refuses while a line of what was joined to it is held, and says of which order',
    input,
    facts: {
      parts: [
        aPart(9, 700),
        anOrderWith({ order: { number: 10 }, lines: [aLine({ state: 'held' })] }),
      ],
    },
    refuses: 'LINES_HELD',
    details: { order: 10 },
  },
  {
    it: 'does not wait for a held line that was voided',
    input,
    facts: {
      order: anOrderWith({ lines: [aLine(), aLine({ no: 2, state: 'voided', voided: 1 })] }),
    },
    events: [{ state: 'closed', payment: { amount: 1_000 } }],
  },
  {
    it: 'refuses an order that is part of another: it is paid there',
    input,
    facts: { order: { ...found, order: anOrder({ mergedInto: 5 }) } },
    refuses: 'ORDER_MERGED',
    details: { order: 7, into: 5 },
  },
  ...refusedEditsWithBase(input, found),
]);

asks(closeOrderRule, input, { ...EDIT_OF_7, catalogue: true, parts: { number: 7 }, lastZ: true });
