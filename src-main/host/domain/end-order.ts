/** serveOrder and closeOrder: carried to the table, and settled. Comanda writes the payment down; it takes no money. */
import { refuse } from '../../../src-shared/errors';
import type { Refusal } from '../../../src-shared/errors';
import type { EventDraft } from '../../../src-shared/events';
import { ORDER_MOVES } from '../../../src-shared/order';
import type { Payment } from '../../../src-shared/order';
import { handOf } from '../../../src-shared/vocabulary';
import { ORDER_WORDS } from '../../../src-shared/words';
import { decided } from './decision';
import type { Change, Context, Decision } from './decision';
import type { OrderFacts } from './facts';
import { alone, editRule, revised } from './order-edits';
import type { Edited } from '../../../src-shared/commands';
import type { OrderState } from '../../../src-shared/order';

const needs = ({ order }: { readonly order: number }) => ({ parts: { number: order } });

export const serveOrder = editRule({
  name: 'serveOrder',
  needs,
  decide: (_, found, { parts }, context) => alone(found.order) ?? end([found, ...parts], 'served', null, context),
});

export const closeOrder = editRule({
  name: 'closeOrder',
  needs,
  decide(input, found, { parts }, context) {
    const all = [found, ...parts];
    const held = all.find(({ lines }) => lines.some((line) => line.state === 'held'));
    if (held) return refuse('LINES_HELD', { order: held.order.number });
    const payment = { method: input.method, tip: input.tip, at: context.now };
    return alone(found.order) ?? end(all, 'closed', payment, context);
  },
});

/** The order and what was joined to it. The tip is the table's, so it stands at the order that was closed. */
function end(
  all: readonly OrderFacts[],
  state: 'served' | 'closed',
  payment: Payment | null,
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
    const own = payment === null ? null : index === 0 ? payment : { ...payment, tip: 0 };
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
