/** addLines: a further dispatch of an open order. Only the new lines print, marked MODIFICADO, ahead of new orders. */
import { refuse } from '../../../src-shared/errors';
import { ORDER_MOVES } from '../../../src-shared/order';
import { ORDER_WORDS } from '../../../src-shared/words';
import { commandRule, decided } from './decision';
import type { Change } from './decision';
import { issueTickets } from './issue-tickets';
import { makeLines } from './make-lines';
import { headingOf, newDispatch } from './place-order';
import { LIMITS } from '../../../src-shared/limits';
import type { EventDraft } from '../../../src-shared/events';

export const addLines = commandRule({
  name: 'addLines',
  needs: ({ order }, { day }) => ({ catalogue: true as const, next: { day }, order: { number: order } }),
  decide(input, { catalogue, next, order: found }, context) {
    if (!found) return refuse('ORDER_UNKNOWN', { order: input.order });
    const { order } = found;
    if (order.state !== 'open' && !ORDER_MOVES[order.state].includes('open'))
      return refuse('ORDER_CLOSED', { order: order.number, state: ORDER_WORDS[order.state] });
    if (found.lines.length + input.lines.length > LIMITS.orderLines)
      return refuse('TOO_MANY_LINES', { limit: LIMITS.orderLines });
    const dispatch = newDispatch(order, next.chainSeq, found.lastDispatchNo + 1, context);
    const made = makeLines(input.lines, order.number, dispatch.no, found.lines.length + 1, catalogue);
    if (!made.ok) return made;
    const heading = headingOf(order, dispatch.no, context);
    const issued = issueTickets(
      {
        kind: 'change',
        heading,
        lines: made.lines,
        orderNumber: order.number,
        dispatchNo: dispatch.no,
        priority: 'urgent',
        next,
      },
      catalogue,
      context,
    );
    const reopened: Change[] =
      order.state === 'open' ? [] : [{ set: 'order', number: order.number, state: 'open', readyAt: null }];
    const told: EventDraft[] = order.state === 'open' ? [] : [{ kind: 'order.moved', order: order.number, state: 'open' }];
    return decided(
      { number: order.number, folio: order.folio, tickets: issued.tickets },
      [...reopened, { put: 'dispatch', dispatch, order, lines: made.lines.map(({ line }) => line) }, ...issued.changes],
      [
        {
          kind: 'lines.added',
          order: order.number,
          lines: made.lines.map(({ line }) => line.no),
          tickets: issued.opened,
        },
        ...told,
      ],
    );
  },
});
