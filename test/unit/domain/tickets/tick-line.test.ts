/** tickLine: a cook ticks off one line of a ticket, or takes that back. */
import { expect, it } from 'vitest';
import { tickLineRule } from '../../../../src-main/host/domain/tickets/cook-tickets';
import { aContext, anActor, LUIS, NOW } from '../../../support/rules/context';
import { table } from '../../../support/rules/rule-table';
import { aMessageOnScreen, aRestaurantWithScreen, onScreen } from '../../../support/rules/tickets';

it('tickLine asks for the ticket by its number, not by the line’s', () => {
  expect(tickLineRule.needs({ ticket: 3, line: 2, done: true }, aContext())).toEqual({
    ticket: { seq: 3 },
    catalogue: true,
  });
});

table(tickLineRule, { ticket: onScreen(), catalogue: aRestaurantWithScreen() }, [
  {
    it: 'begins the ticket with the first line that is ticked off',
    input: { ticket: 3, line: 2 },
    context: { actor: anActor('cook', LUIS) },
    reply: { ticket: 3, state: 'started', moved: true, done: [2] },
    changes: [{ set: 'ticket', id: '3', state: 'started', doneNos: [2], movedAt: NOW }],
    events: [
      { kind: 'ticket.moved', order: 7, ticketId: '3', state: 'started', doneNos: [2], by: 'Luis' },
    ],
  },
  {
    it: 'does not end the ticket with the last one: being done with all is said by bumping it',
    input: { ticket: 3, line: 1 },
    facts: { ticket: onScreen({ state: 'started', doneNos: [2] }) },
    reply: { state: 'started', moved: true, done: [2, 1] },
    changes: [{ set: 'ticket', state: 'started', doneNos: [2, 1] }],
    events: [{ kind: 'ticket.moved', state: 'started', doneNos: [2, 1] }],
  },
  {
    it: 'takes one line back and keeps the others',
    input: { ticket: 3, line: 1, done: false },
    facts: { ticket: onScreen({ state: 'started', doneNos: [1, 2] }) },
    reply: { state: 'started', moved: true, done: [2] },
    changes: [{ set: 'ticket', id: '3', state: 'started', doneNos: [2], movedAt: NOW }],
    events: [{ kind: 'ticket.moved', doneNos: [2] }],
  },
  {
    it: 'leaves a ticket begun of which the only ticked line is taken back',
    input: { ticket: 3, line: 1, done: false },
    facts: { ticket: onScreen({ state: 'started', doneNos: [1] }) },
    reply: { state: 'started', moved: true, done: [] },
    changes: [{ set: 'ticket', state: 'started', doneNos: [] }],
    events: [{ kind: 'ticket.moved', state: 'started', doneNos: [] }],
  },
  {
    it: 'finds a line ticked off already: nothing is written again',
    input: { ticket: 3, line: 1 },
    facts: { ticket: onScreen({ state: 'started', doneNos: [1] }) },
    reply: { ticket: 3, state: 'started', moved: false, done: [1] },
    changes: [],
    events: [],
  },
  {
    it: 'finds nothing to take back of a line that was not ticked off, and begins no ticket by it',
    input: { ticket: 3, line: 1, done: false },
    reply: { ticket: 3, state: 'open', moved: false, done: [] },
    changes: [],
    events: [],
  },
  {
    it: 'refuses a line of the order that another station has',
    input: { ticket: 3, line: 4 },
    refuses: 'TICKET_ELSEWHERE',
    details: { ticket: 3, reason: 'la línea 4 no está en ella' },
  },
  {
    it: 'refuses any line of a message: it has none',
    input: { ticket: 3, line: 1 },
    facts: { ticket: aMessageOnScreen() },
    refuses: 'TICKET_ELSEWHERE',
    details: { ticket: 3, reason: 'la línea 1 no está en ella' },
  },
  {
    it: 'refuses a ticket that is done, also to take a line back',
    input: { ticket: 3, line: 1, done: false },
    facts: { ticket: onScreen({ state: 'bumped', doneNos: [1, 2] }) },
    refuses: 'TICKET_ELSEWHERE',
    details: { ticket: 3, reason: 'ya está lista' },
  },
  {
    it: 'refuses a ticket that was voided',
    input: { ticket: 3, line: 1 },
    facts: { ticket: onScreen({ state: 'voided' }) },
    refuses: 'TICKET_ELSEWHERE',
    details: { ticket: 3, reason: 'fue anulada' },
  },
  {
    it: 'refuses a number that no ticket has',
    input: { ticket: 99, line: 1 },
    facts: { ticket: null },
    refuses: 'TICKET_UNKNOWN',
    details: { ticket: 99 },
  },
]);
