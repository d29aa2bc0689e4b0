/**
 * The HTTP API: paths and verbs turned into the order wire's own requests, so that every field,
 * limit, refusal and key is the same as over TCP. Which paths there are is in
 * public-api/http-routes.ts and routes/; a token is asked for before a body is read.
 */
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ERRORS, isRefusal, refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import { mayAsk } from '../../../../src-shared/rights/permissions';
import { readRequest } from '../../../../src-shared/public-api/read-request';
import type { Actor } from '../../../../src-shared/base/vocabulary';
import { errorAnswer, publicMenu, queueStatus } from '../../../../src-shared/public-api/answers';
import type { PublicReply } from '../../../../src-shared/public-api/public-reply';
import { CoreGone } from '../../core/core-client';
import type { TokenHolder, Identify } from '../auth/identify';
import { BEARER, tokenHash } from '../auth/tokens';
import { sourceOf } from '../limits/sources';
import type { Metrics } from '../../ports/metrics';
import type { Requests } from '../public-api/public-requests';
import { addAccessRoutes } from './routes/route-tools';
import type { AccessParts } from './routes/route-tools';
import type { AdminRouteParts } from './routes/admin-routes';
import { accessRoutes } from './routes/all-routes';
import { addAppFiles } from './static-files';
import type { AppFiles } from './static-files';
import { readJson } from '../json/json-body';
import { describeApi } from './openapi';
import { apiPage, homePage, STYLE } from './built-in-pages';
import { refusalHeaders } from '../http-form/refusals';
import { SCREENS_PATH } from '../http-form/request-form';
import { ROUTES } from '../public-api/http-routes';
import type { JsonObject, HttpRoute } from '../public-api/http-routes';

export type ApiParts = AccessParts &
  AdminRouteParts & {
    readonly requests: Requests;
    readonly identify: Identify;
    readonly workers: () => number;
    readonly isTurbo: () => boolean;
    readonly metrics: Metrics;
    /** The screens, where they were built. */
    readonly appFiles: AppFiles | null;
    readonly onBug: (error: unknown) => void;
  };

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Everyone who reaches the port may ask it. */
    open?: boolean;
  }
}

/** Of the API, not of the program: it changes when a sender must. */
const VERSION = '1';
/**
 * The seeds' menu cache, on usual days and at peak hour. It is dropped at once when the menu or a
 * dish's stock changes.
 */
const MENU_TTL_S = { usual: 300, turbo: 600 } as const;
/** The number in a path; nothing else that a number can be read from, such as 1e3 or 0x10. */
const DIGITS = /^\d{1,15}$/;
/** A number in a query string; anything else stays the text that it is, and is refused as such. */
const NUMBER = /^-?\d+(\.\d+)?$/;
const STATUS_BY_CODE: ReadonlyMap<string, number> = new Map(
  Object.values(ERRORS).map(({ publicCode, http }) => [publicCode, http]),
);

/**
 * `allowedMethods`: of a path, by every route of the app (`followRoutes`). Returns the way to stop
 * listening to the core.
 */
export function addApi(
  app: FastifyInstance,
  parts: ApiParts,
  allowedMethods: (url: string) => readonly string[],
): () => void {
  const { core, requests, identify, workers, isTurbo, metrics, appFiles, onBug } = parts;
  let menu: { readonly text: string; readonly tag: string; readonly until: number } | null = null;
  const forgets = [
    core.onPlaceChanged(() => (menu = null)),
    core.onStockChanged(() => (menu = null)),
  ];

  // The body stays bytes: the order port's own grammar reads it.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_, body, done) =>
    done(null, body),
  );

  // Before a byte of a body is read. On this machine too: a web page that is open on it is on this
  // machine as well.
  app.addHook('onRequest', async (request, reply) => {
    if (request.is404) return nothingThere(request, reply);
    if (request.routeOptions.config.open === true) return undefined;
    const holder = await holderOf(request);
    if ('code' in holder) return send(reply, errorAnswer(holder), 401);
    return undefined;
  });

  async function holderOf(request: FastifyRequest): Promise<TokenHolder | Refusal> {
    const [, token] = BEARER.exec(request.headers.authorization ?? '') ?? [];
    return (
      (token === undefined
        ? null
        : await identify.holder(tokenHash(token), sourceOf(request.ip, request.headers))) ??
      refuse('TOKEN_NEEDED')
    );
  }

  async function actorOf(request: FastifyRequest): Promise<Actor | Refusal> {
    // Looked up again: while a slow body came in the device may have been retired.
    const holder = await holderOf(request);
    return 'code' in holder ? holder : (holder.actor ?? refuse('PIN_NEEDED'));
  }

  function bodyOf({ body, routeOptions }: FastifyRequest): JsonObject | Refusal {
    if (!(body instanceof Buffer) || body.length === 0) return {};
    const read = readJson(body, routeOptions.bodyLimit);
    if (!read.ok) return read;
    const { value } = read;
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as JsonObject)
      : refuse('NOT_A_REQUEST');
  }

  async function carryOut(route: HttpRoute, request: FastifyRequest): Promise<PublicReply> {
    const actor = await actorOf(request);
    if ('code' in actor) return errorAnswer(actor);
    const body = route.page ? pageFields(request.query as JsonObject) : bodyOf(request);
    if (isRefusal(body)) return errorAnswer(body);
    const { id: shown = '0' } = request.params as { id?: string };
    const id = DIGITS.test(shown) ? Number(shown) : NaN;
    const key = request.headers['idempotency-key'];
    // As the wire reads a key: a number and its digits are the same.
    if (
      typeof key === 'string' &&
      body.id !== undefined &&
      body.id !== key &&
      JSON.stringify(body.id) !== key
    )
      return errorAnswer(
        refuse('ORDER_INVALID', { field: 'id', reason: 'no es el mismo que dice Idempotency-Key' }),
      );
    const given = { ...body, ...(typeof key === 'string' ? { id: key } : {}) };
    const parsed = readRequest(route.asks(id, given));
    if (!parsed.ok) return errorAnswer(parsed);
    switch (parsed.request.kind) {
      case 'command':
        // A path says what is done; a body that says something else is not obeyed.
        if (route.binding?.command !== parsed.request.binding.command)
          return errorAnswer(refuse('NOT_A_REQUEST'));
        return requests.command(parsed.request, actor);
      case 'control':
        return route.control === true
          ? requests.control(parsed.request.ask, actor)
          : errorAnswer(refuse('NOT_A_REQUEST'));
      case 'query':
        if (route.body !== null) return errorAnswer(refuse('NOT_A_REQUEST'));
        return requests.ask(parsed.request, actor);
      default:
        return errorAnswer(refuse('NOT_A_REQUEST'));
    }
  }

  function send(reply: FastifyReply, answer: PublicReply, done: number): FastifyReply {
    const { error, repetido } = answer as {
      error?: { codigo: string; datos?: { seconds?: unknown } };
      repetido?: unknown;
    };
    // The sender's key was known: this is the answer of the first time.
    if (repetido === true) reply.header('idempotency-replayed', 'true');
    const status = error ? (STATUS_BY_CODE.get(error.codigo) ?? 500) : done;
    return reply.code(status).headers(refusalHeaders(status, error?.datos?.seconds)).send(answer);
  }

  /**
   * Refusals have names here too; what no rule foresaw goes to the log, and its sender learns only
   * that it failed.
   */
  app.setErrorHandler((error: { statusCode?: number; code?: string }, request, reply) => {
    if (error instanceof CoreGone) return send(reply, errorAnswer(refuse('CORE_GONE')), 503);
    if (error.statusCode === 413)
      return send(
        reply,
        errorAnswer(refuse('MESSAGE_TOO_LARGE', { limit: request.routeOptions.bodyLimit })),
        413,
      );
    if (error.statusCode === 415) return send(reply, errorAnswer(refuse('NOT_JSON')), 415);
    if (error.statusCode !== undefined && error.statusCode < 500)
      return send(reply, errorAnswer(refuse('NOT_A_REQUEST')), 400);
    onBug(error);
    return send(reply, errorAnswer(refuse('INTERNAL')), 500);
  });
  // The hook above has answered already; without this one Fastify would look for a handler first.
  app.setNotFoundHandler(nothingThere);

  function nothingThere(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const allowed = allowedMethods(request.url);
    if (allowed.length === 0) return send(reply, errorAnswer(refuse('NO_SUCH_PATH')), 404);
    const refusal = refuse('METHOD_NOT_ALLOWED', {
      method: request.method,
      allowed: allowed.join(', '),
    });
    return send(reply.header('allow', allowed.join(', ')), errorAnswer(refusal), 405);
  }

  app.get(SCREENS_PATH, { config: { open: true } }, (_, reply) =>
    send(reply.header('connection', 'upgrade'), errorAnswer(refuse('WEBSOCKET_ONLY')), 426),
  );

  for (const route of ROUTES)
    app.route({
      method: route.method,
      url: route.path,
      handler: async (request, reply) => send(reply, await carryOut(route, request), route.done),
    });

  const access = accessRoutes(parts);
  addAccessRoutes(app, access, {
    holderOf,
    bodyOf,
    send: (reply, body, status) => send(reply, isRefusal(body) ? errorAnswer(body) : body, status),
  });

  app.get('/menu/items', async (request, reply) => {
    const actor = await actorOf(request);
    if ('code' in actor) return send(reply, errorAnswer(actor), 401);
    // The menu is kept for everybody; whether this one may read it is asked each time.
    const reach = mayAsk(actor, 'menu');
    if (typeof reach !== 'string') return send(reply, errorAnswer(reach), 0);
    if (!menu || menu.until < performance.now()) {
      const text = JSON.stringify(publicMenu(await core.ask({ name: 'menu' })));
      const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
      menu = {
        text,
        tag,
        until: performance.now() + (isTurbo() ? MENU_TTL_S.turbo : MENU_TTL_S.usual) * 1_000,
      };
    }
    reply.header('etag', menu.tag).header('cache-control', 'private, no-cache');
    if (request.headers['if-none-match'] === menu.tag) return reply.code(304).send();
    return reply.type('application/json; charset=utf-8').send(menu.text);
  });

  app.get('/admin/cola-status', async (request, reply) => {
    const actor = await actorOf(request);
    if ('code' in actor) return send(reply, errorAnswer(actor), 401);
    const queue = await core.askFor({ name: 'queue' }, actor);
    return send(
      reply,
      isRefusal(queue) ? errorAnswer(queue) : queueStatus(queue, workers(), Date.now()),
      200,
    );
  });

  // A scraper on this machine needs no token, one elsewhere does. A page that is open on this
  // machine can ask too, and read nothing: it has another origin.
  app.get('/metrics', { config: { open: true } }, async (request, reply) => {
    const holder = sourceOf(request.ip, request.headers).isLocal ? null : await holderOf(request);
    if (holder && 'code' in holder) return send(reply, errorAnswer(holder), 401);
    return reply.type(metrics.contentType).send(await metrics.text());
  });

  // Made when it is first asked for: a tenth of a second of the start, for something that few ever
  // read.
  const description = once(() => describeApi(ROUTES, access, VERSION));
  const fixed = {
    '/openapi.json': ['application/json; charset=utf-8', once(() => JSON.stringify(description()))],
    '/api': ['text/html; charset=utf-8', once(() => apiPage(description()))],
    '/estilo.css': ['text/css; charset=utf-8', () => STYLE],
  } as const;
  for (const [url, [type, text]] of Object.entries(fixed))
    app.get(url, { config: { open: true } }, (_, reply) => reply.type(type).send(text()));
  if (appFiles) addAppFiles(app, appFiles);
  else
    app.get('/', { config: { open: true } }, async (_, reply) => {
      const { name, hasOwner } = await core.ask({ name: 'house' });
      return reply.type('text/html; charset=utf-8').send(homePage(name, hasOwner));
    });

  return () => {
    for (const forget of forgets) forget();
  };
}

/**
 * A page's fields out of a query string, as the wire reads them. Any other is refused: it would be
 * left out silently.
 */
function pageFields(asked: JsonObject): JsonObject | Refusal {
  const other = Object.keys(asked).find((name) => name !== 'limite' && name !== 'cursor');
  if (other !== undefined)
    return refuse('ORDER_INVALID', { field: other.slice(0, 60), reason: 'no existe ese campo' });
  const { limite, ...rest } = asked;
  if (limite === undefined) return rest;
  return {
    ...rest,
    limite: typeof limite === 'string' && NUMBER.test(limite) ? Number(limite) : limite,
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
