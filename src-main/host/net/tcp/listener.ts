/** The TCP port: one socket per address family, limits on connections and on each source. */
import net from 'node:net';
import { lookup } from 'node:dns/promises';
import { refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import type { Actor } from '../../../../src-shared/base/vocabulary';
import { errorAnswer } from '../../../../src-shared/public-api/answers';
import { connectionShares } from '../limits/file-descriptors';
import { connectionLimit } from '../limits/connection-limit';
import { unorderedList } from './unordered-list';
import { TcpConnection } from './connection';
import type { ConnectionDeps } from './connection';
import { CONNECTION_TIMES } from './connection-times';
import type { ConnectionTimes } from './connection-times';
import { isLoopback, rateLimitBySource } from '../limits/sources';
import type { RequestSource } from '../limits/sources';

export type TcpListenerOptions = {
  readonly host: string;
  readonly port: number;
  /** Connections at once, in all; lowered to the limit of the system. */
  readonly maxConnections: number;
  readonly times?: Partial<ConnectionTimes>;
  readonly deps: Pick<ConnectionDeps, 'requests' | 'feed' | 'counters' | 'onBug'>;
  /** Called when a source exceeds its rate limit or its number of connections. */
  readonly onRefused: (address: string) => void;
  identify(source: RequestSource, token: string | null): Promise<Actor | Refusal>;
  /** Called with a message when an address cannot be opened, and when it can be opened later. */
  readonly onNotice: (words: string) => void;
};

export type TcpListener = {
  /** Open addresses, as `127.0.0.1:8888` or `[::1]:8888`. */
  readonly addresses: readonly string[];
  readonly connections: number;
  /** Stops accepting. `stop` also ends the open connections. */
  close(): void;
  stop(): Promise<void>;
};

/** Interval of retries for a port that another program uses, ms. */
const RETRY_MS = 5_000;
/**
 * Linux limits this to net.core.somaxconn (4096). With a short backlog, a burst waits seconds for
 * SYN retries.
 */
const BACKLOG = 4096;
/** Half-open: a client that closes its side still gets its answers. */
const SOCKET_OPTIONS = { allowHalfOpen: true, noDelay: true } as const;
/**
 * Detects a client whose machine is gone: after 30 s of silence, 10 probes a second apart. The
 * kernel reports the end of local clients at once.
 */
const KEEP_ALIVE_MS = 30_000;
/**
 * Limits of each LAN source: requests a second, in one burst, and connections. Not for loopback.
 */
const LAN_PACE = { perSecond: 20, burst: 60, connections: 64 };

export async function startTcpListener(options: TcpListenerOptions): Promise<TcpListener> {
  const { deps, onNotice } = options;
  const sockets = unorderedList<net.Socket>();
  const servers = new Map<net.Server, string>();
  const retries = new Set<NodeJS.Timeout>();
  const limit = Math.min(options.maxConnections, connectionShares().tcp);
  const pace = rateLimitBySource(LAN_PACE, options.onRefused);
  // At the limit, an idle connection makes room for a new one.
  const crowded = connectionLimit(limit);
  const times: ConnectionTimes = { ...CONNECTION_TIMES, ...options.times };
  let stopping = false;

  function accept(socket: net.Socket, isLocalPort: boolean): void {
    // TcpConnection counts errors. An error of a refused socket must not crash the host either.
    socket.on('error', () => {});
    // Reading the address of every peer costs as much as reading its order.
    const address = isLocalPort ? '' : (socket.remoteAddress ?? '');
    let source: RequestSource = { address, isLocal: isLocalPort || isLoopback(address) };
    if (!source.isLocal) socket.setKeepAlive(true, KEEP_ALIVE_MS);
    const isWelcome = pace.mayConnect(source);
    if (!isWelcome || !crowded.enter(socket)) {
      if (isWelcome) pace.left(source);
      deps.counters.refused('TOO_MANY_CONNECTIONS');
      socket.end(`${JSON.stringify(errorAnswer(refuse('TOO_MANY_CONNECTIONS')))}\n`, () =>
        socket.destroy(),
      );
      return;
    }
    const leave = sockets.add(socket);
    const entered = source;
    socket.once('close', () => {
      leave();
      pace.left(entered);
    });
    new TcpConnection(socket, {
      ...deps,
      times,
      identify: (token) => options.identify(source, token),
      mayRequest: () => pace.mayRequest(source),
      onState: (state) => crowded[state](socket),
      onForwarded: () => (source = { address, isLocal: false }),
    }).start();
  }

  async function open(host: string, quiet = false): Promise<void> {
    const server = net.createServer(SOCKET_OPTIONS, (socket) => accept(socket, isLoopback(host)));
    const shown = net.isIPv6(host) ? `[${host}]:${options.port}` : `${host}:${options.port}`;
    try {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(
          { host, port: options.port, ipv6Only: net.isIPv6(host), backlog: BACKLOG },
          resolve,
        );
      });
      server.removeAllListeners('error');
      server.on('error', (error) => onNotice(`El puerto ${shown} falló: ${error.message}`));
      servers.set(server, shown);
      if (quiet) onNotice(`El puerto ${shown} quedó libre: ya recibe pedidos.`);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      if (code === 'EADDRINUSE' || code === 'EACCES') {
        const why =
          code === 'EACCES' ? 'no se puede abrir sin permisos' : 'está ocupado por otro programa';
        if (!quiet)
          onNotice(
            `El puerto ${shown} ${why}. Pruebe ${anotherPort(code, options.port)}; mientras tanto se reintenta cada ${RETRY_MS / 1000} s.`,
          );
        const timer = setTimeout(() => {
          retries.delete(timer);
          if (!stopping) void open(host, true);
        }, RETRY_MS);
        retries.add(timer);
      } else {
        const family = net.isIPv6(host) ? 'IPv6' : 'IPv4';
        onNotice(
          `No se escucha en ${shown}: este equipo no tiene ${family} ahí (${code}). Lo demás funciona.`,
        );
      }
    }
  }

  for (const host of await hostsFor(options.host)) await open(host);

  function close(): void {
    stopping = true;
    for (const timer of retries) clearTimeout(timer);
    for (const server of servers.keys()) server.close();
  }

  return {
    get addresses() {
      return [...servers.values()];
    },
    get connections() {
      return sockets.size;
    },
    close,
    async stop() {
      close();
      const closed = Promise.all(
        sockets.all().map((socket) => new Promise((resolve) => socket.once('close', resolve))),
      );
      for (const socket of sockets.all()) socket.destroySoon();
      const force = setTimeout(() => {
        for (const socket of sockets.all()) socket.destroy();
      }, 500);
      await closed;
      clearTimeout(force);
    },
  };
}

/**
 * Both loopback addresses by default. `::` means every interface in both families, each on a socket
 * of its own.
 */
async function hostsFor(host: string): Promise<readonly string[]> {
  if (host === 'localhost') return ['127.0.0.1', '::1'];
  if (host === '::') return ['0.0.0.0', '::'];
  if (net.isIP(host) !== 0) return [host];
  const found = await lookup(host, { all: true });
  return found.map(({ address }) => address);
}

/** A suggestion for a person. The next port may need permissions too, or not exist. */
function anotherPort(code: 'EADDRINUSE' | 'EACCES', port: number): string {
  return code === 'EADDRINUSE' && port < 65_535 ? `--port ${port + 1}` : 'otro --port, desde 1024';
}
