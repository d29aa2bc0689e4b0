/** Routes of the people who work in the restaurant. */
import { z } from 'zod';
import { PersonRole } from '../../../../../src-shared/commands/inputs';
import { refuse } from '../../../../../src-shared/base/errors';
import { pinHash } from '../../auth/pins';
import { idOf, PersonNameField, PinField, RoleWord, wordOf } from './route-tools';
import type { AccessParts, AccessRoute, AccessTools } from './route-tools';
import { currentSession, logInRoute, logOutRoute } from './session-routes';

const PersonBody = z.strictObject({ nombre: PersonNameField, rol: RoleWord, pin: PinField });
const PersonChange = z.strictObject({
  nombre: PersonNameField.optional(),
  rol: RoleWord.optional(),
  pin: PinField.optional(),
});

/** In the order of the API's description. */
export function staffRoutes(parts: AccessParts, tools: AccessTools): readonly AccessRoute[] {
  return [
    logInRoute(parts, tools),
    currentSession(),
    logOutRoute(parts),
    listPeople(parts),
    addPerson(tools),
    changePerson(tools),
    removePerson(tools),
  ];
}

function listPeople({ core }: AccessParts): AccessRoute {
  return {
    method: 'GET',
    path: '/personas',
    summary: 'Quiénes trabajan aquí, para elegirse antes del PIN',
    open: false,
    body: null,
    async answer(asked) {
      const holder = await asked.holder();
      if ('code' in holder) return holder;
      // Without a person logged in, the device shows the names to choose from. A program needs the
      // right to read them.
      const people = await (holder.actor
        ? core.askFor({ name: 'people' }, holder.actor)
        : core.ask({ name: 'people' }));
      if ('code' in people) return people;
      return {
        body: {
          personas: people.map(({ id, name, role }) => ({ id, nombre: name, rol: wordOf(role) })),
        },
      };
    },
  };
}

function addPerson({ run, actorFor }: AccessTools): AccessRoute {
  return {
    method: 'POST',
    path: '/personas',
    summary: 'Una persona nueva, con su PIN',
    open: false,
    body: PersonBody,
    async answer(asked) {
      const { nombre, rol, pin } = PersonBody.parse(asked.body);
      const actor = await actorFor(asked, 'addPerson');
      if ('code' in actor) return actor;
      const hash = await pinHash(pin, rol);
      if (typeof hash !== 'string') return hash;
      return run('addPerson', { name: nombre, role: PersonRole.parse(rol), pinHash: hash }, asked, {
        status: 'agregada',
        persona: nombre,
      });
    },
  };
}

function changePerson({ run, actorFor, personCalled }: AccessTools): AccessRoute {
  return {
    method: 'PATCH',
    path: '/personas/:id',
    summary: 'Otro nombre, otro rol u otro PIN',
    open: false,
    body: PersonChange,
    async answer(asked) {
      const { nombre, rol, pin } = PersonChange.parse(asked.body);
      const actor = await actorFor(asked, 'changePerson');
      if ('code' in actor) return actor;
      const person = await personCalled(idOf(asked.request));
      if (!person) return refuse('PERSON_UNKNOWN', { person: idOf(asked.request) });
      const role = rol ?? person.role;
      // A new owner needs a new PIN, which must have an owner's length.
      if (pin === undefined && role === 'owner' && person.role !== 'owner')
        return refuse('PIN_SHAPE', { min: 6 });
      const hash = pin === undefined ? null : await pinHash(pin, role);
      if (hash !== null && typeof hash !== 'string') return hash;
      const input = {
        person: person.id,
        name: nombre ?? null,
        role: rol === undefined ? null : PersonRole.parse(rol),
        pinHash: hash,
      };
      return run('changePerson', input, asked, {
        status: 'cambiada',
        persona: nombre ?? person.name,
      });
    },
  };
}

function removePerson({ run, actorFor, personCalled }: AccessTools): AccessRoute {
  return {
    method: 'DELETE',
    path: '/personas/:id',
    summary: 'Ya no trabaja aquí',
    open: false,
    body: null,
    async answer(asked) {
      // Checked first: without the right, the answer must not reveal who works here.
      const actor = await actorFor(asked, 'removePerson');
      if ('code' in actor) return actor;
      const person = await personCalled(idOf(asked.request));
      if (!person) return refuse('PERSON_UNKNOWN', { person: idOf(asked.request) });
      return run('removePerson', { person: person.id }, asked, {
        status: 'quitada',
        persona: person.name,
      });
    },
  };
}
