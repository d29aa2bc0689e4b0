/**
 * closeShift: the Z. Counted inside the transaction that writes it, so that each payment is in
 * exactly one.
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
