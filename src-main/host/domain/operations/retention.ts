/** forgetGuests: names, phones and addresses leave orders that are old enough. */
import { GUESTS_AT_ONCE } from '../../../../src-shared/model/operations/operation-settings';
import { commandRule, decided } from '../engine/rule';

/** Answers how many; as long as that is `GUESTS_AT_ONCE` there may be more. */
export const forgetGuests = commandRule({
  name: 'forgetGuests',
  needs: (_, { now }) => ({ guestsKept: { now, limit: GUESTS_AT_ONCE } }),
  decide(_, { guestsKept }) {
    if (guestsKept === null || guestsKept.orders.length === 0)
      return decided({ forgotten: 0 }, [], []);
    const { before, orders } = guestsKept;
    return decided(
      { forgotten: orders.length },
      orders.map((number) => ({ set: 'guestForgotten', number })),
      [{ kind: 'guests.forgotten', order: null, orders: orders.length, before }],
    );
  },
});
