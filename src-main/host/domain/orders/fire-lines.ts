/** fireLines: "marchar". Sends held lines to their stations. A ready order becomes open again. */
import { fireLines } from '../../../../src-shared/commands/orders';
import { refuse } from '../../../../src-shared/base/errors';
import type { OrderLine } from '../../../../src-shared/model/order';
import { actorName } from '../../../../src-shared/base/vocabulary';
import { accept } from '../engine/rule';
import type { Change } from '../engine/rule';
import { issueTickets } from '../tickets/issue-tickets';
import { editRule, revised } from './order-edits';
import { headingOf } from './place-order';
import { reopened } from '../tickets/order-progress';

export const fireLinesRule = editRule(fireLines, {
  needs: (_, { day }) => ({ catalogue: true as const, next: { day } }),
  decide(input, { order, lines }, { catalogue, next }, context) {
    const held = lines.filter((line) => line.state === 'held');
    const fired = input.lines
      ? held.filter(({ no }) => input.lines?.includes(no))
      : ofCourse(held, input.course);
    if (fired.length === 0 || (input.lines && fired.length < new Set(input.lines).size))
      return refuse('NOTHING_HELD', { order: order.number });
    const dispatchNo = Math.max(...fired.map((line) => line.dispatchNo));
    const issued = issueTickets(
      {
        kind: 'order',
        heading: headingOf(order, dispatchNo, context),
        lines: fired.map((line) => ({
          line,
          stations: catalogue.stationsFor(catalogue.item(line.itemId)),
        })),
        orderNumber: order.number,
        dispatchNo,
        priority: 'normal',
        next,
      },
      catalogue,
      context,
    );
    const { revision, change } = revised(order);
    const again = reopened({ order });
    const nos = fired.map(({ no }) => no);
    return accept(
      { number: order.number, folio: order.folio, revision, tickets: issued.tickets, fired: nos },
      [
        change,
        ...again.changes,
        ...nos.map((no): Change => ({
          set: 'line',
          orderNumber: order.number,
          no,
          state: 'fired',
        })),
        ...issued.changes,
      ],
      [
        {
          kind: 'lines.fired',
          order: order.number,
          lines: nos,
          tickets: issued.opened,
          revision,
          by: actorName(context.actor),
        },
        ...again.events,
      ],
    );
  },
});

/** Null: the next course. Lines without a course come first. */
function ofCourse(held: readonly OrderLine[], course: number | null): readonly OrderLine[] {
  const next = course ?? Math.min(...held.map((line) => line.course ?? 0));
  return held.filter((line) => (line.course ?? 0) === next);
}
