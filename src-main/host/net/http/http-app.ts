/** One HTTP listener: its limits, what it refuses before a route runs, and its API. */
import type { IncomingMessage } from 'node:http';
import type net from 'node:net';
import Fastify from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ERRORS, refuse } from '../../../../src-shared/base/errors';
import type { ErrorCode, Refusal } from '../../../../src-shared/base/errors';
import { LIMITS } from '../../../../src-shared/base/limits';
import { errorAnswer } from '../../../../src-shared/public-api/answers';
import type { Certificate } from '../auth/certificate';
import { connectionShares } from '../limits/file-descriptors';
import { sourceOf } from '../limits/sources';
import type { SourceRateLimit } from '../limits/sources';
import type { ScreenHub } from '../screen-api/screen-hub';
import { followRoutes } from './allowed-methods';
import { addApi } from './http-api';
import type { ApiParts } from './http-api';
import { connectionLimit } from '../limits/connection-limit';
import type { ConnectionLimit } from '../limits/connection-limit';
import { foreignOrigin } from './origin-guard';
import {
  followAnswers,
  methodRefused,
  rawRefusal,
  refusalHeaders,
  refuseUnreadable,
} from '../http-form/refusals';
import { formRefusal, pathOf, SCREENS_PATH, takeOrigin } from '../http-form/request-form';

export type HttpOptions = ApiParts & {
  readonly port: number;
  readonly lanOpen: boolean;
  /** The owner's certificate, for the whole port; null: plain http. */
  readonly tls: Certificate | null;
  readonly hub: ScreenHub;
  /** Why no order can be stored now; null: orders are stored. */
  readonly refusesWith: () => ErrorCode | null;
  /** The program and its version, in the words of the API. */
  readonly about: Readonly<Record<string, unknown>>;
  /** Called when a source exceeds its rate limit or its number of connections. */
  readonly onRefused: (address: string) => void;
  readonly onNotice: (words: string) => void;
};

/**
 * Options of Node's server. A request without Host gets our own refusal. Node checks for slow
 * requests at this interval, ms; with its default of 30 s our shorter limits would not hold.
 */
const SERVER_OPTIONS = { requireHostHeader: false, connectionsCheckingInterval: 1_000 } as const;

/** Answers are data: a browser must not run, frame, sniff or store them. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;

/** Connections at once. Beyond it, the one that has been idle longest is closed. */
const MAX_CONNECTIONS = 800;

/** How much of a body, and for how long, is still read after its answer. */
const UNREAD = { bytes: 1024 * 1024, ms: 1_000, checkEveryMs: 20 } as const;

/** `forget` ends its subscriptions to the core. */
export type HttpApp = { readonly app: FastifyInstance; forget(): void };

/** Why a request is refused before its route is looked at; null: it is not. */
type RequestCheck = (request: IncomingMessage) => Refusal | null;

/** `rate` is shared by all listeners; the limit of connections is this listener's own. */
export function createHttpApp(options: HttpOptions, rate: SourceRateLimit): HttpApp {
  const { port, tls, hub } = options;
  const check: RequestCheck = (request) =>
    foreignOrigin(request.headers, port, tls ? 'https' : 'http') ??
    formRefusal(request) ??
    (rate.mayRequest(sourceOf(request.socket.remoteAddress ?? '', request.headers))
      ? null
      : refuse('TOO_FAST'));
  const app = createServer(tls, check);
  const allowedMethods = followRoutes(app);
  const limit = connectionLimit(Math.min(MAX_CONNECTIONS, Math.floor(connectionShares().http / 2)));
  configureServer(app);
  limitConnections(app, limit, rate, tls !== null);
  refuseOtherUses(app);
  app.server.on('upgrade', (request, socket, head) => {
    takeOrigin(request);
    hub.upgrade(request, socket, head, check(request), () => {
      limit.leave(request.socket);
      request.socket.setTimeout(0);
    });
  });
  addHooks(app, check, limit);
  addHealth(app, options);
  return { app, forget: addApi(app, options, allowedMethods) };
}

function createServer(tls: Certificate | null, check: RequestCheck): FastifyInstance {
  return Fastify({
    bodyLimit: LIMITS.messageBytes,
    requestTimeout: 10_000,
    connectionTimeout: 30_000,
    keepAliveTimeout: 15_000,
    maxRequestsPerSocket: 10_000,
    forceCloseConnections: true,
    // An unreadable path gets a refusal like all others.
    frameworkErrors: ({ code }: { code?: string }, request: unknown, reply: unknown) => {
      const unread = code === 'FST_ERR_MAX_PARAM_LENGTH' ? 'NO_SUCH_PATH' : 'PATH_UNREADABLE';
      const refusal = check((request as FastifyRequest).raw) ?? refuse(unread);
      sendRefusal(reply as FastifyReply, refusal);
    },
    clientErrorHandler: refuseUnreadable,
    ...(tls
      ? { https: { cert: tls.cert, key: tls.key, ...SERVER_OPTIONS } }
      : { http: SERVER_OPTIONS }),
  });
}

function configureServer({ server }: FastifyInstance): void {
  server.headersTimeout = 8_000;
  // By default Node drops the headers after the 2,000th, which may be those of a proxy. The size of
  // all headers is limited in any case.
  server.maxHeadersCount = 0;
  followAnswers(server);
  server.prependListener('request', takeOrigin);
  // Java's HTTP client offers h2c with every request. Only an upgrade to a WebSocket is accepted.
  // Newer versions of Node have this callback.
  Object.assign(server, { shouldUpgradeCallback: isForScreens });
}

function limitConnections(
  { server }: FastifyInstance,
  limit: ConnectionLimit,
  rate: SourceRateLimit,
  isSecure: boolean,
): void {
  server.on('connection', (socket: net.Socket) => {
    const source = sourceOf(socket.remoteAddress ?? '');
    if (!rate.mayConnect(source)) return void socket.destroy();
    socket.once('close', () => rate.left(source));
    if (limit.enter(socket)) return;
    // A TLS client cannot read a plain answer.
    if (isSecure) socket.destroy();
    else socket.end(rawRefusal(refuse('TOO_MANY_CONNECTIONS')), () => socket.destroy());
  });
}

/** Refuses proxying by CONNECT, and any `Expect` header that Node does not handle. */
function refuseOtherUses({ server }: FastifyInstance): void {
  server.on('connect', (_, socket) => socket.end(rawRefusal(methodRefused('CONNECT'))));
  server.on('checkExpectation', ({ socket, headers }) =>
    socket.end(
      rawRefusal(refuse('EXPECTATION_UNMET', { expect: (headers.expect ?? '').slice(0, 40) })),
    ),
  );
}

function addHooks(app: FastifyInstance, check: RequestCheck, limit: ConnectionLimit): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(HEADERS);
    const refusal = check(request.raw);
    if (refusal) return sendRefusal(reply, refusal);
    return undefined;
  });
  // Runs after the whole body arrived. A connection that sends its body slowly counts as idle until
  // then.
  app.addHook('preHandler', async (request) => limit.busy(request.raw.socket));
  app.addHook('onResponse', async (request) => {
    limit.idle(request.raw.socket);
    endUnread(request.raw);
  });
}

function addHealth(app: FastifyInstance, { refusesWith, about }: HttpOptions): void {
  app.get('/health', { config: { open: true } }, (_, reply) => {
    const code = refusesWith();
    if (code === null) return reply.send({ status: 'ok', ...about });
    const status = code === 'CORE_GONE' ? 'detenido' : 'no_guarda';
    return reply
      .code(503)
      .headers(refusalHeaders(503))
      .send({ status, ...about, ...errorAnswer(refuse(code)) });
  });
}

/**
 * Limits the rest of a body whose request is answered already. The sender gets time to read the
 * answer: closed at once, the connection could lose it. A sender that goes on is cut off.
 */
function endUnread(request: IncomingMessage): void {
  if (request.complete) return;
  const { socket } = request;
  const [until, maxBytes] = [performance.now() + UNREAD.ms, socket.bytesRead + UNREAD.bytes];
  // Node discards those bytes without an event, so they are counted at the socket.
  const timer = setInterval(() => {
    const isOver = performance.now() > until || socket.bytesRead > maxBytes;
    if (isOver && !request.complete) socket.destroy();
    if (isOver || request.complete || socket.destroyed) clearInterval(timer);
  }, UNREAD.checkEveryMs);
}

function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  const { http } = ERRORS[refusal.code];
  // After a malformed request, the start of the next one is unknown.
  const ends = refusal.code === 'NOT_HTTP' ? { connection: 'close' } : {};
  return reply
    .code(http)
    .headers({ ...HEADERS, ...refusalHeaders(http), ...ends })
    .send(errorAnswer(refusal));
}

/** Other upgrades are ignored, and the request is answered as plain HTTP (RFC 9110, 7.8). */
function isForScreens(request: IncomingMessage): boolean {
  return request.headers.upgrade?.toLowerCase() === 'websocket' && pathOf(request) === SCREENS_PATH;
}
