/** Routes of the session: who is logged in at the device that asks. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { refuse } from '../../../../../src-shared/base/errors';
import { Fields } from '../../../../../src-shared/base/fields';
import { PinField, UNAUTHENTICATED_ROUTES, wordOf } from './route-tools';
import type { AccessParts, AccessRoute, AccessTools } from './route-tools';

const SessionBody = z.strictObject({ persona: Fields.text, pin: PinField });

export function logInRoute({ pins }: AccessParts, { personCalled }: AccessTools): AccessRoute {
  return {
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
      // Kitchen screens and programs work without a person.
      if (session.person === null && !session.locked) return refuse('NOT_ALLOWED');
      const person = await personCalled(persona);
      const login = await pins.logIn(session.deviceId, person?.id ?? '-', pin);
      return login.ok
        ? { body: { persona: login.person.name, rol: wordOf(login.person.role) } }
        : login;
    },
  };
}

export function currentSession(): AccessRoute {
  return {
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
  };
}

export function logOutRoute({ core }: AccessParts): AccessRoute {
  return {
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
  };
}
