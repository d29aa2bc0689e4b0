/** Which facts a rule asks for: a wrong number there would have it decide about another order. */
import { expect, it } from 'vitest';
import type { FactQueries } from '../../../src-main/host/domain/engine/facts';
import type { Rule } from '../../../src-main/host/domain/engine/rule';
import { COMMANDS } from '../../../src-shared/commands/registry';
import type { CommandInput, CommandName, CommandText } from '../../../src-shared/commands/registry';
import { aContext } from './context';

/** At `NOW` of `TODAY`; `expected` names every fact. */
export function asks<N extends CommandName, Q extends FactQueries>(
  rule: Rule<N, Q>,
  text: CommandText<N>,
  expected: FactQueries,
): void {
  it(`${rule.name} asks for the facts of what it is about, and for no others`, () => {
    const input = COMMANDS[rule.name].input.parse(text) as CommandInput<N>;
    expect(rule.needs(input, aContext())).toEqual(expected);
  });
}

/** What every edit of order 7 asks for. */
export const EDIT_OF_7 = {
  order: { number: 7 },
  hostOf: { number: 7 },
  houseRules: true,
} as const;
