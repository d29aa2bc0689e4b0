/** All screens: who is let in before a word is said, and one frame a batch of events for everybody. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { refuse } from '../../../../src-shared/errors';
import type { Refusal } from '../../../../src-shared/errors';
import { CLOSE, FRAME_BYTES, SUBPROTOCOL } from '../../../../src-shared/protocol';
import type { Core } from '../../core/core-client';
import type { PastReader } from '../../core/reader-client';
import type { Clock } from '../../ports/clock';
import type { Identify } from '../access/identify';
import { tokenHash } from '../access/tokens';
import { rawRefusal } from '../http/refusals';
import { messagesOf } from './pieces';
import { eventsFrame, serveScreen } from './screen';
import type { Screen } from './screen';
import { createStarts } from './starts';

export type HubParts = {
  readonly core: Core;
  readonly past: PastReader;
  readonly workers: () => number;
  readonly clock: Clock;
  readonly identify: Identify;
  readonly onBug: (error: unknown) => void;
};

export type ScreenHub = {
  /** `stranger`: why the door says no, or null. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, stranger: Refusal | null, onEntered: () => void): void;
  readonly screens: number;
  stop(): void;
};

/** Screens at once, and of one device: pages left open in other tabs. */
const MOST = 300;
const MOST_OF_ONE = 8;
const LOOK_EVERY_MS = 2_000;
/** Frames that one message may come in: nobody needs more than a few. */
const FRAGMENTS = 32;

export function startScreenHub({ core, past, clock, identify, workers, onBug }: HubParts): ScreenHub {
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: FRAME_BYTES,
    maxFragments: FRAGMENTS,
    handleProtocols: () => SUBPROTOCOL,
  });
  /** Each with the hash of the token it came with. */
  const screens = new Map<Screen, string>();
  const starts = createStarts(core, clock);
  let opening = 0;

  const stops = [
    core.onBatch((batch) => {
      const messages = messagesOf(eventsFrame(batch));
      starts.keep({ batch, messages });
      for (const screen of screens.keys()) screen.tell(batch, messages);
    }),
    core.onPlaceChanged(() => {
      starts.forget();
      for (const screen of screens.keys()) screen.restart();
    }),
    core.onAccessChanged(() => void reconsider().catch(onBug)),
  ];
  const looking = setInterval(() => {
    for (const screen of screens.keys()) screen.look();
    starts.rest();
  }, LOOK_EVERY_MS);

  /** A revoked device is out before anybody could count to one. */
  async function reconsider(): Promise<void> {
    await Promise.all([...screens].map(([screen, hash]) => screen.reconsider(identify.holder(hash))));
  }

  async function letIn(request: IncomingMessage, socket: Duplex, head: Buffer, onEntered: () => void): Promise<void> {
    const token = tokenOf(request);
    if (token === null) return turnAway(socket, refuse('TOKEN_NEEDED'));
    const hash = tokenHash(token);
    const holder = await identify.holder(hash);
    if (!holder) return turnAway(socket, refuse('TOKEN_NEEDED'));
    const { deviceId } = holder.session;
    const ofOne = [...screens.keys()].filter((screen) => screen.deviceId === deviceId).length;
    if (screens.size + opening >= MOST || ofOne >= MOST_OF_ONE) return turnAway(socket, refuse('TOO_MANY_CONNECTIONS'));
    opening++;
    try {
      server.handleUpgrade(request, socket, head, (client) => {
        const screen = serveScreen(client, { core, past, clock, workers, screens: () => screens.size, holder, starts, onBug });
        screens.set(screen, hash);
        onEntered();
        client.on('close', () => screens.delete(screen));
      });
    } finally {
      opening--;
    }
  }

  return {
    upgrade(request, socket, head, stranger, onEntered) {
      socket.on('error', () => socket.destroy());
      if (request.url !== '/vivo') return turnAway(socket, refuse('NO_SUCH_PATH'));
      if (stranger) return turnAway(socket, stranger);
      letIn(request, socket, head, onEntered).catch((error: unknown) => {
        onBug(error);
        socket.destroy();
      });
    },
    get screens() {
      return screens.size;
    },
    stop() {
      clearInterval(looking);
      for (const stop of stops) stop();
      for (const screen of screens.keys()) screen.close(CLOSE.stopping);
      server.close();
    },
  };
}

/** Beside the protocol's name, since a page can set no header: `comanda.v1, token.<token>`. Never in the address, which gets into logs. */
function tokenOf(request: IncomingMessage): string | null {
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((part) => part.trim());
  if (!offered.includes(SUBPROTOCOL)) return null;
  const token = offered.find((part) => part.startsWith('token.'))?.slice('token.'.length);
  if (token !== undefined && token.length > 0 && token.length <= 200) return token;
  const [, bearer] = /^Bearer ([^\s]{1,200})$/.exec(request.headers.authorization ?? '') ?? [];
  return bearer ?? null;
}

const TURNED_AWAY_MS = 1_000;

/** A plain HTTP answer instead of an upgrade. */
function turnAway(socket: Duplex, refusal: Refusal): void {
  // Whoever keeps its own side open is not waited for.
  setTimeout(() => socket.destroy(), TURNED_AWAY_MS).unref();
  socket.end(rawRefusal(refusal));
}
