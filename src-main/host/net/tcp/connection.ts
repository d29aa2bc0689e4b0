/** One TCP connection: reads its bytes into requests, sends the answers, keeps the time limits. */
import type net from 'node:net';
import { refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import type { Actor } from '../../../../src-shared/base/vocabulary';
import type { Counters } from '../limits/counters';
import type { OrderFeed } from '../public-api/order-feed';
import type { Requests } from '../public-api/public-requests';
import type { Framed } from '../json/json-framer';
import { AnswerQueue } from './answer-queue';
import type { AnswerSlot } from './answer-queue';
import type { ConnectionTimes } from './connection-times';
import { FeedSubscription } from './feed-subscription';
import { MessageReader } from './message-reader';
import { NamedTimers } from './named-timers';
import { RequestHandler } from './request-handler';

export type ConnectionDeps = {
  readonly requests: Requests;
  readonly feed: OrderFeed;
  readonly counters: Counters;
  readonly times: ConnectionTimes;
  /** The actor for this source and token; a refusal if it has no access. */
  identify(token: string | null): Promise<Actor | Refusal>;
  /** A proxy header came: what follows is from another sender, which is never local. */
  onForwarded(): void;
  /** Called with unexpected errors. */
  onBug(error: unknown): void;
  /** False if this source exceeds its rate limit. */
  mayRequest(): boolean;
  /** Called when the state changes; with 'idle' also for each chunk while idle. */
  onState(state: ConnectionState): void;
};

/** busy: a request is open. listening: subscribed, without open requests. */
export type ConnectionState = 'busy' | 'listening' | 'idle';

export class TcpConnection {
  readonly #socket: net.Socket;
  readonly #deps: ConnectionDeps;
  readonly #answers = new AnswerQueue();
  readonly #timers = new NamedTimers();
  readonly #subscription: FeedSubscription;
  readonly #handler: RequestHandler;
  readonly #reader = new MessageReader({
    onJson: (framed) => this.#answers.add(() => this.#answerJson(framed)),
    onText: (line) => this.#answers.add(() => this.#answerText(line)),
    onShortText: (text) => this.#answerText(text),
    onIncomplete: () => this.#answers.add(() => this.#answerRefused(refuse('MESSAGE_INCOMPLETE'))),
    onForwarded: () => this.#deps.onForwarded(),
    onUnreadable: (refusal) => this.#closeWith(refusal),
  });
  /** The sender closed its side. */
  #isEnded = false;
  /** No more requests are read. */
  #isClosing = false;
  #state: ConnectionState = 'idle';
  /** When the message that is being read began, ms of the process clock. */
  #partialSince: number | null = null;
  #lastAnswer: Promise<unknown> = Promise.resolve();

  constructor(socket: net.Socket, deps: ConnectionDeps) {
    this.#socket = socket;
    this.#deps = deps;
    const identify = (token: string | null): Promise<Actor | Refusal> => deps.identify(token);
    this.#subscription = new FeedSubscription({
      feed: deps.feed,
      identify,
      onUpdate: (update) => this.#push(`${JSON.stringify(update)}\n`),
      onRefused: (refusal) => {
        this.#push(`${JSON.stringify(this.#handler.refused(refusal))}\n`);
        socket.end();
      },
    });
    this.#handler = new RequestHandler({
      requests: deps.requests,
      counters: deps.counters,
      identify,
      mayRequest: () => deps.mayRequest(),
      onBug: (error) => deps.onBug(error),
      textWaitMs: deps.times.textWaitMs,
      subscribe: (actor, token) => this.#subscription.open(actor, token),
    });
  }

  /** Serves the socket until it closes. */
  start(): void {
    const socket = this.#socket;
    socket.on('data', (chunk: Buffer) => this.#onData(chunk));
    socket.on('end', () => this.#onEnd());
    socket.on('drain', () => {
      this.#timers.clear('unread');
      this.#flush();
    });
    // The socket restarts this timeout with bytes in either direction. That costs less than a
    // timer per message.
    socket.setTimeout(this.#deps.times.idleMs, () => {
      if (!this.#answers.hasOpen() && !this.#subscription.isOpen()) socket.end();
    });
    socket.on('error', () => this.#deps.counters.brokenConnection());
    socket.on('close', () => {
      this.#isClosing = true;
      this.#subscription.close();
      this.#timers.clearAll();
    });
    this.#applyLimits();
  }

  // --- reading ---

  #onData(chunk: Buffer): void {
    if (!this.#isClosing) this.#reader.read(chunk);
    this.#applyLimits();
    // Half a message does not make the connection busy, but it is activity.
    if (this.#state === 'idle') this.#deps.onState('idle');
  }

  #onEnd(): void {
    this.#isEnded = true;
    if (!this.#isClosing) this.#reader.end();
    this.#applyLimits();
    this.#endIfDone();
  }

  // --- answering ---

  #answerJson(framed: Framed): void {
    if (framed.kind === 'broken') return this.#answerRefused(refuse(framed.code, framed.details));
    const slot = this.#answers.openSlot();
    const answer = this.#handler.answerJson(framed.bytes, this.#lastAnswer);
    this.#lastAnswer = answer;
    void answer.then((reply) => this.#fill(slot, `${JSON.stringify(reply)}\n`));
  }

  #answerText(line: Buffer | null): void {
    const slot = this.#answers.openSlot();
    void this.#handler
      .answerText(line)
      .then((answer) => this.#fill(slot, answer === '' ? '' : `${answer}\n`));
  }

  #answerRefused(refusal: Refusal): void {
    const slot = this.#answers.openSlot();
    const answer = this.#reader.isText()
      ? this.#handler.refusedText(refusal)
      : JSON.stringify(this.#handler.refused(refusal));
    this.#fill(slot, `${answer}\n`);
  }

  #fill(slot: AnswerSlot, text: string): void {
    slot.text = text;
    this.#flush();
  }

  /** Sends the ready answers that the socket accepts, then starts waiting requests. */
  #flush(): void {
    while (!this.#socket.writableNeedDrain) {
      const ready = this.#answers.takeReady();
      if (ready === null) break;
      if (ready !== '') this.#write(ready);
    }
    this.#answers.startWaiting();
    this.#applyLimits();
    this.#endIfDone();
  }

  /** Sends an update between the answers. A client that does not read misses it. */
  #push(line: string): void {
    if (!this.#socket.destroyed && !this.#socket.writableNeedDrain) this.#write(line);
  }

  #write(text: string): void {
    if (this.#socket.destroyed || !this.#socket.writable) return;
    if (!this.#socket.write(text)) this.#applyLimits();
  }

  // --- closing ---

  #closeWith(refusal: Refusal): void {
    this.#isClosing = true;
    this.#answers.add(() => this.#answerRefused(refusal));
    this.#endIfDone();
  }

  #endIfDone(): void {
    if ((this.#isEnded || this.#isClosing) && this.#answers.isEmpty() && !this.#socket.destroyed)
      this.#socket.end();
  }

  // --- limits ---

  /** Reports the state, pauses or resumes the socket, and sets the timers to match. */
  #applyLimits(): void {
    const socket = this.#socket;
    if (socket.destroyed) return;
    this.#reportState();
    const isFull = socket.writableNeedDrain || this.#answers.isFull();
    if (isFull && !socket.isPaused()) socket.pause();
    else if (!isFull && socket.isPaused()) socket.resume();
    if (socket.writableNeedDrain)
      this.#timers.startOnce('unread', this.#deps.times.unreadMs, () => socket.destroy());
    else this.#timers.clear('unread');
    this.#limitPartialMessage();
    this.#limitSkipping();
  }

  #reportState(): void {
    const state = !this.#answers.isEmpty()
      ? 'busy'
      : this.#subscription.isOpen()
        ? 'listening'
        : 'idle';
    if (state === this.#state) return;
    this.#state = state;
    this.#deps.onState(state);
  }

  #limitPartialMessage(): void {
    if (!this.#reader.isPartial() || this.#isClosing) {
      this.#partialSince = null;
      this.#timers.clear('partial');
      return;
    }
    const { partialTotalMs, partialPauseMs } = this.#deps.times;
    this.#partialSince ??= performance.now();
    const leftMs = partialTotalMs - (performance.now() - this.#partialSince);
    this.#timers.restart('partial', Math.max(1, Math.min(partialPauseMs, leftMs)), () =>
      this.#closeWith(refuse('MESSAGE_INCOMPLETE')),
    );
  }

  /** After broken JSON, silence marks where the next message begins. */
  #limitSkipping(): void {
    if (!this.#reader.isSkipping()) return;
    const { silenceMs } = this.#deps.times;
    this.#timers.restart('silence', silenceMs, () => this.#reader.endOfSilence());
  }
}
