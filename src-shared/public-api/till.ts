/** Bindings of public requests of the till: bills and payment. */
import { z } from 'zod';
import { Fields } from '../base/fields';
import { LIMITS } from '../base/limits';
import { closeOrder, printBill } from '../commands/till';
import type { PaymentMethod } from '../model/order';
import { editAnswer, plainAnswer } from './answers';
import { EditAnswer, PlainAnswer } from './answer-schemas';
import { definePublic, postTo } from './define-public';
import { Common, CommonEdit } from './request';

const { orderNumber: OrderNumber } = Fields;
const PAGOS: Readonly<Record<'efectivo' | 'tarjeta' | 'otro', PaymentMethod>> = {
  efectivo: 'cash',
  tarjeta: 'card',
  otro: 'other',
};

export const cobrar = definePublic(closeOrder, {
  words: ['cobrar'],
  summary: 'Se cobró',
  http: postTo('pedidos', 'cobrar'),
  body: z.strictObject({
    ...CommonEdit,
    cobrar: OrderNumber,
    pago: z.enum(['efectivo', 'tarjeta', 'otro']).default('efectivo'),
    propina: z.int().min(0).max(LIMITS.amount).default(0),
  }),
  answer: EditAnswer,
  decode: (body) => ({
    order: body.cobrar,
    base: body.base,
    method: PAGOS[body.pago],
    tip: body.propina,
  }),
  encode: (reply, answered) => editAnswer('cobrado', reply, answered),
});

export const precuenta = definePublic(printBill, {
  words: ['precuenta'],
  summary: 'La cuenta, impresa en caja',
  http: postTo('pedidos', 'precuenta'),
  body: z.strictObject({ ...Common, precuenta: OrderNumber }),
  answer: PlainAnswer,
  decode: (body) => ({ order: body.precuenta }),
  encode: (reply, answered) => plainAnswer('recibido', reply.number, answered),
});
