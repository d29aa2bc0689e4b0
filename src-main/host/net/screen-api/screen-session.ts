/**
 * One screen's conversation: hello, then commands and questions in their order, each answered once;
 * limits on what it may send.
 */
import type { WebSocket } from 'ws';
import { currentName } from '../../../../src-shared/commands/former-names';
import { COMMANDS, isOfferedTo } from '../../../../src-shared/commands/registry';
import { ERRORS, isRefusal, messageOf, refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import { mayAsk, mayCommand } from '../../../../src-shared/rights/permissions';
import {
  CLOSE,
  EVENTS_BYTES,
  FRAME_BYTES,
  PING_EVERY_MS,
  PROTOCOL_VERSION,
  RESUME_WINDOW,
} from '../../../../src-shared/screen-api/messages';
import type { RefusalText, ToScreen } from '../../../../src-shared/screen-api/messages';
import type { MissedEvents } from '../../../../src-shared/queries/queries';
import type { ScreenMessage } from '../../../../src-shared/screen-api/message-schemas';
import { inputError } from '../../../../src-shared/base/input-errors';
import { answerScreen } from './answer-query';
import { CoreGone } from '../../core/core-client';
import type { Core, EventBatch, EventRange } from '../../core/core-client';
import type { ReportReader } from '../../core/reader-client';
import type { Clock } from '../../ports/clock';
import type { TokenHolder } from '../auth/identify';
import { sendBuffer } from './send-buffer';
import { messagesOf } from './message-pieces';
import { isCommand, readFrame, readQuery } from './read-message';
import { programWire } from './program-feed';
import type { ProgramWire } from './program-feed';
import { partMessage } from './snapshots';
import type { SnapshotCache } from './snapshots';

/** What is under way for one screen at the most; more waits in its socket. */
const AT_ONCE = 32;
/** Messages a second over time, and in one burst: an outbox of an hour comes at once. */
const PACE = { perSecond: 40, burst: 200 } as const;
/** Whole new starts of one screen at the most: one in this time, ms. */
const START_EVERY_MS = 1_000;
/** No hello after this long, ms: it is no screen. */
const HELLO_WITHIN_MS = 5_000;
const SILENT_FOR_MS = 12 * PING_EVERY_MS;

export type ScreenParts = {
  readonly past: ReportReader;
  readonly workers: () => number;
  readonly screens: () => number;
  readonly core: Core;
  readonly clock: Clock;
  readonly holder: TokenHolder;
  readonly starts: SnapshotCache;
  readonly onBug: (error: unknown) => void;
};

export type Screen = {
  readonly deviceId: string;
  /** Events as text, the same for every screen; those it has are skipped. */
  tell(batch: EventBatch, messages: readonly string[]): void;
  /**
   * Its rights may have changed; null: it has none any more. What it commands meanwhile waits until
   * that is known.
   */
  reconsider(asking: Promise<TokenHolder | null>): Promise<void>;
  /** The place changed: it starts anew. */
  restart(): void;
  /** Closes it where it is silent or does not read. */
  look(): void;
  close(code: number): void;
};

export function serveScreen(
  socket: WebSocket,
  { core, clock, onBug, ...parts }: ScreenParts,
): Screen {
  let { holder } = parts;
  /** The last event it has been told; null before it was welcomed, and while it is locked. */
  let told: number | null = null;
  let greeted = false;
  let starting = false;
  let again = false;
  let heardAt = clock.elapsed();
  const openedAt = heardAt;
  let bucket: number = PACE.burst;
  let filledAt = heardAt;
  let underWay = 0;
  let rights: Promise<void> | null = null;
  let isClosed = false;
  let startedAt: number | null = null;
  /** What a program is told instead; null: everything. */
  let narrow: ProgramWire | null = null;
  const out = sendBuffer(socket, clock);

  socket.on('message', (data: Buffer, isBinary) => {
    // Whoever was shown out is not listened to while it finds the door.
    if (isClosed) return;
    heardAt = clock.elapsed();
    if (!mayPass(data.length)) return close(CLOSE.flood);
    const frame = readFrame(data, isBinary);
    if (frame.kind === 'message') return receive(frame.message);
    // One bad message is refused alone: what its sender has behind it goes on.
    if (frame.kind === 'unfit' && greeted) return during(() => refused(frame.key, frame.refusal));
    close(CLOSE.nonsense);
  });
  // What breaks closes it; the protocol's own limits (size, fragments) come here too. The library
  // has said why, and is given the time to.
  socket.on('error', () => endSoon());

  /** A message that is as large as several costs as much as they do. */
  function mayPass(bytes: number): boolean {
    const now = clock.elapsed();
    bucket = Math.min(PACE.burst, bucket + ((now - filledAt) / 1000) * PACE.perSecond);
    filledAt = now;
    bucket -= Math.max(1, Math.ceil(bytes / FRAME_BYTES));
    return bucket >= 0;
  }

  function receive(message: ScreenMessage): void {
    if (message.type === 'hello') {
      if (message.protocol !== PROTOCOL_VERSION) return close(CLOSE.version);
      greeted = true;
      return start(message.since);
    }
    if (!greeted) return close(CLOSE.nonsense);
    switch (message.type) {
      case 'ping':
        return send({ type: 'pong', n: message.n, now: clock.now() });
      case 'command':
        return during(() => command(message));
      case 'ask':
        return during(() => answer(message));
    }
  }

  /** Reads on only while it has not too much under way. */
  function during(work: () => Promise<void>): void {
    if (++underWay === AT_ONCE) socket.pause();
    work()
      .catch((error: unknown) => {
        if (!(error instanceof CoreGone)) onBug(error);
        close(CLOSE.stopping);
      })
      .finally(() => {
        if (underWay-- === AT_ONCE && socket.readyState === socket.OPEN && !out.isFull)
          socket.resume();
      });
  }

  async function command({
    key,
    name: givenName,
    input,
    age,
  }: Extract<ScreenMessage, { type: 'command' }>): Promise<void> {
    // A page that was loaded before an update still gives commands by their former names.
    const name = currentName(givenName);
    if (rights) await rights;
    if (isClosed) return;
    const { actor } = holder;
    if (!actor) return refused(key, refuse('PIN_NEEDED'));
    if (!isCommand(name)) return refused(key, refuse('COMMAND_UNKNOWN', { name }));
    // Before the input is read: who may not do it learns nothing of what it would take.
    const reach = isOfferedTo(name, 'screen') ? mayCommand(actor, name) : refuse('NOT_ALLOWED');
    if (typeof reach !== 'string') return refused(key, reach);
    const parsed = COMMANDS[name].input.safeParse(input, { reportInput: true });
    if (!parsed.success) return refused(key, inputError(parsed.error));
    const done = await core.execute(name, parsed.data, actor, key, age);
    if (!done.ok) return refused(key, done);
    send({
      type: 'receipt',
      key,
      ok: true,
      reply: done.reply,
      repeated: done.repeated,
      tickets: done.tickets,
    });
  }

  async function refused(key: string, refusal: Refusal): Promise<void> {
    const stale = refusal.code === 'EDIT_STALE' ? Number(refusal.details.order) : null;
    const { actor } = holder;
    const now =
      stale === null || !actor
        ? null
        : await core.askFor({ name: 'order', of: { number: stale } }, actor);
    const actual = now === null || isRefusal(now) ? null : now;
    send({ type: 'receipt', key, ok: false, error: inWords(refusal), actual });
  }

  async function answer({ id, query }: Extract<ScreenMessage, { type: 'ask' }>): Promise<void> {
    const refused = (refusal: Refusal): void =>
      send({ type: 'answer', id, ok: false, answer: inWords(refusal) });
    if (rights) await rights;
    const { actor } = holder;
    if (!actor) return refused(refuse('PIN_NEEDED'));
    const reach = mayAsk(actor, query.name);
    if (typeof reach !== 'string') return refused(reach);
    const asked = readQuery(query);
    if (!asked) return refused(refuse('NOT_A_REQUEST'));
    const answered = await answerScreen(asked, {
      actor,
      core,
      clock,
      past: parts.past,
      workers: parts.workers,
      screens: parts.screens,
    });
    if (!answered.ok) return refused(answered);
    // Already JSON: it is passed on as it came.
    const { text, page } = answered;
    const end = page ? `,"total":${page.total},"next":${page.next}` : '';
    write(messagesOf(`{"type":"answer","id":${id},"ok":true,"answer":${text}${end}}`));
  }

  // --- where it stands ---

  function start(since: { readonly seq: number; readonly at: number } | null): void {
    if (starting || isClosed) {
      again = true;
      return;
    }
    const wait = startedAt === null ? 0 : startedAt + START_EVERY_MS - clock.elapsed();
    starting = true;
    told = null;
    if (wait > 0) return later(wait, () => begin(since));
    begin(since);
  }

  function begin(since: { readonly seq: number; readonly at: number } | null): void {
    startedAt = clock.elapsed();
    welcome(since)
      .catch((error: unknown) => {
        if (!(error instanceof CoreGone)) onBug(error);
        close(CLOSE.stopping);
      })
      .finally(() => {
        starting = false;
        // What happened while it was being welcomed is not lost for want of another event behind
        // it; nor is a start that was left off.
        const missed =
          told === null ? holder.actor !== null && !out.isFull : parts.starts.latest > told;
        if (again || missed) restart();
        again = false;
      });
  }

  async function welcome(
    since: { readonly seq: number; readonly at: number } | null,
  ): Promise<void> {
    const head = {
      type: 'welcome',
      protocol: PROTOCOL_VERSION,
      session: holder.session,
      now: clock.now(),
    } as const;
    if (!holder.actor) return send({ ...head, snapshot: null, seq: 0, at: 0, more: false });
    // A program's start says which orders are its own, so it begins with one each time.
    const missed = since === null || programWire(holder.actor) ? null : await missedSince(since);
    if (missed && since) {
      send({ ...head, snapshot: null, seq: since.seq, at: since.at, more: false });
      return catchUp(missed);
    }
    const { text, senders, seq, at, next, since: after } = await parts.starts.next();
    // Somebody may have logged out meanwhile.
    const { session, actor } = holder;
    if (!actor) return send({ ...head, session, snapshot: null, seq: 0, at: 0, more: false });
    narrow = programWire(actor);
    const snapshot = narrow ? narrow.start(text, senders) : text;
    const fields = { ...head, session, seq, at, more: next !== null };
    out.writeStart(messagesOf(`${JSON.stringify(fields).slice(0, -1)},"snapshot":${snapshot}}`));
    told = seq;
    for (const { batch, messages } of after) tell(batch, messages);
    await tellParts(next, seq);
  }

  const missedSince = (since: {
    readonly seq: number;
    readonly at: number;
  }): Promise<MissedEvents | null> =>
    core.ask({ name: 'eventsSince', ...since, limit: RESUME_WINDOW, bytes: EVENTS_BYTES });

  /**
   * Message by message, as fast as it reads; from the last one on it hears what everybody hears.
   */
  async function catchUp(first: MissedEvents): Promise<void> {
    let missed: MissedEvents | null = first;
    while (missed?.more && goesOn()) {
      await out.writeInTurn(messagesOf(eventsFrame({ events: missed.text, ...missed })));
      missed = await missedSince({ seq: missed.to, at: missed.at });
    }
    if (!missed || !goesOn()) return;
    if (missed.to >= missed.from)
      out.writeStart(messagesOf(eventsFrame({ events: missed.text, ...missed })));
    told = missed.to;
  }

  /**
   * The orders that did not fit into the welcome, as fast as it reads, with what happens meanwhile
   * between them.
   */
  async function tellParts(first: number | null, startedWith: number): Promise<void> {
    let next = first;
    while (next !== null) {
      const part = await parts.starts.part(next, startedWith);
      // Not one that it would hear before the events that are in it: the screen could not tell what
      // to leave out.
      if (!goesOn() || told === null || told < part.seq) {
        told = null;
        return;
      }
      await out.writeInTurn(
        narrow
          ? messagesOf(partMessage({ ...part, orders: narrow.part(part.orders, part.senders) }))
          : part.messages,
      );
      next = part.next;
    }
  }

  /** It is there, reads, and is not about to start anew. */
  function goesOn(): boolean {
    return !isClosed && !again && !out.isFull && socket.readyState === socket.OPEN;
  }

  function tell(batch: EventBatch, messages: readonly string[]): void {
    if (told === null || batch.to <= told) return;
    // Something between is missing, or it does not read: a new start mends it when it can.
    if (batch.from > told + 1 || out.isFull) {
      told = null;
      if (!out.isFull) restart();
      return;
    }
    told = batch.to;
    write(narrow ? messagesOf(eventsFrame({ ...batch, events: narrow.events(batch) })) : messages);
  }

  function become(next: TokenHolder | null): void {
    if (!next) return close(CLOSE.revoked);
    const before = JSON.stringify(holder);
    holder = next;
    if (!greeted || JSON.stringify(next) === before) return;
    send({ type: 'session', session: next.session });
    restart();
  }

  function restart(): void {
    if (greeted) start(null);
  }

  function send(message: ToScreen): void {
    write(messagesOf(JSON.stringify(message)));
  }

  /** A full screen is not read from either: its questions would make it fuller. */
  function write(messages: readonly string[]): void {
    out.write(messages);
    if (out.isFull) socket.pause();
  }

  function later(ms: number, work: () => void): void {
    setTimeout(() => {
      if (!isClosed) work();
    }, ms).unref();
  }

  function close(code: number): void {
    if (socket.readyState === socket.OPEN) socket.close(code);
    endSoon();
  }

  /** A client that does not answer the close is not waited for. */
  function endSoon(): void {
    isClosed = true;
    setTimeout(() => socket.terminate(), 1_000).unref();
  }

  return {
    get deviceId() {
      return holder.session.deviceId;
    },
    tell,
    async reconsider(asking) {
      const mine = asking.then(become, () => close(CLOSE.stopping));
      rights = mine;
      await mine;
      if (rights === mine) rights = null;
    },
    restart,
    look() {
      const now = clock.elapsed();
      const reading = out.look();
      if (reading === 'dead') return socket.terminate();
      if (reading === 'full') return undefined;
      if (reading === 'drained') {
        heardAt = now;
        if (underWay < AT_ONCE) socket.resume();
        if (greeted && told === null && !starting) restart();
        return undefined;
      }
      if (!greeted && now - openedAt > HELLO_WITHIN_MS) return close(CLOSE.nonsense);
      if (now - heardAt > SILENT_FOR_MS) close(CLOSE.slow);
      return undefined;
    },
    close,
  };
}

/** The frame of a batch of events, whose JSON is passed on unread. */
export function eventsFrame({ events, from, to, at }: EventRange): string {
  return `{"type":"events","from":${from},"to":${to},"at":${at},"events":${events}}`;
}

function inWords(refusal: Refusal): RefusalText {
  const { code, details } = refusal;
  const { publicCode: codigo, retryable } = ERRORS[code];
  return { code, codigo, message: messageOf(refusal), retryable, details };
}
