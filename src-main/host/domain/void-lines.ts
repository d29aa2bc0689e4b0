/** voidLines: lines, or all of an order, that are not wanted any more. */
import { refuse } from '../../../src-shared/errors';
import { LINE_MOVES } from '../../../src-shared/order';
import type { OrderLine } from '../../../src-shared/order';
import { commandRule } from './decision';
import { editNeeds, orderToEdit } from './order-edits';
import { strikeLines, wholly } from './strike-lines';

export const voidLines = commandRule({
  name: 'voidLines',
  needs: (input, { day }) => ({ ...editNeeds(input), catalogue: true as const, stock: true as const, next: { day } }),
  decide(input, { order, houseRules, ...facts }, context) {
    const editable = orderToEdit(input, order, houseRules, context.actor);
    if (!editable.ok) return editable;
    const { found } = editable;
    const struck: OrderLine[] = [];
    for (const no of input.lines ?? found.lines.filter((line) => line.state !== 'voided').map((line) => line.no)) {
      const line = found.lines.find((candidate) => candidate.no === no);
      if (!line) return refuse('LINE_UNKNOWN', { line: no });
      if (!LINE_MOVES[line.state].includes('voided')) return refuse('LINE_VOIDED', { line: no });
      if (!struck.includes(line)) struck.push(line);
    }
    return strikeLines(found, struck.map(wholly), input.reason, { houseRules, ...facts }, context);
  },
});
