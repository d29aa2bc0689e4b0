/** recordPinAttempt: a right PIN logs in, a wrong one is counted by device and person. */
import { expect, it } from 'vitest';
import { recordPinAttemptRule } from '../../../../src-main/host/domain/staff/people';
import { aContext } from '../../../support/rules/context';
import { table } from '../../../support/rules/rule-table';
import { aDevice, OWNER, WAITER } from '../../../support/rules/staff';

const WRONG = { device: 'phone', person: 'luis', right: false };
const RIGHT = { ...WRONG, right: true };

table(recordPinAttemptRule, { device: aDevice(), people: [OWNER, WAITER], pinFailures: 0 }, [
  {
    it: 'logs the person in with a right PIN, with no failure left',
    input: RIGHT,
    facts: { pinFailures: 4 },
    reply: { failures: 0 },
    changes: [
      { set: 'pinFailures', device: 'phone', person: 'luis', failures: 0 },
      { set: 'device', id: 'phone', personId: 'luis' },
    ],
    events: [{ kind: 'device.person', order: null, deviceId: 'phone', personId: 'luis' }],
  },
  {
    it: 'logs a person in where another is logged in: the device is theirs from now on',
    input: { ...RIGHT, person: 'ana' },
    facts: { device: aDevice({ personId: 'luis' }) },
    changes: [
      { set: 'pinFailures', person: 'ana', failures: 0 },
      { set: 'device', id: 'phone', personId: 'ana' },
    ],
  },
  {
    it: 'counts a first wrong PIN, and logs no person in or out',
    input: WRONG,
    reply: { failures: 1 },
    changes: [{ set: 'pinFailures', device: 'phone', person: 'luis', failures: 1 }],
    events: [
      {
        kind: 'pin.failed',
        order: null,
        deviceId: 'phone',
        personId: 'luis',
        failures: 1,
        by: 'Teléfono 1',
      },
    ],
  },
  {
    it: 'counts on from the failures that there were, without an end',
    input: WRONG,
    facts: { pinFailures: 41 },
    reply: { failures: 42 },
    changes: [{ set: 'pinFailures', failures: 42 }],
    events: [{ failures: 42 }],
  },
  {
    it: 'refuses a right PIN at a device that was shut out meanwhile',
    input: RIGHT,
    facts: { device: null },
    refuses: 'DEVICE_UNKNOWN',
  },
  {
    it: 'refuses a right PIN of a person who was removed meanwhile',
    input: { ...RIGHT, person: 'gone' },
    refuses: 'PERSON_UNKNOWN',
    details: { person: 'gone' },
  },
  {
    it: 'refuses a wrong PIN of a person who was removed meanwhile',
    input: { ...WRONG, person: 'gone' },
    refuses: 'PERSON_UNKNOWN',
    details: { person: 'gone' },
  },
]);

it('asks for the failures of this person at this device, so that no guess locks out elsewhere', () => {
  expect(recordPinAttemptRule.needs(WRONG, aContext())).toEqual({
    device: { id: 'phone' },
    people: true,
    pinFailures: { device: 'phone', person: 'luis' },
  });
});
