/** What every edit of an order refuses, so that each command's table has it without writing it. */
import type { OrderFacts } from '../../../src-main/host/domain/engine/facts';
import type { Context } from '../../../src-main/host/domain/engine/rule';
import type { ErrorCode, ErrorDetails } from '../../../src-shared/base/errors';
import { DEFAULT_SERVICE_RULES } from '../../../src-shared/model/staff';
import type { ServiceRules } from '../../../src-shared/model/staff';
import { anActor, ANA, aProgram, LUIS } from './context';

export const OWN_ORDERS_ONLY: ServiceRules = { ...DEFAULT_SERVICE_RULES, ownOrdersOnly: true };
export const VOIDS_AT_COUNTER: ServiceRules = {
  ...DEFAULT_SERVICE_RULES,
  printedVoidsAtCounter: true,
};

type RefusedEdit<I> = {
  readonly it: string;
  readonly input: I & { readonly base?: number };
  readonly facts: { readonly order?: OrderFacts | null; readonly houseRules?: ServiceRules };
  readonly context?: Partial<Context>;
  readonly refuses: ErrorCode;
  readonly details: ErrorDetails;
};

/** Of an order 7 of Ana's, at revision 1, on which `input` would be done. */
export function refusedEdits<I extends { readonly order: number }>(
  input: I,
  found: OrderFacts,
): readonly RefusedEdit<I>[] {
  const inState = (state: 'closed' | 'voided'): OrderFacts => ({
    ...found,
    order: { ...found.order, state },
  });
  return [
    {
      it: 'refuses an order that does not exist',
      input,
      facts: { order: null },
      refuses: 'ORDER_UNKNOWN',
      details: { order: input.order },
    },
    {
      it: 'refuses an order that was paid',
      input,
      facts: { order: inState('closed') },
      refuses: 'ORDER_CLOSED',
      details: { order: 7, state: 'cerrado' },
    },
    {
      it: 'refuses an order that was voided',
      input,
      facts: { order: inState('voided') },
      refuses: 'ORDER_CLOSED',
      details: { order: 7, state: 'anulado' },
    },
    {
      it: 'refuses a waiter whose table it is not, where waiters touch only what is theirs',
      input,
      facts: { houseRules: OWN_ORDERS_ONLY },
      context: { actor: anActor('waiter', LUIS) },
      refuses: 'NOT_YOURS',
      details: { order: 7, waiter: ANA.name },
    },
    {
      it: 'refuses a program at a waiter’s table there, and does not tell whose it is',
      input,
      facts: { houseRules: OWN_ORDERS_ONLY },
      context: { actor: aProgram('pedidos:cambiar') },
      refuses: 'NOT_YOURS',
      details: { order: 7, waiter: 'otra persona' },
    },
  ];
}

/** The same, of those edits that may name the revision that their sender saw. */
export function refusedEditsWithBase<I extends { readonly order: number }>(
  input: I,
  found: OrderFacts,
): readonly RefusedEdit<I>[] {
  const at4 = { order: { ...found, order: { ...found.order, revision: 4 } } };
  return [
    ...refusedEdits(input, found),
    {
      it: 'refuses the revision before the order’s',
      input: { ...input, base: 3 },
      facts: at4,
      refuses: 'EDIT_STALE',
      details: { order: 7, base: 3, revision: 4 },
    },
    {
      it: 'refuses a revision that the order has not reached',
      input: { ...input, base: 5 },
      facts: at4,
      refuses: 'EDIT_STALE',
      details: { order: 7, base: 5, revision: 4 },
    },
  ];
}
