/** The wire's words for orders: place, add, fire, void, change, move, join, serve, settle. */
import { z } from 'zod';
import { refuse } from '../base/errors';
import type { Refusal } from '../base/errors';
import { Fields } from '../base/fields';
import { LIMITS } from '../base/limits';
import type { PaymentMethod } from '../model/order';
import type { LineInput } from '../commands/line-input';
import type { OrderType } from '../base/vocabulary';
import { command, Common, CommonEdit, NameOrNull, reader } from './request';
import type { PublicRequest, RequestReader } from './request';

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
const PAGOS: Readonly<Record<'efectivo' | 'tarjeta' | 'otro', PaymentMethod>> = {
  efectivo: 'cash',
  tarjeta: 'card',
  otro: 'other',
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
const Add = z.strictObject({ ...Common, agregar: OrderNumber, productos: Productos });
const Fire = z.strictObject({
  ...CommonEdit,
  marchar: OrderNumber,
  tiempo: Fields.course,
  lineas: LineNumbers.nullish(),
});
const Void = z.strictObject({
  ...CommonEdit,
  anular: OrderNumber,
  lineas: LineNumbers.nullish(),
  motivo: Optional,
});
const Change = z.strictObject({
  ...CommonEdit,
  cambiar: OrderNumber,
  linea: z.int().min(1),
  cantidad: z.int().min(0).max(LIMITS.quantity),
  motivo: Optional,
});
const Comp = z.strictObject({
  ...CommonEdit,
  cortesia: OrderNumber,
  lineas: LineNumbers,
  motivo: Fields.text,
  quitar: z.boolean().default(false),
});
const Edit = z.strictObject({
  ...CommonEdit,
  editar: OrderNumber,
  cliente: Optional.optional(),
  direccion: Optional.optional(),
  telefono: NameOrNull.optional(),
  comensales: Fields.covers.optional(),
  nota: Optional.optional(),
});
const Table = z.union([z.int().transform(String), Fields.text]);
const Move = z.strictObject({ ...CommonEdit, mover: OrderNumber, mesa: Table });
const Merge = z.strictObject({ ...CommonEdit, juntar: OrderNumber, con: OrderNumber });
const HandOver = z.strictObject({ ...CommonEdit, traspasar: OrderNumber, a: Fields.text });
const Serve = z.strictObject({ ...CommonEdit, servir: OrderNumber });
const Close = z.strictObject({
  ...CommonEdit,
  cobrar: OrderNumber,
  pago: z.enum(['efectivo', 'tarjeta', 'otro']).default('efectivo'),
  propina: z.int().min(0).max(LIMITS.amount).default(0),
});
const Bill = z.strictObject({ ...Common, precuenta: OrderNumber });
const Urgent = z.strictObject({ ...Common, urgente: OrderNumber });

export const ORDER_BODIES = {
  order: Order,
  add: Add,
  fire: Fire,
  void: Void,
  change: Change,
  comp: Comp,
  edit: Edit,
  move: Move,
  merge: Merge,
  handOver: HandOver,
  serve: Serve,
  close: Close,
  bill: Bill,
  urgent: Urgent,
} as const;

/** By the field that tells what the request is. */
export const ORDER_REQUESTS: Readonly<Record<string, RequestReader>> = {
  agregar: reader(Add, (wire) =>
    command('addLines', wire, { order: wire.agregar, lines: wire.productos }),
  ),
  marchar: reader(Fire, (wire) =>
    command('fireLines', wire, {
      order: wire.marchar,
      base: wire.base,
      course: wire.tiempo,
      lines: wire.lineas ?? null,
    }),
  ),
  anular: reader(Void, (wire) =>
    command('voidLines', wire, {
      order: wire.anular,
      base: wire.base,
      lines: wire.lineas ?? null,
      reason: wire.motivo,
    }),
  ),
  cambiar: reader(Change, (wire) =>
    command('changeQuantity', wire, {
      order: wire.cambiar,
      base: wire.base,
      line: wire.linea,
      quantity: wire.cantidad,
      reason: wire.motivo,
    }),
  ),
  cortesia: reader(Comp, (wire) =>
    command('compLines', wire, {
      order: wire.cortesia,
      base: wire.base,
      lines: wire.lineas,
      reason: wire.motivo,
      undo: wire.quitar,
    }),
  ),
  editar: reader(Edit, (wire) =>
    command('editOrder', wire, {
      order: wire.editar,
      base: wire.base,
      ...(wire.cliente === undefined ? {} : { customer: wire.cliente }),
      ...(wire.direccion === undefined ? {} : { address: wire.direccion }),
      ...(wire.telefono === undefined ? {} : { phone: wire.telefono }),
      ...(wire.comensales === undefined ? {} : { covers: wire.comensales }),
      ...(wire.nota === undefined ? {} : { note: wire.nota }),
    }),
  ),
  mover: reader(Move, (wire) =>
    command('moveTable', wire, { order: wire.mover, base: wire.base, table: wire.mesa }),
  ),
  juntar: reader(Merge, (wire) =>
    command('mergeOrders', wire, { order: wire.juntar, base: wire.base, into: wire.con }),
  ),
  traspasar: reader(HandOver, (wire) =>
    command('handOver', wire, { order: wire.traspasar, base: wire.base, to: wire.a }),
  ),
  servir: reader(Serve, (wire) =>
    command('serveOrder', wire, { order: wire.servir, base: wire.base }),
  ),
  cobrar: reader(Close, (wire) =>
    command('closeOrder', wire, {
      order: wire.cobrar,
      base: wire.base,
      method: PAGOS[wire.pago],
      tip: wire.propina,
    }),
  ),
  precuenta: reader(Bill, (wire) => command('printBill', wire, { order: wire.precuenta })),
  urgente: reader(Urgent, (wire) => command('markUrgent', wire, { order: wire.urgente })),
};

export const readOrder: RequestReader = reader(Order, orderOf);

function orderOf(wire: z.output<typeof Order>): PublicRequest | Refusal {
  const { mesa: table, cliente: customer } = wire;
  const type = wire.tipo
    ? TIPOS[wire.tipo]
    : table
      ? 'table'
      : wire.direccion
        ? 'delivery'
        : 'takeaway';
  if (!table && !customer)
    return refuse('ORDER_INVALID', { field: 'cliente', reason: 'hace falta "cliente" o "mesa"' });
  if (type === 'table' && !table)
    return refuse('ORDER_INVALID', { field: 'mesa', reason: 'un pedido de mesa dice cuál' });
  if (type === 'delivery' && !wire.direccion)
    return refuse('ORDER_INVALID', { field: 'direccion', reason: 'un domicilio lleva dirección' });
  return command('placeOrder', wire, {
    type,
    table,
    customer,
    address: wire.direccion,
    phone: wire.telefono,
    covers: wire.comensales,
    note: wire.nota,
    priority: wire.prioridad === 'urgente' ? 'urgent' : 'normal',
    lines: wire.productos,
  });
}
