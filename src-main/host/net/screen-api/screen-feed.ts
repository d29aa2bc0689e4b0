/** What one screen is sent of the restaurant: its start, then every batch of events. */
import {
  EVENTS_BYTES,
  PROTOCOL_VERSION,
  RESUME_WINDOW,
} from '../../../../src-shared/screen-api/messages';
import type { MissedEvents } from '../../../../src-shared/queries/queries';
import type { Core, EventBatch, EventRange } from '../../core/core-client';
import type { Clock } from '../../ports/clock';
import { messagesOf } from './message-pieces';
import { programWire } from './program-feed';
import type { ProgramWire } from './program-feed';
import type { ScreenLink } from './screen-link';
import type { SendBuffer } from './send-buffer';
import { partMessage } from './snapshots';
import type { SnapshotCache } from './snapshots';

/** Shortest time between two starts of one screen, ms. */
const START_EVERY_MS = 1_000;

/** The last event that a screen has: its sequence number and time. */
export type ResumePoint = { readonly seq: number; readonly at: number };

export type ScreenFeedParts = {
  readonly core: Core;
  readonly clock: Clock;
  readonly starts: SnapshotCache;
  readonly out: SendBuffer;
};

export class ScreenFeed {
  readonly #link: ScreenLink;
  readonly #parts: ScreenFeedParts;
  /** Last event sent; null before the start, while logged out, and while a new start is needed. */
  #sentSeq: number | null = null;
  #isStarting = false;
  /** Another start was asked for while one was under way. */
  #startAgain = false;
  #startedAt: number | null = null;
  /** Narrows what a program gets to its rights; null: everything is sent. */
  #narrow: ProgramWire | null = null;

  constructor(link: ScreenLink, parts: ScreenFeedParts) {
    this.#link = link;
    this.#parts = parts;
  }

  /** True if no start has been sent and none is under way. */
  needsStart(): boolean {
    return this.#sentSeq === null && !this.#isStarting;
  }

  /** Sends a welcome: what was missed since `since`, or a snapshot. */
  start(since: ResumePoint | null): void {
    if (this.#isStarting || this.#link.isClosed()) {
      this.#startAgain = true;
      return;
    }
    const { clock } = this.#parts;
    const wait = this.#startedAt === null ? 0 : this.#startedAt + START_EVERY_MS - clock.elapsed();
    this.#isStarting = true;
    this.#sentSeq = null;
    if (wait <= 0) return this.#begin(since);
    setTimeout(() => {
      if (!this.#link.isClosed()) this.#begin(since);
    }, wait).unref();
  }

  #begin(since: ResumePoint | null): void {
    const { clock, starts, out } = this.#parts;
    this.#startedAt = clock.elapsed();
    this.#welcome(since)
      .catch((error: unknown) => this.#link.fail(error))
      .finally(() => {
        this.#isStarting = false;
        // Events during the welcome must not wait for a later one. An unfinished start is repeated.
        const isBehind =
          this.#sentSeq === null
            ? this.#link.holder().actor !== null && !out.isFull
            : starts.latest > this.#sentSeq;
        if (this.#startAgain || isBehind) this.start(null);
        this.#startAgain = false;
      });
  }

  async #welcome(since: ResumePoint | null): Promise<void> {
    const { session, actor } = this.#link.holder();
    const now = this.#parts.clock.now();
    const head = { type: 'welcome', protocol: PROTOCOL_VERSION, session, now } as const;
    const loggedOut = { snapshot: null, seq: 0, at: 0, more: false } as const;
    if (!actor) return this.#link.send({ ...head, ...loggedOut });
    // A program always gets a snapshot: it says which orders are its own.
    const missed = since === null || programWire(actor) ? null : await this.#missedSince(since);
    if (missed && since) {
      this.#link.send({ ...head, snapshot: null, seq: since.seq, at: since.at, more: false });
      return this.#catchUp(missed);
    }
    const start = await this.#parts.starts.next();
    // The person may have logged out in the meantime.
    const holder = this.#link.holder();
    if (!holder.actor) return this.#link.send({ ...head, session: holder.session, ...loggedOut });
    const { text, senders, seq, at, next } = start;
    this.#narrow = programWire(holder.actor);
    const snapshot = this.#narrow ? this.#narrow.start(text, senders) : text;
    const fields = { ...head, session: holder.session, seq, at, more: next !== null };
    this.#parts.out.writeStart(
      messagesOf(`${JSON.stringify(fields).slice(0, -1)},"snapshot":${snapshot}}`),
    );
    this.#sentSeq = seq;
    for (const { batch, messages } of start.since) this.send(batch, messages);
    await this.#sendParts(next, seq);
  }

  #missedSince(since: ResumePoint): Promise<MissedEvents | null> {
    const { seq, at } = since;
    const limits = { limit: RESUME_WINDOW, bytes: EVENTS_BYTES };
    return this.#parts.core.ask({ name: 'eventsSince', seq, at, ...limits });
  }

  /** Sends missed events as fast as the screen reads. Then the batches for all screens follow. */
  async #catchUp(first: MissedEvents): Promise<void> {
    const { out } = this.#parts;
    let missed: MissedEvents | null = first;
    while (missed?.more && this.#goesOn()) {
      await out.writeInTurn(messagesOf(eventsFrame({ events: missed.text, ...missed })));
      missed = await this.#missedSince({ seq: missed.to, at: missed.at });
    }
    if (!missed || !this.#goesOn()) return;
    if (missed.to >= missed.from)
      out.writeStart(messagesOf(eventsFrame({ events: missed.text, ...missed })));
    this.#sentSeq = missed.to;
  }

  /**
   * Sends the orders that did not fit into the welcome, as fast as the screen reads. Batches of
   * events go out between them.
   */
  async #sendParts(first: number | null, startedWith: number): Promise<void> {
    let next = first;
    while (next !== null) {
      const part = await this.#parts.starts.part(next, startedWith);
      // A part must not arrive before the events that it includes: the screen could not tell which
      // of them to skip.
      if (!this.#goesOn() || this.#sentSeq === null || this.#sentSeq < part.seq) {
        this.#sentSeq = null;
        return;
      }
      await this.#parts.out.writeInTurn(
        this.#narrow
          ? messagesOf(
              partMessage({ ...part, orders: this.#narrow.part(part.orders, part.senders) }),
            )
          : part.messages,
      );
      next = part.next;
    }
  }

  /** The screen is connected, reads, and needs no new start. */
  #goesOn(): boolean {
    return !this.#startAgain && !this.#parts.out.isFull && this.#link.isOpen();
  }

  /** `messages`: the batch as it goes to every screen with all rights. */
  send(batch: EventBatch, messages: readonly string[]): void {
    if (this.#sentSeq === null || batch.to <= this.#sentSeq) return;
    const { out } = this.#parts;
    // A batch is missing, or the screen does not read. A new start follows, at once or later.
    if (batch.from > this.#sentSeq + 1 || out.isFull) {
      this.#sentSeq = null;
      if (!out.isFull) this.start(null);
      return;
    }
    this.#sentSeq = batch.to;
    this.#link.write(
      this.#narrow
        ? messagesOf(eventsFrame({ ...batch, events: this.#narrow.events(batch) }))
        : messages,
    );
  }
}

/** The frame of a batch of events, whose JSON is not parsed. */
export function eventsFrame({ events, from, to, at }: EventRange): string {
  return `{"type":"events","from":${from},"to":${to},"at":${at},"events":${events}}`;
}
