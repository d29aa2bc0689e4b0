/**
 * A parsed request carried out and put into wire words: the same for every wire that speaks them.
 */
import { randomUUID } from 'node:crypto';
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
import type { Device } from '../../../../src-shared/model/staff';
import { refusalFor } from '../../../../src-shared/rights/permissions';
import { plainName } from '../../../../src-shared/text/plain-name';
import type { PrinterAction } from '../../../../src-shared/public-api/printing';
import type { Page, Query, TicketStatus } from '../../../../src-shared/queries/queries';
import type { Actor } from '../../../../src-shared/base/vocabulary';
import type { Scope } from '../../../../src-shared/base/scope-words';
import { newToken, tokenHash } from '../auth/tokens';
import type { Counters } from '../limits/counters';
import { PrinterRequests } from './printer-requests';
import type { PrinterRequestParts } from './printer-requests';
import { waitForTickets } from './wait-for-tickets';

type AskRequest = Extract<PublicRequest, { kind: 'query' | 'ownOrder' }>;

export type Requests = {
  command(request: CommandRequest, actor: Actor): Promise<PublicReply>;
  ask(request: AskRequest, actor: Actor): Promise<PublicReply>;
  /** A new token for a program or machine of the LAN; shown this once. */
  addDevice(name: string, scopes: readonly Scope[], actor: Actor): Promise<PublicReply>;
  /** The programs that have a token, and what each may do. */
  programs(actor: Actor): Promise<PublicReply>;
  /** By id, or by a name that only one program has. */
  revokeProgram(called: string, actor: Actor): Promise<PublicReply>;
  /** An owner's wish about printers. */
  control(ask: PrinterAction, actor: Actor): Promise<PublicReply>;
};

export function createRequests(parts: PrinterRequestParts, counters: Counters): Requests {
  const { core } = parts;
  const printers = new PrinterRequests(parts);

  function failed(refusal: Refusal, key: string | null): PublicReply {
    counters.refused(refusal.code);
    return errorAnswer(refusal, key);
  }

  /** `of`: what it is called where there is no such order. */
  function told<A extends object | null>(
    answer: A | Refusal,
    inWords: (answer: A) => PublicReply | null,
    of?: Query<'order'>['of'],
  ): PublicReply {
    if (answer !== null && isRefusal(answer)) return failed(answer, null);
    return (
      inWords(answer) ?? failed(refuse('ORDER_UNKNOWN', { order: of ? nameOf(of) : '' }), null)
    );
  }

  /** `found` null: its cursor was none of this list. */
  function page<R>(
    found: Page<R> | null | Refusal,
    list: PagedList,
    inWords: (rows: readonly R[], facts: PageFacts) => PublicReply,
  ): PublicReply {
    return told(found ?? refuse('ORDER_INVALID', NO_CURSOR), ({ rows, total, next }) =>
      inWords(rows, { total, next: next === null ? null : cursorFor(list, next) }),
    );
  }

  /**
   * Both versions: what was asked for, and the order as it is now. Nothing of either is lost, and a
   * person chooses.
   */
  async function conflict(
    refusal: Refusal,
    { binding, input, key }: CommandRequest,
    actor: Actor,
  ): Promise<PublicReply> {
    const order = await core.askFor(
      { name: 'order', of: { number: Number(refusal.details.order) } },
      actor,
    );
    const now = order === null || isRefusal(order) ? null : publicOrder(order);
    return { ...failed(refusal, key), pedida: { accion: binding.command, ...input }, actual: now };
  }

  return {
    async command(request, actor) {
      const { input, key } = request;
      const name = request.binding.command;
      // A sender that gives no key gets one of its own: its resend is then another order, as it
      // said nothing to the contrary.
      const done = await core.execute(name, input, actor, key ?? randomUUID());
      if (!done.ok) {
        if (done.code === 'EDIT_STALE') return conflict(done, request, actor);
        // Programs without a token have their keys in common: whose order it collided with may be
        // another program's.
        const shared = done.code === 'KEY_REUSED' && actor.id === LOOPBACK_ID;
        return failed(shared ? refuse('KEY_SHARED', done.details) : done, key);
      }
      if (request.until === 'recibido') return answerOf(request, done, done.tickets);
      const { number: answered = null } = done.reply as { number?: number | null };
      // A message's number is no order's.
      const number = name === 'sendMessage' ? null : answered;
      const wait = { until: request.until, order: number, ms: request.deadlineS * 1000 };
      const settled = await waitForTickets(core, done.tickets, wait);
      const answer = answerOf(request, done, settled.tickets);
      const order =
        number === null ? null : await core.askFor({ name: 'order', of: { number } }, actor);
      const shown = order === null || isRefusal(order) ? {} : publicOrder(order);
      return { ...answer, ...shown, ...(settled.inTime ? {} : { plazo_vencido: true }) };
    },

    async addDevice(name, scopes, actor) {
      const token = newToken();
      const input = {
        name,
        role: 'integrator' as const,
        tokenHash: tokenHash(token),
        scopes: [...scopes],
      };
      const done = await core.execute('addDevice', input, actor, randomUUID());
      return done.ok
        ? { status: 'dispositivo_agregado', dispositivo: name, alcance: scopes, token }
        : failed(done, null);
    },

    async programs(actor) {
      const refused = refusalFor(actor, 'revokeDevice');
      if (refused) return failed(refused, null);
      const programs = (await core.ask({ name: 'devices' })).filter(
        ({ role }) => role === 'integrator',
      );
      return { programas: programs.map(programOnWire) };
    },

    async revokeProgram(called, actor) {
      const refused = refusalFor(actor, 'revokeDevice');
      if (refused) return failed(refused, null);
      const programs = (await core.ask({ name: 'devices' })).filter(
        ({ role }) => role === 'integrator',
      );
      const byId = programs.filter(({ id }) => id === called);
      const found =
        byId.length > 0
          ? byId
          : programs.filter(({ name }) => plainName(name) === plainName(called));
      const [program] = found;
      if (!program) return failed(refuse('DEVICE_UNKNOWN'), null);
      // Made by an older version, which let two have one name.
      const ids = found.map(({ id }) => id).join(', ');
      if (found.length > 1)
        return failed(
          refuse('ORDER_INVALID', {
            field: 'retirar',
            reason: `hay varios con ese nombre; diga el id de uno: ${ids}`,
          }),
          null,
        );
      const done = await core.execute('revokeDevice', { device: program.id }, actor, randomUUID());
      return done.ok ? { status: 'retirado', dispositivo: program.name } : failed(done, null);
    },

    async control(ask, actor) {
      const answer = await printers.carryOut(ask, actor);
      return isRefusal(answer) ? failed(answer, null) : answer;
    },

    async ask(request, actor) {
      const query: Query<'order' | 'journey' | 'queue' | 'recent' | 'printers' | 'pending'> =
        request.kind === 'query'
          ? request.query
          : { name: request.what, of: { actor: actor.id, key: request.key } };
      switch (query.name) {
        case 'order':
          return told(
            await core.askFor(query, actor),
            (order) => order && publicOrder(order),
            query.of,
          );
        case 'journey':
          return told(
            await core.askFor(query, actor),
            (journey) => journey && publicJourney(journey),
            query.of,
          );
        case 'queue':
          return told(await core.askFor(query, actor), (queue) => ({
            ...publicQueue(queue),
            errores: counters.figures,
          }));
        case 'pending':
          return page(await core.askFor(query, actor), 'pendientes', publicPending);
        case 'printers': {
          const stations = await core.ask({ name: 'stations' });
          return told(await core.askFor(query, actor), (printers) =>
            publicPrinters(printers, stations),
          );
        }
        case 'recent':
          return page(await core.askFor(query, actor), 'recientes', publicRecent);
      }
    },
  };
}

/** What was done. `repetido`: the same key came before with the same content. */
function answerOf(
  { binding, key }: CommandRequest,
  { reply, repeated }: { readonly reply: unknown; readonly repeated: boolean },
  tickets: readonly TicketStatus[],
): PublicReply {
  // The core answers each command with its own reply, and the binding is that command's.
  const answer = binding.encode(reply as Parameters<typeof binding.encode>[0], { tickets, key });
  return repeated ? { ...answer, repetido: true } : answer;
}

/** The sender of everything that comes without a token. */
const LOOPBACK_ID = 'loopback';

function programOnWire({ id, name, addedAt, scopes }: Device): PublicReply {
  return { id, nombre: name, desde: new Date(addedAt).toISOString(), alcance: scopes };
}

function nameOf(of: Query<'order'>['of']): string {
  if ('number' in of) return String(of.number);
  return 'folio' in of ? `${of.folio} del ${of.day}` : `con clave "${of.key}"`;
}
