/** Accepts TCP connections within the limits, and ends them at the stop. */
import type net from 'node:net';
import { refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import type { Actor } from '../../../../src-shared/base/vocabulary';
import { errorAnswer } from '../../../../src-shared/public-api/answers';
import { connectionLimit } from '../limits/connection-limit';
import type { ConnectionLimit } from '../limits/connection-limit';
import { connectionShares } from '../limits/file-descriptors';
import { isLoopback, rateLimitBySource } from '../limits/sources';
import type { RequestSource, SourceRateLimit } from '../limits/sources';
import { TcpConnection } from './connection';
import type { ConnectionDeps } from './connection';
import { CONNECTION_TIMES } from './connection-times';
import type { ConnectionTimes } from './connection-times';
import { unorderedList } from './unordered-list';

export type AcceptorOptions = {
  /** Connections at once, in all; lowered to the limit of the system. */
  readonly maxConnections: number;
  readonly times?: Partial<ConnectionTimes>;
  readonly deps: Pick<ConnectionDeps, 'requests' | 'feed' | 'counters' | 'onBug'>;
  /** Called when a source exceeds its rate limit or its number of connections. */
  readonly onRefused: (address: string) => void;
  identify(source: RequestSource, token: string | null): Promise<Actor | Refusal>;
};

/**
 * Detects a client whose machine is gone: after 30 s of silence, 10 probes a second apart. The
 * kernel reports the end of local clients at once.
 */
const KEEP_ALIVE_MS = 30_000;
/**
 * Limits of each LAN source: requests a second, in one burst, and connections. Not for loopback.
 */
const LAN_RATE = { perSecond: 20, burst: 60, connections: 64 };
/** How long the open connections may take to end at the stop, ms. */
const END_WITHIN_MS = 500;

export class ConnectionAcceptor {
  readonly #options: AcceptorOptions;
  readonly #times: ConnectionTimes;
  readonly #sockets = unorderedList<net.Socket>();
  readonly #rate: SourceRateLimit;
  /** At the limit, an idle connection makes room for a new one. */
  readonly #limit: ConnectionLimit;

  constructor(options: AcceptorOptions) {
    this.#options = options;
    this.#times = { ...CONNECTION_TIMES, ...options.times };
    this.#rate = rateLimitBySource(LAN_RATE, options.onRefused);
    this.#limit = connectionLimit(Math.min(options.maxConnections, connectionShares().tcp));
  }

  get connections(): number {
    return this.#sockets.size;
  }

  /** `isLocalPort`: the socket came in at a loopback address. */
  accept(socket: net.Socket, isLocalPort: boolean): void {
    // TcpConnection counts errors. An error of a refused socket must not crash the host either.
    socket.on('error', () => {});
    // Reading the address of every peer costs as much as reading its order.
    const address = isLocalPort ? '' : (socket.remoteAddress ?? '');
    const source: RequestSource = { address, isLocal: isLocalPort || isLoopback(address) };
    if (!source.isLocal) socket.setKeepAlive(true, KEEP_ALIVE_MS);
    const isInRate = this.#rate.mayConnect(source);
    if (isInRate && this.#limit.enter(socket)) return this.#serve(socket, source);
    if (isInRate) this.#rate.left(source);
    this.#options.deps.counters.refused('TOO_MANY_CONNECTIONS');
    socket.end(`${JSON.stringify(errorAnswer(refuse('TOO_MANY_CONNECTIONS')))}\n`, () =>
      socket.destroy(),
    );
  }

  #serve(socket: net.Socket, entered: RequestSource): void {
    const options = this.#options;
    let source = entered;
    const remove = this.#sockets.add(socket);
    socket.once('close', () => {
      remove();
      this.#rate.left(entered);
    });
    new TcpConnection(socket, {
      ...options.deps,
      times: this.#times,
      identify: (token) => options.identify(source, token),
      mayRequest: () => this.#rate.mayRequest(source),
      onState: (state) => this.#limit[state](socket),
      onForwarded: () => (source = { address: source.address, isLocal: false }),
    }).start();
  }

  /** Ends all connections; cuts those that do not end in time. */
  async stop(): Promise<void> {
    const sockets = this.#sockets.all();
    const closed = Promise.all(
      sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve))),
    );
    for (const socket of sockets) socket.destroySoon();
    const force = setTimeout(() => {
      for (const socket of this.#sockets.all()) socket.destroy();
    }, END_WITHIN_MS);
    await closed;
    clearTimeout(force);
  }
}
