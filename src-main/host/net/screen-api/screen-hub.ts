/** Accepts the WebSockets of screens and programs, and sends each batch of events to all. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import { refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import {
  CLOSE,
  REFUSED_FRAME_BYTES,
  SUBPROTOCOL,
} from '../../../../src-shared/screen-api/messages';
import type { Core, EventBatch } from '../../core/core-client';
import type { ReportReader } from '../../core/reader-client';
import type { Clock } from '../../ports/clock';
import type { Identify, TokenHolder } from '../auth/identify';
import { BEARER, tokenHash } from '../auth/tokens';
import { rawRefusal } from '../http-form/refusals';
import { SCREENS_PATH } from '../http-form/request-form';
import { sourceOf } from '../limits/sources';
import type { RequestSource } from '../limits/sources';
import { messagesOf } from './message-pieces';
import { eventsFrame } from './screen-feed';
import { ScreenSession } from './screen-session';
import { createSnapshotCache } from './snapshots';
import type { SnapshotCache } from './snapshots';

export type HubParts = {
  readonly core: Core;
  readonly past: ReportReader;
  readonly workers: () => number;
  readonly clock: Clock;
  readonly identify: Identify;
  readonly onBug: (error: unknown) => void;
};

export type ScreenHub = {
  /** `refusal`: why the request is refused before its token is read; null: it is not. */
  upgrade(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    refusal: Refusal | null,
    onEntered: () => void,
  ): void;
  readonly screens: number;
  stop(): void;
};

/** The hash of the token of a screen, and the source of its request. */
type Shown = { readonly hash: string; readonly source: RequestSource };

/** Most screens at once, and of one device: pages left open in other tabs. */
const MAX_SCREENS = 300;
const MAX_OF_DEVICE = 8;
const CHECK_EVERY_MS = 2_000;
/** Most frames of one message. Clients need a few at most. */
const FRAGMENTS = 32;

export function startScreenHub(parts: HubParts): ScreenHub {
  return new SessionHub(parts);
}

class SessionHub implements ScreenHub {
  readonly #parts: HubParts;
  readonly #server = createWebSocketServer();
  /** With the credentials of each. */
  readonly #sessions = new Map<ScreenSession, Shown>();
  readonly #starts: SnapshotCache;
  /** Upgrades under way. */
  #opening = 0;
  readonly #stops: readonly (() => void)[];

  constructor(parts: HubParts) {
    const { core, clock, onBug } = parts;
    this.#parts = parts;
    this.#starts = createSnapshotCache(core, clock);
    const unsubscribes = [
      core.onBatch((batch) => this.#sendBatch(batch)),
      core.onPlaceChanged(() => this.#restartAll()),
      core.onAccessChanged(() => void this.#updateRights().catch(onBug)),
    ];
    const checking = setInterval(() => this.#checkLimits(), CHECK_EVERY_MS);
    this.#stops = [() => clearInterval(checking), ...unsubscribes];
  }

  get screens(): number {
    return this.#sessions.size;
  }

  upgrade(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    refusal: Refusal | null,
    onEntered: () => void,
  ): void {
    socket.on('error', () => socket.destroy());
    if (refusal) return turnAway(socket, refusal);
    // The path must match exactly: a token in an address would be logged.
    if (request.url !== SCREENS_PATH) return turnAway(socket, refuse('NO_SUCH_PATH'));
    if (request.method !== 'GET')
      return turnAway(
        socket,
        refuse('METHOD_NOT_ALLOWED', { method: request.method ?? '', allowed: 'GET, HEAD' }),
      );
    this.#letIn(request, socket, head, onEntered).catch((error: unknown) => {
      this.#parts.onBug(error);
      socket.destroy();
    });
  }

  stop(): void {
    for (const stop of this.#stops) stop();
    for (const session of this.#sessions.keys()) session.close(CLOSE.stopping);
    this.#server.close();
  }

  #sendBatch(batch: EventBatch): void {
    const messages = messagesOf(eventsFrame(batch));
    this.#starts.keep({ batch, messages });
    for (const session of this.#sessions.keys()) session.sendBatch(batch, messages);
  }

  #restartAll(): void {
    this.#starts.forget();
    for (const session of this.#sessions.keys()) session.restart();
  }

  #checkLimits(): void {
    for (const session of this.#sessions.keys()) session.checkLimits();
    this.#starts.rest();
  }

  /** Reads the rights of all screens again. A revoked device is disconnected at once. */
  async #updateRights(): Promise<void> {
    await Promise.all(
      [...this.#sessions].map(([session, { hash, source }]) =>
        session.updateRights(this.#parts.identify.holder(hash, source)),
      ),
    );
  }

  async #letIn(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    onEntered: () => void,
  ): Promise<void> {
    const token = tokenOf(request);
    if (token === null) return turnAway(socket, refuse('TOKEN_NEEDED'));
    const hash = tokenHash(token);
    const source = sourceOf(request.socket.remoteAddress ?? '', request.headers);
    const holder = await this.#parts.identify.holder(hash, source);
    if (!holder) return turnAway(socket, refuse('TOKEN_NEEDED'));
    if (this.#isFull(holder.session.deviceId))
      return turnAway(socket, refuse('TOO_MANY_CONNECTIONS'));
    this.#opening++;
    try {
      this.#server.handleUpgrade(request, socket, head, (client) => {
        this.#serve(client, holder, { hash, source });
        onEntered();
      });
    } finally {
      this.#opening--;
    }
  }

  #isFull(deviceId: string): boolean {
    const ofDevice = [...this.#sessions.keys()].filter(
      (session) => session.deviceId === deviceId,
    ).length;
    return this.#sessions.size + this.#opening >= MAX_SCREENS || ofDevice >= MAX_OF_DEVICE;
  }

  #serve(client: WebSocket, holder: TokenHolder, shown: Shown): void {
    const { core, past, clock, workers, onBug } = this.#parts;
    const session = new ScreenSession(client, {
      core,
      past,
      clock,
      workers,
      screens: () => this.screens,
      holder,
      starts: this.#starts,
      onBug,
    });
    session.start();
    this.#sessions.set(session, shown);
    client.on('close', () => this.#sessions.delete(session));
  }
}

function createWebSocketServer(): WebSocketServer {
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: REFUSED_FRAME_BYTES,
    maxFragments: FRAGMENTS,
    handleProtocols: () => SUBPROTOCOL,
  });
  // Replaces the answer of the library by our own refusal.
  server.on('wsClientError', (_, socket) => turnAway(socket, refuse('WEBSOCKET_ONLY')));
  return server;
}

/**
 * The token is beside the name of the protocol, since a page cannot set headers: `comanda.v1,
 * token.<token>`. It is never in the address, which is logged.
 */
function tokenOf(request: IncomingMessage): string | null {
  const offered = (request.headers['sec-websocket-protocol'] ?? '')
    .split(',')
    .map((part) => part.trim());
  if (!offered.includes(SUBPROTOCOL)) return null;
  const token = offered.find((part) => part.startsWith('token.'))?.slice('token.'.length);
  if (token !== undefined && token.length > 0 && token.length <= 200) return token;
  const [, bearer] = BEARER.exec(request.headers.authorization ?? '') ?? [];
  return bearer ?? null;
}

const TURNED_AWAY_MS = 1_000;

/** Answers with plain HTTP instead of an upgrade. */
function turnAway(socket: Duplex, refusal: Refusal): void {
  // A client that keeps its side open is cut.
  setTimeout(() => socket.destroy(), TURNED_AWAY_MS).unref();
  socket.end(rawRefusal(refusal));
}
