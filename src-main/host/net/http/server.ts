/**
 * The HTTP port: who comes in, what the answers carry, and what a stranger may know, which is that
 * the host is alive. Loopback only until the owner opens the LAN; then every address of the
 * machine, on the same port.
 */
import type { IncomingMessage } from 'node:http';
import type net from 'node:net';
import os from 'node:os';
import Fastify from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ERRORS, refuse } from '../../../../src-shared/base/errors';
import type { ErrorCode, Refusal } from '../../../../src-shared/base/errors';
import { LIMITS } from '../../../../src-shared/base/limits';
import { errorAnswer } from '../../../../src-shared/public-api/answers';
import type { Certificate } from '../auth/certificate';
import { connectionShares } from '../limits/file-descriptors';
import { rateLimitBySource, sourceOf } from '../limits/sources';
import type { ScreenHub } from '../screen-api/screen-hub';
import { followRoutes } from './allowed-methods';
import { addApi } from './http-api';
import type { ApiParts } from './http-api';
import { connectionLimit } from '../limits/connection-limit';
import { foreignOrigin } from './origin-guard';
import {
  followAnswers,
  methodRefused,
  rawRefusal,
  refusalHeaders,
  refuseUnreadable,
} from '../http-form/refusals';
import { formRefusal, pathOf, SCREENS_PATH, takeOrigin } from '../http-form/request-form';

export type HttpServer = {
  readonly addresses: readonly string[];
  /** Opens or closes the LAN; who is connected comes back by itself. */
  openLan(open: boolean): Promise<void>;
  stop(): Promise<void>;
};

export type HttpOptions = ApiParts & {
  readonly port: number;
  readonly lanOpen: boolean;
  /** The owner's certificate, for the whole port; null: plain http. */
  readonly tls: Certificate | null;
  readonly hub: ScreenHub;
  /** Why no order can be stored at this moment; null: they are. */
  readonly refusesWith: () => ErrorCode | null;
  /** Which program this is, in the wire's words. */
  readonly about: Readonly<Record<string, unknown>>;
  /** Somebody asked too fast, or too often at once. */
  readonly onRefused: (address: string) => void;
  readonly onNotice: (words: string) => void;
};

/**
 * Node's own. A request without Host is refused by us, in words. Slow requests are looked for this
 * often, ms: its usual 30 s would make that of our limits.
 */
const SERVER_OPTIONS = { requireHostHeader: false, connectionsCheckingInterval: 1_000 } as const;

/** Answers are data: nothing in them may be run, framed, sniffed or kept by a browser. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;

/** LAN sources: requests a second each, how many at once, and connections. Loopback is spared. */
const LAN_PACE = { perSecond: 20, burst: 80, connections: 64 };
/**
 * Connections at once; beyond it the one that has been idle longest makes room, so that a crowd of
 * idle ones shuts nobody out.
 */
const MOST_CONNECTIONS = 800;

/** How much of a body, and how long, is still taken after its answer. */
const UNREAD = { bytes: 1024 * 1024, ms: 1_000, lookEveryMs: 20 } as const;

/** A taken port is told, and the rest of the host goes on without it. */
export async function startHttpServer(options: HttpOptions): Promise<HttpServer> {
  const { port, tls, hub, refusesWith, about, onNotice } = options;
  const scheme = tls ? 'https' : 'http';
  const pace = rateLimitBySource(LAN_PACE, options.onRefused);
  let open: { readonly app: FastifyInstance; readonly address: string; forget(): void }[] = [];
  let working: Promise<void> = Promise.resolve();

  function makeApp(): { app: FastifyInstance; forget(): void } {
    const app = Fastify({
      bodyLimit: LIMITS.messageBytes,
      requestTimeout: 10_000,
      connectionTimeout: 30_000,
      keepAliveTimeout: 15_000,
      maxRequestsPerSocket: 10_000,
      forceCloseConnections: true,
      // A path that cannot be read is refused like everything else.
      frameworkErrors: (error: { code?: string }, request: unknown, reply: unknown) =>
        refuseUrl(error, request as FastifyRequest, reply as FastifyReply),
      clientErrorHandler: refuseUnreadable,
      ...(tls
        ? { https: { cert: tls.cert, key: tls.key, ...SERVER_OPTIONS } }
        : { http: SERVER_OPTIONS }),
    }) as unknown as FastifyInstance;
    const allowedMethods = followRoutes(app);
    // Each family listens for itself.
    const guests = connectionLimit(
      Math.min(MOST_CONNECTIONS, Math.floor(connectionShares().http / 2)),
    );
    app.server.headersTimeout = 8_000;
    // Node would drop the headers behind the 2,000th unread, a proxy's among them; their bytes are
    // limited anyway.
    app.server.maxHeadersCount = 0;
    followAnswers(app.server);
    app.server.prependListener('request', takeOrigin);
    // Java's client asks for h2c with every request; who asks for anything but a WebSocket is
    // answered in HTTP. Newer Nodes know this.
    Object.assign(app.server, { shouldUpgradeCallback: isForScreens });
    app.server.on('connection', (socket: net.Socket) => {
      const source = sourceOf(socket.remoteAddress ?? '');
      if (!pace.mayConnect(source)) return void socket.destroy();
      socket.once('close', () => pace.left(source));
      if (guests.enter(socket)) return;
      // Behind a certificate a plain answer would be read as noise.
      if (tls) socket.destroy();
      else socket.end(rawRefusal(refuse('TOO_MANY_CONNECTIONS')), () => socket.destroy());
    });
    // Nobody is connected through here, and what a client expects beyond the request itself is not
    // met.
    app.server.on('connect', (_, socket) => socket.end(rawRefusal(methodRefused('CONNECT'))));
    app.server.on('checkExpectation', ({ socket, headers }) =>
      socket.end(
        rawRefusal(refuse('EXPECTATION_UNMET', { expect: (headers.expect ?? '').slice(0, 40) })),
      ),
    );
    /** Why a request is not listened to, whatever it asks; null: it is. */
    function refusedAtTheDoor(request: IncomingMessage): Refusal | null {
      const refusal = foreignOrigin(request.headers, port, scheme) ?? formRefusal(request);
      if (refusal) return refusal;
      return pace.mayRequest(sourceOf(request.socket.remoteAddress ?? '', request.headers))
        ? null
        : refuse('TOO_FAST');
    }
    function refuseUrl(
      { code }: { code?: string },
      request: FastifyRequest,
      reply: FastifyReply,
    ): void {
      const long = code === 'FST_ERR_MAX_PARAM_LENGTH';
      const unread = refuse(long ? 'NO_SUCH_PATH' : 'PATH_UNREADABLE');
      sendRefusal(reply, refusedAtTheDoor(request.raw) ?? unread);
    }
    app.server.on('upgrade', (request, socket, head) => {
      takeOrigin(request);
      hub.upgrade(request, socket, head, refusedAtTheDoor(request), () => {
        guests.leave(request.socket);
        request.socket.setTimeout(0);
      });
    });
    app.addHook('onRequest', async (request, reply) => {
      reply.headers(HEADERS);
      const refusal = refusedAtTheDoor(request.raw);
      if (refusal) return sendRefusal(reply, refusal);
      return undefined;
    });
    // Only now is the whole body here: a connection that sends its body slowly counts as idle until
    // this point.
    app.addHook('preHandler', async (request) => guests.busy(request.raw.socket));
    app.addHook('onResponse', async (request) => {
      guests.idle(request.raw.socket);
      endUnread(request.raw);
    });
    app.get('/health', { config: { open: true } }, (_, reply) => {
      const code = refusesWith();
      if (code === null) return reply.send({ status: 'ok', ...about });
      const status = code === 'CORE_GONE' ? 'detenido' : 'no_guarda';
      return reply
        .code(503)
        .headers(refusalHeaders(503))
        .send({ status, ...about, ...errorAnswer(refuse(code)) });
    });
    return { app, forget: addApi(app, options, allowedMethods) };
  }

  async function listen(hosts: readonly string[]): Promise<void> {
    for (const host of hosts) {
      const { app, forget } = makeApp();
      const address = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
      try {
        await app.listen({ host, port, ipv6Only: host.includes(':') });
        open.push({ app, address, forget });
      } catch (error) {
        const code = (error as NodeJS.ErrnoException).code ?? '';
        forget();
        await app.close();
        if (code === 'EADDRINUSE')
          onNotice(
            `El puerto HTTP ${address} está ocupado; pruebe --http-port ${port + 1}. Los pedidos por TCP funcionan igual.`,
          );
        else onNotice(`No hay HTTP en ${address} (${code}). Lo demás funciona.`);
      }
    }
  }

  async function close(): Promise<void> {
    const closing = open;
    open = [];
    await Promise.all(
      closing.map(async ({ app, forget }) => {
        forget();
        await app.close();
      }),
    );
  }

  await listen(options.lanOpen ? EVERYWHERE : LOOPBACK);
  return {
    get addresses() {
      return open.map(({ address }) => address);
    },
    openLan(wanted) {
      working = working.then(async () => {
        await close();
        await listen(wanted ? EVERYWHERE : LOOPBACK);
      });
      return working;
    },
    async stop() {
      await working;
      await close();
    },
  };
}

/**
 * Answered before its body was in: what still comes is thrown away. A sender gets the time to read
 * its answer, and one that goes on sending is cut off. Cut at once, the answer could be lost on its
 * way.
 */
function endUnread(request: IncomingMessage): void {
  if (request.complete) return;
  const { socket } = request;
  const [until, most] = [performance.now() + UNREAD.ms, socket.bytesRead + UNREAD.bytes];
  // Node throws those bytes away without a word, so they are counted at the socket.
  const looking = setInterval(() => {
    const isOver = performance.now() > until || socket.bytesRead > most;
    if (isOver && !request.complete) socket.destroy();
    if (isOver || request.complete || socket.destroyed) clearInterval(looking);
  }, UNREAD.lookEveryMs);
}

function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  const { http } = ERRORS[refusal.code];
  // Where a request's own form is in doubt nobody knows where the next one begins.
  const ends = refusal.code === 'NOT_HTTP' ? { connection: 'close' } : {};
  return reply
    .code(http)
    .headers({ ...HEADERS, ...refusalHeaders(http), ...ends })
    .send(errorAnswer(refusal));
}

/**
 * Other paths, and other protocols, are answered as if nobody had asked for an upgrade (RFC 9110,
 * 7.8).
 */
function isForScreens(request: IncomingMessage): boolean {
  return request.headers.upgrade?.toLowerCase() === 'websocket' && pathOf(request) === SCREENS_PATH;
}

const LOOPBACK = ['127.0.0.1', '::1'] as const;
const EVERYWHERE = ['0.0.0.0', '::'] as const;

/**
 * Where other machines find this one, as the beginnings of addresses: real networks first, both
 * families.
 */
export function lanOrigins(port: number, scheme: 'http' | 'https'): readonly string[] {
  const all = Object.entries(os.networkInterfaces()).flatMap(([name, list]) =>
    (list ?? [])
      .filter(({ internal, address }) => !internal && !address.startsWith('fe80'))
      .map((one) => ({ name, ...one })),
  );
  const rank = ({ name, family }: { name: string; family: string }): number =>
    (/^(docker|br-|veth|virbr|vmnet|tun|tap)/.test(name) ? 2 : 0) + (family === 'IPv6' ? 1 : 0);
  return all
    .toSorted((a, b) => rank(a) - rank(b))
    .map(
      ({ address, family }) =>
        `${scheme}://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    );
}
