/**
 * Pairing, PINs, people, devices and the LAN over HTTP. Here secrets come in and are hashed; what is decided and written down is the
 * core's, by the contract's table of roles like every other command.
 */
import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { PersonRole } from '../../../../src-shared/access-commands';
import type { CommandInput, CommandName } from '../../../../src-shared/commands';
import { COMMANDS } from '../../../../src-shared/commands';
import { refuse } from '../../../../src-shared/errors';
import type { Refusal } from '../../../../src-shared/errors';
import { Fields } from '../../../../src-shared/fields';
import { HouseRules } from '../../../../src-shared/people';
import { plainName } from '../../../../src-shared/plain-name';
import type { Actor, Role } from '../../../../src-shared/vocabulary';
import { invalid } from '../../../../src-shared/wire/faults';
import type { WireAnswer } from '../../../../src-shared/wire-answers';
import type { Core } from '../../core/core-client';
import type { HostKey } from '../access/host-key';
import type { Holder } from '../access/identify';
import type { PairingDesk } from '../access/pairing';
import { pinHash } from '../access/pins';
import type { PinDesk } from '../access/pins';
import { newToken, tokenHash } from '../access/tokens';

export type AccessParts = {
  readonly core: Core;
  readonly pins: PinDesk;
  readonly pairing: PairingDesk;
  readonly hostKey: HostKey;
  /** Addresses at which this host can be reached from the LAN, best first; what a QR shows. */
  readonly reachAt: () => readonly string[];
};

export type Asked = {
  readonly body: Readonly<Record<string, unknown>>;
  readonly request: FastifyRequest;
  /** Who holds the token it came with. */
  holder(): Promise<Holder | Refusal>;
};
type Answer = { readonly status?: number; readonly body: WireAnswer } | Refusal;
export type AccessRoute = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'PUT';
  readonly path: string;
  readonly summary: string;
  /** No token: pairing itself, and who this host is. */
  readonly open: boolean;
  readonly body: z.ZodType | null;
  answer(asked: Asked): Promise<Answer>;
};

const { text: Text } = Fields;
const Pin = z.string().min(1).max(64);
const Name = Text.refine((name) => name.length <= 80, { error: 'más de 80 caracteres' });
/** What may be invited: integrators get their tokens by name, at the machine or in the panel. */
const Invited = z.enum(['owner', 'counter', 'waiter', 'cook', 'expo']);
const ROLE_WORDS: Readonly<Record<string, Role>> = {
  dueño: 'owner',
  caja: 'counter',
  mesero: 'waiter',
  cocina: 'cook',
  pase: 'expo',
};
const RoleWord = z.preprocess((word) => (typeof word === 'string' ? (ROLE_WORDS[word] ?? word) : word), Invited);
const wordOf = (role: Role): string => Object.entries(ROLE_WORDS).find(([, known]) => known === role)?.[0] ?? role;

const PairBody = z.strictObject({ codigo: z.string().max(80), dispositivo: Name });
const OwnerBody = z.strictObject({ codigo: z.string().max(80), dispositivo: Name, persona: Name, pin: Pin });
const SessionBody = z.strictObject({ persona: Text, pin: Pin });
const PersonBody = z.strictObject({ nombre: Name, rol: RoleWord, pin: Pin });
const PersonChange = z.strictObject({ nombre: Name.optional(), rol: RoleWord.optional(), pin: Pin.optional() });
const InviteBody = z.strictObject({ rol: RoleWord });
const LanBody = z.strictObject({ abierta: z.boolean() });
const RulesBody = z.strictObject({ solo_lo_suyo: z.boolean(), anular_en_caja: z.boolean() });

export function accessRoutes({ core, pins, pairing, hostKey, reachAt }: AccessParts): readonly AccessRoute[] {
  async function run<N extends CommandName>(name: N, input: CommandInput<N>, asked: Asked, body: WireAnswer): Promise<Answer> {
    const actor = await actorOf(asked);
    if ('code' in actor) return actor;
    // A PIN is salted anew each time, so its command is never the same twice; names and ids see to it that nothing is done twice.
    const done = await core.execute(name, input, actor, 'pinHash' in input ? randomUUID() : keyOf(asked));
    return done.ok ? { body } : done;
  }

  /** What is no command is allowed to whom the command beside it is. */
  async function actorFor(asked: Asked, like: CommandName): Promise<Actor | Refusal> {
    const actor = await actorOf(asked);
    if ('code' in actor) return actor;
    const allowed: readonly string[] = COMMANDS[like].roles;
    return allowed.includes(actor.role) ? actor : refuse('NOT_ALLOWED');
  }

  /** A device with its token: the token goes out once, its hash stays. */
  async function letIn(
    name: string,
    role: Exclude<Role, 'system'>,
    actor: Actor,
  ): Promise<{ token: string; deviceId: string } | Refusal> {
    const token = newToken();
    const done = await core.execute('addDevice', { name, role, tokenHash: tokenHash(token) }, actor, randomUUID());
    return done.ok ? { token, deviceId: done.reply.deviceId } : done;
  }

  async function personCalled(called: string) {
    const people = await core.ask({ name: 'people' });
    return people.find(({ id, name }) => id === called || plainName(name) === plainName(called)) ?? null;
  }

  /** The owner's link: the person with a PIN, the device, and logged in, in one step. */
  async function becomeOwner({ codigo, dispositivo, persona, pin }: z.output<typeof OwnerBody>): Promise<Answer> {
    // Before the costly part, so that who has no link costs nothing; and a PIN that is too easy must not use the link up.
    const valid = pairing.isOwnerLink(codigo);
    if (!valid) return refuse('PAIRING_REFUSED');
    const hash = await pinHash(pin, 'owner');
    if (typeof hash !== 'string') return hash;
    const redeemed = pairing.redeemOwner(codigo);
    if (!redeemed.ok) return redeemed;
    const known = await personCalled(persona);
    const kept = known
      ? await core.execute(
          'changePerson',
          { person: known.id, name: null, role: 'owner', pinHash: hash },
          AT_THE_DOOR,
          randomUUID(),
        )
      : await core.execute('addPerson', { name: persona, role: 'owner', pinHash: hash }, AT_THE_DOOR, randomUUID());
    if (!kept.ok) return kept;
    const device = await letIn(dispositivo, 'owner', AT_THE_DOOR);
    if ('code' in device) return device;
    const person = known?.id ?? ('personId' in kept.reply ? kept.reply.personId : '');
    const inside = await core.execute('settlePin', { device: device.deviceId, person, right: true }, AT_THE_DOOR, randomUUID());
    if (!inside.ok) return inside;
    return { status: 201, body: { token: device.token, dispositivo: device.deviceId, rol: 'dueño', persona } };
  }

  return [
    {
      method: 'GET',
      path: '/identidad',
      summary: 'Quién es este servidor: firma el reto que se le da',
      open: true,
      body: null,
      async answer({ request }) {
        const { reto } = request.query as { reto?: unknown };
        if (typeof reto !== 'string' || !/^[\w-]{16,88}$/.test(reto))
          return refuse('ORDER_INVALID', { field: 'reto', reason: 'de 16 a 88 letras al azar' });
        const { name, hasOwner } = await core.ask({ name: 'house' });
        return { body: { restaurante: name, clave: hostKey.publicKey, firma: hostKey.sign(reto), tiene_dueño: hasOwner } };
      },
    },
    {
      method: 'POST',
      path: '/vincular',
      summary: 'Un dispositivo nuevo pide entrar con un código',
      open: true,
      body: PairBody,
      async answer({ body, request }) {
        const { codigo, dispositivo } = PairBody.parse(body);
        const asked = pairing.ask(codigo, dispositivo, request.ip);
        return asked.ok ? { status: 202, body: { solicitud: asked.id, secreto: asked.secret, clave: hostKey.publicKey } } : asked;
      },
    },
    {
      method: 'POST',
      path: '/vincular/propietario',
      summary: 'El enlace del dueño, una sola vez',
      open: true,
      body: OwnerBody,
      answer: ({ body }) => becomeOwner(OwnerBody.parse(body)),
    },
    {
      method: 'GET',
      path: '/vincular/:id',
      summary: 'Si ya lo aprobaron; el token se entrega una vez',
      open: true,
      body: null,
      async answer({ request }) {
        const [, secret = ''] = /^Bearer ([^\s]{1,200})$/.exec(request.headers.authorization ?? '') ?? [];
        const found = pairing.collect(idOf(request), secret);
        if (!found) return refuse('PAIRING_REFUSED');
        if (found.state === 'waiting') return { status: 202, body: { estado: 'espera' } };
        return { body: { estado: 'aprobado', token: found.token, dispositivo: found.deviceId } };
      },
    },
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
        if (!FOR_PEOPLE.has(session.role) && !session.locked) return refuse('NOT_ALLOWED');
        const person = await personCalled(persona);
        const inside = await pins.logIn(session.deviceId, person?.id ?? '-', pin);
        return inside.ok ? { body: { persona: inside.person.name, rol: wordOf(inside.person.role) } } : inside;
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
        return { body: { dispositivo: device, rol: wordOf(role), persona: person?.name ?? null, espera_pin: locked } };
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
        const done = await core.execute('logOut', { device: holder.session.deviceId }, AT_THE_DOOR, randomUUID());
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
        const people = await core.ask({ name: 'people' });
        return { body: { personas: people.map(({ id, name, role }) => ({ id, nombre: name, rol: wordOf(role) })) } };
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
        return run('addPerson', { name: nombre, role: PersonRole.parse(rol), pinHash: hash }, asked, {
          status: 'agregada',
          persona: nombre,
        });
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
        if (pin === undefined && role === 'owner' && person.role !== 'owner') return refuse('PIN_SHAPE', { min: 6 });
        const hash = pin === undefined ? null : await pinHash(pin, role);
        if (hash !== null && typeof hash !== 'string') return hash;
        const input = {
          person: person.id,
          name: nombre ?? null,
          role: rol === undefined ? null : PersonRole.parse(rol),
          pinHash: hash,
        };
        return run('changePerson', input, asked, { status: 'cambiada', persona: nombre ?? person.name });
      },
    },
    {
      method: 'DELETE',
      path: '/personas/:id',
      summary: 'Ya no trabaja aquí',
      open: false,
      body: null,
      async answer(asked) {
        const person = await personCalled(idOf(asked.request));
        if (!person) return refuse('PERSON_UNKNOWN', { person: idOf(asked.request) });
        return run('removePerson', { person: person.id }, asked, { status: 'quitada', persona: person.name });
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
        const [devices, people] = [await core.ask({ name: 'devices' }), await core.ask({ name: 'people' })];
        return {
          body: {
            dispositivos: devices.map(({ id, name, role, addedAt, personId }) => ({
              id,
              nombre: name,
              rol: wordOf(role),
              desde: new Date(addedAt).toISOString(),
              persona: people.find((person) => person.id === personId)?.name ?? null,
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
      path: '/dispositivos/invitar',
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
        const enlaces = reachAt().map((origin) => `${origin}/#vincular=${code}&clave=${hostKey.publicKey}`);
        return { status: 201, body: { codigo: code, rol: wordOf(rol), vence_s: livesMs / 1000, enlaces } };
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
        return pairing.reject(idOf(asked.request)) ? { body: { status: 'rechazado' } } : refuse('PAIRING_REFUSED');
      },
    },
    {
      method: 'DELETE',
      path: '/dispositivos/:id',
      summary: 'Retira un dispositivo: lo que tenga abierto se corta',
      open: false,
      body: null,
      answer: (asked) => run('revokeDevice', { device: idOf(asked.request) }, asked, { status: 'retirado' }),
    },
    {
      method: 'POST',
      path: '/propietario/enlace',
      summary: 'Un enlace nuevo para el dueño; solo en el equipo del servidor',
      open: false,
      body: null,
      async answer(asked) {
        const holder = await asked.holder();
        if ('code' in holder) return holder;
        // By the secret file, or an owner who makes another.
        if (holder.actor?.role !== 'owner') return refuse('NOT_ALLOWED');
        return { status: 201, body: { codigo: pairing.ownerLink() } };
      },
    },
    {
      method: 'PUT',
      path: '/red',
      summary: 'Abre o cierra la red local',
      open: false,
      body: LanBody,
      async answer(asked) {
        const { abierta } = LanBody.parse(asked.body);
        return run('openLan', { open: abierta }, asked, { status: abierta ? 'abierta' : 'cerrada' });
      },
    },
    {
      method: 'PUT',
      path: '/reglas',
      summary: 'Lo que la casa decide: mesas propias, anular en caja',
      open: false,
      body: RulesBody,
      async answer(asked) {
        const { solo_lo_suyo, anular_en_caja } = RulesBody.parse(asked.body);
        const rules = HouseRules.parse({ ownOrdersOnly: solo_lo_suyo, printedVoidsAtCounter: anular_en_caja });
        return run('setHouseRules', { rules }, asked, { status: 'guardadas' });
      },
    },
  ];
}

function isRefusal(value: object): value is Refusal {
  return 'ok' in value && value.ok === false && 'code' in value;
}

const AT_THE_DOOR: Actor = { id: 'access', role: 'system' };
const FOR_PEOPLE: ReadonlySet<Role> = new Set<Role>(['owner', 'counter', 'waiter']);

async function actorOf(asked: Asked): Promise<Actor | Refusal> {
  const holder = await asked.holder();
  if ('code' in holder) return holder;
  return holder.actor ?? refuse('PIN_NEEDED');
}

function idOf(request: FastifyRequest): string {
  return (request.params as { id?: string }).id ?? '';
}

function keyOf({ request }: Asked): string {
  const key = request.headers['idempotency-key'];
  return typeof key === 'string' && key.length > 0 && key.length <= 200 ? key : randomUUID();
}

/** Adds the routes: a token before a body is read, the body by its schema, one refusal's shape for all. */
export function addAccessRoutes(
  app: FastifyInstance,
  routes: readonly AccessRoute[],
  parts: {
    holderOf(request: FastifyRequest): Promise<Holder | Refusal>;
    bodyOf(request: FastifyRequest): Readonly<Record<string, unknown>> | Refusal;
    send(reply: FastifyReply, body: WireAnswer | Refusal, status: number): FastifyReply;
  },
): void {
  for (const route of routes)
    app.route({
      method: route.method,
      url: route.path,
      config: { open: route.open },
      handler: async (request, reply) => {
        const holder = (): Promise<Holder | Refusal> => parts.holderOf(request);
        const fields = parts.bodyOf(request);
        if (isRefusal(fields)) return parts.send(reply, fields, 0);
        if (route.body) {
          const parsed = route.body.safeParse(fields, { reportInput: true });
          if (!parsed.success) return parts.send(reply, invalid(parsed.error), 0);
        }
        const answer = await route.answer({ request, body: fields, holder });
        return isRefusal(answer) ? parts.send(reply, answer, 0) : parts.send(reply, answer.body, answer.status ?? 200);
      },
    });
}
