/** Every command's rule, by the command's name. */
import type { CommandName } from '../../../src-shared/commands/registry';
import type { FactQueries } from './engine/facts';
import type { Rule } from './engine/rule';
import * as operations from './operations/index';
import * as orders from './orders/index';
import * as byHand from './printing/by-hand/index';
import * as printing from './printing/index';
import * as restaurant from './restaurant/index';
import * as staff from './staff/index';
import * as tickets from './tickets/index';
import * as till from './till/index';

const RULES = {
  ...orders,
  ...tickets,
  ...printing,
  ...byHand,
  ...restaurant,
  ...staff,
  ...till,
  ...operations,
} as const satisfies { readonly [N in CommandName as `${N}Rule`]: { readonly name: N } };

/**
 * A rule whose input type and fact types match each other but are not known statically. The store
 * loads its facts and passes them back.
 */
export type AnyRule = Rule<CommandName, FactQueries>;

export function ruleOf(name: CommandName): AnyRule {
  const rule: unknown = RULES[`${name}Rule`];
  return rule as AnyRule;
}
