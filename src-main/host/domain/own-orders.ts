/**
 * A rule narrowed to the orders that its sender sent: for programs that may change their own and no
 * others.
 */
import { refuse } from '../../../src-shared/base/errors';
import type { CommandInput, CommandName } from '../../../src-shared/commands/registry';
import type { Scope } from '../../../src-shared/base/scope-words';
import type { Rule, Context } from './engine/rule';
import type { FactQueries, Facts } from './engine/facts';
import type { AnyRule } from './rules';

type OfOrder = { readonly order: number };
type WithOrder = { readonly order: OfOrder & { readonly number: number } };

/** `scope`: what is missing where the order is somebody else's. */
export function onlyOwn(rule: AnyRule, scope: Scope): AnyRule {
  const narrowed: Rule<CommandName, FactQueries> = {
    name: rule.name,
    needs(input: CommandInput<CommandName>, context: Context) {
      return { ...rule.needs(input, context), order: { number: (input as OfOrder).order } };
    },
    decide(input, facts, context) {
      const { order } = facts as Facts<Pick<WithOrder, 'order'>>;
      // An order that does not exist is refused by the rule itself.
      if (order && order.order.placedBy !== context.actor.id)
        return refuse('SCOPE_MISSING', { scope });
      return rule.decide(input, facts, context);
    },
  };
  return narrowed;
}
