/**
 * The wire's words for the kitchen: tickets, what is sold out, messages, prints that wait for a
 * person.
 */
import { z } from 'zod';
import { Fields } from '../base/fields';
import { command, Common, reader, Token } from './request';
import type { RequestReader } from './request';

const {
  orderNumber: OrderNumber,
  ticketNumber: TicketNumber,
  optional: Optional,
  text: Text,
} = Fields;

const Start = z.strictObject({ ...Common, empezar: TicketNumber });
const Bump = z.strictObject({ ...Common, lista: TicketNumber });
const Recall = z.strictObject({ ...Common, recuperar: TicketNumber });
const Acknowledge = z.strictObject({ ...Common, enterado: TicketNumber });
const Tick = z.strictObject({
  ...Common,
  tachar: TicketNumber,
  linea: z.int().min(1),
  deshacer: z.boolean().default(false),
});
const SoldOut = z.strictObject({ ...Common, agotado: Text });
const Available = z.strictObject({
  ...Common,
  disponible: Text,
  quedan: z.int().min(1).max(9999).nullish(),
});
const Screen = z.strictObject({ ...Common, pantalla: Text, usar: z.boolean().default(true) });
const Message = z.strictObject({ ...Common, mensaje: Text, estacion: Optional });
/** `comanda`: one ticket alone, by its number. */
const Reprint = z.strictObject({
  ...Common,
  reimprimir: OrderNumber,
  estacion: Optional,
  comanda: TicketNumber.nullish(),
});
/** An order by its number, or one print by the number on its paper's foot. */
const Which = z.union([OrderNumber, z.strictObject({ impresion: OrderNumber })], {
  error: 'es el número de un pedido, o {"impresion":número}',
});
const which = (named: z.output<typeof Which>): { order: number | null; job: number | null } =>
  typeof named === 'number' ? { order: named, job: null } : { order: null, job: named.impresion };
const Confirm = z.strictObject({ ...Common, confirmar: Which, estacion: Optional });
const Discard = z.strictObject({ ...Common, descartar: Which, estacion: Optional });
const Print = z.strictObject({ ...Common, imprimir: Which, estacion: Optional });
const Reroute = z.strictObject({ ...Common, desviar: OrderNumber, a: Text, estacion: Optional });
const Shown = z.strictObject({ ...Common, mostrado: Which, estacion: Optional });
const Retry = z.strictObject({ reintentar: Text, token: Token });

const Turbo = z.strictObject({ ...Common, turbo: z.boolean() });

export const TICKET_BODIES = {
  start: Start,
  bump: Bump,
  recall: Recall,
  acknowledge: Acknowledge,
  tick: Tick,
  soldOut: SoldOut,
  available: Available,
  screen: Screen,
  message: Message,
  reprint: Reprint,
  confirm: Confirm,
  discard: Discard,
  print: Print,
  reroute: Reroute,
  shown: Shown,
  turbo: Turbo,
} as const;

export const TICKET_REQUESTS: Readonly<Record<string, RequestReader>> = {
  empezar: reader(Start, (wire) => command('startTicket', wire, { ticket: wire.empezar })),
  lista: reader(Bump, (wire) => command('bumpTicket', wire, { ticket: wire.lista })),
  recuperar: reader(Recall, (wire) => command('recallTicket', wire, { ticket: wire.recuperar })),
  enterado: reader(Acknowledge, (wire) =>
    command('acknowledgeNotice', wire, { ticket: wire.enterado }),
  ),
  tachar: reader(Tick, (wire) =>
    command('tickLine', wire, { ticket: wire.tachar, line: wire.linea, done: !wire.deshacer }),
  ),
  agotado: reader(SoldOut, (wire) =>
    command('setStock', wire, { item: wire.agotado, soldOut: true, left: null }),
  ),
  disponible: reader(Available, (wire) =>
    command('setStock', wire, { item: wire.disponible, soldOut: false, left: wire.quedan ?? null }),
  ),
  pantalla: reader(Screen, (wire) =>
    command('setStationScreen', wire, { station: wire.pantalla, screen: wire.usar }),
  ),
  mensaje: reader(Message, (wire) =>
    command('sendMessage', wire, { text: wire.mensaje, station: wire.estacion }),
  ),
  reimprimir: reader(Reprint, (wire) =>
    command('reprintOrder', wire, {
      order: wire.reimprimir,
      station: wire.estacion,
      ticket: wire.comanda ?? null,
    }),
  ),
  confirmar: reader(Confirm, (wire) =>
    command('confirmPrinted', wire, { ...which(wire.confirmar), station: wire.estacion }),
  ),
  descartar: reader(Discard, (wire) =>
    command('discardPrint', wire, { ...which(wire.descartar), station: wire.estacion }),
  ),
  imprimir: reader(Print, (wire) =>
    command('printHeld', wire, { ...which(wire.imprimir), station: wire.estacion }),
  ),
  desviar: reader(Reroute, (wire) =>
    command('reroutePrint', wire, { order: wire.desviar, station: wire.estacion, to: wire.a }),
  ),
  mostrado: reader(Shown, (wire) =>
    command('confirmShown', wire, { ...which(wire.mostrado), station: wire.estacion }),
  ),
  turbo: reader(Turbo, (wire) => command('setTurbo', wire, { on: wire.turbo })),
  reintentar: reader(Retry, (wire) => ({ kind: 'retryPrinter', printer: wire.reintentar })),
};
