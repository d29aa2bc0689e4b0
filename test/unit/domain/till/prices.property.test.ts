/** What guests pay, over any lines, voids and comps; and that a bill and its payments agree. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closeOrderRule } from '../../../../src-main/host/domain/till/close-order';
import { printBillRule } from '../../../../src-main/host/domain/till/print-bill';
import type { OrderLine } from '../../../../src-shared/model/order';
import { orderAmount, taxOf, withTax } from '../../../../src-shared/model/price';
import type { Tax } from '../../../../src-shared/model/restaurant';
import { DEFAULT_SERVICE_RULES } from '../../../../src-shared/model/staff';
import { aLine, anOrderWith, NEXT } from '../../../support/rules/orders';
import { aRestaurant } from '../../../support/rules/restaurant';
import { decisionOf } from '../../../support/rules/rule-table';

const RUNS = { numRuns: 100 };

const line: fc.Arbitrary<OrderLine> = fc
  .record({
    quantity: fc.integer({ min: 1, max: 12 }),
    share: fc.integer({ min: 0, max: 12 }),
    unitPrice: fc.option(fc.integer({ min: 0, max: 1_000_000 })),
    comp: fc.option(fc.constant('demora')),
  })
  .map(({ quantity, share, unitPrice, comp }) => {
    const voided = Math.min(share, quantity);
    return aLine({
      quantity,
      voided,
      unitPrice,
      comp,
      state: voided === quantity ? 'voided' : 'fired',
    });
  });
const lines = fc.array(line, { maxLength: 8 });
const tax: fc.Arbitrary<Tax | null> = fc.option(
  fc.record({
    name: fc.constant('IVA'),
    rate: fc.integer({ min: 0, max: 10_000 }),
    included: fc.boolean(),
  }),
);

/** Piece by piece, as a waiter would count it. */
function counted(all: readonly OrderLine[]): number {
  let sum = 0;
  for (const { quantity, voided, unitPrice, comp } of all)
    for (let piece = voided; piece < quantity; piece++) sum += comp === null ? (unitPrice ?? 0) : 0;
  return sum;
}

describe('what lines cost', () => {
  it('is the sum of the pieces that are wanted and not on the house', () => {
    fc.assert(
      fc.property(lines, (all) => {
        expect(orderAmount(all)).toBe(counted(all));
      }),
      RUNS,
    );
  });

  it('does not depend on their order, nor on how they are shared out', () => {
    fc.assert(
      fc.property(lines, lines, (some, others) => {
        expect(orderAmount([...others, ...some])).toBe(orderAmount(some) + orderAmount(others));
      }),
      RUNS,
    );
  });

  it('falls by the price of each piece that is voided, and to none with the last', () => {
    fc.assert(
      fc.property(lines, line, (all, one) => {
        fc.pre(one.state !== 'voided');
        const charged = one.comp === null ? (one.unitPrice ?? 0) : 0;
        const before = orderAmount([...all, one]);
        const after = orderAmount([...all, { ...one, voided: one.voided + 1 }]);
        expect(before - after).toBe(charged);
        const gone: OrderLine = { ...one, voided: one.quantity, state: 'voided' };
        expect(orderAmount([...all, gone])).toBe(orderAmount(all));
      }),
      RUNS,
    );
  });

  it('is less by a comp of what the line costs, and the same when it is charged again', () => {
    fc.assert(
      fc.property(lines, line, (all, one) => {
        const comped = orderAmount([...all, { ...one, comp: 'demora' }]);
        const charged = orderAmount([...all, { ...one, comp: null }]);
        expect(comped).toBe(orderAmount(all));
        expect(charged - comped).toBe((one.quantity - one.voided) * (one.unitPrice ?? 0));
      }),
      RUNS,
    );
  });
});

describe('tax', () => {
  it('is never more than what is paid, nor less than nothing, and grows with the amount', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000_000 }),
        fc.integer({ min: 0, max: 10_000 }),
        fc.boolean(),
        (amount, rate, included) => {
          const rule = { name: 'IVA', rate, included };
          expect(taxOf(amount, rule)).toBeGreaterThanOrEqual(0);
          expect(taxOf(amount, rule)).toBeLessThanOrEqual(withTax(amount, rule));
          expect(taxOf(amount + 1, rule)).toBeGreaterThanOrEqual(taxOf(amount, rule));
          // Within half a unit of the exact share, whole units only.
          const exact = (amount * rate) / (included ? 10_000 + rate : 10_000);
          expect(Math.abs(taxOf(amount, rule) - exact)).toBeLessThanOrEqual(0.5);
        },
      ),
      RUNS,
    );
  });
});

describe('a bill and what is paid for it', () => {
  it('agree, whatever was joined to the order and whatever the tax is', () => {
    fc.assert(
      fc.property(
        lines,
        fc.array(lines, { maxLength: 3 }),
        tax,
        fc.integer({ min: 0, max: 5_000 }),
        (own, others, rule, tip) => {
          const order = anOrderWith({ lines: [aLine(), ...own] });
          const parts = others.map((all, index) =>
            anOrderWith({ order: { number: 8 + index, mergedInto: 7 }, lines: all }),
          );
          const catalogue = aRestaurant({ tax: rule });
          const paid = decisionOf(
            closeOrderRule,
            {
              order,
              hostOf: null,
              houseRules: DEFAULT_SERVICE_RULES,
              parts,
              catalogue,
              lastZ: null,
            },
            { input: { order: 7, tip } },
          );
          const bill = decisionOf(
            printBillRule,
            { order, billedParts: parts, turbo: null, catalogue, next: NEXT },
            { input: { order: 7 } },
          );
          if (!paid.ok || !bill.ok) throw new Error('both are taken');
          const payments = paid.events.flatMap((event) =>
            event.kind === 'order.moved' && event.payment ? [event.payment] : [],
          );
          const sum = (of: (one: (typeof payments)[number]) => number): number =>
            payments.reduce((before, one) => before + of(one), 0);
          const [ticket] = bill.changes;
          const said =
            ticket && 'put' in ticket && ticket.put === 'ticket'
              ? ticket.ticket.document.bill
              : null;
          expect(payments).toHaveLength(1 + parts.length);
          expect(said?.total).toBe(sum(({ amount }) => amount));
          expect(said?.tax?.amount ?? 0).toBe(sum(({ tax: one }) => one));
          expect(sum((one) => one.tip)).toBe(tip);
          for (const one of payments.slice(1)) expect(one.amount).toBeGreaterThanOrEqual(0);
        },
      ),
      { numRuns: 50 },
    );
  });
});
