/** Pairing routes: the host's identity, pairing requests and their approval, the owner's link. */
import type { Socket } from 'node:net';
import { z } from 'zod';
import { refuse } from '../../../../../src-shared/base/errors';
import { BEARER } from '../../auth/tokens';
import {
  addProgramRoute,
  listDevicesRoute,
  revokeDeviceRoute,
  setScopesRoute,
} from './device-routes';
import { becomeOwnerRoute, OwnerBody } from './owner-pairing';
import { idOf, Invited, PersonNameField, RoleWord, wordOf } from './route-tools';
import type { AccessParts, AccessRoute, AccessTools } from './route-tools';

const PairBody = z.strictObject({ codigo: z.string().max(80), dispositivo: PersonNameField });
const InviteBody = z.strictObject({ rol: RoleWord });

/** In the order of the API's description. */
export function pairingRoutes(parts: AccessParts, tools: AccessTools): readonly AccessRoute[] {
  return [
    identity(parts),
    requestPairing(parts),
    ownerPairing(parts, tools),
    collectToken(parts),
    listDevicesRoute(parts, tools),
    addProgramRoute(tools),
    setScopesRoute(tools),
    invite(parts, tools),
    approve(parts, tools),
    reject(parts, tools),
    revokeDeviceRoute(tools),
    newOwnerLink(parts),
  ];
}

function identity({ core, hostKey }: AccessParts): AccessRoute {
  return {
    method: 'GET',
    path: '/identidad',
    summary:
      'Quién es este servidor: firma el reto que se le da, con la dirección por la que se lo llamó',
    open: true,
    body: null,
    async answer({ request }) {
      const { reto } = request.query as { reto?: unknown };
      if (typeof reto !== 'string' || !/^[\w-]{16,88}$/.test(reto))
        return refuse('ORDER_INVALID', { field: 'reto', reason: 'de 16 a 88 letras al azar' });
      const { name, hasOwner } = await core.ask({ name: 'house' });
      const calledBy = request.headers.host ?? '';
      const direccion = socketAddress(request.socket);
      const firmas = {
        firma: hostKey.sign(reto, calledBy),
        direccion,
        firma_direccion: hostKey.signAt(reto, calledBy, direccion),
      };
      return {
        body: { restaurante: name, clave: hostKey.publicKey, ...firmas, tiene_dueño: hasOwner },
      };
    },
  };
}

/** The local address of the connection, as in a URL. */
function socketAddress({ localAddress = '', localPort = 0 }: Socket): string {
  return localAddress.includes(':')
    ? `[${localAddress}]:${localPort}`
    : `${localAddress}:${localPort}`;
}

function requestPairing({ pairing, hostKey }: AccessParts): AccessRoute {
  return {
    method: 'POST',
    path: '/vincular',
    done: 202,
    summary: 'Un dispositivo nuevo pide entrar con un código',
    open: true,
    body: PairBody,
    async answer({ body, request }) {
      const { codigo, dispositivo } = PairBody.parse(body);
      const pending = pairing.ask(codigo, dispositivo, request.ip);
      return pending.ok
        ? { body: { solicitud: pending.id, secreto: pending.secret, clave: hostKey.publicKey } }
        : pending;
    },
  };
}

function ownerPairing(parts: AccessParts, tools: AccessTools): AccessRoute {
  return {
    method: 'POST',
    path: '/vincular/propietario',
    done: 201,
    summary: 'El enlace del dueño, una sola vez',
    open: true,
    body: OwnerBody,
    answer: ({ body }) => becomeOwnerRoute(OwnerBody.parse(body), parts, tools),
  };
}

function collectToken({ pairing }: AccessParts): AccessRoute {
  return {
    method: 'GET',
    path: '/vincular/:id',
    summary: 'Si ya lo aprobaron; el token se entrega una vez',
    noHead: true,
    also: [202],
    open: true,
    body: null,
    async answer({ request }) {
      const [, secret = ''] = BEARER.exec(request.headers.authorization ?? '') ?? [];
      const found = pairing.collect(idOf(request), secret);
      if (!found) return refuse('PAIRING_REFUSED');
      if (found.state === 'waiting') return { status: 202, body: { estado: 'espera' } };
      return { body: { estado: 'aprobado', token: found.token, dispositivo: found.deviceId } };
    },
  };
}

function invite(
  { pairing, hostKey, reachAt }: AccessParts,
  { actorFor }: AccessTools,
): AccessRoute {
  return {
    method: 'POST',
    path: '/dispositivos/invitar',
    done: 201,
    summary: 'Un código para vincular: una vez, cinco minutos',
    open: false,
    body: InviteBody,
    async answer(asked) {
      const { rol } = InviteBody.parse(asked.body);
      const actor = await actorFor(asked, 'addDevice');
      if ('code' in actor) return actor;
      if (rol === 'owner' && actor.role !== 'owner') return refuse('NOT_ALLOWED');
      const { code, livesMs } = pairing.invite(rol);
      // Browsers send nothing after the # to a server, so the code reaches no log.
      const enlaces = reachAt().map(
        (origin) => `${origin}/#vincular=${code}&clave=${hostKey.publicKey}`,
      );
      return { body: { codigo: code, rol: wordOf(rol), vence_s: livesMs / 1000, enlaces } };
    },
  };
}

function approve({ pairing }: AccessParts, { actorFor, letIn }: AccessTools): AccessRoute {
  return {
    method: 'POST',
    path: '/dispositivos/aprobar/:id',
    summary: 'Sí, es ese dispositivo',
    open: false,
    body: null,
    async answer(asked) {
      const actor = await actorFor(asked, 'addDevice');
      if ('code' in actor) return actor;
      // `take` succeeds once, so two approvals at the same time admit one device.
      const found = pairing.take(idOf(asked.request));
      if (!found) return refuse('PAIRING_REFUSED');
      const device = await letIn(found.name, Invited.parse(found.role), actor);
      if ('code' in device) {
        pairing.release(found.id);
        return device;
      }
      pairing.grant(found.id, device.token, device.deviceId);
      return { body: { status: 'aprobado', dispositivo: device.deviceId, nombre: found.name } };
    },
  };
}

function reject({ pairing }: AccessParts, { actorFor }: AccessTools): AccessRoute {
  return {
    method: 'POST',
    path: '/dispositivos/rechazar/:id',
    summary: 'No lo conocemos',
    open: false,
    body: null,
    async answer(asked) {
      const actor = await actorFor(asked, 'addDevice');
      if ('code' in actor) return actor;
      return pairing.reject(idOf(asked.request))
        ? { body: { status: 'rechazado' } }
        : refuse('PAIRING_REFUSED');
    },
  };
}

function newOwnerLink({ pairing }: AccessParts): AccessRoute {
  return {
    method: 'POST',
    path: '/propietario/enlace',
    done: 201,
    summary: 'Un enlace nuevo para el dueño; para el dueño y la línea de comandos',
    open: false,
    body: null,
    async answer(asked) {
      const holder = await asked.holder();
      if ('code' in holder) return holder;
      // The command line is an owner by its secret file.
      if (holder.actor?.role !== 'owner') return refuse('NOT_ALLOWED');
      return { body: { codigo: pairing.ownerLink() } };
    },
  };
}
