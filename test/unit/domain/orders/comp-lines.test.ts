/** compLines: on the house, or charged after all. */
import { expect, it } from 'vitest';
import { compLinesRule } from '../../../../src-main/host/domain/orders/comp-lines';
import { DEFAULT_SERVICE_RULES } from '../../../../src-shared/model/staff';
import { asks, EDIT_OF_7 } from '../../../support/rules/asks';
import { anActor, LUIS } from '../../../support/rules/context';
import { refusedEditsWithBase } from '../../../support/rules/order-edits';
import { aLine, anOrder, anOrderWith } from '../../../support/rules/orders';
import { decisionOf, table } from '../../../support/rules/rule-table';

const found = anOrderWith({
  lines: [
    aLine(),
    aLine({ no: 2, comp: 'cumpleaños' }),
    aLine({ no: 3, state: 'held' }),
    aLine({ no: 4, state: 'voided', voided: 1 }),
  ],
});
const usual = { order: found, hostOf: null, houseRules: DEFAULT_SERVICE_RULES };
const input = { order: 7, lines: [1], reason: 'demora' };

table(compLinesRule, usual, [
  {
    it: 'charges a line no more, and prints nothing',
    input,
    reply: { number: 7, revision: 2, tickets: [] },
    changes: [
      { set: 'order', number: 7, revision: 2 },
      { set: 'line', orderNumber: 7, no: 1, comp: 'demora' },
    ],
    events: [
      {
        kind: 'lines.comped',
        order: 7,
        lines: [1],
        comp: 'demora',
        revision: 2,
        by: 'Ana',
        tickets: [],
      },
    ],
  },
  {
    it: 'takes several lines, those that are held too, each once',
    input: { ...input, lines: [3, 1, 3] },
    changes: [
      { set: 'order' },
      { set: 'line', no: 3, comp: 'demora' },
      { set: 'line', no: 1, comp: 'demora' },
    ],
    events: [{ lines: [3, 1] }],
  },
  {
    it: 'charges a line again',
    input: { ...input, lines: [2], undo: true },
    changes: [
      { set: 'order', revision: 2 },
      { set: 'line', no: 2, comp: null },
    ],
    events: [{ kind: 'lines.comped', lines: [2], comp: null }],
  },
  {
    it: 'takes another reason for a line that is on the house already',
    input: { ...input, lines: [2] },
    reply: { revision: 2 },
    changes: [
      { set: 'order', revision: 2 },
      { set: 'line', no: 2, comp: 'demora' },
    ],
  },
  {
    it: 'says who gave it',
    input,
    context: { actor: anActor('counter', LUIS) },
    events: [{ by: 'Luis' }],
  },
  {
    it: 'gives the order that it was joined to a revision too: its bill is another',
    input,
    facts: { hostOf: anOrder({ number: 5, revision: 3 }) },
    changes: [
      { set: 'order', number: 7 },
      { set: 'line' },
      { set: 'order', number: 5, revision: 4 },
    ],
    events: [
      { kind: 'lines.comped', order: 7 },
      { kind: 'order.edited', order: 5, what: 'parts', revision: 4 },
    ],
  },
  {
    it: 'refuses a line that the order does not have, and comps none of the others',
    input: { ...input, lines: [1, 5] },
    refuses: 'LINE_UNKNOWN',
    details: { line: 5 },
  },
  {
    it: 'refuses a line that was voided',
    input: { ...input, lines: [1, 4] },
    refuses: 'LINE_VOIDED',
    details: { line: 4 },
  },
  ...refusedEditsWithBase(input, found),
]);

it('touches nothing of a line but whether it is charged', () => {
  const decision = decisionOf(compLinesRule, usual, { input });
  expect(decision).toMatchObject({ ok: true });
  expect(decision).toHaveProperty('changes', [
    { set: 'order', number: 7, revision: 2 },
    { set: 'line', orderNumber: 7, no: 1, comp: 'demora' },
  ]);
});

asks(compLinesRule, input, EDIT_OF_7);
