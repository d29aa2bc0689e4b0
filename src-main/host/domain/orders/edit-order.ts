/**
 * editOrder and handOver: details and waiter of an order. Printed papers stay as they are; later
 * ones show the change.
 */
import { editOrder, handOver } from '../../../../src-shared/commands/orders';
import { refuse } from '../../../../src-shared/base/errors';
import type { OrderEdit } from '../../../../src-shared/model/order';
import { plainName } from '../../../../src-shared/text/plain-name';
import { actorName } from '../../../../src-shared/base/vocabulary';
import { accept } from '../engine/rule';
import type { Context } from '../engine/rule';
import type { OrderFacts } from '../engine/facts';
import { editRule, revised } from './order-edits';

const FIELDS = ['customer', 'address', 'phone', 'covers', 'note'] as const;

export const editOrderRule = editRule(editOrder, {
  needs: () => ({}),
  decide(input, found, _, context) {
    const named = FIELDS.filter((field) => input[field] !== undefined);
    if (named.length === 0)
      return refuse('ORDER_INVALID', { field: 'petición', reason: 'no dice qué cambiar' });
    const { order } = found;
    const after = { ...order, ...input };
    if (order.table === null && after.customer === null)
      return refuse('ORDER_INVALID', {
        field: 'cliente',
        reason: 'sin mesa hace falta un cliente',
      });
    if (order.type === 'delivery' && after.address === null)
      return refuse('ORDER_INVALID', {
        field: 'direccion',
        reason: 'un domicilio lleva dirección',
      });
    return edited(
      found,
      'details',
      Object.fromEntries(named.map((field) => [field, input[field]])),
      context,
    );
  },
});

export const handOverRule = editRule(handOver, {
  needs: () => ({ people: true as const }),
  decide(input, found, { people }, context) {
    const person = people.find(({ name }) => plainName(name) === plainName(input.to));
    if (!person) return refuse('PERSON_UNKNOWN', { person: input.to });
    const done = edited(found, 'waiter', { waiter: { id: person.id, name: person.name } }, context);
    return { ...done, reply: { ...done.reply, to: person.name } };
  },
});

function edited(
  { order }: OrderFacts,
  what: 'details' | 'waiter',
  edit: OrderEdit,
  context: Context,
) {
  const { revision, change } = revised(order);
  return accept(
    { number: order.number, revision, tickets: [] },
    [change, { set: 'orderEdit', number: order.number, edit }],
    [
      {
        kind: 'order.edited',
        order: order.number,
        what,
        edit,
        revision,
        by: actorName(context.actor),
        tickets: [],
      },
    ],
  );
}
