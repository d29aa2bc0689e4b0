/**
 * The HTTP port: opens and closes its listeners.
 *
 * It listens on loopback until the owner opens the LAN; then on every address of the machine, on
 * the same port.
 */
import os from 'node:os';
import { rateLimitBySource } from '../limits/sources';
import { createHttpApp } from './http-app';
import type { HttpApp, HttpOptions } from './http-app';

export type HttpServer = {
  readonly addresses: readonly string[];
  /** Opens or closes the LAN. All connections close; clients reconnect by themselves. */
  openLan(open: boolean): Promise<void>;
  stop(): Promise<void>;
};

/** Limits of each LAN source: requests a second, in one burst, and connections. Not for loopback. */
const LAN_RATE = { perSecond: 20, burst: 80, connections: 64 };
const LOOPBACK = ['127.0.0.1', '::1'] as const;
const EVERYWHERE = ['0.0.0.0', '::'] as const;

/** If the port is in use, reports it and starts without this listener. */
export async function startHttpServer(options: HttpOptions): Promise<HttpServer> {
  const rate = rateLimitBySource(LAN_RATE, options.onRefused);
  let open: Listener[] = [];
  let working: Promise<void> = Promise.resolve();

  async function listen(isLanOpen: boolean): Promise<void> {
    for (const host of isLanOpen ? EVERYWHERE : LOOPBACK) {
      const listener = await openListener(host, options, createHttpApp(options, rate));
      if (listener) open.push(listener);
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

  await listen(options.lanOpen);
  return {
    get addresses() {
      return open.map(({ address }) => address);
    },
    openLan(isOpen) {
      working = working.then(async () => {
        await close();
        await listen(isOpen);
      });
      return working;
    },
    async stop() {
      await working;
      await close();
    },
  };
}

/** `address`: host and port, as in a URL. */
type Listener = HttpApp & { readonly address: string };

/** Null: the address could not be opened, which was reported. */
async function openListener(
  host: string,
  { port, onNotice }: HttpOptions,
  { app, forget }: HttpApp,
): Promise<Listener | null> {
  const address = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  try {
    await app.listen({ host, port, ipv6Only: host.includes(':') });
    return { app, address, forget };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    forget();
    await app.close();
    onNotice(
      code === 'EADDRINUSE'
        ? `El puerto HTTP ${address} está ocupado; pruebe --http-port ${port + 1}. Los pedidos por TCP funcionan igual.`
        : `No hay HTTP en ${address} (${code}). Lo demás funciona.`,
    );
    return null;
  }
}

/**
 * The origins under which other machines reach this one. Physical networks come before virtual
 * ones, IPv4 before IPv6.
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
