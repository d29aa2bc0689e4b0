/**
 * printBill: the pre-check at the counter's printer, for the order and those joined to it. Works
 * after settling too.
 */
import { printBill } from '../../../../src-shared/commands/till';
import { refuse } from '../../../../src-shared/base/errors';
import { lineAmount, orderAmount, taxOf, withTax } from '../../../../src-shared/model/price';
import { chargeableQuantity } from '../../../../src-shared/model/order';
import type { Bill } from '../../../../src-shared/model/ticket';
import { actorName } from '../../../../src-shared/base/vocabulary';
import type { RestaurantIndex } from '../engine/catalogue';
import { defineRule, accept } from '../engine/rule';
import type { OrderFacts } from '../engine/facts';
import { issueTicket, EMPTY_DOCUMENT } from '../tickets/issue-tickets';
import { unmergedOrder } from '../orders/order-edits';
import { headingOf } from '../orders/place-order';

export const printBillRule = defineRule(printBill, {
  needs: ({ order }, { day }) => ({
    order: { number: order },
    billedParts: { number: order },
    turbo: true as const,
    catalogue: true as const,
    next: { day },
  }),
  decide(input, { order: found, billedParts, catalogue, next, turbo }, context) {
    if (!found) return refuse('ORDER_UNKNOWN', { order: input.order });
    const { order } = found;
    const elsewhere = unmergedOrder(order);
    if (elsewhere) return elsewhere;
    if (!catalogue.counter)
      return refuse('RESTAURANT_INVALID', {
        reason: 'no hay una estación de caja que imprima precuentas',
      });
    const bill = billOf([found, ...billedParts], catalogue);
    if (bill.lines.length === 0) return refuse('NOTHING_TO_PRINT', { order: order.number });
    const station = catalogue.counter;
    const issued = issueTicket(
      {
        kind: 'bill',
        // A bill is not cooked, so no screen has to bump it.
        station: { ...station, hasScreen: false },
        document: {
          ...headingOf(order, found.lastDispatchNo, context),
          ...EMPTY_DOCUMENT,
          note: null,
          kind: 'bill',
          station: station.name,
          lines: [],
          bill,
        },
        orderNumber: order.number,
        dispatchNo: null,
        messageId: null,
        lineNos: [],
        // In turbo bills wait for kitchen tickets.
        priority: turbo === null ? 'normal' : 'low',
        next,
      },
      catalogue,
      context,
    );
    return accept({ number: order.number, tickets: issued.tickets }, issued.changes, [
      {
        kind: 'bill.asked',
        order: order.number,
        by: actorName(context.actor),
        tickets: issued.opened,
      },
    ]);
  },
});

/** Lines that are still wanted, each at its price when it was sent. A comp costs nothing. */
function billOf(orders: readonly OrderFacts[], { currency, tax }: RestaurantIndex): Bill {
  const lines = orders.flatMap(({ lines: all }) =>
    all
      .filter((line) => line.state !== 'voided')
      .map((line) => ({
        quantity: chargeableQuantity(line),
        name: line.comp === null ? line.name : `${line.name} (cortesía)`,
        amount: lineAmount(line),
      })),
  );
  const sum = orders.reduce((before, order) => before + orderAmount(order.lines), 0);
  return {
    lines,
    total: withTax(sum, tax),
    tax: tax && {
      name: `${tax.name} ${tax.rate / 100} %`,
      amount: taxOf(sum, tax),
      included: tax.included,
    },
    currency: currency.code,
    decimals: currency.decimals,
  };
}
