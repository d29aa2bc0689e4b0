/**
 * addPerson, changePerson, removePerson, recordPinAttempt: staff, and the effects of a right or
 * wrong PIN.
 */
import {
  addPerson,
  changePerson,
  recordPinAttempt,
  removePerson,
} from '../../../../src-shared/commands/staff';
import { refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import type { EventDraft } from '../../../../src-shared/events/events';
import type { Person } from '../../../../src-shared/model/staff';
import { plainName } from '../../../../src-shared/text/plain-name';
import { actorName } from '../../../../src-shared/base/vocabulary';
import { defineRule, accept } from '../engine/rule';
import type { Context } from '../engine/rule';

export const addPersonRule = defineRule(addPerson, {
  needs: () => ({ people: true as const }),
  decide({ name, role, pinHash }, { people }, context) {
    if (taken(people, name, null)) return refuse('PERSON_EXISTS', { person: name });
    const person = { id: context.newId(), name, role };
    return accept(
      { personId: person.id },
      [{ put: 'person', person, pinHash }],
      [changed(person, 'added', context)],
    );
  },
});

export const changePersonRule = defineRule(changePerson, {
  needs: () => ({ people: true as const }),
  decide(input, { people }, context) {
    const person = people.find(({ id }) => id === input.person);
    if (!person) return refuse('PERSON_UNKNOWN', { person: input.person });
    const after = { ...person, name: input.name ?? person.name, role: input.role ?? person.role };
    if (taken(people, after.name, person.id))
      return refuse('PERSON_EXISTS', { person: after.name });
    const refused = after.role === 'owner' ? null : lastOwner(people, person);
    if (refused) return refused;
    const { id, name, role } = after;
    return accept(
      { person: name },
      [
        {
          set: 'person',
          id,
          name,
          role,
          ...(input.pinHash === null ? {} : { pinHash: input.pinHash }),
        },
      ],
      [changed(after, input.name === null && input.role === null ? 'pin' : 'changed', context)],
    );
  },
});

export const removePersonRule = defineRule(removePerson, {
  needs: () => ({ people: true as const }),
  decide(input, { people }, context) {
    const person = people.find(({ id }) => id === input.person);
    if (!person) return refuse('PERSON_UNKNOWN', { person: input.person });
    const refused = lastOwner(people, person);
    if (refused) return refused;
    return accept(
      { person: person.name },
      [{ set: 'person', id: person.id, removedAt: context.now }],
      [changed(person, 'removed', context)],
    );
  },
});

/** Failures are counted per device and person, so that guessing on one device locks no other. */
export const recordPinAttemptRule = defineRule(recordPinAttempt, {
  needs: ({ device, person }) => ({
    device: { id: device },
    people: true as const,
    pinFailures: { device, person },
  }),
  decide(input, { device, people, pinFailures }) {
    const person = people.find(({ id }) => id === input.person);
    if (!device) return refuse('DEVICE_UNKNOWN');
    if (!person) return refuse('PERSON_UNKNOWN', { person: input.person });
    const failures = input.right ? 0 : pinFailures + 1;
    const counted = { set: 'pinFailures', device: device.id, person: person.id, failures } as const;
    if (!input.right)
      return accept(
        { failures },
        [counted],
        [
          {
            kind: 'pin.failed',
            order: null,
            deviceId: device.id,
            personId: person.id,
            failures,
            by: device.name,
          },
        ],
      );
    return accept(
      { failures },
      [counted, { set: 'device', id: device.id, personId: person.id }],
      [{ kind: 'device.person', order: null, deviceId: device.id, personId: person.id }],
    );
  },
});

function taken(people: readonly Person[], name: string, except: string | null): boolean {
  return people.some(
    (person) => person.id !== except && plainName(person.name) === plainName(name),
  );
}

/** A restaurant without an owner could never be changed again. */
function lastOwner(people: readonly Person[], person: Person): Refusal | null {
  if (
    person.role !== 'owner' ||
    people.some(({ id, role }) => id !== person.id && role === 'owner')
  )
    return null;
  return refuse('LAST_OWNER', { person: person.name });
}

function changed(
  { id, name, role }: Person,
  what: 'added' | 'changed' | 'pin' | 'removed',
  { actor }: Context,
): EventDraft {
  return {
    kind: 'person.changed',
    order: null,
    personId: id,
    name,
    role,
    what,
    by: actorName(actor),
  };
}
