/**
 * Bindings of public requests about orders: place, add, fire, void, change, move, join, serve;
 * stock of items.
 */
import { z } from 'zod';
import { refuse } from '../base/errors';
import type { Refusal } from '../base/errors';
import { Fields } from '../base/fields';
import { LIMITS } from '../base/limits';
import {
  addLines,
  changeQuantity,
  compLines,
  editOrder,
  fireLines,
  handOver,
  markUrgent,
  mergeOrders,
  moveTable,
  placeOrder,
  serveOrder,
  setStock,
  voidLines,
} from '../commands/orders';
import type { CommandInput } from '../commands/registry';
import type { LineInput } from '../commands/line-input';
import type { OrderType } from '../base/vocabulary';
import { dispatchAnswer, editAnswer, keyField, plainAnswer } from './answers';
import type { PublicReply } from './public-reply';
import { DispatchAnswer, EditAnswer, PlainAnswer, StockAnswer } from './answer-schemas';
import { definePublic, postTo, postWhole } from './define-public';
import type { Answered } from './public-reply';
import { Common, CommonEdit, NameOrNull } from './request';

const PLAIN_LINE = {
  code: null,
  quantity: 1,
  modifiers: [],
  note: null,
  course: null,
  seat: null,
  held: false,
} as const;

const Product = z.union([
  Fields.text.transform((product): LineInput => ({ ...PLAIN_LINE, modifiers: [], product })),
  z
    .strictObject({
      nombre: Fields.text.optional(),
      codigo: z.union([z.int().transform(String), Fields.text]).optional(),
      cantidad: Fields.quantity,
      modificadores: z.array(Fields.text).max(LIMITS.modifiers).default([]),
      nota: Fields.optional,
      tiempo: Fields.course,
      comensal: Fields.seat,
      en_espera: z.boolean().default(false),
    })
    .refine(({ nombre, codigo }) => nombre !== undefined || codigo !== undefined, {
      error: 'hace falta "nombre" o "codigo"',
    })
    .transform(
      ({
        nombre,
        codigo,
        cantidad,
        modificadores,
        nota,
        tiempo,
        comensal,
        en_espera,
      }): LineInput => ({
        product: nombre ?? codigo ?? '',
        code: codigo ?? null,
        quantity: cantidad,
        modifiers: modificadores,
        note: nota,
        course: tiempo,
        seat: comensal,
        held: en_espera,
      }),
    ),
]);

const Productos = z
  .array(Product)
  .min(1, { error: 'hace falta al menos un producto' })
  .max(LIMITS.orderLines);
const TIPOS: Readonly<Record<'mesa' | 'llevar' | 'domicilio', OrderType>> = {
  mesa: 'table',
  llevar: 'takeaway',
  domicilio: 'delivery',
};
const { orderNumber: OrderNumber, optional: Optional, lineNumbers: LineNumbers } = Fields;

const Order = z.strictObject({
  ...Common,
  cliente: Optional,
  productos: Productos,
  direccion: Optional,
  mesa: NameOrNull,
  tipo: z.enum(['mesa', 'llevar', 'domicilio']).optional(),
  telefono: NameOrNull,
  comensales: Fields.covers,
  nota: Optional,
  prioridad: z.enum(['urgente', 'normal']).default('normal'),
});
const Table = z.union([z.int().transform(String), Fields.text]);

export const pedido = definePublic(placeOrder, {
  words: ['productos', 'cliente', 'mesa'],
  summary: 'Un pedido nuevo',
  http: postWhole('/pedidos', 201),
  body: Order,
  answer: DispatchAnswer,
  decode: orderOf,
  encode: dispatchAnswer,
});

export const agregar = definePublic(addLines, {
  words: ['agregar'],
  summary: 'Agrega productos',
  http: { method: 'PATCH', path: '/pedidos/:id', status: 200, pathField: 'agregar' },
  body: z.strictObject({ ...Common, agregar: OrderNumber, productos: Productos }),
  answer: DispatchAnswer.extend({ lineas: z.array(z.int()) }),
  decode: (body) => ({ order: body.agregar, lines: body.productos }),
  encode: (reply, answered) => dispatchAnswer(reply, answered, { lineas: reply.lines }),
});

export const marchar = definePublic(fireLines, {
  words: ['marchar'],
  summary: 'Manda a cocina lo que está en espera',
  http: postTo('pedidos', 'marchar'),
  body: z.strictObject({
    ...CommonEdit,
    marchar: OrderNumber,
    tiempo: Fields.course,
    lineas: LineNumbers.nullish(),
  }),
  answer: DispatchAnswer.extend({ marchadas: z.array(z.int()) }),
  decode: (body) => ({
    order: body.marchar,
    base: body.base,
    course: body.tiempo,
    lines: body.lineas ?? null,
  }),
  encode: (reply, answered) => dispatchAnswer(reply, answered, { marchadas: reply.fired }),
});

export const anular = definePublic(voidLines, {
  words: ['anular'],
  summary: 'Anula el pedido o algunas líneas',
  http: { method: 'DELETE', path: '/pedidos/:id', status: 200, pathField: 'anular' },
  body: z.strictObject({
    ...CommonEdit,
    anular: OrderNumber,
    lineas: LineNumbers.nullish(),
    motivo: Optional,
  }),
  answer: DispatchAnswer.extend({ anuladas: z.array(z.int()) }),
  decode: (body) => ({
    order: body.anular,
    base: body.base,
    lines: body.lineas ?? null,
    reason: body.motivo,
  }),
  encode: (reply, answered) => dispatchAnswer(reply, answered, { anuladas: reply.voided }),
});

export const cambiar = definePublic(changeQuantity, {
  words: ['cambiar'],
  summary: 'Otra cantidad de una línea',
  http: postTo('pedidos', 'cambiar'),
  body: z.strictObject({
    ...CommonEdit,
    cambiar: OrderNumber,
    linea: z.int().min(1),
    cantidad: z.int().min(0).max(LIMITS.quantity),
    motivo: Optional,
  }),
  answer: DispatchAnswer.extend({ lineas: z.array(z.int()) }),
  decode: (body) => ({
    order: body.cambiar,
    base: body.base,
    line: body.linea,
    quantity: body.cantidad,
    reason: body.motivo,
  }),
  encode: (reply, answered) => dispatchAnswer(reply, answered, { lineas: reply.lines }),
});

export const cortesia = definePublic(compLines, {
  words: ['cortesia'],
  summary: 'No se cobra, o se cobra otra vez',
  http: postTo('pedidos', 'cortesia'),
  body: z.strictObject({
    ...CommonEdit,
    cortesia: OrderNumber,
    lineas: LineNumbers,
    motivo: Fields.text,
    quitar: z.boolean().default(false),
  }),
  answer: EditAnswer,
  decode: (body) => ({
    order: body.cortesia,
    base: body.base,
    lines: body.lineas,
    reason: body.motivo,
    undo: body.quitar,
  }),
  encode: (reply, answered) => editAnswer('recibido', reply, answered),
});

export const editar = definePublic(editOrder, {
  words: ['editar'],
  summary: 'Cliente, comensales, nota y demás datos',
  http: postTo('pedidos', 'editar'),
  body: z.strictObject({
    ...CommonEdit,
    editar: OrderNumber,
    cliente: Optional.optional(),
    direccion: Optional.optional(),
    telefono: NameOrNull.optional(),
    comensales: Fields.covers.optional(),
    nota: Optional.optional(),
  }),
  answer: EditAnswer,
  decode: (body) => ({
    order: body.editar,
    base: body.base,
    ...(body.cliente === undefined ? {} : { customer: body.cliente }),
    ...(body.direccion === undefined ? {} : { address: body.direccion }),
    ...(body.telefono === undefined ? {} : { phone: body.telefono }),
    ...(body.comensales === undefined ? {} : { covers: body.comensales }),
    ...(body.nota === undefined ? {} : { note: body.nota }),
  }),
  encode: (reply, answered) => editAnswer('recibido', reply, answered),
});

export const mover = definePublic(moveTable, {
  words: ['mover'],
  summary: 'A otra mesa',
  http: postTo('pedidos', 'mover'),
  body: z.strictObject({ ...CommonEdit, mover: OrderNumber, mesa: Table }),
  answer: EditAnswer,
  decode: (body) => ({ order: body.mover, base: body.base, table: body.mesa }),
  encode: (reply, answered) => editAnswer('recibido', reply, answered),
});

export const juntar = definePublic(mergeOrders, {
  words: ['juntar'],
  summary: 'Con otro pedido: una sola cuenta',
  http: postTo('pedidos', 'juntar'),
  body: z.strictObject({ ...CommonEdit, juntar: OrderNumber, con: OrderNumber }),
  answer: EditAnswer,
  decode: (body) => ({ order: body.juntar, base: body.base, into: body.con }),
  encode: (reply, answered) => editAnswer('recibido', reply, answered),
});

export const traspasar = definePublic(handOver, {
  words: ['traspasar'],
  summary: 'A otra persona',
  http: postTo('pedidos', 'traspasar'),
  body: z.strictObject({ ...CommonEdit, traspasar: OrderNumber, a: Fields.text }),
  answer: EditAnswer,
  decode: (body) => ({ order: body.traspasar, base: body.base, to: body.a }),
  encode: (reply, answered) => editAnswer('recibido', reply, answered),
});

export const servir = definePublic(serveOrder, {
  words: ['servir'],
  summary: 'Se entregó',
  http: postTo('pedidos', 'servir'),
  body: z.strictObject({ ...CommonEdit, servir: OrderNumber }),
  answer: EditAnswer,
  decode: (body) => ({ order: body.servir, base: body.base }),
  encode: (reply, answered) => editAnswer('entregado', reply, answered),
});

export const urgente = definePublic(markUrgent, {
  words: ['urgente'],
  summary: 'Lo que espera va antes que lo demás',
  http: postTo('pedidos', 'urgente'),
  body: z.strictObject({ ...Common, urgente: OrderNumber }),
  answer: PlainAnswer,
  decode: (body) => ({ order: body.urgente }),
  encode: (reply, answered) =>
    plainAnswer(reply.moved === 0 ? 'sin_cambios' : 'urgente', reply.number, answered),
});

export const agotado = definePublic(setStock, {
  words: ['agotado'],
  summary: 'Un plato se acabó',
  http: postWhole('/menu/agotado'),
  body: z.strictObject({ ...Common, agotado: Fields.text }),
  answer: StockAnswer,
  decode: (body) => ({ item: body.agotado, soldOut: true, left: null }),
  encode: stockAnswer,
});

export const disponible = definePublic(setStock, {
  words: ['disponible'],
  summary: 'Hay otra vez, o quedan tantos',
  http: postWhole('/menu/disponible'),
  body: z.strictObject({
    ...Common,
    disponible: Fields.text,
    quedan: z.int().min(1).max(9999).nullish(),
  }),
  answer: StockAnswer,
  decode: (body) => ({ item: body.disponible, soldOut: false, left: body.quedan ?? null }),
  encode: stockAnswer,
});

function orderOf(body: z.output<typeof Order>): CommandInput<'placeOrder'> | Refusal {
  const { mesa: table, cliente: customer } = body;
  const type = body.tipo
    ? TIPOS[body.tipo]
    : table
      ? 'table'
      : body.direccion
        ? 'delivery'
        : 'takeaway';
  if (!table && !customer)
    return refuse('ORDER_INVALID', { field: 'cliente', reason: 'hace falta "cliente" o "mesa"' });
  if (type === 'table' && !table)
    return refuse('ORDER_INVALID', { field: 'mesa', reason: 'un pedido de mesa dice cuál' });
  if (type === 'delivery' && !body.direccion)
    return refuse('ORDER_INVALID', { field: 'direccion', reason: 'un domicilio lleva dirección' });
  return {
    type,
    table,
    customer,
    address: body.direccion,
    phone: body.telefono,
    covers: body.comensales,
    note: body.nota,
    priority: body.prioridad === 'urgente' ? 'urgent' : 'normal',
    lines: body.productos,
  };
}

function stockAnswer(
  reply: { readonly item: string; readonly soldOut: boolean; readonly left: number | null },
  { key }: Answered,
): PublicReply {
  return {
    status: 'recibido',
    producto: reply.item,
    agotado: reply.soldOut,
    quedan: reply.left,
    ...keyField(key),
  };
}
