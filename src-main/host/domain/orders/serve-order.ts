/** serveOrder and closeOrder: carried to the table, and settled. Comanda writes the payment down; it takes no money. */
import { refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import type { EventDraft } from '../../../../src-shared/events/events';
import { chargedFor, taxOf, withTax } from '../../../../src-shared/model/price';
import { ORDER_MOVES } from '../../../../src-shared/model/order';
import type { Payment } from '../../../../src-shared/model/order';
import type { Tax } from '../../../../src-shared/model/restaurant';
import { handOf } from '../../../../src-shared/base/vocabulary';
import { ORDER_WORDS } from '../../../../src-shared/i18n/es';
import { decided } from '../engine/rule';
import type { Change, Context, Decision } from '../engine/rule';
import type { OrderFacts } from '../engine/facts';
import { alone, editRule, revised } from './order-edits';
import type { Edited } from '../../../../src-shared/commands/registry';
import type { OrderState } from '../../../../src-shared/model/order';

const needs = ({ order }: { readonly order: number }) => ({ parts: { number: order }, catalogue: true as const });

export const serveOrder = editRule({
  name: 'serveOrder',
  needs,
  decide: (_, found, { parts }, context) => alone(found.order) ?? end([found, ...parts], 'served', [], context),
});

export const closeOrder = editRule({
  name: 'closeOrder',
  needs: (input: { readonly order: number }) => ({ ...needs(input), lastZ: true as const }),
  decide(input, found, { parts, catalogue, lastZ }, context) {
    const all = [found, ...parts];
    const held = all.find(({ lines }) => lines.some((line) => line.state === 'held'));
    if (held) return refuse('LINES_HELD', { order: held.order.number });
    // After a clock that was set back a payment still counts behind the last Z: else it would be in no cut at all.
    const at = lastZ !== null && context.now < lastZ ? lastZ + 1 : context.now;
    const payments = shares(all, catalogue.tax).map((share, index) => ({
      ...share,
      method: input.method,
      // The tip is the table's, so it stands at the order that was closed.
      tip: index === 0 ? input.tip : 0,
      at,
    }));
    return alone(found.order) ?? end(all, 'closed', payments, context);
  },
});

/** What each of them cost. Rounded once, as on the bill: what the parts' own rounding leaves over is the first one's. */
function shares(all: readonly OrderFacts[], tax: Tax | null): readonly Pick<Payment, 'amount' | 'tax'>[] {
  const share = (sum: number) => ({ amount: withTax(sum, tax), tax: tax ? taxOf(sum, tax) : 0 });
  const sums = all.map(({ lines }) => chargedFor(lines));
  const whole = share(sums.reduce((sum, one) => sum + one, 0));
  const parts = sums.slice(1).map(share);
  const first = parts.reduce((left, part) => ({ amount: left.amount - part.amount, tax: left.tax - part.tax }), whole);
  return [first, ...parts];
}

/** The order and what was joined to it; `payments` in the same order. */
function end(
  all: readonly OrderFacts[],
  state: 'served' | 'closed',
  payments: readonly Payment[],
  context: Context,
): Decision<Edited & { state: OrderState }> | Refusal {
  const changes: Change[] = [];
  const events: EventDraft[] = [];
  for (const [index, { order }] of all.entries()) {
    if (!ORDER_MOVES[order.state].includes(state)) {
      if (index > 0) continue; // a part that is served already
      return refuse('ORDER_CLOSED', { order: order.number, state: ORDER_WORDS[order.state] });
    }
    const { revision } = revised(order);
    const own = payments[index];
    changes.push({ set: 'order', number: order.number, state, revision, ...(own ? { payment: own } : {}) });
    events.push({
      kind: 'order.moved',
      order: order.number,
      state,
      readyAt: order.readyAt,
      revision,
      by: handOf(context.actor),
      ...(own ? { payment: own } : {}),
    });
  }
  const { number, revision } = all[0]?.order ?? { number: 0, revision: 0 };
  return decided({ number, revision: revision + 1, state, tickets: [] }, changes, events);
}
