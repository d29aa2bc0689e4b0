/** One TCP sender: its bytes become requests, its answers go out in order, its limits are kept. */
import { isUtf8 } from 'node:buffer';
import type net from 'node:net';
import { messageOf, refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import { mayAsk } from '../../../../src-shared/rights/permissions';
import { LIMITS } from '../../../../src-shared/base/limits';
import { messageRequest, readRequest } from '../../../../src-shared/public-api/read-request';
import { errorAnswer } from '../../../../src-shared/public-api/answers';
import type { PublicReply } from '../../../../src-shared/public-api/public-reply';
import type { Actor } from '../../../../src-shared/base/vocabulary';
import { CoreGone } from '../../core/core-client';
import type { Counters } from '../limits/counters';
import type { OrderFeed } from '../public-api/order-feed';
import type { Requests } from '../public-api/public-requests';
import { jsonFramer } from '../json/json-framer';
import type { Framed, JsonFramer } from '../json/json-framer';
import { lineReader, readOpening } from './text-line';
import type { LineReader } from './text-line';
import { textAnswer } from './text-answer';
import { figure } from '../../../../src-shared/base/fault-points';

export type ConnectionTimes = {
  /** A message that has begun may pause this long between bytes, and take this long in all, ms. */
  readonly partialPauseMs: number;
  readonly partialTotalMs: number;
  /** What is skipped after broken JSON ends after this much silence, ms. */
  readonly silenceMs: number;
  /** A client that does not read its answers is cut after this, ms. */
  readonly unreadMs: number;
  /** A connection that says nothing and waits for nothing is closed after this, ms. */
  readonly idleMs: number;
  /** How long a text message's sender waits for paper, ms. */
  readonly textWaitMs: number;
};

export const CONNECTION_TIMES: ConnectionTimes = {
  partialPauseMs: figure('tcp.partial-pause-ms', 10_000),
  partialTotalMs: 30_000,
  silenceMs: 200,
  unreadMs: 30_000,
  idleMs: 15 * 60_000,
  textWaitMs: 30_000,
};

/** Requests of one connection that may be under way before its next bytes wait in the kernel. */
const PIPELINE = 64;

export type ConnectionDeps = {
  readonly requests: Requests;
  readonly feed: OrderFeed;
  readonly counters: Counters;
  readonly times: ConnectionTimes;
  /** Who this sender is by where it comes from and what it shows; a refusal for a stranger. */
  identify(token: string | null): Promise<Actor | Refusal>;
  /** A proxy passes on what somebody else says: from here on its sender is not at this machine. */
  onForwarded(): void;
  /** Told of an error that no rule foresaw. */
  onBug(error: unknown): void;
  /** False when this source is sending too fast. */
  mayRequest(): boolean;
  /**
   * Told what the connection became: busy while an answer is owed to it, listening while it is
   * subscribed, else idle; idle again with each byte.
   */
  onState(state: ConnectionState): void;
};

export type ConnectionState = 'busy' | 'listening' | 'idle';

/** What the connection speaks, as far as its bytes have told, with what reads them. */
type Reading =
  | { readonly kind: 'opening'; readonly bytes: Buffer }
  | { readonly kind: 'json'; readonly framer: JsonFramer }
  | { readonly kind: 'text'; readonly lines: LineReader };

const NOTHING = Buffer.alloc(0);

export function serveConnection(socket: net.Socket, deps: ConnectionDeps): void {
  const { requests, feed, counters, times } = deps;
  let reading: Reading = { kind: 'opening', bytes: NOTHING };
  /** Answers in the order of their requests; null while one is being made. */
  const slots: { text: string | null }[] = [];
  /**
   * Messages that came in one chunk with more than may be under way; they begin as answers leave.
   */
  const waiting: (() => void)[] = [];
  let ended = false;
  let closing = false;
  let unsubscribe: (() => void) | null = null;
  let state: ConnectionState = 'idle';
  let partialSince: number | null = null;
  let lastAnswer: Promise<unknown> = Promise.resolve();
  const timers = new Map<string, NodeJS.Timeout>();

  socket.on('data', (chunk: Buffer) => {
    if (!closing) receive(chunk);
    arm();
    // Half a message: nothing is owed for it yet, but it is no silence.
    if (state === 'idle') deps.onState('idle');
  });
  socket.on('end', () => {
    ended = true;
    if (!closing) receiveEnd();
    arm();
    finishIfDone();
  });
  socket.on('drain', () => {
    clear('unread');
    flush();
  });
  // Bytes in either direction start this clock again by themselves, which costs less than a timer
  // set for every message.
  socket.setTimeout(times.idleMs, () => {
    if (slots.length === 0 && !unsubscribe) socket.end();
  });
  socket.on('error', () => counters.brokenConnection());
  socket.on('close', () => {
    closing = true;
    unsubscribe?.();
    for (const timer of timers.values()) clearTimeout(timer);
  });
  arm();

  function receive(chunk: Buffer): void {
    if (reading.kind === 'opening') {
      const bytes: Buffer =
        reading.bytes.length === 0 ? chunk : Buffer.concat([reading.bytes, chunk]);
      const told = readOpening(bytes);
      if (told.kind === 'unknown') {
        reading = { kind: 'opening', bytes };
        if (bytes.length > LIMITS.messageBytes)
          closeWith(refuse('MESSAGE_TOO_LARGE', { limit: LIMITS.messageBytes }));
        return;
      }
      if (told.kind === 'proxy') {
        deps.onForwarded();
        reading = { kind: 'opening', bytes: NOTHING };
        const rest = bytes.subarray(told.skip);
        if (rest.length > 0) receive(rest);
        return;
      }
      if (told.kind === 'other')
        return closeWith(refuse('WRONG_PROTOCOL', { protocol: told.protocol }));
      reading =
        told.kind === 'json'
          ? { kind: 'json', framer: jsonFramer() }
          : { kind: 'text', lines: lineReader() };
      chunk = bytes.subarray(told.skip);
    }
    if (reading.kind === 'text')
      for (const line of reading.lines.push(chunk)) begin(() => text(line));
    else for (const framed of reading.framer.push(chunk)) begin(() => json(framed));
  }

  function receiveEnd(): void {
    switch (reading.kind) {
      case 'opening': {
        const { bytes } = reading;
        if (bytes.length === 0) return;
        // "POST" and no more: a short text after all.
        const told = readOpening(Buffer.concat([bytes, Buffer.from('\n')]));
        if (told.kind !== 'text') return;
        reading = { kind: 'text', lines: lineReader() };
        return text(bytes.subarray(told.skip));
      }
      case 'text': {
        const last = reading.lines.end();
        if (last) begin(() => text(last));
        return;
      }
      case 'json':
        if (reading.framer.isPartial()) begin(() => answerNow(refuse('MESSAGE_INCOMPLETE')));
    }
  }

  function begin(work: () => void): void {
    waiting.push(work);
    beginWaiting();
  }

  function beginWaiting(): void {
    while (slots.length < PIPELINE) {
      const next = waiting.shift();
      if (!next) return;
      next();
    }
  }

  // --- JSON ---

  function json(framed: Framed): void {
    if (framed.kind === 'broken') return answerNow(refuse(framed.code, framed.details));
    const slot = newSlot();
    const answering = carryOut(framed.bytes, lastAnswer);
    lastAnswer = answering;
    void answering.then((answer) => fill(slot, `${JSON.stringify(answer)}\n`));
  }

  /**
   * A question is asked when its turn to be answered has come, so that it does not tell what was
   * true before the answers in front of it.
   */
  async function carryOut(bytes: Buffer, earlier: Promise<unknown>): Promise<PublicReply> {
    const value = parse(bytes);
    if (value === undefined) return failed(refuse('NOT_UTF8'));
    const key = keyOf(value);
    try {
      const parsed = readRequest(value);
      if (!parsed.ok) return failed(parsed, key);
      if (!deps.mayRequest()) return failed(refuse('TOO_FAST'), key);
      const actor = await deps.identify(parsed.token);
      if ('code' in actor) return failed(actor, key);
      const { request } = parsed;
      switch (request.kind) {
        case 'command':
          return await requests.command(request, actor);
        case 'query':
        case 'ownOrder':
          await earlier;
          return await requests.ask(request, actor);
        case 'addDevice':
          return await requests.addDevice(request.name, request.scopes, actor);
        case 'programs':
          return await requests.programs(actor);
        case 'revokeProgram':
          return await requests.revokeProgram(request.called, actor);
        case 'control':
          return await requests.control(request.ask, actor);
        case 'subscribe':
          return subscribe(actor, parsed.token, key);
      }
    } catch (error) {
      return failed(refusalFor(error), key);
    }
  }

  /**
   * What it is told follows its rights as they change: a token that is retired or narrowed hears no
   * more than it may.
   */
  function subscribe(actor: Actor, token: string | null, key: string | null): PublicReply {
    const reach = mayAsk(actor, 'subscribe');
    if (typeof reach !== 'string') return failed(reach, key);
    unsubscribe ??= feed.subscribe({
      actor,
      again: () => deps.identify(token),
      hear: (update) => push(`${JSON.stringify(update)}\n`),
      refused(refusal) {
        unsubscribe = null;
        push(`${JSON.stringify(failed(refusal))}\n`);
        socket.end();
      },
    });
    return { status: 'suscrito' };
  }

  /** A sender learns that it failed, never why our code did: that goes to the log. */
  function refusalFor(error: unknown): Refusal {
    if (error instanceof CoreGone) return refuse('CORE_GONE');
    deps.onBug(error);
    return refuse('INTERNAL');
  }

  function failed(refusal: Refusal, key: string | null = null): PublicReply {
    counters.refused(refusal.code);
    return errorAnswer(refusal, key);
  }

  // --- text ---

  function text(line: Buffer | null): void {
    const slot = newSlot();
    void sayText(line).then((answer) => fill(slot, answer === '' ? '' : `${answer}\n`));
  }

  async function sayText(line: Buffer | null): Promise<string> {
    if (line === null) return textFailed(refuse('TEXT_TOO_LONG', { limit: LIMITS.fieldChars }));
    const content = decodeUtf8(line);
    if (content === null) return textFailed(refuse('NOT_UTF8'));
    if (content.trim() === '') return '';
    if ([...content.trim()].length > LIMITS.fieldChars)
      return textFailed(refuse('TEXT_TOO_LONG', { limit: LIMITS.fieldChars }));
    const message = messageRequest(content);
    if ('code' in message) return textFailed(message);
    if (!deps.mayRequest()) return textFailed(refuse('TOO_FAST'));
    try {
      const actor = await deps.identify(null);
      if ('code' in actor) return textFailed(actor);
      const request = {
        ...message,
        until: 'impreso',
        deadlineS: times.textWaitMs / 1000,
      } as const;
      return textAnswer(await requests.command(request, actor));
    } catch (error) {
      return textFailed(refusalFor(error));
    }
  }

  function textFailed(refusal: Refusal): string {
    counters.refused(refusal.code);
    return `ERROR: ${messageOf(refusal)}`;
  }

  // --- answers ---

  function newSlot(): { text: string | null } {
    const slot = { text: null };
    slots.push(slot);
    return slot;
  }

  function fill(slot: { text: string | null }, answer: string): void {
    slot.text = answer;
    flush();
  }

  function answerNow(refusal: Refusal): void {
    const slot = newSlot();
    fill(
      slot,
      reading.kind === 'text' ? `${textFailed(refusal)}\n` : `${JSON.stringify(failed(refusal))}\n`,
    );
  }

  function closeWith(refusal: Refusal): void {
    closing = true;
    begin(() => answerNow(refusal));
    finishIfDone();
  }

  /**
   * Between the answers, for subscribers: skipped for one that does not even read what it asked
   * for.
   */
  function push(line: string): void {
    if (!socket.destroyed && !socket.writableNeedDrain) write(line);
  }

  function write(line: string): void {
    if (socket.destroyed || !socket.writable) return;
    if (!socket.write(line)) arm();
  }

  function flush(): void {
    let ready = '';
    while (slots[0]?.text !== null && slots[0] !== undefined && !socket.writableNeedDrain) {
      ready += slots.shift()?.text ?? '';
      if (ready.length > 64 * 1024) break;
    }
    if (ready !== '') write(ready);
    if (slots[0]?.text && !socket.writableNeedDrain) return flush();
    beginWaiting();
    arm();
    finishIfDone();
  }

  function finishIfDone(): void {
    if ((ended || closing) && slots.length === 0 && waiting.length === 0 && !socket.destroyed)
      socket.end();
  }

  // --- limits ---

  /** Sets every clock by what the connection is doing now. */
  function arm(): void {
    if (socket.destroyed) return;
    tellState(
      slots.length > 0 || waiting.length > 0 ? 'busy' : unsubscribe === null ? 'idle' : 'listening',
    );
    const full = socket.writableNeedDrain || slots.length >= PIPELINE || waiting.length > 0;
    if (full && !socket.isPaused()) socket.pause();
    else if (!full && socket.isPaused()) socket.resume();
    if (socket.writableNeedDrain) once('unread', times.unreadMs, () => socket.destroy());
    else clear('unread');

    if (isPartial(reading) && !closing) {
      partialSince ??= performance.now();
      const left = times.partialTotalMs - (performance.now() - partialSince);
      set('partial', Math.max(1, Math.min(times.partialPauseMs, left)), () =>
        closeWith(refuse('MESSAGE_INCOMPLETE')),
      );
    } else {
      partialSince = null;
      clear('partial');
    }
    if (reading.kind === 'json' && reading.framer.isSkipping()) {
      const { framer } = reading;
      set('silence', times.silenceMs, () => framer.endOfSilence());
    }
  }

  function tellState(next: ConnectionState): void {
    if (next === state) return;
    state = next;
    deps.onState(next);
  }

  function set(name: string, ms: number, act: () => void): void {
    clear(name);
    once(name, ms, act);
  }

  function once(name: string, ms: number, act: () => void): void {
    if (timers.has(name)) return;
    const timer = setTimeout(() => {
      timers.delete(name);
      act();
    }, ms);
    timers.set(name, timer);
  }

  function clear(name: string): void {
    clearTimeout(timers.get(name));
    timers.delete(name);
  }
}

function isPartial(reading: Reading): boolean {
  switch (reading.kind) {
    case 'opening':
      return reading.bytes.length > 0;
    case 'json':
      return reading.framer.isPartial();
    case 'text':
      return reading.lines.isPartial();
  }
}

/**
 * null: not UTF-8. Bytes that are not are refused, never replaced: the kitchen would read another
 * word.
 */
function decodeUtf8(bytes: Buffer): string | null {
  return isUtf8(bytes) ? bytes.toString('utf8') : null;
}

/** undefined: not UTF-8. The framer has vouched for the grammar. */
function parse(bytes: Buffer): unknown {
  const text = decodeUtf8(bytes);
  return text === null ? undefined : (JSON.parse(text) as unknown);
}

/**
 * The sender's own key goes back with an error too, so that it knows which of its requests failed.
 */
function keyOf(value: unknown): string | null {
  const { id, consulta } = (value ?? {}) as { id?: unknown; consulta?: unknown };
  if (consulta !== undefined) return null; // there `id` is an order's number
  if (typeof id === 'number') return Number.isSafeInteger(id) ? String(id) : null;
  return typeof id === 'string' && id.length <= LIMITS.keyChars ? id : null;
}
