/** removePerson: a person does not work here any more. */
import { removePersonRule } from '../../../../src-main/host/domain/staff/people';
import { NOW } from '../../../support/rules/context';
import { table } from '../../../support/rules/rule-table';
import { OWNER, WAITER } from '../../../support/rules/staff';

table(removePersonRule, { people: [OWNER, WAITER] }, [
  {
    it: 'removes a person from now on',
    input: { person: 'luis' },
    reply: { person: 'Luis' },
    changes: [{ set: 'person', id: 'luis', removedAt: NOW }],
    events: [
      {
        kind: 'person.changed',
        order: null,
        personId: 'luis',
        name: 'Luis',
        role: 'waiter',
        what: 'removed',
        by: 'Ana',
      },
    ],
  },
  {
    it: 'removes one of two owners',
    input: { person: 'ana' },
    facts: { people: [OWNER, { ...WAITER, role: 'owner' }] },
    changes: [{ set: 'person', id: 'ana', removedAt: NOW }],
  },
  {
    it: 'removes a waiter of a restaurant that has no owner yet',
    input: { person: 'luis' },
    facts: { people: [WAITER] },
    changes: [{ set: 'person', id: 'luis', removedAt: NOW }],
  },
  {
    it: 'refuses to remove the last owner',
    input: { person: 'ana' },
    refuses: 'LAST_OWNER',
    details: { person: 'Ana' },
  },
  {
    it: 'refuses a person who was removed already',
    input: { person: 'gone' },
    refuses: 'PERSON_UNKNOWN',
    details: { person: 'gone' },
  },
]);
