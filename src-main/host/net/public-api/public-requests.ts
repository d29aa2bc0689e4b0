/** Carries out parsed requests of the public API, for TCP and HTTP alike, and words the answers. */
import { randomUUID } from 'node:crypto';
import type { CommandName } from '../../../../src-shared/commands/registry';
import { cursorFor, NO_CURSOR } from '../../../../src-shared/queries/cursor';
import type { PagedList } from '../../../../src-shared/queries/cursor';
import { isRefusal, refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import {
  errorAnswer,
  publicJourney,
  publicOrder,
  publicPending,
  publicPrinters,
  publicQueue,
  publicRecent,
} from '../../../../src-shared/public-api/answers';
import type { CommandRequest, PublicRequest } from '../../../../src-shared/public-api/read-request';
import type { PageFacts } from '../../../../src-shared/public-api/answers';
import type { PublicReply } from '../../../../src-shared/public-api/public-reply';
import type { PrinterAction } from '../../../../src-shared/public-api/printing';
import type { Page, Query, TicketStatus } from '../../../../src-shared/queries/queries';
import type { Actor } from '../../../../src-shared/base/vocabulary';
import type { Scope } from '../../../../src-shared/base/scope-words';
import type { Core, Done } from '../../core/core-client';
import type { Counters } from '../limits/counters';
import { PrinterRequests } from './printer-requests';
import type { PrinterRequestParts } from './printer-requests';
import { createProgram, listPrograms, revokeProgram } from './program-requests';
import { waitForTickets } from './wait-for-tickets';

type AskRequest = Extract<PublicRequest, { kind: 'query' | 'ownOrder' }>;
type PublicQuery = Query<'order' | 'journey' | 'queue' | 'recent' | 'printers' | 'pending'>;

export type Requests = {
  command(request: CommandRequest, actor: Actor): Promise<PublicReply>;
  ask(request: AskRequest, actor: Actor): Promise<PublicReply>;
  /** A new token for a program of the LAN. No later reply repeats it. */
  addDevice(name: string, scopes: readonly Scope[], actor: Actor): Promise<PublicReply>;
  /** The programs that have a token, with their scopes. */
  programs(actor: Actor): Promise<PublicReply>;
  /** `called`: an id, or a name that only one program has. */
  revokeProgram(called: string, actor: Actor): Promise<PublicReply>;
  /** An owner's request about printers. */
  control(ask: PrinterAction, actor: Actor): Promise<PublicReply>;
};

export function createRequests(parts: PrinterRequestParts, counters: Counters): Requests {
  return new PublicRequests(parts, counters);
}

class PublicRequests implements Requests {
  readonly #core: Core;
  readonly #counters: Counters;
  readonly #printers: PrinterRequests;

  constructor(parts: PrinterRequestParts, counters: Counters) {
    this.#core = parts.core;
    this.#counters = counters;
    this.#printers = new PrinterRequests(parts);
  }

  async command(request: CommandRequest, actor: Actor): Promise<PublicReply> {
    const { input, key } = request;
    const name = request.binding.command;
    // Without a key of the sender, each request gets a new one: sent twice, it is two orders.
    const done = await this.#core.execute(name, input, actor, key ?? randomUUID());
    if (!done.ok) return this.#commandRefused(done, request, actor);
    if (request.until === 'recibido') return answerOf(request, done, done.tickets);
    return this.#answerSettled(request, done, actor);
  }

  #commandRefused(
    refusal: Refusal,
    request: CommandRequest,
    actor: Actor,
  ): PublicReply | Promise<PublicReply> {
    if (refusal.code === 'EDIT_STALE') return this.#conflict(refusal, request, actor);
    // Programs without a token share their keys, so the other order may be another program's.
    const isShared = refusal.code === 'KEY_REUSED' && actor.id === LOOPBACK_ID;
    return this.#failed(isShared ? refuse('KEY_SHARED', refusal.details) : refusal, request.key);
  }

  /**
   * Replies with both versions, so that a person can choose: the requested change and the order as
   * it is now.
   */
  async #conflict(
    refusal: Refusal,
    { binding, input, key }: CommandRequest,
    actor: Actor,
  ): Promise<PublicReply> {
    const order = await this.#core.askFor(
      { name: 'order', of: { number: Number(refusal.details.order) } },
      actor,
    );
    const actual = order === null || isRefusal(order) ? null : publicOrder(order);
    return {
      ...this.#failed(refusal, key),
      pedida: { accion: binding.command, ...input },
      actual,
    };
  }

  /** Waits for the tickets, up to the deadline, and answers with the order as it then is. */
  async #answerSettled(
    request: CommandRequest,
    done: Done<CommandName>,
    actor: Actor,
  ): Promise<PublicReply> {
    const { number: replied = null } = done.reply as { number?: number | null };
    // The number of a message is no order number.
    const number = request.binding.command === 'sendMessage' ? null : replied;
    const settled = await waitForTickets(this.#core, done.tickets, {
      until: request.until,
      order: number,
      ms: request.deadlineS * 1000,
    });
    const answer = answerOf(request, done, settled.tickets);
    const order =
      number === null ? null : await this.#core.askFor({ name: 'order', of: { number } }, actor);
    const shown = order === null || isRefusal(order) ? {} : publicOrder(order);
    return { ...answer, ...shown, ...(settled.inTime ? {} : { plazo_vencido: true }) };
  }

  async ask(request: AskRequest, actor: Actor): Promise<PublicReply> {
    const query: PublicQuery =
      request.kind === 'query'
        ? request.query
        : { name: request.what, of: { actor: actor.id, key: request.key } };
    const core = this.#core;
    switch (query.name) {
      case 'order':
        return this.#oneOrder(await core.askFor(query, actor), publicOrder, query.of);
      case 'journey':
        return this.#oneOrder(await core.askFor(query, actor), publicJourney, query.of);
      case 'queue':
        return this.#answer(await core.askFor(query, actor), (queue) => ({
          ...publicQueue(queue),
          errores: this.#counters.figures,
        }));
      case 'pending':
        return this.#page(await core.askFor(query, actor), 'pendientes', publicPending);
      case 'printers': {
        const stations = await core.ask({ name: 'stations' });
        return this.#answer(await core.askFor(query, actor), (printers) =>
          publicPrinters(printers, stations),
        );
      }
      case 'recent':
        return this.#page(await core.askFor(query, actor), 'recientes', publicRecent);
    }
  }

  async addDevice(name: string, scopes: readonly Scope[], actor: Actor): Promise<PublicReply> {
    return this.#replyOr(await createProgram(this.#core, name, scopes, actor));
  }

  async programs(actor: Actor): Promise<PublicReply> {
    return this.#replyOr(await listPrograms(this.#core, actor));
  }

  async revokeProgram(called: string, actor: Actor): Promise<PublicReply> {
    return this.#replyOr(await revokeProgram(this.#core, called, actor));
  }

  async control(ask: PrinterAction, actor: Actor): Promise<PublicReply> {
    return this.#replyOr(await this.#printers.carryOut(ask, actor));
  }

  #answer<A extends object>(answer: A | Refusal, inWords: (answer: A) => PublicReply): PublicReply {
    return isRefusal(answer) ? this.#failed(answer, null) : inWords(answer);
  }

  /** Null: there is no such order. */
  #oneOrder<A extends object>(
    answer: A | null | Refusal,
    inWords: (answer: A) => PublicReply,
    of: Query<'order'>['of'],
  ): PublicReply {
    return this.#answer(answer ?? refuse('ORDER_UNKNOWN', { order: nameOf(of) }), inWords);
  }

  /** `found` is null if the cursor is of another list. */
  #page<R>(
    found: Page<R> | null | Refusal,
    list: PagedList,
    inWords: (rows: readonly R[], facts: PageFacts) => PublicReply,
  ): PublicReply {
    return this.#answer(found ?? refuse('ORDER_INVALID', NO_CURSOR), ({ rows, total, next }) =>
      inWords(rows, { total, next: next === null ? null : cursorFor(list, next) }),
    );
  }

  #replyOr(reply: PublicReply | Refusal): PublicReply {
    return isRefusal(reply) ? this.#failed(reply, null) : reply;
  }

  /** Counts the refusal and words it. */
  #failed(refusal: Refusal, key: string | null): PublicReply {
    this.#counters.refused(refusal.code);
    return errorAnswer(refusal, key);
  }
}

/** The reply of a command. `repetido`: the same key came before with the same content. */
function answerOf(
  { binding, key }: CommandRequest,
  { reply, repeated }: { readonly reply: unknown; readonly repeated: boolean },
  tickets: readonly TicketStatus[],
): PublicReply {
  // The binding and the reply belong to the same command, which the types cannot express.
  const answer = binding.encode(reply as Parameters<typeof binding.encode>[0], { tickets, key });
  return repeated ? { ...answer, repetido: true } : answer;
}

/** The actor of all requests without a token. */
const LOOPBACK_ID = 'loopback';

function nameOf(of: Query<'order'>['of']): string {
  if ('number' in of) return String(of.number);
  return 'folio' in of ? `${of.folio} del ${of.day}` : `con clave "${of.key}"`;
}
