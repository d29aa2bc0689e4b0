/**
 * Shared parts of the access routes: token, body by schema, one form of refusal.
 *
 * Secrets are hashed here; the core checks the rights and stores the result.
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
  /** Origins at which this host can be reached from the LAN, best first; for QR codes. */
  readonly reachAt: () => readonly string[];
};

export type RouteRequest = {
  readonly body: Readonly<Record<string, unknown>>;
  readonly request: FastifyRequest;
  /** The holder of the token of the request. */
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
  /** The route needs no token: pairing, and the identity of the host. */
  readonly open: boolean;
  readonly body: z.ZodType | null;
  /** Bytes, if not the usual limit. */
  readonly bodyLimit?: number;
  /** A command whose right is checked before the body is read, because reading it is costly. */
  readonly like?: CommandName;
  /** Status of success; 200 by default. */
  readonly done?: number;
  /** Other statuses of success. */
  readonly also?: readonly number[];
  /** The answer is given once, and a HEAD would discard it. */
  readonly noHead?: true;
  answer(asked: RouteRequest): Promise<RouteResult>;
};

export const PinField = z.string().min(1).max(64);
export const PersonNameField = Fields.text.refine((name) => name.length <= 80, {
  error: 'más de 80 caracteres',
});
/**
 * Roles that can be invited. Programs get their tokens by name, by the command line or in the
 * panel.
 */
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

/** The actor of routes where no person is logged in yet: the host itself. */
export const UNAUTHENTICATED_ROUTES: Actor = { id: 'access', role: 'system' };

export type AccessTools = {
  /** Carries out a command of the actor and returns its reply. */
  ask<N extends CommandName>(
    name: N,
    input: CommandInput<N>,
    asked: RouteRequest,
  ): Promise<Done<N> | Refusal>;
  /** Carries out a command of the actor and answers with `body`. */
  run<N extends CommandName>(
    name: N,
    input: CommandInput<N>,
    asked: RouteRequest,
    body: PublicReply,
  ): Promise<RouteResult>;
  /** The actor, if it has the right to the command `like`; for actions that are no command. */
  actorFor(asked: RouteRequest, like: CommandName): Promise<Actor | Refusal>;
  /** Adds a device with a new token. The token is returned once; its hash is stored. */
  letIn(
    name: string,
    role: Exclude<Role, 'system'>,
    actor: Actor,
    scopes?: readonly Scope[],
  ): Promise<{ readonly token: string; readonly deviceId: string } | Refusal>;
  /** The actor; a refusal if no person is logged in. */
  whoAsks(asked: RouteRequest): Promise<Actor | Refusal>;
  /** Finds a person by id, or by name in any case. */
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
    // A PIN gets a new salt each time, so a repeated command would count as another one under the
    // same key. Names and ids prevent doing it twice.
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

/** Null: the holder has the right. */
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

/** Without a token, a code, a name and a PIN are all that is sent. */
const OPEN_BODY_BYTES = 4_096;

/** Adds the routes. The token is checked before the body is read, and the body by its schema. */
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
      bodyLimit: route.bodyLimit ?? (route.open ? OPEN_BODY_BYTES : LIMITS.messageBytes),
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
