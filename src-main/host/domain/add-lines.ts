/** addLines: more for an order that is not over. It names no revision: what is added takes nothing from anybody's edit. */
import { alone, editNeeds, orderToEdit } from './order-edits';
import { commandRule } from './decision';
import { sendLines } from './send-lines';

export const addLines = commandRule({
  name: 'addLines',
  needs: (input, { day }) => ({ ...editNeeds(input), catalogue: true as const, stock: true as const, next: { day } }),
  decide(input, { order, houseRules, ...facts }, context) {
    const editable = orderToEdit({ order: input.order }, order, houseRules, context.actor);
    if (!editable.ok) return editable;
    const elsewhere = alone(editable.found.order);
    return elsewhere ?? sendLines(editable.found, input.lines, facts, context);
  },
});
