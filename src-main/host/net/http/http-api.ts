/** The HTTP API: its hooks and error answers, and the routes that are not in a list. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isRefusal, refuse } from '../../../../src-shared/base/errors';
import { errorAnswer, queueStatus } from '../../../../src-shared/public-api/answers';
import { CoreGone } from '../../core/core-client';
import type { Identify } from '../auth/identify';
import { sourceOf } from '../limits/sources';
import type { Metrics } from '../../ports/metrics';
import type { Requests } from '../public-api/public-requests';
import { addAccessRoutes } from './routes/route-tools';
import type { AccessParts, AccessRoute } from './routes/route-tools';
import type { AdminRouteParts } from './routes/admin-routes';
import { accessRoutes } from './routes/all-routes';
import { addAppFiles } from './static-files';
import type { AppFiles } from './static-files';
import { describeApi } from './openapi';
import { apiPage, homePage, STYLE } from './built-in-pages';
import { SCREENS_PATH } from '../http-form/request-form';
import { ROUTES } from '../public-api/http-routes';
import { addMenuRoute } from './menu-route';
import { addOrderRoutes } from './order-routes';
import { bodyOf, createRequestReader } from './request-reader';
import type { HttpRequestReader } from './request-reader';
import { sendAnswer } from './send-answer';

export type ApiParts = AccessParts &
  AdminRouteParts & {
    readonly requests: Requests;
    readonly identify: Identify;
    readonly workers: () => number;
    readonly isTurbo: () => boolean;
    readonly metrics: Metrics;
    /** The built screens; null if there are none. */
    readonly appFiles: AppFiles | null;
    readonly onBug: (error: unknown) => void;
  };

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route needs no token. */
    open?: boolean;
  }
}

/** Version of the API, not of the program. It changes when senders must change. */
const VERSION = '1';

/**
 * `allowedMethods`: the methods of a path over all routes (`followRoutes`). Returns a function that
 * ends the subscriptions to the core.
 */
export function addApi(
  app: FastifyInstance,
  parts: ApiParts,
  allowedMethods: (url: string) => readonly string[],
): () => void {
  const reader = createRequestReader(parts.identify);
  // The body stays bytes: the grammar of the order port reads it.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_, body, done) =>
    done(null, body),
  );
  addRefusals(app, reader, allowedMethods, parts.onBug);
  app.get(SCREENS_PATH, { config: { open: true } }, (_, reply) =>
    sendAnswer(reply.header('connection', 'upgrade'), errorAnswer(refuse('WEBSOCKET_ONLY')), 426),
  );
  addOrderRoutes(app, parts.requests, reader);
  const access = accessRoutes(parts);
  addAccessRoutes(app, access, {
    holderOf: reader.holderOf,
    bodyOf,
    send: (reply, body, status) =>
      sendAnswer(reply, isRefusal(body) ? errorAnswer(body) : body, status),
  });
  const stopMenu = addMenuRoute(app, parts.core, parts.isTurbo, reader);
  addStatusRoutes(app, parts, reader);
  addPages(app, parts, access);
  return stopMenu;
}

/** Answers requests without a valid token, unknown paths and methods, and errors. */
function addRefusals(
  app: FastifyInstance,
  { holderOf }: HttpRequestReader,
  allowedMethods: (url: string) => readonly string[],
  onBug: (error: unknown) => void,
): void {
  function answerNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const allowed = allowedMethods(request.url);
    if (allowed.length === 0) return sendAnswer(reply, errorAnswer(refuse('NO_SUCH_PATH')), 404);
    const refusal = refuse('METHOD_NOT_ALLOWED', {
      method: request.method,
      allowed: allowed.join(', '),
    });
    return sendAnswer(reply.header('allow', allowed.join(', ')), errorAnswer(refusal), 405);
  }

  // Runs before the body is read. Requests from this machine need a token too: a web page that is
  // open here sends its requests from this machine.
  app.addHook('onRequest', async (request, reply) => {
    if (request.is404) return answerNotFound(request, reply);
    if (request.routeOptions.config.open === true) return undefined;
    const holder = await holderOf(request);
    if ('code' in holder) return sendAnswer(reply, errorAnswer(holder), 401);
    return undefined;
  });
  app.setErrorHandler((error: ErrorFacts, request, reply) => {
    const [code, status] = refusalOf(error);
    if (code === 'INTERNAL') onBug(error);
    const details =
      code === 'MESSAGE_TOO_LARGE' ? { limit: request.routeOptions.bodyLimit } : undefined;
    return sendAnswer(reply, errorAnswer(refuse(code, details)), status);
  });
  // The hook has answered already. Without this handler Fastify would look for a route first.
  app.setNotFoundHandler(answerNotFound);
}

type ErrorFacts = { readonly statusCode?: number };

/** The error code and status for an error of Fastify or of a handler. */
function refusalOf(error: ErrorFacts) {
  if (error instanceof CoreGone) return ['CORE_GONE', 503] as const;
  if (error.statusCode === 413) return ['MESSAGE_TOO_LARGE', 413] as const;
  if (error.statusCode === 415) return ['NOT_JSON', 415] as const;
  if (error.statusCode !== undefined && error.statusCode < 500)
    return ['NOT_A_REQUEST', 400] as const;
  return ['INTERNAL', 500] as const;
}

function addStatusRoutes(
  app: FastifyInstance,
  { core, workers, metrics }: ApiParts,
  { actorOf, holderOf }: HttpRequestReader,
): void {
  app.get('/admin/cola-status', async (request, reply) => {
    const actor = await actorOf(request);
    if ('code' in actor) return sendAnswer(reply, errorAnswer(actor), 401);
    const queue = await core.askFor({ name: 'queue' }, actor);
    const answer = isRefusal(queue)
      ? errorAnswer(queue)
      : queueStatus(queue, workers(), Date.now());
    return sendAnswer(reply, answer, 200);
  });

  // A scraper on this machine needs no token, one elsewhere does. A web page that is open on this
  // machine can send the request, but cannot read the answer: it has another origin.
  app.get('/metrics', { config: { open: true } }, async (request, reply) => {
    const holder = sourceOf(request.ip, request.headers).isLocal ? null : await holderOf(request);
    if (holder && 'code' in holder) return sendAnswer(reply, errorAnswer(holder), 401);
    return reply.type(metrics.contentType).send(await metrics.text());
  });
}

/** The description of the API, and the screens or, without them, a home page. */
function addPages(
  app: FastifyInstance,
  { core, appFiles }: ApiParts,
  access: readonly AccessRoute[],
): void {
  // Made on the first request: it takes a tenth of a second and is seldom read.
  const description = once(() => describeApi(ROUTES, access, VERSION));
  const fixed = {
    '/openapi.json': ['application/json; charset=utf-8', once(() => JSON.stringify(description()))],
    '/api': ['text/html; charset=utf-8', once(() => apiPage(description()))],
    '/estilo.css': ['text/css; charset=utf-8', () => STYLE],
  } as const;
  for (const [url, [type, text]] of Object.entries(fixed))
    app.get(url, { config: { open: true } }, (_, reply) => reply.type(type).send(text()));
  if (appFiles) return addAppFiles(app, appFiles);
  app.get('/', { config: { open: true } }, async (_, reply) => {
    const { name, hasOwner } = await core.ask({ name: 'house' });
    return reply.type('text/html; charset=utf-8').send(homePage(name, hasOwner));
  });
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
