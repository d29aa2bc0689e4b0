/**
 * eraseGuestData: erases names, phones and addresses from old orders. What was ordered stays, and
 * so does the chain of dispatches.
 */
import { eraseGuestData } from '../../../../src-shared/commands/operations';
import { ERASE_BATCH } from '../../../../src-shared/model/operations/operation-settings';
import { defineRule, accept } from '../engine/rule';

/** Replies with the number of erased orders. If it equals `ERASE_BATCH`, more may remain. */
export const eraseGuestDataRule = defineRule(eraseGuestData, {
  needs: (_, { now }) => ({ guestsKept: { now, limit: ERASE_BATCH } }),
  decide(_, { guestsKept }) {
    if (guestsKept === null || guestsKept.orders.length === 0)
      return accept({ forgotten: 0 }, [], []);
    const { before, orders } = guestsKept;
    return accept(
      { forgotten: orders.length },
      orders.map((number) => ({ set: 'guestForgotten', number })),
      [{ kind: 'guests.forgotten', order: null, orders: orders.length, before }],
    );
  },
});
