/** Carries out the requests of one TCP connection and words their answers. */
import { isUtf8 } from 'node:buffer';
import { messageOf, refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import { mayAsk } from '../../../../src-shared/rights/permissions';
import { LIMITS } from '../../../../src-shared/base/limits';
import { messageRequest, readRequest } from '../../../../src-shared/public-api/read-request';
import type { PublicRequest } from '../../../../src-shared/public-api/read-request';
import { errorAnswer } from '../../../../src-shared/public-api/answers';
import type { PublicReply } from '../../../../src-shared/public-api/public-reply';
import type { Actor } from '../../../../src-shared/base/vocabulary';
import { CoreGone } from '../../core/core-client';
import type { Counters } from '../limits/counters';
import type { Requests } from '../public-api/public-requests';
import { textAnswer } from './text-answer';

export type RequestHandlerParts = {
  readonly requests: Requests;
  readonly counters: Counters;
  /** The actor for this source and token; a refusal if it has no access. */
  identify(token: string | null): Promise<Actor | Refusal>;
  /** False if this source exceeds its rate limit. */
  mayRequest(): boolean;
  /** Called with unexpected errors. */
  onBug(error: unknown): void;
  /** How long a text message waits for its paper before it is answered, ms. */
  readonly textWaitMs: number;
  readonly subscribe: (actor: Actor, token: string | null) => void;
};

export class RequestHandler {
  readonly #parts: RequestHandlerParts;

  constructor(parts: RequestHandlerParts) {
    this.#parts = parts;
  }

  /**
   * Answers one JSON value. `earlier` settles when the request before it is answered. Never
   * rejects.
   */
  async answerJson(bytes: Buffer, earlier: Promise<unknown>): Promise<PublicReply> {
    const { identify, mayRequest } = this.#parts;
    const value = parseJson(bytes);
    if (value === undefined) return this.refused(refuse('NOT_UTF8'));
    const key = keyOf(value);
    try {
      const parsed = readRequest(value);
      if (!parsed.ok) return this.refused(parsed, key);
      if (!mayRequest()) return this.refused(refuse('TOO_FAST'), key);
      const actor = await identify(parsed.token);
      if ('code' in actor) return this.refused(actor, key);
      if (parsed.request.kind === 'subscribe') return this.#subscribe(actor, parsed.token, key);
      return await this.#carryOut(parsed.request, actor, earlier);
    } catch (error) {
      return this.refused(this.#refusalFor(error), key);
    }
  }

  /**
   * A query waits for the answers before it, so that it does not report what was true before them.
   */
  async #carryOut(
    request: Exclude<PublicRequest, { kind: 'subscribe' }>,
    actor: Actor,
    earlier: Promise<unknown>,
  ): Promise<PublicReply> {
    const { requests } = this.#parts;
    switch (request.kind) {
      case 'command':
        return requests.command(request, actor);
      case 'query':
      case 'ownOrder':
        await earlier;
        return requests.ask(request, actor);
      case 'addDevice':
        return requests.addDevice(request.name, request.scopes, actor);
      case 'programs':
        return requests.programs(actor);
      case 'revokeProgram':
        return requests.revokeProgram(request.called, actor);
      case 'control':
        return requests.control(request.ask, actor);
    }
  }

  #subscribe(actor: Actor, token: string | null, key: string | null): PublicReply {
    const reach = mayAsk(actor, 'subscribe');
    if (typeof reach !== 'string') return this.refused(reach, key);
    this.#parts.subscribe(actor, token);
    return { status: 'suscrito' };
  }

  /** Answers one text line; null: it was too long. '' for a blank line. Never rejects. */
  async answerText(line: Buffer | null): Promise<string> {
    if (line === null) return this.refusedText(TEXT_TOO_LONG);
    const text = decodeUtf8(line);
    if (text === null) return this.refusedText(refuse('NOT_UTF8'));
    if (text.trim() === '') return '';
    if ([...text.trim()].length > LIMITS.fieldChars) return this.refusedText(TEXT_TOO_LONG);
    const message = messageRequest(text);
    if ('code' in message) return this.refusedText(message);
    const { requests, identify, mayRequest, textWaitMs } = this.#parts;
    if (!mayRequest()) return this.refusedText(refuse('TOO_FAST'));
    try {
      const actor = await identify(null);
      if ('code' in actor) return this.refusedText(actor);
      const request = { ...message, until: 'impreso', deadlineS: textWaitMs / 1000 } as const;
      return textAnswer(await requests.command(request, actor));
    } catch (error) {
      return this.refusedText(this.#refusalFor(error));
    }
  }

  /** Counts the refusal and words it as JSON. */
  refused(refusal: Refusal, key: string | null = null): PublicReply {
    this.#parts.counters.refused(refusal.code);
    return errorAnswer(refusal, key);
  }

  /** Counts the refusal and words it as text. */
  refusedText(refusal: Refusal): string {
    this.#parts.counters.refused(refusal.code);
    return `ERROR: ${messageOf(refusal)}`;
  }

  /** The sender gets no details of an unexpected error; they go to the log. */
  #refusalFor(error: unknown): Refusal {
    if (error instanceof CoreGone) return refuse('CORE_GONE');
    this.#parts.onBug(error);
    return refuse('INTERNAL');
  }
}

const TEXT_TOO_LONG = refuse('TEXT_TOO_LONG', { limit: LIMITS.fieldChars });

/**
 * Null: not UTF-8. Invalid bytes are refused, never replaced: a replacement could print another
 * word in the kitchen.
 */
function decodeUtf8(bytes: Buffer): string | null {
  return isUtf8(bytes) ? bytes.toString('utf8') : null;
}

/** Undefined: not UTF-8. The framer has checked the grammar. */
function parseJson(bytes: Buffer): unknown {
  const text = decodeUtf8(bytes);
  return text === null ? undefined : (JSON.parse(text) as unknown);
}

/**
 * The sender's key. An error repeats it, so that the sender knows which of its requests failed.
 */
function keyOf(value: unknown): string | null {
  const { id, consulta } = (value ?? {}) as { id?: unknown; consulta?: unknown };
  if (consulta !== undefined) return null; // in a query, `id` is the number of an order
  if (typeof id === 'number') return Number.isSafeInteger(id) ? String(id) : null;
  return typeof id === 'string' && id.length <= LIMITS.keyChars ? id : null;
}
