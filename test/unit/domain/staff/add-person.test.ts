/** addPerson: a person who works here, under the hash of a PIN. */
import { addPersonRule } from '../../../../src-main/host/domain/staff/people';
import { table } from '../../../support/rules/rule-table';
import { OWNER, PIN_HASH, WAITER } from '../../../support/rules/staff';

table(addPersonRule, { people: [OWNER, WAITER] }, [
  {
    it: 'adds a person with a role and a PIN',
    input: { name: 'Marta', role: 'counter', pinHash: PIN_HASH },
    reply: { personId: 'new-1' },
    changes: [
      {
        put: 'person',
        person: { id: 'new-1', name: 'Marta', role: 'counter' },
        pinHash: PIN_HASH,
      },
    ],
    events: [
      {
        kind: 'person.changed',
        order: null,
        personId: 'new-1',
        name: 'Marta',
        role: 'counter',
        what: 'added',
        by: 'Ana',
      },
    ],
  },
  {
    it: 'adds the first owner',
    input: { name: 'Ana', role: 'owner', pinHash: PIN_HASH },
    facts: { people: [] },
    changes: [{ person: { name: 'Ana', role: 'owner' } }],
  },
  {
    it: 'refuses a name that another person has, however it is written',
    input: { name: 'LUÍS', role: 'cook', pinHash: PIN_HASH },
    refuses: 'PERSON_EXISTS',
    details: { person: 'LUÍS' },
  },
]);
