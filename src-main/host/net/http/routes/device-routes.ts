/** Device routes: the list, a program's token and scopes, the end of a device's access. */
import { z } from 'zod';
import { refuse } from '../../../../../src-shared/base/errors';
import { ScopesAsked, ScopesOrShop } from '../../../../../src-shared/base/scope-schemas';
import { idOf, PersonNameField, wordOf } from './route-tools';
import type { AccessParts, AccessRoute, AccessTools } from './route-tools';

const ProgramBody = z.strictObject({ nombre: PersonNameField, alcance: ScopesOrShop });
const ScopesBody = z.strictObject({ alcance: ScopesAsked });

export function listDevicesRoute(
  { core, pairing }: AccessParts,
  { actorFor }: AccessTools,
): AccessRoute {
  return {
    method: 'GET',
    path: '/dispositivos',
    summary: 'Los dispositivos vinculados y los que piden entrar',
    open: false,
    body: null,
    async answer(asked) {
      const actor = await actorFor(asked, 'revokeDevice');
      if ('code' in actor) return actor;
      const [devices, people] = [
        await core.ask({ name: 'devices' }),
        await core.ask({ name: 'people' }),
      ];
      return {
        body: {
          dispositivos: devices.map(({ id, name, role, addedAt, personId, scopes }) => ({
            id,
            nombre: name,
            rol: wordOf(role),
            desde: new Date(addedAt).toISOString(),
            persona: people.find((person) => person.id === personId)?.name ?? null,
            ...(role === 'integrator' ? { alcance: scopes } : {}),
          })),
          piden: pairing.waiting().map(({ id, name, role, ageMs }) => ({
            solicitud: id,
            nombre: name,
            rol: wordOf(role),
            hace_s: Math.round(ageMs / 1000),
          })),
        },
      };
    },
  };
}

export function addProgramRoute({ actorFor, letIn }: AccessTools): AccessRoute {
  return {
    method: 'POST',
    path: '/dispositivos',
    done: 201,
    summary: 'Un token para un programa que envía pedidos; se muestra una sola vez',
    open: false,
    body: ProgramBody,
    async answer(asked) {
      const actor = await actorFor(asked, 'addDevice');
      if ('code' in actor) return actor;
      // A program has no PIN, so only an owner may issue its token.
      if (actor.role !== 'owner') return refuse('NOT_ALLOWED');
      const { nombre, alcance } = ProgramBody.parse(asked.body);
      const device = await letIn(nombre, 'integrator', actor, alcance);
      return 'code' in device
        ? device
        : { body: { dispositivo: device.deviceId, nombre, alcance, token: device.token } };
    },
  };
}

export function setScopesRoute({ run }: AccessTools): AccessRoute {
  return {
    method: 'PATCH',
    path: '/dispositivos/:id',
    summary: 'Lo que puede un programa: su alcance, o un juego (tienda, pantalla, informes, todo)',
    open: false,
    body: ScopesBody,
    async answer(asked) {
      const { alcance } = ScopesBody.parse(asked.body);
      return run('setScopes', { device: idOf(asked.request), scopes: [...alcance] }, asked, {
        status: 'guardado',
        alcance,
      });
    },
  };
}

export function revokeDeviceRoute({ run }: AccessTools): AccessRoute {
  return {
    method: 'DELETE',
    path: '/dispositivos/:id',
    summary: 'Retira un dispositivo: lo que tenga abierto se corta',
    open: false,
    body: null,
    answer: (asked) =>
      run('revokeDevice', { device: idOf(asked.request) }, asked, { status: 'retirado' }),
  };
}
