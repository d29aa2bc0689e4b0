/**
 * compLines: makes lines free of charge, or charges them again. Nothing is printed; the bill and
 * the audit show it.
 */
import { compLines } from '../../../../src-shared/commands/orders';
import { refuse } from '../../../../src-shared/base/errors';
import { actorName } from '../../../../src-shared/base/vocabulary';
import { accept } from '../engine/rule';
import type { Change } from '../engine/rule';
import { editRule, revised } from './order-edits';

export const compLinesRule = editRule(compLines, {
  needs: () => ({}),
  decide(input, { order, lines }, _, context) {
    for (const no of input.lines) {
      const line = lines.find((candidate) => candidate.no === no);
      if (!line) return refuse('LINE_UNKNOWN', { line: no });
      if (line.state === 'voided') return refuse('LINE_VOIDED', { line: no });
    }
    const comp = input.undo ? null : input.reason;
    const nos = [...new Set(input.lines)];
    const { revision, change } = revised(order);
    return accept(
      { number: order.number, revision, tickets: [] },
      [change, ...nos.map((no): Change => ({ set: 'line', orderNumber: order.number, no, comp }))],
      [
        {
          kind: 'lines.comped',
          order: order.number,
          lines: nos,
          comp,
          revision,
          by: actorName(context.actor),
          tickets: [],
        },
      ],
    );
  },
});
