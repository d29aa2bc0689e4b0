/**
 * Tests a command's rule by a table: what it is given, and what it decides. No store, no clock, no
 * thread. Each row also holds the rule to what every rule owes: it changes none of its facts, it
 * decides the same twice, and its refusals have a whole sentence.
 */
import { describe, expect, it } from 'vitest';
import type { Facts, FactQueries } from '../../../src-main/host/domain/engine/facts';
import type { Context, Decision, Rule } from '../../../src-main/host/domain/engine/rule';
import { COMMANDS } from '../../../src-shared/commands/registry';
import type { CommandInput, CommandName, CommandText } from '../../../src-shared/commands/registry';
import { ERRORS } from '../../../src-shared/base/errors';
import type { ErrorCode, ErrorDetails, Refusal } from '../../../src-shared/base/errors';
import { aContext } from './context';

/** Part of a change, an event or a reply: fields that are left out are not compared. */
type Expected = Readonly<Record<string, unknown>>;

type Given<N extends CommandName, Q extends FactQueries> = {
  /** A sentence about behaviour. */
  readonly it: string;
  /** As a sender writes it; what has a default may be left out. */
  readonly input: CommandText<N>;
  /** What differs from the table's usual facts. */
  readonly facts?: Partial<Facts<Q>>;
  /** What differs from `aContext()`: actor, time, key. */
  readonly context?: Partial<Context>;
};

export type Row<N extends CommandName, Q extends FactQueries> = Given<N, Q> &
  (
    | {
        readonly refuses: ErrorCode;
        readonly details?: ErrorDetails;
      }
    | {
        readonly reply?: Expected;
        /** All changes, in their order, each by the fields that matter. */
        readonly changes?: readonly Expected[];
        /** All events, in their order, each by the fields that matter. */
        readonly events?: readonly Expected[];
      }
  );

/**
 * One test a row. `usual` holds every fact that the rule asks for, so that a fact that nobody gave
 * does not compile.
 */
export function table<N extends CommandName, Q extends FactQueries>(
  rule: Rule<N, Q>,
  usual: Facts<Q>,
  rows: readonly Row<N, Q>[],
): void {
  describe(rule.name, () => {
    for (const row of rows)
      it(row.it, () => {
        const decision = decisionOf(rule, { ...usual, ...row.facts }, row);
        if ('refuses' in row) return expectRefusal(decision, row.refuses, row.details);
        expect(decision).toMatchObject({ ok: true });
        const { reply, changes, events } = decision as Decision<unknown>;
        COMMANDS[rule.name].reply.parse(reply);
        if (row.reply) expect(reply).toMatchObject(row.reply);
        if (row.changes) expect(changes).toMatchObject(row.changes);
        if (row.events) expect(events).toMatchObject(row.events);
      });
  });
}

/** What the rule decides, for tests that look closer than a table does. */
export function decisionOf<N extends CommandName, Q extends FactQueries>(
  rule: Rule<N, Q>,
  facts: Facts<Q>,
  { input: text, context: differing }: Pick<Given<N, Q>, 'input' | 'context'>,
): ReturnType<Rule<N, Q>['decide']> {
  const input = COMMANDS[rule.name].input.parse(text) as CommandInput<N>;
  const asked = rule.needs(input, aContext(differing));
  for (const name of Object.keys(asked))
    if (!(name in facts)) throw new Error(`${rule.name} asks for ${name}, which no row gives`);
  const fixed = frozen(facts);
  const decide = () => rule.decide(frozen(input), fixed, aContext(differing));
  const decision = decide();
  expect(decide(), 'the same facts give the same decision').toEqual(decision);
  return decision;
}

function expectRefusal(
  decision: Decision<unknown> | Refusal,
  code: ErrorCode,
  details?: ErrorDetails,
): void {
  expect(decision).toMatchObject({ ok: false, code, ...(details && { details }) });
  const holes = [...ERRORS[code].es.matchAll(/\{(\w+)\}/g)].map(([, hole]) => hole);
  expect(Object.keys((decision as Refusal).details)).toEqual(expect.arrayContaining(holes));
}

/** Deeply frozen: a rule that writes to what it was given throws. Functions stay as they are. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const field of Object.values(value)) frozen(field);
  return Object.freeze(value);
}
