/** Specifications of order commands: place, change, move, serve, and stock of items. */
import { z } from 'zod';
import { Fields } from '../base/fields';
import { LIMITS } from '../base/limits';
import { OrderType, Priority } from '../base/vocabulary';
import { defineCommand } from './define-command';
import { Lines } from './line-input';
import {
  DispatchFields,
  DispatchReply,
  EditFields,
  Numbers,
  OrderEdited,
  OrderStateWord,
  Tickets,
} from './replies';
import { COOKS, SELLERS, TILL } from './roles';
import { CHANGE, CREATE } from './scope-needs';

const { text: Text, optional: Optional, orderNumber: OrderNumber, base: Base } = Fields;

export const placeOrder = defineCommand({
  name: 'placeOrder',
  summary: 'Place a new order',
  input: z
    .strictObject({
      type: OrderType,
      table: Optional,
      customer: Optional,
      address: Optional,
      phone: Optional,
      covers: Fields.covers,
      note: Optional,
      priority: Priority.exclude(['low']).default('normal'),
      lines: Lines,
    })
    .refine(({ type, table }) => type !== 'table' || table !== null, {
      path: ['table'],
      error: 'un pedido de mesa dice cuál',
    })
    .refine(({ type, address }) => type !== 'delivery' || address !== null, {
      path: ['address'],
      error: 'un domicilio lleva dirección',
    })
    .refine(({ table, customer }) => table !== null || customer !== null, {
      path: ['customer'],
      error: 'sin mesa hace falta un cliente',
    }),
  reply: DispatchReply,
  roles: SELLERS,
  scopes: CREATE,
  offeredTo: ['screen', 'public'],
});

/** Additions conflict with no edit, so the command names no revision. */
export const addLines = defineCommand({
  name: 'addLines',
  summary: 'Add lines to an order',
  input: z.strictObject({ order: OrderNumber, lines: Lines }),
  reply: z.strictObject({ ...DispatchFields, lines: Numbers }).readonly(),
  roles: SELLERS,
  scopes: CHANGE,
  offeredTo: ['screen', 'public'],
});

/** Held lines of one course, given lines, or (both null) the next course. */
export const fireLines = defineCommand({
  name: 'fireLines',
  summary: 'Send held lines to their stations',
  input: z.strictObject({
    order: OrderNumber,
    base: Base,
    course: Fields.course,
    lines: Fields.lineNumbers.nullable().default(null),
  }),
  reply: z.strictObject({ ...DispatchFields, fired: Numbers }).readonly(),
  roles: [...SELLERS, 'expo'],
  scopes: CHANGE,
  offeredTo: ['screen', 'public'],
});

export const voidLines = defineCommand({
  name: 'voidLines',
  summary: 'Take lines, or all of an order, off it',
  input: z.strictObject({
    order: OrderNumber,
    base: Base,
    /** Line numbers of the order; null voids all lines that are not voided yet. */
    lines: Fields.lineNumbers.nullable(),
    reason: Optional,
  }),
  reply: z.strictObject({ ...DispatchFields, voided: Numbers }).readonly(),
  roles: SELLERS,
  scopes: CHANGE,
  offeredTo: ['screen', 'public'],
});

/**
 * A lower quantity voids part of the line; a higher one sends the difference as a new line; 0 voids
 * the line.
 */
export const changeQuantity = defineCommand({
  name: 'changeQuantity',
  summary: 'Change how many of a line are wanted',
  input: z.strictObject({
    order: OrderNumber,
    base: Base,
    line: z.int().min(1),
    quantity: z.int().min(0).max(LIMITS.quantity),
    reason: Optional,
  }),
  reply: z
    .strictObject({ ...DispatchFields, lines: Numbers, voided: Numbers.optional() })
    .readonly(),
  roles: SELLERS,
  scopes: CHANGE,
  offeredTo: ['screen', 'public'],
});

export const compLines = defineCommand({
  name: 'compLines',
  summary: 'Give lines away without charge, or charge them again',
  input: z.strictObject({
    order: OrderNumber,
    base: Base,
    lines: Fields.lineNumbers,
    reason: Text,
    undo: z.boolean().default(false),
  }),
  reply: OrderEdited,
  roles: TILL,
  offeredTo: ['screen', 'public'],
});

/** An omitted field stays as it is; null empties it. */
export const editOrder = defineCommand({
  name: 'editOrder',
  summary: 'Change whom an order is for, its guests or its note',
  input: z.strictObject({
    order: OrderNumber,
    base: Base,
    customer: Optional.optional(),
    address: Optional.optional(),
    phone: Optional.optional(),
    covers: Fields.covers.optional(),
    note: Optional.optional(),
  }),
  reply: OrderEdited,
  roles: SELLERS,
  scopes: CHANGE,
  offeredTo: ['screen', 'public'],
});

export const moveTable = defineCommand({
  name: 'moveTable',
  summary: 'Move an order to another table',
  input: z.strictObject({ order: OrderNumber, base: Base, table: Text }),
  reply: OrderEdited,
  roles: SELLERS,
  scopes: CHANGE,
  offeredTo: ['screen', 'public'],
});

/** A program needs the scope for all orders, because only one of the two could be its own. */
export const mergeOrders = defineCommand({
  name: 'mergeOrders',
  summary: 'Join an order to another: one table, one bill',
  input: z.strictObject({ order: OrderNumber, base: Base, into: OrderNumber }),
  reply: z.strictObject({ ...EditFields, into: z.int() }).readonly(),
  roles: SELLERS,
  scopes: { any: ['pedidos:cambiar'] },
  offeredTo: ['screen', 'public'],
});

export const handOver = defineCommand({
  name: 'handOver',
  summary: 'Give an order to another person, by name',
  input: z.strictObject({ order: OrderNumber, base: Base, to: Text }),
  reply: z.strictObject({ ...EditFields, to: z.string() }).readonly(),
  roles: ['owner', 'counter', 'waiter'],
  offeredTo: ['screen', 'public'],
});

export const serveOrder = defineCommand({
  name: 'serveOrder',
  summary: 'Say that an order was carried to its guests',
  input: z.strictObject({ order: OrderNumber, base: Base }),
  reply: z.strictObject({ ...EditFields, state: OrderStateWord }).readonly(),
  roles: [...SELLERS, 'expo'],
  scopes: CHANGE,
  offeredTo: ['screen', 'public'],
});

export const markUrgent = defineCommand({
  name: 'markUrgent',
  summary: 'Put what waits of an order first in its lanes',
  input: z.strictObject({ order: OrderNumber }),
  reply: z.strictObject({ number: z.int(), moved: z.int(), tickets: Tickets }).readonly(),
  roles: SELLERS,
  scopes: { any: ['pedidos:cambiar', 'impresion'], own: true },
  offeredTo: ['screen', 'public'],
});

/** By name or code. `left` counts down with each order; null: no count. */
export const setStock = defineCommand({
  name: 'setStock',
  summary: 'Say that a dish is sold out, or how many are left',
  input: z.strictObject({
    item: Text,
    soldOut: z.boolean(),
    left: z
      .int()
      .min(1)
      .max(9999)
      .nullish()
      .transform((n) => n ?? null),
  }),
  reply: z
    .strictObject({ soldOut: z.boolean(), left: z.int().nullable(), item: z.string() })
    .readonly(),
  roles: [...COOKS, 'waiter', 'integrator'],
  scopes: { any: ['menu:stock'] },
  offeredTo: ['screen', 'public'],
});
