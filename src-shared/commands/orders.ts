/**
 * What can be commanded of orders, their tickets and the menu's stock, as schemas: every input is
 * checked here, whatever wire it came by.
 */
import { z } from 'zod';
import { Fields } from '../base/fields';
import { LIMITS } from '../base/limits';
import { OrderType, Priority } from '../base/vocabulary';

const { text: Text, optional: Optional, orderNumber: OrderNumber, base: Base } = Fields;

export const LineInput = z.strictObject({
  /**
   * What the sender called it: a menu item's name or code, or free text for the default station.
   */
  product: Text,
  /** A menu item's code; where the menu knows it, it goes before the name. */
  code: Optional.default(null),
  quantity: Fields.quantity,
  modifiers: z.array(Text).max(LIMITS.modifiers).default([]),
  note: Optional,
  course: Fields.course,
  seat: Fields.seat,
  /** Taken down and stored, but cooked only when it is fired. */
  held: z.boolean().default(false),
});
export type LineInput = z.infer<typeof LineInput>;

const Lines = z
  .array(LineInput)
  .min(1, { error: 'hace falta al menos un producto' })
  .max(LIMITS.orderLines);

export const PlaceOrder = z
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
  });

/** Adding conflicts with nobody's edit, so it names no revision. */
export const AddLines = z.strictObject({ order: OrderNumber, lines: Lines });
/** What waits of one course, of some lines, or (both null) of the next course. */
export const FireLines = z.strictObject({
  order: OrderNumber,
  base: Base,
  course: Fields.course,
  lines: Fields.lineNumbers.nullable().default(null),
});
export const VoidLines = z.strictObject({
  order: OrderNumber,
  base: Base,
  /** Line numbers as the order counts them; null voids whatever is not voided yet. */
  lines: Fields.lineNumbers.nullable(),
  reason: Optional,
});
/** Fewer strikes some of the line; more sends the difference as a line of its own. 0 voids it. */
export const ChangeQuantity = z.strictObject({
  order: OrderNumber,
  base: Base,
  line: z.int().min(1),
  quantity: z.int().min(0).max(LIMITS.quantity),
  reason: Optional,
});
/** On the house; `undo` charges them again. */
export const CompLines = z.strictObject({
  order: OrderNumber,
  base: Base,
  lines: Fields.lineNumbers,
  reason: Text,
  undo: z.boolean().default(false),
});
/** What is not named stays; null empties it. */
export const EditOrder = z.strictObject({
  order: OrderNumber,
  base: Base,
  customer: Optional.optional(),
  address: Optional.optional(),
  phone: Optional.optional(),
  covers: Fields.covers.optional(),
  note: Optional.optional(),
});
export const MoveTable = z.strictObject({ order: OrderNumber, base: Base, table: Text });
/** `order` becomes part of `into`, at its table and on its bill. */
export const MergeOrders = z.strictObject({ order: OrderNumber, base: Base, into: OrderNumber });
/** To another person, by name. */
export const HandOver = z.strictObject({ order: OrderNumber, base: Base, to: Text });
export const ServeOrder = z.strictObject({ order: OrderNumber, base: Base });
export const CloseOrder = z.strictObject({
  order: OrderNumber,
  base: Base,
  method: z.enum(['cash', 'card', 'other']).default('cash'),
  tip: z.int().min(0).max(LIMITS.amount).default(0),
});
export const PrintBill = z.strictObject({ order: OrderNumber });
export const MarkUrgent = z.strictObject({ order: OrderNumber });
/** By name or code. `left` counts down with each order; null: no count. */
export const SetStock = z.strictObject({
  item: Text,
  soldOut: z.boolean(),
  left: z
    .int()
    .min(1)
    .max(9999)
    .nullish()
    .transform((n) => n ?? null),
});
