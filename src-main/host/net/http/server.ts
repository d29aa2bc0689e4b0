/** The HTTP port: who comes in, what the answers carry, and what a stranger may know, which is that the host is alive. */
import Fastify from 'fastify';
import { ERRORS } from '../../../../src-shared/errors';
import { LIMITS } from '../../../../src-shared/limits';
import { errorAnswer } from '../../../../src-shared/wire-answers';
import { addApi } from './api';
import type { ApiParts } from './api';
import { strangerAtTheDoor } from './guard';

export type HttpServer = { readonly addresses: readonly string[]; stop(): Promise<void> };

export type HttpOptions = ApiParts & {
  readonly port: number;
  readonly isAlive: () => boolean;
  readonly onNotice: (words: string) => void;
};

/** Answers are data: nothing in them may be run, framed, sniffed or kept by a browser. */
const HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;

/** Loopback only, in both families. A taken port is told, and the rest of the host goes on without it. */
export async function startHttpServer({ port, isAlive, onNotice, ...parts }: HttpOptions): Promise<HttpServer> {
  const addresses: string[] = [];
  const stops: (() => Promise<void>)[] = [];
  for (const host of ['127.0.0.1', '::1']) {
    const app = Fastify({
      bodyLimit: LIMITS.messageBytes,
      requestTimeout: 10_000,
      connectionTimeout: 30_000,
      keepAliveTimeout: 15_000,
      maxRequestsPerSocket: 10_000,
      forceCloseConnections: true,
    });
    app.server.maxConnections = 500;
    app.addHook('onRequest', async (request, reply) => {
      reply.headers(HEADERS);
      const stranger = strangerAtTheDoor(request.headers, port);
      if (stranger) return reply.code(ERRORS[stranger.code].http).send(errorAnswer(stranger));
      return undefined;
    });
    app.get('/health', (_, reply) => {
      const alive = isAlive();
      return reply.code(alive ? 200 : 503).send({ status: alive ? 'ok' : 'detenido' });
    });
    const forget = addApi(app, parts);
    try {
      await app.listen({ host, port, ipv6Only: host === '::1' });
      addresses.push(host === '::1' ? `[::1]:${port}` : `${host}:${port}`);
      stops.push(async () => {
        forget();
        await app.close();
      });
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      forget();
      await app.close();
      if (code === 'EADDRINUSE')
        onNotice(
          `El puerto HTTP ${host}:${port} está ocupado; pruebe --http-port ${port + 1}. Los pedidos por TCP funcionan igual.`,
        );
      else onNotice(`No hay HTTP en ${host}:${port} (${code}). Lo demás funciona.`);
    }
  }
  return {
    addresses,
    async stop() {
      await Promise.all(stops.map((stop) => stop()));
    },
  };
}
