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
    // A cut counts what was paid after the Z before it. So a payment in the very millisecond of the
    // last Z, or after a clock that was set back, counts behind it: else it would be in no cut.
    const at = lastZ !== null && context.now <= lastZ ? lastZ + 1 : context.now;
    const payments = shares(all, catalogue.tax).map((share, index) => ({
      ...share,
      method: input.method,
      // The tip is the table's, so it stands at the order that was closed.
      tip: index === 0 ? input.tip : 0,
      at,
    }));
    return unmergedOrder(found.order) ?? endOrder(all, 'closed', payments, context);
  },
});

/**
 * What each of them cost. Rounded once, as on the bill: what the parts' own rounding leaves over is
 * the first one's.
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
