/** Checks a command's sender and prepares the command to be decided. */
import { hash } from 'node:crypto';
import type { Command } from '../../../../src-shared/commands/registry';
import type { Refusal } from '../../../../src-shared/base/errors';
import { mayCommand, scopesOf } from '../../../../src-shared/rights/permissions';
import { scopeForAll } from '../../../../src-shared/rights/scopes';
import type { BusinessDay, EpochMs, Id } from '../../../../src-shared/base/vocabulary';
import { wallDate, wallTime, wallTimeWithSeconds } from '../../domain/engine/business-day';
import { onlyOwn } from '../../domain/own-orders';
import { ruleOf } from '../../domain/rules';
import type { PreparedCommand } from '../../ports/store';

export function prepareCommand(
  command: Command,
  now: EpochMs,
  day: BusinessDay,
  newId: () => Id,
): PreparedCommand | Refusal {
  const { actor, key, age, name } = command;
  const reach = mayCommand(actor, name);
  if (typeof reach !== 'string') return reach;
  return {
    command,
    rule: reach === 'own' ? onlyOwn(ruleOf(name), scopeForAll(scopesOf(name))) : ruleOf(name),
    context: {
      now,
      madeAt: now - age,
      day,
      wallDate,
      wallTime,
      wallTimeWithSeconds,
      actor,
      key,
      newId,
      chance: Math.random,
    },
    body: actor.role === 'system' ? null : hash('sha256', JSON.stringify(command.input), 'buffer'),
  };
}
