/** One screen's connection: its hello, its requests in order, its rights and its limits. */
import type { WebSocket } from 'ws';
import { CLOSE, PING_EVERY_MS, PROTOCOL_VERSION } from '../../../../src-shared/screen-api/messages';
import type { ToScreen } from '../../../../src-shared/screen-api/messages';
import type { ScreenMessage } from '../../../../src-shared/screen-api/message-schemas';
import { CoreGone } from '../../core/core-client';
import type { EventBatch } from '../../core/core-client';
import type { TokenHolder } from '../auth/identify';
import { messagesOf } from './message-pieces';
import { MessageRate } from './message-rate';
import { readFrame } from './read-message';
import { ScreenFeed } from './screen-feed';
import type { ScreenLink } from './screen-link';
import { ScreenRequests } from './screen-requests';
import type { ScreenRequestParts } from './screen-requests';
import { sendBuffer } from './send-buffer';
import type { SendBuffer } from './send-buffer';
import type { SnapshotCache } from './snapshots';

/** Open requests of one screen. Further ones wait in its socket. */
const MAX_OPEN = 32;
/** A connection without a hello after this long is closed, ms. */
const HELLO_WITHIN_MS = 5_000;
/** A connection without any message for this long is closed, ms. */
const SILENT_FOR_MS = 12 * PING_EVERY_MS;
/** How long a client may take to answer the close, ms. */
const CLOSE_WITHIN_MS = 1_000;

export type ScreenParts = ScreenRequestParts & {
  readonly holder: TokenHolder;
  readonly starts: SnapshotCache;
  readonly onBug: (error: unknown) => void;
};

export class ScreenSession {
  readonly #socket: WebSocket;
  readonly #parts: ScreenParts;
  readonly #out: SendBuffer;
  readonly #feed: ScreenFeed;
  readonly #requests: ScreenRequests;
  readonly #rate: MessageRate;
  #holder: TokenHolder;
  /** The hello arrived. */
  #isGreeted = false;
  #isClosed = false;
  /** Requests that are not answered yet. */
  #open = 0;
  /** Settles when changed rights are known. */
  #rightsChange: Promise<void> | null = null;
  /** Process time, ms. */
  readonly #openedAt: number;
  #lastMessageAt: number;

  constructor(socket: WebSocket, parts: ScreenParts) {
    const { core, clock, past, workers, screens, starts, holder } = parts;
    this.#socket = socket;
    this.#parts = parts;
    this.#holder = holder;
    this.#openedAt = clock.elapsed();
    this.#lastMessageAt = this.#openedAt;
    this.#rate = new MessageRate(clock);
    this.#out = sendBuffer(socket, clock);
    const link = this.#link();
    this.#feed = new ScreenFeed(link, { core, clock, starts, out: this.#out });
    this.#requests = new ScreenRequests(link, { core, past, clock, workers, screens });
  }

  #link(): ScreenLink {
    return {
      holder: () => this.#holder,
      rightsChange: () => this.#rightsChange,
      isClosed: () => this.#isClosed,
      isOpen: () => !this.#isClosed && this.#socket.readyState === this.#socket.OPEN,
      send: (message) => this.#send(message),
      write: (messages) => this.#write(messages),
      fail: (error) => this.#fail(error),
    };
  }

  get deviceId(): string {
    return this.#holder.session.deviceId;
  }

  /** Serves the socket until it closes. */
  start(): void {
    this.#socket.on('message', (data: Buffer, isBinary) => this.#onFrame(data, isBinary));
    // Also for a breach of the protocol's own limits (size, fragments). The library sends the
    // reason and needs time for it.
    this.#socket.on('error', () => this.#endSoon());
  }

  // --- reading ---

  #onFrame(data: Buffer, isBinary: boolean): void {
    // The client may go on sending until it answers the close.
    if (this.#isClosed) return;
    this.#lastMessageAt = this.#parts.clock.elapsed();
    if (!this.#rate.take(data.length)) return this.close(CLOSE.flood);
    const frame = readFrame(data, isBinary);
    if (frame.kind === 'message') return this.#receive(frame.message);
    // An invalid message with a key is refused alone. The messages behind it go on.
    if (frame.kind === 'unfit' && this.#isGreeted)
      return this.#carryOut(() => this.#requests.refuse(frame.key, frame.refusal));
    this.close(CLOSE.nonsense);
  }

  #receive(message: ScreenMessage): void {
    if (message.type === 'hello') {
      if (message.protocol !== PROTOCOL_VERSION) return this.close(CLOSE.version);
      this.#isGreeted = true;
      return this.#feed.start(message.since);
    }
    if (!this.#isGreeted) return this.close(CLOSE.nonsense);
    switch (message.type) {
      case 'ping':
        return this.#send({ type: 'pong', n: message.n, now: this.#parts.clock.now() });
      case 'command':
        return this.#carryOut(() => this.#requests.command(message));
      case 'ask':
        return this.#carryOut(() => this.#requests.query(message));
    }
  }

  /** Stops reading from the socket while MAX_OPEN requests are open. */
  #carryOut(work: () => Promise<void>): void {
    if (++this.#open === MAX_OPEN) this.#socket.pause();
    work()
      .catch((error: unknown) => this.#fail(error))
      .finally(() => {
        const { readyState, OPEN } = this.#socket;
        if (this.#open-- === MAX_OPEN && readyState === OPEN && !this.#out.isFull)
          this.#socket.resume();
      });
  }

  // --- sending ---

  /** `messages`: the batch as JSON, the same for every screen with all rights. */
  sendBatch(batch: EventBatch, messages: readonly string[]): void {
    this.#feed.send(batch, messages);
  }

  /** Sends a new start, for example after the restaurant's data was replaced. */
  restart(): void {
    if (this.#isGreeted) this.#feed.start(null);
  }

  #send(message: ToScreen): void {
    this.#write(messagesOf(JSON.stringify(message)));
  }

  /** Stops reading while too much is unread: further queries would add to it. */
  #write(messages: readonly string[]): void {
    this.#out.write(messages);
    if (this.#out.isFull) this.#socket.pause();
  }

  // --- rights and limits ---

  /**
   * Takes new rights; null: the token is revoked. Commands wait until `change` settles.
   */
  async updateRights(change: Promise<TokenHolder | null>): Promise<void> {
    const applied = change.then(
      (holder) => this.#applyRights(holder),
      () => this.close(CLOSE.stopping),
    );
    this.#rightsChange = applied;
    await applied;
    if (this.#rightsChange === applied) this.#rightsChange = null;
  }

  #applyRights(holder: TokenHolder | null): void {
    if (!holder) return this.close(CLOSE.revoked);
    const before = JSON.stringify(this.#holder);
    this.#holder = holder;
    if (!this.#isGreeted || JSON.stringify(holder) === before) return;
    this.#send({ type: 'session', session: holder.session });
    this.restart();
  }

  /** Closes a screen that is silent or does not read. Called every few seconds. */
  checkLimits(): void {
    const now = this.#parts.clock.elapsed();
    switch (this.#out.look()) {
      case 'dead':
        return this.#socket.terminate();
      case 'full':
        return;
      case 'drained':
        this.#lastMessageAt = now;
        if (this.#open < MAX_OPEN) this.#socket.resume();
        if (this.#feed.needsStart()) this.restart();
        return;
      case 'fine':
        if (!this.#isGreeted && now - this.#openedAt > HELLO_WITHIN_MS)
          return this.close(CLOSE.nonsense);
        if (now - this.#lastMessageAt > SILENT_FOR_MS) this.close(CLOSE.slow);
    }
  }

  // --- closing ---

  close(code: number): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.close(code);
    this.#endSoon();
  }

  #fail(error: unknown): void {
    if (!(error instanceof CoreGone)) this.#parts.onBug(error);
    this.close(CLOSE.stopping);
  }

  #endSoon(): void {
    this.#isClosed = true;
    setTimeout(() => this.#socket.terminate(), CLOSE_WITHIN_MS).unref();
  }
}
