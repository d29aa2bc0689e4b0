/** closeOrder: an order is paid. Comanda records the payment; it takes no money. */
import { closeOrder } from '../../../../src-shared/commands/till';
import { refuse } from '../../../../src-shared/base/errors';
import { unmergedOrder, editRule } from '../orders/order-edits';
import { orderAmount, taxOf, withTax } from '../../../../src-shared/model/price';
import type { Payment } from '../../../../src-shared/model/order';
import type { Tax } from '../../../../src-shared/model/restaurant';
import type { OrderFacts } from '../engine/facts';
import { endOrder, needsToEnd } from '../orders/end-order';

export const closeOrderRule = editRule(closeOrder, {
  needs: (input: { readonly order: number }) => ({ ...needsToEnd(input), lastZ: true as const }),
  decide(input, found, { parts, catalogue, lastZ }, context) {
    const all = [found, ...parts];
    const held = all.find(({ lines }) => lines.some((line) => line.state === 'held'));
    if (held) return refuse('LINES_HELD', { order: held.order.number });
    // A cut counts payments after the previous Z. A payment in the same millisecond as the last Z,
    // or after a clock that was set back, is dated after it. Otherwise no cut would count it.
    const at = lastZ !== null && context.now <= lastZ ? lastZ + 1 : context.now;
    const payments = shares(all, catalogue.tax).map((share, index) => ({
      ...share,
      method: input.method,
      // The tip belongs to the table, so it is stored with the order that was closed.
      tip: index === 0 ? input.tip : 0,
      at,
    }));
    return unmergedOrder(found.order) ?? endOrder(all, 'closed', payments, context);
  },
});

/**
 * The amount of each order. Rounded once, as on the bill: the remainder goes to the first order.
 */
function shares(
  all: readonly OrderFacts[],
  tax: Tax | null,
): readonly Pick<Payment, 'amount' | 'tax'>[] {
  const share = (sum: number) => ({ amount: withTax(sum, tax), tax: tax ? taxOf(sum, tax) : 0 });
  const sums = all.map(({ lines }) => orderAmount(lines));
  const whole = share(sums.reduce((sum, one) => sum + one, 0));
  const parts = sums.slice(1).map(share);
  const first = parts.reduce(
    (left, part) => ({ amount: left.amount - part.amount, tax: left.tax - part.tax }),
    whole,
  );
  return [first, ...parts];
}
