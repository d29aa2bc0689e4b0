/** Decides the commands of one transaction and writes what they change. */
import { refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import { fault } from '../../../../src-shared/base/fault-points';
import { currentName } from '../../../../src-shared/commands/former-names';
import type { PreparedCommand, CommandResult, GroupResult, StoredEvent } from '../../ports/store';
import { isIoError } from './connection/store-trouble';
import { reloadAfterRollback } from './statements';
import type { Statements } from './statements';
import { StaleLease } from './write/write-changes';

/**
 * Decides the whole group without savepoints. Nearly every group can be written as it is, and the
 * page copies of savepoints take a sixth of an order's time. Null: a command could not be written,
 * and nothing of the group is.
 */
export function decideTogether(
  open: Statements,
  group: readonly PreparedCommand[],
): GroupResult | null {
  const events: StoredEvent[] = [];
  try {
    return { results: group.map((prepared) => decideOne(open, prepared, events)), events };
  } catch (error) {
    // After an I/O error this connection cannot be relied upon.
    if (!open.db.inTransaction || isIoError(error)) throw error;
    open.statements.rollback.run();
    reloadAfterRollback(open);
    open.statements.begin.run();
    return null;
  }
}

/** Decides each command in a savepoint of its own: one that cannot be written affects no other. */
export function decideOneByOne(
  open: Statements,
  group: readonly PreparedCommand[],
  onFailure: (name: string, error: unknown) => Refusal,
): GroupResult {
  const events: StoredEvent[] = [];
  const results = group.map((prepared) => {
    const mark = events.length;
    open.statements.savepoint.run();
    try {
      const result = decideOne(open, prepared, events);
      open.statements.release.run();
      return result;
    } catch (error) {
      if (!open.db.inTransaction || isIoError(error)) throw error;
      events.length = mark;
      open.statements.rollbackTo.run();
      reloadAfterRollback(open);
      open.statements.release.run();
      return error instanceof StaleLease
        ? refuse('LEASE_LOST')
        : onFailure(prepared.command.name, error);
    }
  });
  return { results, events };
}

function decideOne(
  open: Statements,
  { command, rule, context, body }: PreparedCommand,
  events: StoredEvent[],
): CommandResult {
  const { rows, facts, writer } = open;
  const { actor, key, name } = command;
  const receipt = body === null ? undefined : rows.receipts.find(actor.id, key);
  const isRepeat = !(name === 'addLines' && fault('store.receipt-ignored-for-add'));
  if (receipt && body !== null && isRepeat) {
    const isSame = currentName(receipt.command) === name && receipt.body.equals(body);
    if (!isSame) return refuse('KEY_REUSED', { key });
    return { ok: true, reply: JSON.parse(receipt.reply), repeated: true };
  }
  if (fault('store.full-at-recovery') && name === 'recoverJobs') failFirstRecoveries();
  const decision = rule.decide(
    command.input,
    facts.load(rule.needs(command.input, context)) as never,
    context,
  );
  if (!decision.ok) return decision;
  writer.write(decision.changes);
  for (const draft of decision.events) {
    open.eventSeq++;
    events.push(rows.events.put(draft, open.eventSeq, context.now));
  }
  const putReceipt = (): void => {
    if (body !== null)
      rows.receipts.put(actor.id, key, name, body, JSON.stringify(decision.reply), context.now);
  };
  if (fault('store.receipt-late')) setTimeout(putReceipt, 1);
  else putReceipt();
  return { ok: true, reply: decision.reply, repeated: false };
}

// Used by a fault point only: a release has neither the counter nor the function.
let recoveries = 0;

function failFirstRecoveries(): void {
  if (++recoveries <= 6) throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
}
