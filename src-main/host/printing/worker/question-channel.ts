/**
 * Sends questions over an open link and matches the printer's replies to them.
 *
 * A printer may send stray bytes at any time, and most replies do not say which question they
 * answer. So bytes before the first question are dropped, and only a requested kind is a reply.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { TransportError } from '../../ports/printer-transport';
import type { PrinterLink } from '../../ports/printer-transport';
import { replyParser } from './printer-replies';
import type { Askable, PrinterReply, ReplyParser } from './printer-replies';

/** Received bytes kept for the print record. */
const TRANSCRIPT_BYTES = 32;
/**
 * The bytes of one reply arrive together. A reply that is incomplete after this time was a stray
 * byte, ms.
 */
const UNFINISHED_MS = 1_000;
/** Upper limit of the wait for silence, as a multiple of the silence that was wanted. */
const LONGEST_QUIET = 4;

type Waiter = {
  readonly wants: (reply: PrinterReply) => boolean;
  readonly settle: (reply: PrinterReply | null) => void;
};

export type ReplyListeners = {
  /** Called with every reply, before a waiter gets it. */
  readonly onReply: (reply: PrinterReply) => void;
  /** Called with a reply that no waiter wants. */
  readonly onUnclaimed: (reply: PrinterReply) => void;
};

export class QuestionChannel {
  readonly #link: PrinterLink;
  readonly #settleMs: number;
  readonly #listeners: ReplyListeners;
  readonly #requested = new Set<Askable>();
  readonly #parser: ReplyParser = replyParser((kind) => this.#requested.has(kind));
  #waiters: readonly Waiter[] = [];
  #transcript: number[] = [];
  #receivedAt = -Infinity;
  #unfinished: NodeJS.Timeout | undefined;
  #opening: Promise<void> | null = null;

  constructor(link: PrinterLink, settleMs: number, listeners: ReplyListeners) {
    this.#link = link;
    this.#settleMs = settleMs;
    this.#listeners = listeners;
    link.onData((bytes) => this.#receive(bytes));
  }

  /** From now on, bytes that look like this kind of reply are one. */
  request(kind: Askable): void {
    this.#requested.add(kind);
  }

  /** Resolves with null if there is no reply within `ms`. Rejects with TransportError. */
  async ask(
    question: Uint8Array,
    kind: 'status' | 'info' | 'cleared',
    ms: number,
  ): Promise<PrinterReply | null> {
    await this.#dropGreeting();
    if (kind !== 'status') this.#requested.add(kind);
    const reply = this.next((candidate) => candidate.kind === kind, ms);
    // If the write fails, its error is the result and this promise is not awaited.
    reply.catch(() => {});
    try {
      await this.#link.write(question, ms);
      return await reply;
    } finally {
      if (kind !== 'status') this.#requested.delete(kind);
    }
  }

  /** Resolves with null after `ms`. Rejects with TransportError if the link breaks. */
  next(wants: (reply: PrinterReply) => boolean, ms: number): Promise<PrinterReply | null> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        clearTimeout(timer);
        off();
        this.#removeWaiter(waiter);
      };
      const waiter: Waiter = {
        wants,
        settle(reply) {
          leave();
          resolve(reply);
        },
      };
      const timer = setTimeout(() => waiter.settle(null), ms);
      const off = this.#link.onBroken(() => {
        leave();
        reject(new TransportError('link_lost'));
      });
      this.#waiters = [...this.#waiters, waiter];
    });
  }

  /** Waits until the printer is silent, so that unrequested and late bytes answer no question. */
  async settle(): Promise<void> {
    const from = performance.now();
    const latest = from + LONGEST_QUIET * this.#settleMs;
    for (;;) {
      const quietAt = Math.max(from, this.#receivedAt) + this.#settleMs;
      const left = Math.min(quietAt, latest) - performance.now();
      if (left <= 0) return;
      await pause(left);
    }
  }

  /** The last bytes received since the previous call, hex. */
  takeTranscript(): string {
    const hex = Buffer.from(this.#transcript).toString('hex');
    this.#transcript = [];
    return hex;
  }

  #receive(bytes: Uint8Array): void {
    clearTimeout(this.#unfinished);
    this.#receivedAt = performance.now();
    this.#transcript = [...this.#transcript, ...bytes].slice(-TRANSCRIPT_BYTES);
    this.#deliver(this.#parser.push(bytes));
    if (this.#parser.isMidway())
      this.#unfinished = setTimeout(
        () => this.#deliver(this.#parser.abandon()),
        UNFINISHED_MS,
      ).unref();
  }

  #deliver(replies: readonly PrinterReply[]): void {
    for (const reply of replies) {
      this.#listeners.onReply(reply);
      const waiter = this.#waiters.find(({ wants }) => wants(reply));
      if (!waiter) {
        this.#listeners.onUnclaimed(reply);
        continue;
      }
      this.#removeWaiter(waiter);
      waiter.settle(reply);
    }
  }

  #removeWaiter(waiter: Waiter): void {
    this.#waiters = this.#waiters.filter((other) => other !== waiter);
  }

  /** Drops what the printer sends when it is connected: it answers no question. */
  #dropGreeting(): Promise<void> {
    this.#opening ??= this.settle().then(() => {
      clearTimeout(this.#unfinished);
      this.#parser.forget();
    });
    return this.#opening;
  }
}
