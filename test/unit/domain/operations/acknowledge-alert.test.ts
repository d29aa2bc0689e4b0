/** acknowledgeAlert: a person at the counter has read it. */
import { acknowledgeAlertRule } from '../../../../src-main/host/domain/operations/health-check';
import { anActor, LUIS, NOW } from '../../../support/rules/context';
import { alertsOf, anAlert } from '../../../support/rules/operations';
import { decisionOf, table } from '../../../support/rules/rule-table';
import { expect, it } from 'vitest';

const facts = { alerts: alertsOf(anAlert({ seq: 3 }), anAlert()) };

table(acknowledgeAlertRule, facts, [
  {
    it: 'keeps who has read it',
    input: { alert: 4 },
    context: { actor: anActor('counter', LUIS) },
    reply: {},
    changes: [{ set: 'alert', seq: 4, seenBy: 'Luis' }],
    events: [{ kind: 'alert.seen', order: null, alert: 4, by: 'Luis' }],
  },
  {
    it: 'names the device where no person is logged in',
    input: { alert: 4 },
    context: { actor: { id: 'till', role: 'counter', name: 'Caja' } },
    changes: [{ seenBy: 'Caja' }],
    events: [{ by: 'Caja' }],
  },
  {
    it: 'lets an alert be read that is over',
    input: { alert: 4 },
    facts: { alerts: alertsOf(anAlert({ endedAt: NOW - 1 })) },
    changes: [{ set: 'alert', seq: 4, seenBy: 'Ana' }],
  },
  {
    it: 'keeps the first who read it where two persons press at once',
    input: { alert: 4 },
    facts: { alerts: alertsOf(anAlert({ seenBy: 'Luis' })) },
    reply: {},
    changes: [],
    events: [],
  },
  {
    it: 'takes an alert that is long gone for read',
    input: { alert: 12 },
    reply: {},
    changes: [],
    events: [],
  },
]);

it('does not end an alert that is read', () => {
  expect(decisionOf(acknowledgeAlertRule, facts, { input: { alert: 4 } })).toMatchObject({
    changes: [expect.not.objectContaining({ endedAt: expect.anything() })],
  });
});
