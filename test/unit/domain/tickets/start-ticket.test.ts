/** startTicket: a cook begins with a ticket. */
import { expect, it } from 'vitest';
import { startTicketRule } from '../../../../src-main/host/domain/tickets/cook-tickets';
import { aContext, anActor, LUIS, NOW } from '../../../support/rules/context';
import { aRestaurant } from '../../../support/rules/restaurant';
import { table } from '../../../support/rules/rule-table';
import { aMessageOnScreen, aRestaurantWithScreen, onScreen } from '../../../support/rules/tickets';

it('startTicket asks for the ticket by its number', () => {
  expect(startTicketRule.needs({ ticket: 3 }, aContext())).toEqual({
    ticket: { seq: 3 },
    catalogue: true,
  });
});

table(startTicketRule, { ticket: onScreen(), catalogue: aRestaurantWithScreen() }, [
  {
    it: 'begins an open ticket, says when and by whom, and leaves its order as it is',
    input: { ticket: 3 },
    context: { actor: anActor('cook', LUIS) },
    reply: { ticket: 3, state: 'started', moved: true },
    changes: [{ set: 'ticket', id: '3', state: 'started', doneNos: [], movedAt: NOW }],
    events: [
      { kind: 'ticket.moved', order: 7, ticketId: '3', state: 'started', doneNos: [], by: 'Luis' },
    ],
  },
  {
    it: 'is told by the screen’s name where no person is logged in',
    input: { ticket: 3 },
    context: { actor: { id: 'device', role: 'cook', name: 'Pantalla cocina' } },
    events: [{ kind: 'ticket.moved', by: 'Pantalla cocina' }],
  },
  {
    it: 'begins a message, which is of no order',
    input: { ticket: 3 },
    facts: { ticket: aMessageOnScreen() },
    reply: { moved: true },
    changes: [{ set: 'ticket', id: '3', state: 'started' }],
    events: [{ kind: 'ticket.moved', order: null, ticketId: '3', state: 'started' }],
  },
  {
    it: 'makes no order ready by beginning, also where the station’s screen is gone by now',
    input: { ticket: 3 },
    facts: { catalogue: aRestaurant() },
    reply: { moved: true },
    changes: [{ set: 'ticket', state: 'started' }],
    events: [{ kind: 'ticket.moved' }],
  },
  {
    it: 'lets the second of two cooks find it begun: nothing is written again',
    input: { ticket: 3 },
    facts: { ticket: onScreen({ state: 'started', doneNos: [1] }) },
    reply: { ticket: 3, state: 'started', moved: false },
    changes: [],
    events: [],
  },
  {
    it: 'refuses a ticket that is done: it has to be recalled first',
    input: { ticket: 3 },
    facts: { ticket: onScreen({ state: 'bumped' }) },
    refuses: 'TICKET_ELSEWHERE',
    details: { ticket: 3, reason: 'ya está lista' },
  },
  {
    it: 'refuses a ticket that was voided',
    input: { ticket: 3 },
    facts: { ticket: onScreen({ state: 'voided' }) },
    refuses: 'TICKET_ELSEWHERE',
    details: { ticket: 3, reason: 'fue anulada' },
  },
  {
    it: 'refuses a number that no ticket has',
    input: { ticket: 99 },
    facts: { ticket: null },
    refuses: 'TICKET_UNKNOWN',
    details: { ticket: 99 },
  },
]);
