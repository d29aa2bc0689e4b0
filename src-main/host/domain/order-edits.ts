/** What every edit of an order has in common: whether it may be made at all, its revision, and who is told. */
import { refuse } from '../../../src-shared/errors';
import type { Refusal } from '../../../src-shared/errors';
import type { Order } from '../../../src-shared/order';
import type { HouseRules } from '../../../src-shared/people';
import type { Actor } from '../../../src-shared/vocabulary';
import { ORDER_WORDS } from '../../../src-shared/words';
import type { Change } from './decision';
import type { OrderFacts } from './facts';

/** The facts of every edit. */
export const editNeeds = ({ order }: { readonly order: number }) => ({ order: { number: order }, houseRules: true as const });

export type EditAsk = { readonly order: number; readonly base?: number | null };
type Found = { readonly ok: true; readonly found: OrderFacts };

/** The order, where this hand may change it as it stands. A joined order takes no new lines and is not closed by itself: see `alone`. */
export function orderToEdit(ask: EditAsk, found: OrderFacts | null, rules: HouseRules, actor: Actor): Found | Refusal {
  if (!found) return refuse('ORDER_UNKNOWN', { order: ask.order });
  const { order } = found;
  if (order.state === 'closed' || order.state === 'voided')
    return refuse('ORDER_CLOSED', { order: order.number, state: ORDER_WORDS[order.state] });
  const base = ask.base ?? null;
  if (base !== null && base !== order.revision)
    return refuse('EDIT_STALE', { order: order.number, base, revision: order.revision });
  if (rules.ownOrdersOnly && actor.role === 'waiter' && order.waiter !== null && order.waiter.id !== actor.person?.id)
    return refuse('NOT_YOURS', { order: order.number, waiter: order.waiter.name });
  return { ok: true, found };
}

/** What is done to a table as a whole is done where its bill is. */
export function alone({ number, mergedInto }: Order): Refusal | null {
  return mergedInto === null ? null : refuse('ORDER_MERGED', { order: number, into: mergedInto });
}

/** One more edit. */
export function revised({ number, revision }: Order): { readonly revision: number; readonly change: Change } {
  return { revision: revision + 1, change: { set: 'order', number, revision: revision + 1 } };
}
