/** serveOrder: the order was carried to its table. */
import { serveOrder } from '../../../../src-shared/commands/orders';
import { unmergedOrder, editRule } from './order-edits';
import { endOrder, needsToEnd } from './end-order';

export const serveOrderRule = editRule(serveOrder, {
  needs: needsToEnd,
  decide: (_, found, { parts }, context) =>
    unmergedOrder(found.order) ?? endOrder([found, ...parts], 'served', [], context),
});
