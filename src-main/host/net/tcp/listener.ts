/** The TCP port: one socket per address family, limits on connections and on each source. */
import net from 'node:net';
import { lookup } from 'node:dns/promises';
import { isLoopback } from '../limits/sources';
import { ConnectionAcceptor } from './connection-acceptor';
import type { AcceptorOptions } from './connection-acceptor';

export type TcpListenerOptions = AcceptorOptions & {
  readonly host: string;
  readonly port: number;
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

export async function startTcpListener(options: TcpListenerOptions): Promise<TcpListener> {
  const acceptor = new ConnectionAcceptor(options);
  const servers = new Map<net.Server, string>();
  const retries = new Set<NodeJS.Timeout>();
  let stopping = false;

  async function open(host: string, isRetry = false): Promise<void> {
    const shown = net.isIPv6(host) ? `[${host}]:${options.port}` : `${host}:${options.port}`;
    try {
      const server = await listen(host, options.port, (socket) =>
        acceptor.accept(socket, isLoopback(host)),
      );
      server.on('error', (error) => options.onNotice(`El puerto ${shown} falló: ${error.message}`));
      servers.set(server, shown);
      if (isRetry) options.onNotice(`El puerto ${shown} quedó libre: ya recibe pedidos.`);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      if (!isRetry || !isBusy(code)) options.onNotice(troubleInWords(code, host, options.port));
      if (isBusy(code)) retry(host);
    }
  }

  function retry(host: string): void {
    const timer = setTimeout(() => {
      retries.delete(timer);
      if (!stopping) void open(host, true);
    }, RETRY_MS);
    retries.add(timer);
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
      return acceptor.connections;
    },
    close,
    async stop() {
      close();
      await acceptor.stop();
    },
  };
}

/** Rejects with the system's error if the address cannot be opened. */
async function listen(
  host: string,
  port: number,
  onConnection: (socket: net.Socket) => void,
): Promise<net.Server> {
  const server = net.createServer(SOCKET_OPTIONS, onConnection);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, ipv6Only: net.isIPv6(host), backlog: BACKLOG }, resolve);
  });
  server.removeAllListeners('error');
  return server;
}

/** Another program uses the port, or permissions are missing. Both can change. */
function isBusy(code: string): code is 'EADDRINUSE' | 'EACCES' {
  return code === 'EADDRINUSE' || code === 'EACCES';
}

function troubleInWords(code: string, host: string, port: number): string {
  const shown = net.isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`;
  if (!isBusy(code)) {
    const family = net.isIPv6(host) ? 'IPv6' : 'IPv4';
    return `No se escucha en ${shown}: este equipo no tiene ${family} ahí (${code}). Lo demás funciona.`;
  }
  const why =
    code === 'EACCES' ? 'no se puede abrir sin permisos' : 'está ocupado por otro programa';
  return `El puerto ${shown} ${why}. Pruebe ${anotherPort(code, port)}; mientras tanto se reintenta cada ${RETRY_MS / 1000} s.`;
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
