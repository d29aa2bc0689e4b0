/** Accepts the WebSockets of screens and programs, and sends each batch of events to all. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import {
  CLOSE,
  REFUSED_FRAME_BYTES,
  SUBPROTOCOL,
} from '../../../../src-shared/screen-api/messages';
import type { Core } from '../../core/core-client';
import type { ReportReader } from '../../core/reader-client';
import type { Clock } from '../../ports/clock';
import type { Identify } from '../auth/identify';
import { BEARER, tokenHash } from '../auth/tokens';
import { rawRefusal } from '../http-form/refusals';
import { SCREENS_PATH } from '../http-form/request-form';
import { sourceOf } from '../limits/sources';
import type { RequestSource } from '../limits/sources';
import { messagesOf } from './message-pieces';
import { eventsFrame } from './screen-feed';
import { ScreenSession } from './screen-session';
import { createSnapshotCache } from './snapshots';

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

export function startScreenHub({
  core,
  past,
  clock,
  identify,
  workers,
  onBug,
}: HubParts): ScreenHub {
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
  /** With the credentials of each. */
  const screens = new Map<ScreenSession, Shown>();
  const starts = createSnapshotCache(core, clock);
  let opening = 0;

  const stops = [
    core.onBatch((batch) => {
      const messages = messagesOf(eventsFrame(batch));
      starts.keep({ batch, messages });
      for (const screen of screens.keys()) screen.sendBatch(batch, messages);
    }),
    core.onPlaceChanged(() => {
      starts.forget();
      for (const screen of screens.keys()) screen.restart();
    }),
    core.onAccessChanged(() => void reconsider().catch(onBug)),
  ];
  const checking = setInterval(() => {
    for (const screen of screens.keys()) screen.checkLimits();
    starts.rest();
  }, CHECK_EVERY_MS);

  /** Reads the rights of all screens again. A revoked device is disconnected at once. */
  async function reconsider(): Promise<void> {
    await Promise.all(
      [...screens].map(([screen, { hash, source }]) =>
        screen.updateRights(identify.holder(hash, source)),
      ),
    );
  }

  async function letIn(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    onEntered: () => void,
  ): Promise<void> {
    const token = tokenOf(request);
    if (token === null) return turnAway(socket, refuse('TOKEN_NEEDED'));
    const hash = tokenHash(token);
    const source = sourceOf(request.socket.remoteAddress ?? '', request.headers);
    const holder = await identify.holder(hash, source);
    if (!holder) return turnAway(socket, refuse('TOKEN_NEEDED'));
    const { deviceId } = holder.session;
    const ofDevice = [...screens.keys()].filter((screen) => screen.deviceId === deviceId).length;
    if (screens.size + opening >= MAX_SCREENS || ofDevice >= MAX_OF_DEVICE)
      return turnAway(socket, refuse('TOO_MANY_CONNECTIONS'));
    opening++;
    try {
      server.handleUpgrade(request, socket, head, (client) => {
        const screen = new ScreenSession(client, {
          core,
          past,
          clock,
          workers,
          screens: () => screens.size,
          holder,
          starts,
          onBug,
        });
        screen.start();
        screens.set(screen, { hash, source });
        onEntered();
        client.on('close', () => screens.delete(screen));
      });
    } finally {
      opening--;
    }
  }

  return {
    upgrade(request, socket, head, refusal, onEntered) {
      socket.on('error', () => socket.destroy());
      if (refusal) return turnAway(socket, refusal);
      // The path must match exactly: a token in an address would be logged.
      if (request.url !== SCREENS_PATH) return turnAway(socket, refuse('NO_SUCH_PATH'));
      if (request.method !== 'GET')
        return turnAway(
          socket,
          refuse('METHOD_NOT_ALLOWED', { method: request.method ?? '', allowed: 'GET, HEAD' }),
        );
      letIn(request, socket, head, onEntered).catch((error: unknown) => {
        onBug(error);
        socket.destroy();
      });
    },
    get screens() {
      return screens.size;
    },
    stop() {
      clearInterval(checking);
      for (const stop of stops) stop();
      for (const screen of screens.keys()) screen.close(CLOSE.stopping);
      server.close();
    },
  };
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
