/** Ends an order and the orders joined to it: served, or closed with a payment. */
import { refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import type { EventDraft } from '../../../../src-shared/events/events';
import { ORDER_MOVES } from '../../../../src-shared/model/order';
import type { OrderState, Payment } from '../../../../src-shared/model/order';
import { actorName } from '../../../../src-shared/base/vocabulary';
import { ORDER_WORDS } from '../../../../src-shared/i18n/es';
import { accept } from '../engine/rule';
import type { Change, Context, Decision } from '../engine/rule';
import type { OrderFacts } from '../engine/facts';
import { revised } from './order-edits';
import type { OrderEdited } from '../../../../src-shared/commands/registry';

export const needsToEnd = ({ order }: { readonly order: number }) => ({
  parts: { number: order },
  catalogue: true as const,
});

/** The order and those joined to it; `payments` in the same order. */
export function endOrder(
  all: readonly OrderFacts[],
  state: 'served' | 'closed',
  payments: readonly Payment[],
  context: Context,
): Decision<OrderEdited & { state: OrderState }> | Refusal {
  const changes: Change[] = [];
  const events: EventDraft[] = [];
  for (const [index, { order }] of all.entries()) {
    if (!ORDER_MOVES[order.state].includes(state)) {
      if (index > 0) continue; // a part that is served already
      return refuse('ORDER_CLOSED', { order: order.number, state: ORDER_WORDS[order.state] });
    }
    const { revision } = revised(order);
    const own = payments[index];
    changes.push({
      set: 'order',
      number: order.number,
      state,
      revision,
      ...(own ? { payment: own } : {}),
    });
    events.push({
      kind: 'order.moved',
      order: order.number,
      state,
      readyAt: order.readyAt,
      revision,
      by: actorName(context.actor),
      ...(own ? { payment: own } : {}),
    });
  }
  const { number, revision } = all[0]?.order ?? { number: 0, revision: 0 };
  return accept({ number, revision: revision + 1, state, tickets: [] }, changes, events);
}
