/**
 * What the routes of pairing, people and devices share: a token before a body is read, the body by
 * its schema, one refusal's shape. Here secrets come in and are hashed; what is decided and written
 * down is the core's, by the contract's table of roles.
 */
import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { CommandInput, CommandName } from '../../../../../src-shared/commands/registry';
import { isRefusal, refuse } from '../../../../../src-shared/base/errors';
import type { Refusal } from '../../../../../src-shared/base/errors';
import { Fields } from '../../../../../src-shared/base/fields';
import { LIMITS } from '../../../../../src-shared/base/limits';
import { plainName } from '../../../../../src-shared/text/plain-name';
import type { Person } from '../../../../../src-shared/model/staff';
import { refusalFor } from '../../../../../src-shared/rights/permissions';
import type { Scope } from '../../../../../src-shared/base/scope-words';
import type { Actor, Role } from '../../../../../src-shared/base/vocabulary';
import { inputError } from '../../../../../src-shared/base/input-errors';
import type { PublicReply } from '../../../../../src-shared/public-api/public-reply';
import type { Core, Done } from '../../../core/core-client';
import type { HostKey } from '../../auth/host-key';
import type { TokenHolder } from '../../auth/identify';
import type { PairingService } from '../../auth/pairing';
import type { PinGuard } from '../../auth/pins';
import { newToken, tokenHash } from '../../auth/tokens';

export type AccessParts = {
  readonly core: Core;
  readonly pins: PinGuard;
  readonly pairing: PairingService;
  readonly hostKey: HostKey;
  /** Addresses at which this host can be reached from the LAN, best first; what a QR shows. */
  readonly reachAt: () => readonly string[];
};

export type RouteRequest = {
  readonly body: Readonly<Record<string, unknown>>;
  readonly request: FastifyRequest;
  /** Who holds the token it came with. */
  holder(): Promise<TokenHolder | Refusal>;
};
/** With a `type` the body is bytes of that kind. */
export type RouteResult =
  | { readonly status?: number; readonly body: PublicReply }
  | { readonly body: Uint8Array; readonly type: string }
  | Refusal;
export type AccessRoute = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'PUT';
  readonly path: string;
  readonly summary: string;
  /** No token: pairing itself, and who this host is. */
  readonly open: boolean;
  readonly body: z.ZodType | null;
  /** Bytes, where the usual limit is too narrow. */
  readonly bodyLimit?: number;
  /** Where reading the body costs much: only who may do this is read at all. */
  readonly like?: CommandName;
  /** Status of success; 200 where nothing is said. */
  readonly done?: number;
  /** Other statuses that are no refusal. */
  readonly also?: readonly number[];
  /** Its answer is given once, and a HEAD would throw it away. */
  readonly noHead?: true;
  answer(asked: RouteRequest): Promise<RouteResult>;
};

export const PinField = z.string().min(1).max(64);
export const NameField = Fields.text.refine((name) => name.length <= 80, {
  error: 'más de 80 caracteres',
});
/** What may be invited: integrators get their tokens by name, at the machine or in the panel. */
export const Invited = z.enum(['owner', 'counter', 'waiter', 'cook', 'expo']);
const ROLE_WORDS = {
  dueño: 'owner',
  caja: 'counter',
  mesero: 'waiter',
  cocina: 'cook',
  pase: 'expo',
} as const;
type RoleName = keyof typeof ROLE_WORDS;
export const RoleWord = z
  .enum(Object.keys(ROLE_WORDS) as [RoleName, ...RoleName[]])
  .transform((word): (typeof ROLE_WORDS)[RoleName] => ROLE_WORDS[word]);

export function wordOf(role: Role): string {
  return Object.entries(ROLE_WORDS).find(([, known]) => known === role)?.[0] ?? role;
}

/** The host itself, where nobody is logged in yet. */
export const UNAUTHENTICATED_ROUTES: Actor = { id: 'access', role: 'system' };

export type AccessTools = {
  /** The same, with its reply. */
  ask<N extends CommandName>(
    name: N,
    input: CommandInput<N>,
    asked: RouteRequest,
  ): Promise<Done<N> | Refusal>;
  /** A command in the name of who asks. */
  run<N extends CommandName>(
    name: N,
    input: CommandInput<N>,
    asked: RouteRequest,
    body: PublicReply,
  ): Promise<RouteResult>;
  /** What is no command is allowed to whom the command beside it is. */
  actorFor(asked: RouteRequest, like: CommandName): Promise<Actor | Refusal>;
  /** A device with its token: the token goes out once, its hash stays. */
  letIn(
    name: string,
    role: Exclude<Role, 'system'>,
    actor: Actor,
    scopes?: readonly Scope[],
  ): Promise<{ readonly token: string; readonly deviceId: string } | Refusal>;
  /** Who asks, unless nobody is there. */
  whoAsks(asked: RouteRequest): Promise<Actor | Refusal>;
  /** By id, or by name as people write it. */
  personCalled(called: string): Promise<Person | null>;
};

export function accessTools(core: Core): AccessTools {
  async function run<N extends CommandName>(
    name: N,
    input: CommandInput<N>,
    asked: RouteRequest,
    body: PublicReply,
  ): Promise<RouteResult> {
    const done = await ask(name, input, asked);
    if (!done.ok) return done;
    return { body: done.repeated ? { ...body, repetido: true } : body };
  }

  async function ask<N extends CommandName>(
    name: N,
    input: CommandInput<N>,
    asked: RouteRequest,
  ): Promise<Done<N> | Refusal> {
    const actor = await actorOf(asked);
    if ('code' in actor) return actor;
    // A PIN is salted anew each time, so its command is never the same twice; names and ids see to
    // it that nothing is done twice.
    return core.execute(name, input, actor, 'pinHash' in input ? randomUUID() : keyOf(asked));
  }

  async function actorFor(asked: RouteRequest, like: CommandName): Promise<Actor | Refusal> {
    const actor = await actorOf(asked);
    if ('code' in actor) return actor;
    return refusalFor(actor, like) ?? actor;
  }

  async function letIn(
    name: string,
    role: Exclude<Role, 'system'>,
    actor: Actor,
    scopes: readonly Scope[] = [],
  ): Promise<{ token: string; deviceId: string } | Refusal> {
    const token = newToken();
    const input = { name, role, tokenHash: tokenHash(token), scopes: [...scopes] };
    const done = await core.execute('addDevice', input, actor, randomUUID());
    return done.ok ? { token, deviceId: done.reply.deviceId } : done;
  }

  async function personCalled(called: string): Promise<Person | null> {
    const people = await core.ask({ name: 'people' });
    return (
      people.find(({ id, name }) => id === called || plainName(name) === plainName(called)) ?? null
    );
  }

  return { ask, run, actorFor, letIn, whoAsks: actorOf, personCalled };
}

async function actorOf(asked: RouteRequest): Promise<Actor | Refusal> {
  const holder = await asked.holder();
  if ('code' in holder) return holder;
  return holder.actor ?? refuse('PIN_NEEDED');
}

/** Null: whoever holds this token may. */
function mayNot(holder: TokenHolder | Refusal, like: CommandName): Refusal | null {
  if ('code' in holder) return holder;
  if (!holder.actor) return refuse('PIN_NEEDED');
  return refusalFor(holder.actor, like);
}

export function idOf(request: FastifyRequest): string {
  return (request.params as { id?: string }).id ?? '';
}

function keyOf({ request }: RouteRequest): string {
  const key = request.headers['idempotency-key'];
  return typeof key === 'string' && key.length > 0 && key.length <= 200 ? key : randomUUID();
}

/** Who has no token yet sends a code, a name and a PIN, and no more is read. */
const STRANGER_BODY_BYTES = 4_096;

/**
 * Adds the routes: a token before a body is read, the body by its schema, one refusal's shape for
 * all.
 */
export function addAccessRoutes(
  app: FastifyInstance,
  routes: readonly AccessRoute[],
  parts: {
    holderOf(request: FastifyRequest): Promise<TokenHolder | Refusal>;
    bodyOf(request: FastifyRequest): Readonly<Record<string, unknown>> | Refusal;
    send(reply: FastifyReply, body: PublicReply | Refusal, status: number): FastifyReply;
  },
): void {
  for (const route of routes)
    app.route({
      method: route.method,
      url: route.path,
      exposeHeadRoute: route.noHead !== true,
      config: { open: route.open },
      bodyLimit: route.bodyLimit ?? (route.open ? STRANGER_BODY_BYTES : LIMITS.messageBytes),
      ...(route.like === undefined
        ? {}
        : {
            onRequest: async (request: FastifyRequest, reply: FastifyReply) => {
              const refused = mayNot(await parts.holderOf(request), route.like ?? 'importMenu');
              return refused ? parts.send(reply, refused, 0) : undefined;
            },
          }),
      handler: async (request, reply) => {
        const holder = (): Promise<TokenHolder | Refusal> => parts.holderOf(request);
        const fields = parts.bodyOf(request);
        if (isRefusal(fields)) return parts.send(reply, fields, 0);
        if (route.body) {
          const parsed = route.body.safeParse(fields, { reportInput: true });
          if (!parsed.success) return parts.send(reply, inputError(parsed.error), 0);
        }
        const answer = await route.answer({ request, body: fields, holder });
        if (isRefusal(answer)) return parts.send(reply, answer, 0);
        if ('type' in answer) return reply.type(answer.type).send(Buffer.from(answer.body));
        return parts.send(reply, answer.body, answer.status ?? route.done ?? 200);
      },
    });
}
