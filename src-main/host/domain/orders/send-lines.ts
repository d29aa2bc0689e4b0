/**
 * A further dispatch of an existing order: lines and tickets, marked AGREGA or MODIFICADO, before
 * new orders.
 */
import { refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import type { DispatchReply } from '../../../../src-shared/commands/registry';
import { LIMITS } from '../../../../src-shared/base/limits';
import type { LineInput } from '../../../../src-shared/commands/line-input';
import type { Stock } from '../../../../src-shared/model/menu';
import { actorName } from '../../../../src-shared/base/vocabulary';
import type { Id } from '../../../../src-shared/base/vocabulary';
import type { RestaurantIndex } from '../engine/catalogue';
import { accept } from '../engine/rule';
import type { Context, Decision } from '../engine/rule';
import type { NextNumbers, OrderFacts } from '../engine/facts';
import { issueTickets } from '../tickets/issue-tickets';
import { firedOf, makeLines, sentLine } from './make-lines';
import { revised } from './order-edits';
import { headingOf, newDispatch } from './place-order';
import { reopened } from '../tickets/order-progress';

export type SendFacts = {
  readonly catalogue: RestaurantIndex;
  readonly stock: ReadonlyMap<Id, Stock>;
  readonly next: NextNumbers;
};

export function sendLines(
  { order, lines, lastDispatchNo }: OrderFacts,
  inputs: readonly LineInput[],
  { catalogue, stock, next }: SendFacts,
  context: Context,
  /** change: more of a line that was sent already. */
  kind: 'addition' | 'change' = 'addition',
): Decision<DispatchReply & { readonly lines: readonly number[] }> | Refusal {
  if (lines.length + inputs.length > LIMITS.orderLines)
    return refuse('TOO_MANY_LINES', { limit: LIMITS.orderLines });
  const dispatch = newDispatch(order, next.chainSeq, lastDispatchNo + 1, context);
  const made = makeLines(
    inputs,
    order.number,
    dispatch.no,
    lines.length + 1,
    { catalogue, stock },
    context,
  );
  if (!made.ok) return made;
  const issued = issueTickets(
    {
      kind,
      heading: headingOf(order, dispatch.no, context),
      lines: firedOf(made.lines),
      orderNumber: order.number,
      dispatchNo: dispatch.no,
      priority: 'urgent',
      next,
    },
    catalogue,
    context,
  );
  const { revision, change } = revised(order);
  const again = reopened({ order });
  return accept(
    {
      number: order.number,
      folio: order.folio,
      revision,
      lines: made.lines.map(({ line }) => line.no),
      tickets: issued.tickets,
      ...made.said,
    },
    [
      change,
      ...again.changes,
      { put: 'dispatch', dispatch, order, lines: made.lines.map(({ line }) => line) },
      ...issued.changes,
      ...made.changes,
    ],
    [
      {
        kind: 'lines.added',
        order: order.number,
        dispatchNo: dispatch.no,
        lines: made.lines.map(({ line }) => sentLine(line)),
        tickets: issued.opened,
        revision,
        by: actorName(context.actor),
      },
      ...again.events,
      ...made.events,
    ],
  );
}
