/**
 * The HTTP API: paths and verbs turned into the order wire's own requests, so that every field, limit, refusal and key is the same as
 * over TCP. Which paths there are stands in routes.ts.
 */
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ERRORS, refuse } from '../../../../src-shared/errors';
import type { Refusal } from '../../../../src-shared/errors';
import { parseRequest } from '../../../../src-shared/order-wire';
import type { Actor } from '../../../../src-shared/vocabulary';
import { errorAnswer, menuOnWire, queueStatus } from '../../../../src-shared/wire-answers';
import type { WireAnswer } from '../../../../src-shared/wire-answers';
import { CoreGone } from '../../core/core-client';
import type { Core } from '../../core/core-client';
import type { Requests } from '../requests';
import type { Source } from '../tcp/sources';
import { readBody } from './json-body';
import { describeApi } from './openapi';
import { ROUTES } from './routes';
import type { Fields, Route } from './routes';

export type ApiParts = {
  readonly core: Core;
  readonly requests: Requests;
  readonly identify: (source: Source, token: string | null) => Promise<Actor | Refusal>;
  readonly workers: () => number;
  readonly onBug: (error: unknown) => void;
};

/** Of the API, not of the program: it changes when a sender must. */
const VERSION = '1';
/** The seeds' menu cache. */
const MENU_TTL_S = 300;
const STATUS_BY_CODE: ReadonlyMap<string, number> = new Map(Object.values(ERRORS).map(({ wire, http }) => [wire, http]));

export function addApi(app: FastifyInstance, parts: ApiParts): () => void {
  const { core, requests, identify, workers, onBug } = parts;
  let menu: { readonly text: string; readonly tag: string; readonly until: number } | null = null;
  const forget = core.onPlaceChanged(() => (menu = null));

  // The body stays bytes: the order port's own grammar reads it.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_, body, done) => done(null, body));

  /** Everything here needs a token, also on this machine: a web page that is open on it is on this machine too. */
  async function actorOf(request: FastifyRequest): Promise<Actor | Refusal> {
    const [, token] = /^Bearer ([^\s]{1,200})$/.exec(request.headers.authorization ?? '') ?? [];
    return token === undefined ? refuse('TOKEN_NEEDED') : identify({ address: request.ip, isLocal: true }, token);
  }

  async function carryOut(route: Route, request: FastifyRequest): Promise<WireAnswer> {
    const actor = await actorOf(request);
    if ('code' in actor) return errorAnswer(actor);
    const body =
      request.body instanceof Buffer && request.body.length > 0 ? readBody(request.body) : { ok: true as const, value: {} };
    if (!body.ok) return errorAnswer(body);
    if (typeof body.value !== 'object' || body.value === null || Array.isArray(body.value))
      return errorAnswer(refuse('NOT_A_REQUEST'));
    const id = Number((request.params as { id?: string }).id ?? 0);
    const key = request.headers['idempotency-key'];
    const given = { ...(body.value as Fields), ...(typeof key === 'string' ? { id: key } : {}) };
    const parsed = parseRequest(route.asks(id, given));
    if (!parsed.ok) return errorAnswer(parsed);
    switch (parsed.request.kind) {
      case 'command':
        // A path says what is done; a body that says something else is not obeyed.
        if (route.path === '/pedidos' && parsed.request.name !== 'placeOrder') return errorAnswer(refuse('NOT_A_REQUEST'));
        return requests.command(parsed.request, actor);
      case 'query':
        if (route.body !== null) return errorAnswer(refuse('NOT_A_REQUEST'));
        return requests.ask(parsed.request, actor);
      default:
        return errorAnswer(refuse('NOT_A_REQUEST'));
    }
  }

  function send(reply: FastifyReply, answer: WireAnswer, done: number): FastifyReply {
    const { error } = answer as { error?: { codigo: string } };
    return reply.code(error ? (STATUS_BY_CODE.get(error.codigo) ?? 500) : done).send(answer);
  }

  /** Refusals have names here too; what no rule foresaw goes to the log, and its sender learns only that it failed. */
  app.setErrorHandler((error: { statusCode?: number; code?: string }, _, reply) => {
    if (error instanceof CoreGone) return send(reply, errorAnswer(refuse('CORE_GONE')), 503);
    if (error.statusCode === 413)
      return send(reply, errorAnswer(refuse('MESSAGE_TOO_LARGE', { limit: app.initialConfig.bodyLimit ?? 0 })), 413);
    if (error.statusCode === 415) return send(reply, errorAnswer(refuse('NOT_JSON')), 415);
    if (error.statusCode !== undefined && error.statusCode < 500) return send(reply, errorAnswer(refuse('NOT_A_REQUEST')), 400);
    onBug(error);
    return send(reply, errorAnswer(refuse('INTERNAL')), 500);
  });
  app.setNotFoundHandler((_, reply) => send(reply, errorAnswer(refuse('NO_SUCH_PATH')), 404));

  for (const route of ROUTES)
    app.route({
      method: route.method,
      url: route.path,
      handler: async (request, reply) => send(reply, await carryOut(route, request), route.done),
    });

  app.get('/menu/items', async (request, reply) => {
    const actor = await actorOf(request);
    if ('code' in actor) return send(reply, errorAnswer(actor), 401);
    if (!menu || menu.until < performance.now()) {
      const text = JSON.stringify(menuOnWire(await core.ask({ name: 'menu' })));
      const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
      menu = { text, tag, until: performance.now() + MENU_TTL_S * 1_000 };
    }
    reply.header('etag', menu.tag).header('cache-control', 'private, no-cache');
    if (request.headers['if-none-match'] === menu.tag) return reply.code(304).send();
    return reply.type('application/json; charset=utf-8').send(menu.text);
  });

  const description = JSON.stringify(describeApi(ROUTES, VERSION));
  app.get('/openapi.json', (_, reply) => reply.type('application/json; charset=utf-8').send(description));

  app.get('/admin/cola-status', async (request, reply) => {
    const actor = await actorOf(request);
    if ('code' in actor) return send(reply, errorAnswer(actor), 401);
    return send(reply, queueStatus(await core.ask({ name: 'queue' }), workers()), 200);
  });

  return forget;
}
