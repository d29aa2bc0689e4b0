/** Specifications of till commands: bills, payment, shifts and their reports. */
import { z } from 'zod';
import { Fields } from '../base/fields';
import { LIMITS } from '../base/limits';
import type { Shift } from '../model/till';
import { defineCommand } from './define-command';
import { EditFields, OrderStateWord, PaperIssued } from './replies';
import { SELLERS, TILL } from './roles';

const { orderNumber: OrderNumber, base: Base } = Fields;

export const printBill = defineCommand({
  name: 'printBill',
  summary: 'Print the bill of an order at the counter',
  input: z.strictObject({ order: OrderNumber }),
  reply: PaperIssued,
  roles: SELLERS,
  scopes: { any: ['cobros', 'impresion'], own: true },
  offeredTo: ['screen', 'public'],
});

export const closeOrder = defineCommand({
  name: 'closeOrder',
  summary: 'Settle an order: paid, with method and tip',
  input: z.strictObject({
    order: OrderNumber,
    base: Base,
    method: z.enum(['cash', 'card', 'other']).default('cash'),
    tip: z.int().min(0).max(LIMITS.amount).default(0),
  }),
  reply: z.strictObject({ ...EditFields, state: OrderStateWord }).readonly(),
  roles: SELLERS,
  scopes: { any: ['cobros'] },
  offeredTo: ['screen', 'public'],
});

/** The Z: counts what was paid since the last one, and starts a new count. */
export const closeShift = defineCommand({
  name: 'closeShift',
  summary: 'Close the shift: count what was paid since the last one',
  input: z.strictObject({}),
  reply: z.strictObject({ shift: z.custom<Shift>() }).readonly(),
  roles: TILL,
  offeredTo: ['screen'],
});

/** `shift`: that Z; null: the X, the till's current state. */
export const printTillReport = defineCommand({
  name: 'printTillReport',
  formerly: ['printCut'],
  summary: 'Print a closed shift, or the till as it is now',
  input: z.strictObject({ shift: z.int().min(1).nullable() }),
  reply: PaperIssued,
  roles: TILL,
  offeredTo: ['screen'],
});
