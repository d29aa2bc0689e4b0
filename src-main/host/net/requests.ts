/** A parsed request carried out and put into wire words: the same for every wire that speaks them. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { DispatchReply, Replies } from '../../../src-shared/commands';
import { refuse } from '../../../src-shared/errors';
import type { Refusal } from '../../../src-shared/errors';
import {
  dispatchAnswer,
  errorAnswer,
  journeyOnWire,
  orderOnWire,
  pendingOnWire,
  printersOnWire,
  plainAnswer,
  queueOnWire,
} from '../../../src-shared/wire-answers';
import type { WireRequest } from '../../../src-shared/order-wire';
import type { WireAnswer } from '../../../src-shared/wire-answers';
import type { ControlAsk } from '../../../src-shared/printer-wire';
import type { Query, TicketStatus } from '../../../src-shared/queries';
import type { Actor } from '../../../src-shared/vocabulary';
import type { Done } from '../core/core-client';
import { tokenHash } from './access/tokens';
import type { Counters } from './counters';
import { createPrinterRequests } from './printer-requests';
import type { PrinterRequestParts } from './printer-requests';
import { waitForTickets } from './waiting';

type CommandRequest = Extract<WireRequest, { kind: 'command' }>;
type AskRequest = Extract<WireRequest, { kind: 'query' | 'ownOrder' }>;

export type Requests = {
  command(request: CommandRequest, actor: Actor): Promise<WireAnswer>;
  ask(request: AskRequest, actor: Actor): Promise<WireAnswer>;
  /** A new token for a program or machine of the LAN; shown this once. */
  addDevice(name: string, actor: Actor): Promise<WireAnswer>;
  /** An owner's wish about printers. */
  control(ask: ControlAsk, actor: Actor): Promise<WireAnswer>;
  /** "Reintentar ahora". */
  retryPrinter(printer: string, actor: Actor): Promise<WireAnswer>;
};

export function createRequests(parts: PrinterRequestParts, counters: Counters): Requests {
  const { core } = parts;
  const carryOut = createPrinterRequests(parts);

  function failed(refusal: Refusal, key: string | null): WireAnswer {
    counters.refused(refusal.code);
    return errorAnswer(refusal, key);
  }

  return {
    async command(request, actor) {
      const { name, input, key } = request;
      // A sender that gives no key gets one of its own: its resend is then another order, as it said nothing to the contrary.
      const done = await core.execute(name, input, actor, key ?? randomUUID());
      if (!done.ok) return failed(done, key);
      if (request.until === 'recibido') return answerOf(request, done as Done<never>, done.tickets, key);
      const settled = await waitForTickets(core, done.tickets, request.deadlineS * 1000);
      const answer = answerOf(request, done as Done<never>, settled.tickets, key);
      const number = (done.reply as { number: number | null }).number;
      const order = name === 'sendMessage' || number === null ? null : await core.ask({ name: 'order', of: { number } });
      return { ...answer, ...(order ? orderOnWire(order) : {}), ...(settled.inTime ? {} : { plazo_vencido: true }) };
    },

    async addDevice(name, actor) {
      const token = randomBytes(32).toString('base64url');
      const done = await core.execute(
        'addDevice',
        { name, role: 'integrator', tokenHash: tokenHash(token) },
        actor,
        randomUUID(),
      );
      return done.ok ? { status: 'dispositivo_agregado', dispositivo: name, token } : failed(done, null);
    },

    async control(ask, actor) {
      const answer = await carryOut(ask, actor);
      return isRefusal(answer) ? failed(answer, null) : answer;
    },

    async retryPrinter(printer, actor) {
      const done = await core.execute('retryPrinter', { printer }, actor, randomUUID());
      return done.ok ? { status: 'reintentando', impresora: done.reply.printer } : failed(done, null);
    },

    async ask(request, actor) {
      const query: Query<'order' | 'journey' | 'queue' | 'recent' | 'printers' | 'pending'> =
        request.kind === 'query' ? request.query : { name: request.what, of: { actor: actor.id, key: request.key } };
      switch (query.name) {
        case 'order': {
          const order = await core.ask(query);
          return order ? orderOnWire(order) : failed(refuse('ORDER_UNKNOWN', { order: nameOf(query.of) }), null);
        }
        case 'journey': {
          const journey = await core.ask(query);
          return journey ? journeyOnWire(journey) : failed(refuse('ORDER_UNKNOWN', { order: nameOf(query.of) }), null);
        }
        case 'queue':
          return { ...queueOnWire(await core.ask(query)), errores: counters.figures };
        case 'pending':
          return pendingOnWire(await core.ask(query));
        case 'printers':
          return printersOnWire(await core.ask(query), await core.ask({ name: 'stations' }));
        case 'recent':
          return { pedidos: (await core.ask(query)).map(orderOnWire) };
      }
    },
  };
}

function answerOf(request: CommandRequest, done: Done<never>, tickets: readonly TicketStatus[], key: string | null): WireAnswer {
  const reply: unknown = done.reply;
  switch (request.name) {
    case 'placeOrder':
    case 'addLines':
      return dispatchAnswer(reply as DispatchReply, tickets, key);
    case 'voidLines':
      return dispatchAnswer(reply as DispatchReply, tickets, key, { anuladas: (reply as Replies['voidLines']).voided });
    case 'markUrgent':
      return plainAnswer(
        (reply as Replies['markUrgent']).moved > 0 ? 'urgente' : 'sin_cambios',
        (reply as Replies['markUrgent']).number,
        tickets,
        key,
      );
    case 'reprintOrder':
      return plainAnswer('reimprimiendo', (reply as Replies['reprintOrder']).number, tickets, key);
    case 'confirmPrinted':
      return plainAnswer('confirmado', (reply as Replies['confirmPrinted']).number, tickets, key);
    case 'discardPrint':
      return plainAnswer('descartado', (reply as Replies['discardPrint']).number, tickets, key);
    case 'printHeld':
      return plainAnswer('imprimiendo', (reply as Replies['printHeld']).number, tickets, key);
    case 'reroutePrint':
      return plainAnswer('desviado', (reply as Replies['reroutePrint']).number, tickets, key);
    case 'confirmShown':
      return plainAnswer('mostrado', (reply as Replies['confirmShown']).number, tickets, key);
    case 'sendMessage':
      return plainAnswer('recibido', (reply as Replies['sendMessage']).number, tickets, key);
  }
}

function nameOf(of: Query<'order'>['of']): string {
  if ('number' in of) return String(of.number);
  return 'folio' in of ? `${of.folio} del ${of.day}` : `con clave "${of.key}"`;
}

/** Answers carry the wire's words, refusals a code of ours. */
function isRefusal(answer: WireAnswer | Refusal): answer is Refusal {
  return 'code' in answer;
}
