/** A line of an order, as its sender gives it. */
import { z } from 'zod';
import { Fields } from '../base/fields';
import { LIMITS } from '../base/limits';

export const LineInput = z.strictObject({
  /** A menu item's name or code, or free text for the default station. */
  product: Fields.text,
  /** A menu item's code. If the menu has it, it takes precedence over the name. */
  code: Fields.optional.default(null),
  quantity: Fields.quantity,
  modifiers: z.array(Fields.text).max(LIMITS.modifiers).default([]),
  note: Fields.optional,
  course: Fields.course,
  seat: Fields.seat,
  /** Stored now; sent to its station when it is fired. */
  held: z.boolean().default(false),
});
export type LineInput = z.infer<typeof LineInput>;

export const Lines = z
  .array(LineInput)
  .min(1, { error: 'hace falta al menos un producto' })
  .max(LIMITS.orderLines);
