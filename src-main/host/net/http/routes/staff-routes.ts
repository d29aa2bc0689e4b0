/** Routes of people: who works here, and who stands at this device. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { PersonRole } from '../../../../../src-shared/commands/inputs';
import { refuse } from '../../../../../src-shared/base/errors';
import { Fields } from '../../../../../src-shared/base/fields';
import { pinHash } from '../../auth/pins';
import { UNAUTHENTICATED_ROUTES, idOf, NameField, PinField, RoleWord, wordOf } from './route-tools';
import type { AccessParts, AccessRoute, AccessTools } from './route-tools';

const SessionBody = z.strictObject({ persona: Fields.text, pin: PinField });
const PersonBody = z.strictObject({ nombre: NameField, rol: RoleWord, pin: PinField });
const PersonChange = z.strictObject({
  nombre: NameField.optional(),
  rol: RoleWord.optional(),
  pin: PinField.optional(),
});

export function staffRoutes(
  { core, pins }: AccessParts,
  { run, actorFor, personCalled }: AccessTools,
): readonly AccessRoute[] {
  return [
    {
      method: 'POST',
      path: '/sesion',
      summary: 'Entra una persona con su PIN',
      open: false,
      body: SessionBody,
      async answer(asked) {
        const { persona, pin } = SessionBody.parse(asked.body);
        const holder = await asked.holder();
        if ('code' in holder) return holder;
        const { session } = holder;
        // A kitchen's screen and a program act for themselves.
        if (session.person === null && !session.locked) return refuse('NOT_ALLOWED');
        const person = await personCalled(persona);
        const inside = await pins.logIn(session.deviceId, person?.id ?? '-', pin);
        return inside.ok
          ? { body: { persona: inside.person.name, rol: wordOf(inside.person.role) } }
          : inside;
      },
    },
    {
      method: 'GET',
      path: '/sesion',
      summary: 'Qué dispositivo es este y quién está en él',
      open: false,
      body: null,
      async answer(asked) {
        const holder = await asked.holder();
        if ('code' in holder) return holder;
        const { device, role, person, locked } = holder.session;
        return {
          body: {
            dispositivo: device,
            rol: wordOf(role),
            persona: person?.name ?? null,
            espera_pin: locked,
          },
        };
      },
    },
    {
      method: 'DELETE',
      path: '/sesion',
      summary: 'Sale quien estaba',
      open: false,
      body: null,
      async answer(asked) {
        const holder = await asked.holder();
        if ('code' in holder) return holder;
        const done = await core.execute(
          'logOut',
          { device: holder.session.deviceId },
          UNAUTHENTICATED_ROUTES,
          randomUUID(),
        );
        return done.ok ? { body: { status: 'fuera' } } : done;
      },
    },
    {
      method: 'GET',
      path: '/personas',
      summary: 'Quiénes trabajan aquí, para elegirse antes del PIN',
      open: false,
      body: null,
      async answer(asked) {
        const holder = await asked.holder();
        if ('code' in holder) return holder;
        // A device for people shows them before anybody has logged in; a program is not told who
        // works here.
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
    },
    {
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
        return run(
          'addPerson',
          { name: nombre, role: PersonRole.parse(rol), pinHash: hash },
          asked,
          {
            status: 'agregada',
            persona: nombre,
          },
        );
      },
    },
    {
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
        // Who becomes an owner needs an owner's PIN.
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
    },
    {
      method: 'DELETE',
      path: '/personas/:id',
      summary: 'Ya no trabaja aquí',
      open: false,
      body: null,
      async answer(asked) {
        // Before anybody is looked for: who may not is not told who works here either.
        const actor = await actorFor(asked, 'removePerson');
        if ('code' in actor) return actor;
        const person = await personCalled(idOf(asked.request));
        if (!person) return refuse('PERSON_UNKNOWN', { person: idOf(asked.request) });
        return run('removePerson', { person: person.id }, asked, {
          status: 'quitada',
          persona: person.name,
        });
      },
    },
  ];
}
