/** eraseGuestData: guests' data that were kept long enough leave their orders. */
import { expect, it } from 'vitest';
import { eraseGuestDataRule } from '../../../../src-main/host/domain/operations/retention';
import { aContext, NOW } from '../../../support/rules/context';
import { table } from '../../../support/rules/rule-table';

table(eraseGuestDataRule, { guestsKept: { before: '2026-10-23', orders: [4, 5, 6] } }, [
  {
    it: 'forgets the guest of each order that is old enough, and tells how many and of when',
    input: {},
    reply: { forgotten: 3 },
    changes: [
      { set: 'guestForgotten', number: 4 },
      { set: 'guestForgotten', number: 5 },
      { set: 'guestForgotten', number: 6 },
    ],
    events: [{ kind: 'guests.forgotten', order: null, orders: 3, before: '2026-10-23' }],
  },
  {
    it: 'forgets no guest where their data are kept for good',
    input: {},
    facts: { guestsKept: null },
    reply: { forgotten: 0 },
    changes: [],
    events: [],
  },
  {
    it: 'changes and tells nothing where no order is old enough any more',
    input: {},
    facts: { guestsKept: { before: '2026-10-23', orders: [] } },
    reply: { forgotten: 0 },
    changes: [],
    events: [],
  },
]);

it('asks for two hundred orders at the most, so that orders which come in do not wait', () => {
  expect(eraseGuestDataRule.needs({}, aContext())).toEqual({
    guestsKept: { now: NOW, limit: 200 },
  });
});
