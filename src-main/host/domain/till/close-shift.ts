/**
 * closeShift: the Z. Counted inside the transaction that writes it, so that no payment is in two of
 * them or in none.
 */
import { closeShift } from '../../../../src-shared/commands/till';
import { actorName } from '../../../../src-shared/base/vocabulary';
import { defineRule, accept } from '../engine/rule';

export const closeShiftRule = defineRule(closeShift, {
  needs: (_, { now }) => ({ cut: { now } }),
  decide(_, { cut: { cut, no, lastOrder } }, { actor }) {
    const by = actorName(actor);
    const shift = { no, closedAt: cut.until, by, cut };
    return accept(
      { shift },
      [{ put: 'shift', shift, lastOrder }],
      [{ kind: 'shift.closed', order: null, no, amount: cut.closed.amount, by }],
    );
  },
});
