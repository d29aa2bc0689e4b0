/** The HTTP port. So far it says that the host is alive, which is all that a stranger may know. */
import Fastify from 'fastify';

export type HttpServer = { readonly addresses: readonly string[]; stop(): Promise<void> };

export type HttpOptions = { readonly port: number; readonly isAlive: () => boolean; readonly onNotice: (words: string) => void };

/** Loopback only, in both families. A taken port is told, and the rest of the host goes on without it. */
export async function startHttpServer({ port, isAlive, onNotice }: HttpOptions): Promise<HttpServer> {
  const addresses: string[] = [];
  const stops: (() => Promise<void>)[] = [];
  for (const host of ['127.0.0.1', '::1']) {
    const app = Fastify({ bodyLimit: 256 * 1024, requestTimeout: 10_000, forceCloseConnections: true });
    app.get('/health', (_, reply) => {
      const alive = isAlive();
      return reply.code(alive ? 200 : 503).send({ status: alive ? 'ok' : 'detenido' });
    });
    try {
      await app.listen({ host, port, ipv6Only: host === '::1' });
      addresses.push(host === '::1' ? `[::1]:${port}` : `${host}:${port}`);
      stops.push(() => app.close());
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
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
