/**
 * Limits a rule to orders that its sender placed, for programs with the scope for own orders only.
 */
import { refuse } from '../../../src-shared/base/errors';
import type { CommandInput, CommandName } from '../../../src-shared/commands/registry';
import type { Scope } from '../../../src-shared/base/scope-words';
import type { Rule, Context } from './engine/rule';
import type { FactQueries, Facts } from './engine/facts';
import type { AnyRule } from './rules';

type OfOrder = { readonly order: number };
type WithOrder = { readonly order: OfOrder & { readonly number: number } };

/** `scope`: the missing scope that the refusal names if the order belongs to another sender. */
export function onlyOwn(rule: AnyRule, scope: Scope): AnyRule {
  const narrowed: Rule<CommandName, FactQueries> = {
    name: rule.name,
    needs(input: CommandInput<CommandName>, context: Context) {
      return { ...rule.needs(input, context), order: { number: (input as OfOrder).order } };
    },
    decide(input, facts, context) {
      const { order } = facts as Facts<Pick<WithOrder, 'order'>>;
      // The rule itself refuses an order that does not exist.
      if (order && order.order.placedBy !== context.actor.id)
        return refuse('SCOPE_MISSING', { scope });
      return rule.decide(input, facts, context);
    },
  };
  return narrowed;
}
