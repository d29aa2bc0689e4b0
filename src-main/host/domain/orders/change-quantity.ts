/**
 * changeQuantity: less voids part of a line, more sends the difference as a new line. A sent line
 * never changes. A repeated "more" would make a second line, so the command names the revision.
 */
import { changeQuantity } from '../../../../src-shared/commands/orders';
import { refuse } from '../../../../src-shared/base/errors';
import { chargeableQuantity } from '../../../../src-shared/model/order';
import { accept } from '../engine/rule';
import { unmergedOrder, editRule } from './order-edits';
import { sendLines } from './send-lines';
import { voidQuantities, voidNeeds } from './void-quantity';

export const changeQuantityRule = editRule(changeQuantity, {
  needs: voidNeeds,
  decide(input, found, facts, context) {
    const line = found.lines.find(({ no }) => no === input.line);
    if (!line) return refuse('LINE_UNKNOWN', { line: input.line });
    if (line.state === 'voided') return refuse('LINE_VOIDED', { line: input.line });
    const { number, folio, revision } = found.order;
    const more = input.quantity - chargeableQuantity(line);
    if (more === 0) return accept({ number, folio, revision, lines: [], tickets: [] }, [], []);
    if (more < 0) {
      const struck = voidQuantities(
        found,
        [{ line, quantity: -more }],
        input.reason,
        facts,
        context,
      );
      return struck.ok
        ? accept({ ...struck.reply, lines: [] }, struck.changes, struck.events)
        : struck;
    }
    if (input.base === null)
      return refuse('ORDER_INVALID', {
        field: 'base',
        reason: 'para subir una cantidad hace falta la revisión que se vio',
      });
    const { name, modifiers, note, course, seat } = line;
    // The same item, even if it was renamed since.
    const item = facts.catalogue.items.find(({ id }) => id === line.itemId);
    const again = {
      product: name,
      code: item?.code ?? null,
      quantity: more,
      modifiers: [...modifiers],
      note,
      course,
      seat,
    };
    return (
      unmergedOrder(found.order) ??
      sendLines(found, [{ ...again, held: line.state === 'held' }], facts, context, 'change')
    );
  },
});
