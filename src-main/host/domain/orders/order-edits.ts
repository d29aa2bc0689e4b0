/** Shared parts of order edits: permission, revision, and joined orders that get a revision too. */
import { refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import type { CommandInput, CommandName, Reply } from '../../../../src-shared/commands/registry';
import type { EventDraft } from '../../../../src-shared/events/events';
import type { Order } from '../../../../src-shared/model/order';
import type { ServiceRules } from '../../../../src-shared/model/staff';
import { actorName } from '../../../../src-shared/base/vocabulary';
import type { Actor, Role } from '../../../../src-shared/base/vocabulary';
import { ORDER_WORDS } from '../../../../src-shared/i18n/es';
import { defineRule, accept } from '../engine/rule';
import type { Change, Rule, Context, Decision } from '../engine/rule';
import type { FactQueries, Facts, OrderFacts } from '../engine/facts';
import { fault } from '../../../../src-shared/base/fault-points';

type EditAsk = { readonly order: number; readonly base?: number | null };
type EditName = { [N in CommandName]: CommandInput<N> extends EditAsk ? N : never }[CommandName];
type EditFacts = {
  readonly order: { readonly number: number };
  readonly hostOf: { readonly number: number };
  readonly houseRules: true;
};

/**
 * Wraps an edit's rule. Refuses actors without permission, outdated revisions and ended orders. If
 * the order is joined to another, that one gets a new revision too, because its bill changed.
 */
export function editRule<N extends EditName, Q extends FactQueries>(
  command: { readonly name: N },
  rule: {
    needs(input: CommandInput<N>, context: Context): Q;
    decide(
      input: CommandInput<N>,
      found: OrderFacts,
      facts: Facts<Q & EditFacts>,
      context: Context,
    ): Decision<Reply<N>> | Refusal;
  },
): Rule<N, Q & EditFacts> {
  return defineRule<N, Q & EditFacts>(command, {
    needs(input, context) {
      const { order: number } = input as EditAsk;
      return {
        ...rule.needs(input, context),
        order: { number },
        hostOf: { number },
        houseRules: true,
      };
    },
    decide(input, facts, context) {
      const { order, hostOf, houseRules } = facts as Facts<EditFacts>;
      const editable = orderToEdit(input, order, houseRules, context.actor);
      if (!editable.ok) return editable;
      const decision = rule.decide(input, editable.found, facts, context);
      if (!decision.ok || !hostOf || decision.changes.length === 0) return decision;
      const host = neighboursTold(hostOf, context);
      return accept(
        decision.reply,
        [...decision.changes, ...host.changes],
        [...decision.events, ...host.events],
      );
    },
  });
}

/** Roles bound by the rule "each waiter touches only what is theirs", on every interface. */
const BOUND: ReadonlySet<Role> = new Set<Role>(['waiter', 'integrator']);

type Found = { readonly ok: true; readonly found: OrderFacts };

/**
 * The order, if this actor may change it as it is. A joined order takes no new lines and is not
 * closed separately: see `alone`.
 */
export function orderToEdit(
  ask: EditAsk,
  found: OrderFacts | null,
  rules: ServiceRules,
  actor: Actor,
): Found | Refusal {
  if (!found) return refuse('ORDER_UNKNOWN', { order: ask.order });
  const { order } = found;
  if (order.state === 'closed' || order.state === 'voided')
    return refuse('ORDER_CLOSED', { order: order.number, state: ORDER_WORDS[order.state] });
  const base = ask.base ?? null;
  const isAccepted = fault('orders.stale-edit-accepted') && base !== null && base < order.revision;
  if (base !== null && base !== order.revision && !isAccepted)
    return refuse('EDIT_STALE', { order: order.number, base, revision: order.revision });
  if (
    rules.ownOrdersOnly &&
    BOUND.has(actor.role) &&
    order.waiter !== null &&
    order.waiter.id !== actor.person?.id
  )
    // Programs do not learn the names of staff.
    return refuse('NOT_YOURS', {
      order: order.number,
      waiter: actor.role === 'integrator' ? 'otra persona' : order.waiter.name,
    });
  return { ok: true, found };
}

/** Actions on a whole table apply to the order that has the bill. */
export function unmergedOrder({ number, mergedInto }: Order): Refusal | null {
  return mergedInto === null ? null : refuse('ORDER_MERGED', { order: number, into: mergedInto });
}

/** One more edit. */
export function revised({ number, revision }: Order): {
  readonly revision: number;
  readonly change: Change;
} {
  return { revision: revision + 1, change: { set: 'order', number, revision: revision + 1 } };
}

/** Events for orders whose bill changed with this one. */
export function neighboursTold(
  order: Order,
  { actor }: Context,
): { readonly changes: readonly Change[]; readonly events: readonly EventDraft[] } {
  const { revision, change } = revised(order);
  const by = actorName(actor);
  return {
    changes: [change],
    events: [
      {
        kind: 'order.edited',
        order: order.number,
        what: 'parts',
        edit: {},
        revision,
        by,
        tickets: [],
      },
    ],
  };
}
