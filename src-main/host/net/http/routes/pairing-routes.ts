/**
 * Routes of pairing: who this host is, how a device asks and is let in, the owner's link, the list
 * at the counter.
 */
import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { z } from 'zod';
import { refuse } from '../../../../../src-shared/base/errors';
import { ScopesAsked, ScopesOrShop } from '../../../../../src-shared/base/scope-schemas';
import { pinHash } from '../../auth/pins';
import { BEARER } from '../../auth/tokens';
import {
  UNAUTHENTICATED_ROUTES,
  idOf,
  Invited,
  NameField,
  PinField,
  RoleWord,
  wordOf,
} from './route-tools';
import type { AccessParts, AccessRoute, AccessTools, RouteResult } from './route-tools';

const PairBody = z.strictObject({ codigo: z.string().max(80), dispositivo: NameField });
const OwnerBody = z.strictObject({
  codigo: z.string().max(80),
  dispositivo: NameField,
  persona: NameField,
  pin: PinField,
  nuevo: z.boolean().default(false),
});
const ProgramBody = z.strictObject({ nombre: NameField, alcance: ScopesOrShop });
const ScopesBody = z.strictObject({ alcance: ScopesAsked });
const InviteBody = z.strictObject({ rol: RoleWord });

/** Where a call came in on this machine, as an address in a URL. */
function socketAddress({ localAddress = '', localPort = 0 }: Socket): string {
  return localAddress.includes(':')
    ? `[${localAddress}]:${localPort}`
    : `${localAddress}:${localPort}`;
}

export function pairingRoutes(
  { core, pairing, hostKey, reachAt }: AccessParts,
  tools: AccessTools,
): readonly AccessRoute[] {
  const { run, actorFor, letIn, personCalled } = tools;

  /** The owner's link: the person with a PIN, the device, and logged in, in one step. */
  async function becomeOwner({
    codigo,
    dispositivo,
    persona,
    pin,
    nuevo,
  }: z.output<typeof OwnerBody>): Promise<RouteResult> {
    // Before the costly part, so that who has no link costs nothing; and a PIN that is too easy
    // must not use the link up.
    const valid = pairing.isOwnerLink(codigo);
    if (!valid) return refuse('OWNER_LINK_REFUSED');
    const known = await personCalled(persona);
    // A name misspelt while a lost PIN is mended must not leave another owner behind, nor make one
    // of a waiter.
    const owners = (await core.ask({ name: 'people' })).filter(({ role }) => role === 'owner');
    if (owners.length > 0 && known?.role !== 'owner' && !nuevo)
      return refuse('NOT_AN_OWNER', {
        person: persona,
        owners: owners.map(({ name }) => name).join(', '),
      });
    const hash = await pinHash(pin, 'owner');
    if (typeof hash !== 'string') return hash;
    const redeemed = pairing.redeemOwner(codigo);
    if (!redeemed.ok) return redeemed;
    const kept = known
      ? await core.execute(
          'changePerson',
          { person: known.id, name: null, role: 'owner', pinHash: hash },
          UNAUTHENTICATED_ROUTES,
          randomUUID(),
        )
      : await core.execute(
          'addPerson',
          { name: persona, role: 'owner', pinHash: hash },
          UNAUTHENTICATED_ROUTES,
          randomUUID(),
        );
    if (!kept.ok) return kept;
    const device = await letIn(dispositivo, 'owner', UNAUTHENTICATED_ROUTES);
    if ('code' in device) return device;
    const person = known?.id ?? ('personId' in kept.reply ? kept.reply.personId : '');
    const inside = await core.execute(
      'recordPinAttempt',
      { device: device.deviceId, person, right: true },
      UNAUTHENTICATED_ROUTES,
      randomUUID(),
    );
    if (!inside.ok) return inside;
    return { body: { token: device.token, dispositivo: device.deviceId, rol: 'dueño', persona } };
  }

  return [
    {
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
    },
    {
      method: 'POST',
      path: '/vincular',
      done: 202,
      summary: 'Un dispositivo nuevo pide entrar con un código',
      open: true,
      body: PairBody,
      async answer({ body, request }) {
        const { codigo, dispositivo } = PairBody.parse(body);
        const asked = pairing.ask(codigo, dispositivo, request.ip);
        return asked.ok
          ? { body: { solicitud: asked.id, secreto: asked.secret, clave: hostKey.publicKey } }
          : asked;
      },
    },
    {
      method: 'POST',
      path: '/vincular/propietario',
      done: 201,
      summary: 'El enlace del dueño, una sola vez',
      open: true,
      body: OwnerBody,
      answer: ({ body }) => becomeOwner(OwnerBody.parse(body)),
    },
    {
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
    },
    {
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
    },
    {
      method: 'POST',
      path: '/dispositivos',
      done: 201,
      summary: 'Un token para un programa que envía pedidos; se muestra una sola vez',
      open: false,
      body: ProgramBody,
      async answer(asked) {
        const actor = await actorFor(asked, 'addDevice');
        if ('code' in actor) return actor;
        // Nobody types a PIN at a program: only who answers for the house gives it a key.
        if (actor.role !== 'owner') return refuse('NOT_ALLOWED');
        const { nombre, alcance } = ProgramBody.parse(asked.body);
        const device = await letIn(nombre, 'integrator', actor, alcance);
        return 'code' in device
          ? device
          : { body: { dispositivo: device.deviceId, nombre, alcance, token: device.token } };
      },
    },
    {
      method: 'PATCH',
      path: '/dispositivos/:id',
      summary:
        'Lo que puede un programa: su alcance, o un juego (tienda, pantalla, informes, todo)',
      open: false,
      body: ScopesBody,
      async answer(asked) {
        const { alcance } = ScopesBody.parse(asked.body);
        return run('setScopes', { device: idOf(asked.request), scopes: [...alcance] }, asked, {
          status: 'guardado',
          alcance,
        });
      },
    },
    {
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
        // Behind the # nothing is sent to any server, nor written into its log.
        const enlaces = reachAt().map(
          (origin) => `${origin}/#vincular=${code}&clave=${hostKey.publicKey}`,
        );
        return { body: { codigo: code, rol: wordOf(rol), vence_s: livesMs / 1000, enlaces } };
      },
    },
    {
      method: 'POST',
      path: '/dispositivos/aprobar/:id',
      summary: 'Sí, es ese dispositivo',
      open: false,
      body: null,
      async answer(asked) {
        const actor = await actorFor(asked, 'addDevice');
        if ('code' in actor) return actor;
        // Taken at once: two who press together let in one device.
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
    },
    {
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
    },
    {
      method: 'DELETE',
      path: '/dispositivos/:id',
      summary: 'Retira un dispositivo: lo que tenga abierto se corta',
      open: false,
      body: null,
      answer: (asked) =>
        run('revokeDevice', { device: idOf(asked.request) }, asked, { status: 'retirado' }),
    },
    {
      method: 'POST',
      path: '/propietario/enlace',
      done: 201,
      summary: 'Un enlace nuevo para el dueño; para el dueño y la línea de comandos',
      open: false,
      body: null,
      async answer(asked) {
        const holder = await asked.holder();
        if ('code' in holder) return holder;
        // By the secret file, or an owner who makes another.
        if (holder.actor?.role !== 'owner') return refuse('NOT_ALLOWED');
        return { body: { codigo: pairing.ownerLink() } };
      },
    },
  ];
}
