/** eraseGuestData: names, phones and addresses leave orders that are old enough. */
import { eraseGuestData } from '../../../../src-shared/commands/operations';
import { ERASE_BATCH } from '../../../../src-shared/model/operations/operation-settings';
import { defineRule, accept } from '../engine/rule';

/** Answers how many; as long as that is `GUESTS_AT_ONCE` there may be more. */
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
