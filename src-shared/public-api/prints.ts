/** Bindings of public requests about prints: copies, and decisions about undecided prints. */
import { z } from 'zod';
import { Fields } from '../base/fields';
import {
  confirmPrinted,
  confirmShown,
  discardPrint,
  printHeld,
  reprintOrder,
  reroutePrint,
  retryPrinter,
} from '../commands/printing';
import { plainAnswer } from './answers';
import { PlainAnswer, RetryAnswer } from './answer-schemas';
import { definePublic, postTo } from './define-public';
import { Common, Token } from './request';

const {
  orderNumber: OrderNumber,
  ticketNumber: TicketNumber,
  optional: Optional,
  text: Text,
} = Fields;

/** An order by its number, or one print by the number at the foot of its paper. */
const Which = z.union([OrderNumber, z.strictObject({ impresion: OrderNumber })], {
  error: 'es el número de un pedido, o {"impresion":número}',
});
const which = (named: z.output<typeof Which>): { order: number | null; job: number | null } =>
  typeof named === 'number' ? { order: named, job: null } : { order: null, job: named.impresion };

/** `comanda`: one ticket only, by its number. */
export const reimprimir = definePublic(reprintOrder, {
  words: ['reimprimir'],
  summary: 'Una copia más de lo que ya salió',
  http: postTo('pedidos', 'reimprimir'),
  body: z.strictObject({
    ...Common,
    reimprimir: OrderNumber,
    estacion: Optional,
    comanda: TicketNumber.nullish(),
  }),
  answer: PlainAnswer,
  decode: (body) => ({
    order: body.reimprimir,
    station: body.estacion,
    ticket: body.comanda ?? null,
  }),
  encode: (reply, answered) => plainAnswer('reimprimiendo', reply.number, answered),
});

export const confirmar = definePublic(confirmPrinted, {
  words: ['confirmar'],
  summary: 'La comanda salió',
  http: postTo('pedidos', 'confirmar'),
  body: z.strictObject({ ...Common, confirmar: Which, estacion: Optional }),
  answer: PlainAnswer,
  decode: (body) => ({ ...which(body.confirmar), station: body.estacion }),
  encode: (reply, answered) => plainAnswer('confirmado', reply.number, answered),
});

export const descartar = definePublic(discardPrint, {
  words: ['descartar'],
  summary: 'La comanda no hace falta en papel',
  http: postTo('pedidos', 'descartar'),
  body: z.strictObject({ ...Common, descartar: Which, estacion: Optional }),
  answer: PlainAnswer,
  decode: (body) => ({ ...which(body.descartar), station: body.estacion }),
  encode: (reply, answered) => plainAnswer('descartado', reply.number, answered),
});

export const imprimir = definePublic(printHeld, {
  words: ['imprimir'],
  summary: 'Imprime lo que espera una decisión',
  http: postTo('pedidos', 'imprimir'),
  body: z.strictObject({ ...Common, imprimir: Which, estacion: Optional }),
  answer: PlainAnswer,
  decode: (body) => ({ ...which(body.imprimir), station: body.estacion }),
  encode: (reply, answered) => plainAnswer('imprimiendo', reply.number, answered),
});

export const mostrado = definePublic(confirmShown, {
  words: ['mostrado'],
  summary: 'Una pantalla la muestra',
  http: postTo('pedidos', 'mostrado'),
  body: z.strictObject({ ...Common, mostrado: Which, estacion: Optional }),
  answer: PlainAnswer,
  decode: (body) => ({ ...which(body.mostrado), station: body.estacion }),
  encode: (reply, answered) => plainAnswer('mostrado', reply.number, answered),
});

export const desviar = definePublic(reroutePrint, {
  words: ['desviar'],
  summary: 'Lo que espera, a otra impresora',
  http: postTo('pedidos', 'desviar'),
  body: z.strictObject({ ...Common, desviar: OrderNumber, a: Text, estacion: Optional }),
  answer: PlainAnswer,
  decode: (body) => ({ order: body.desviar, station: body.estacion, to: body.a }),
  encode: (reply, answered) => plainAnswer('desviado', reply.number, answered),
});

export const reintentar = definePublic(retryPrinter, {
  words: ['reintentar'],
  summary: 'Prueba otra vez una impresora',
  http: null,
  body: z.strictObject({ reintentar: Text, token: Token }),
  answer: RetryAnswer,
  decode: (body) => ({ printer: body.reintentar }),
  encode: (reply) => ({ status: 'reintentando', impresora: reply.printer }),
});
