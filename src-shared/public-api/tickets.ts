/** Bindings of public requests about tickets: actions of cooks, messages, stations' screens. */
import { z } from 'zod';
import { Fields } from '../base/fields';
import {
  acknowledgeNotice,
  bumpTicket,
  recallTicket,
  sendMessage,
  setStationScreen,
  startTicket,
  tickLine,
} from '../commands/tickets';
import { keyField, plainAnswer, ticketAnswer } from './answers';
import { PlainAnswer, StationScreenAnswer, TicketAnswer } from './answer-schemas';
import { definePublic, postTo, postWhole } from './define-public';
import { Common } from './request';

const { ticketNumber: TicketNumber, optional: Optional, text: Text } = Fields;

export const empezar = definePublic(startTicket, {
  words: ['empezar'],
  summary: 'La cocina la empezó',
  http: postTo('comandas', 'empezar'),
  body: z.strictObject({ ...Common, empezar: TicketNumber }),
  answer: TicketAnswer,
  decode: (body) => ({ ticket: body.empezar }),
  encode: (reply, answered) => ticketAnswer('en_preparacion', reply, answered),
});

export const lista = definePublic(bumpTicket, {
  words: ['lista'],
  summary: 'Está lista',
  http: postTo('comandas', 'lista'),
  body: z.strictObject({ ...Common, lista: TicketNumber }),
  answer: TicketAnswer,
  decode: (body) => ({ ticket: body.lista }),
  encode: (reply, answered) => ticketAnswer('lista', reply, answered),
});

export const recuperar = definePublic(recallTicket, {
  words: ['recuperar'],
  summary: 'No estaba lista',
  http: postTo('comandas', 'recuperar'),
  body: z.strictObject({ ...Common, recuperar: TicketNumber }),
  answer: TicketAnswer,
  decode: (body) => ({ ticket: body.recuperar }),
  encode: (reply, answered) => ticketAnswer('recuperada', reply, answered),
});

export const enterado = definePublic(acknowledgeNotice, {
  words: ['enterado'],
  summary: 'La cocina vio el aviso',
  http: postTo('comandas', 'enterado'),
  body: z.strictObject({ ...Common, enterado: TicketNumber }),
  answer: TicketAnswer,
  decode: (body) => ({ ticket: body.enterado }),
  encode: (reply, answered) => ticketAnswer('enterado', reply, answered),
});

export const tachar = definePublic(tickLine, {
  words: ['tachar'],
  summary: 'Una línea hecha, o no',
  http: postTo('comandas', 'tachar'),
  body: z.strictObject({
    ...Common,
    tachar: TicketNumber,
    linea: z.int().min(1),
    deshacer: z.boolean().default(false),
  }),
  answer: TicketAnswer.extend({ hechas: z.array(z.int()) }),
  decode: (body) => ({ ticket: body.tachar, line: body.linea, done: !body.deshacer }),
  encode: (reply, answered) => ({
    ...ticketAnswer('recibido', reply, answered),
    hechas: reply.done,
  }),
});

export const pantalla = definePublic(setStationScreen, {
  words: ['pantalla'],
  summary: 'Una estación tiene pantalla, o ya no',
  http: postWhole('/estaciones/pantalla'),
  body: z.strictObject({ ...Common, pantalla: Text, usar: z.boolean().default(true) }),
  answer: StationScreenAnswer,
  decode: (body) => ({ station: body.pantalla, screen: body.usar }),
  encode: (reply, { key }) => ({
    status: 'recibido',
    estacion: reply.station,
    pantalla: reply.screen,
    ...keyField(key),
  }),
});

export const mensaje = definePublic(sendMessage, {
  words: ['mensaje'],
  summary: 'Un mensaje a la cocina o a otra estación',
  http: postWhole('/mensajes', 201),
  body: z.strictObject({ ...Common, mensaje: Text, estacion: Optional }),
  answer: PlainAnswer,
  decode: (body) => ({ text: body.mensaje, station: body.estacion }),
  encode: (reply, answered) => plainAnswer('recibido', reply.number, answered),
});
