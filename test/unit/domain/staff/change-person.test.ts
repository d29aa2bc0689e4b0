/** changePerson: another name, role or PIN; what is not named stays. */
import { expect, it } from 'vitest';
import { changePersonRule } from '../../../../src-main/host/domain/staff/people';
import { decisionOf, table } from '../../../support/rules/rule-table';
import { OWNER, PIN_HASH, WAITER } from '../../../support/rules/staff';

const facts = { people: [OWNER, WAITER] };

table(changePersonRule, facts, [
  {
    it: 'gives a person another name, role and PIN',
    input: { person: 'luis', name: 'Lucho', role: 'counter', pinHash: PIN_HASH },
    reply: { person: 'Lucho' },
    changes: [{ set: 'person', id: 'luis', name: 'Lucho', role: 'counter', pinHash: PIN_HASH }],
    events: [
      {
        kind: 'person.changed',
        order: null,
        personId: 'luis',
        name: 'Lucho',
        role: 'counter',
        what: 'changed',
        by: 'Ana',
      },
    ],
  },
  {
    it: 'tells of another PIN alone that it was the PIN, and of no PIN',
    input: { person: 'luis', pinHash: PIN_HASH },
    changes: [{ set: 'person', id: 'luis', name: 'Luis', role: 'waiter', pinHash: PIN_HASH }],
    events: [{ personId: 'luis', name: 'Luis', role: 'waiter', what: 'pin' }],
  },
  {
    it: 'changes the role alone',
    input: { person: 'luis', role: 'expo' },
    changes: [{ set: 'person', id: 'luis', name: 'Luis', role: 'expo' }],
    events: [{ name: 'Luis', role: 'expo', what: 'changed' }],
  },
  {
    it: 'lets a person write the own name otherwise',
    input: { person: 'luis', name: 'LUIS' },
    reply: { person: 'LUIS' },
    events: [{ name: 'LUIS', role: 'waiter', what: 'changed' }],
  },
  {
    it: 'makes a second owner',
    input: { person: 'luis', role: 'owner' },
    changes: [{ id: 'luis', role: 'owner' }],
  },
  {
    it: 'lets the last owner have another name and PIN',
    input: { person: 'ana', name: 'Anita', pinHash: PIN_HASH },
    changes: [{ id: 'ana', name: 'Anita', role: 'owner', pinHash: PIN_HASH }],
  },
  {
    it: 'lets one of two owners become something else',
    input: { person: 'ana', role: 'counter' },
    facts: { people: [OWNER, { ...WAITER, role: 'owner' }] },
    changes: [{ id: 'ana', role: 'counter' }],
  },
  {
    it: 'gives a waiter another role in a restaurant that has no owner yet',
    input: { person: 'luis', role: 'counter' },
    facts: { people: [WAITER] },
    changes: [{ id: 'luis', role: 'counter' }],
  },
  {
    it: 'refuses to make something else of the last owner: nothing could be changed any more',
    input: { person: 'ana', role: 'counter' },
    refuses: 'LAST_OWNER',
    details: { person: 'Ana' },
  },
  {
    it: 'refuses a name that another person has, however it is written',
    input: { person: 'luis', name: 'ANA' },
    refuses: 'PERSON_EXISTS',
    details: { person: 'ANA' },
  },
  {
    it: 'refuses a person who is not here any more',
    input: { person: 'gone', role: 'cook' },
    refuses: 'PERSON_UNKNOWN',
    details: { person: 'gone' },
  },
]);

it('keeps the PIN where none is given', () => {
  const decision = decisionOf(changePersonRule, facts, {
    input: { person: 'luis', name: 'Lucho' },
  });
  expect(decision).toMatchObject({ ok: true });
  expect('changes' in decision && decision.changes).toEqual([
    { set: 'person', id: 'luis', name: 'Lucho', role: 'waiter' },
  ]);
});
