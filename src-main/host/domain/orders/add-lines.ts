/**
 * addLines: more lines for an open order. It names no revision, because additions conflict with no
 * edit.
 */
import { addLines } from '../../../../src-shared/commands/orders';
import { unmergedOrder, editRule } from './order-edits';
import { sendLines } from './send-lines';

export const addLinesRule = editRule(addLines, {
  needs: (_, { day }) => ({ catalogue: true as const, stock: true as const, next: { day } }),
  decide: (input, found, facts, context) =>
    unmergedOrder(found.order) ?? sendLines(found, input.lines, facts, context),
});
