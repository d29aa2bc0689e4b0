/** voidLines: voids lines or a whole order. */
import { voidLines } from '../../../../src-shared/commands/orders';
import { refuse } from '../../../../src-shared/base/errors';
import { LINE_MOVES } from '../../../../src-shared/model/order';
import type { OrderLine } from '../../../../src-shared/model/order';
import { editRule } from './order-edits';
import { voidQuantities, voidNeeds, isWhollyVoided } from './void-quantity';

export const voidLinesRule = editRule(voidLines, {
  needs: voidNeeds,
  decide(input, found, facts, context) {
    const struck: OrderLine[] = [];
    for (const no of input.lines ??
      found.lines.filter((line) => line.state !== 'voided').map((line) => line.no)) {
      const line = found.lines.find((candidate) => candidate.no === no);
      if (!line) return refuse('LINE_UNKNOWN', { line: no });
      if (!LINE_MOVES[line.state].includes('voided')) return refuse('LINE_VOIDED', { line: no });
      if (!struck.includes(line)) struck.push(line);
    }
    return voidQuantities(found, struck.map(isWhollyVoided), input.reason, facts, context);
  },
});
