/** changeQuantity: less strikes some of the line, more sends the difference. What was sent once stays as it was sent. */
import { refuse } from '../../../src-shared/errors';
import { wanted } from '../../../src-shared/order';
import { commandRule, decided } from './decision';
import { alone, editNeeds, orderToEdit } from './order-edits';
import { sendLines } from './send-lines';
import { strikeLines } from './strike-lines';

export const changeQuantity = commandRule({
  name: 'changeQuantity',
  needs: (input, { day }) => ({ ...editNeeds(input), catalogue: true as const, stock: true as const, next: { day } }),
  decide(input, { order: facts, houseRules, ...rest }, context) {
    const editable = orderToEdit(input, facts, houseRules, context.actor);
    if (!editable.ok) return editable;
    const { found } = editable;
    const line = found.lines.find(({ no }) => no === input.line);
    if (!line) return refuse('LINE_UNKNOWN', { line: input.line });
    if (line.state === 'voided') return refuse('LINE_VOIDED', { line: input.line });
    const { number, folio } = found.order;
    const more = input.quantity - wanted(line);
    if (more === 0) return decided({ number, folio, tickets: [] }, [], []);
    if (more < 0) return strikeLines(found, [{ line, quantity: -more }], input.reason, { houseRules, ...rest }, context);
    const { name, modifiers, note, course, seat } = line;
    const again = { product: name, code: null, quantity: more, modifiers: [...modifiers], note, course, seat };
    return alone(found.order) ?? sendLines(found, [{ ...again, held: line.state === 'held' }], rest, context);
  },
});
