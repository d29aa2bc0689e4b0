/** recallTicket: a ticket is not done after all. */
import { expect, it } from 'vitest';
import { recallTicketRule } from '../../../../src-main/host/domain/tickets/cook-tickets';
import { aContext, anActor, LUIS, MINUTE, NOW } from '../../../support/rules/context';
import { aRestaurant, BAR, COUNTER, KITCHEN } from '../../../support/rules/restaurant';
import { table } from '../../../support/rules/rule-table';
import {
  aMessageOnScreen,
  aRestaurantWithScreen,
  onScreen,
  SCREEN_KITCHEN,
} from '../../../support/rules/tickets';

it('recallTicket asks for the ticket by its number', () => {
  expect(recallTicketRule.needs({ ticket: 3 }, aContext())).toEqual({
    ticket: { seq: 3 },
    catalogue: true,
  });
});

const done = { state: 'bumped', doneNos: [1, 2] } as const;

table(recallTicketRule, { ticket: onScreen(done), catalogue: aRestaurantWithScreen() }, [
  {
    it: 'puts a ticket back on the screen with nothing ticked off, and its ready order waits again',
    input: { ticket: 3 },
    facts: { ticket: onScreen(done, { order: { state: 'ready', readyAt: NOW - MINUTE } }) },
    context: { actor: anActor('cook', LUIS) },
    reply: { ticket: 3, state: 'open', moved: true },
    changes: [
      { set: 'ticket', id: '3', state: 'open', doneNos: [], movedAt: NOW },
      { set: 'order', number: 7, state: 'open', readyAt: null },
    ],
    events: [
      { kind: 'ticket.moved', order: 7, ticketId: '3', state: 'open', doneNos: [], by: 'Luis' },
      { kind: 'order.moved', order: 7, state: 'open', readyAt: null },
    ],
  },
  {
    it: 'takes back a beginning: the order was open and stays so',
    input: { ticket: 3 },
    facts: { ticket: onScreen({ state: 'started', doneNos: [1] }) },
    reply: { state: 'open', moved: true },
    changes: [{ set: 'ticket', state: 'open', doneNos: [] }],
    events: [{ kind: 'ticket.moved', state: 'open', doneNos: [] }],
  },
  {
    it: 'leaves an order as it is that was carried to the table already',
    input: { ticket: 3 },
    facts: { ticket: onScreen(done, { order: { state: 'served', readyAt: NOW - MINUTE } }) },
    changes: [{ set: 'ticket', state: 'open' }],
    events: [{ kind: 'ticket.moved', state: 'open' }],
  },
  {
    it: 'leaves an order as it is that was paid already',
    input: { ticket: 3 },
    facts: { ticket: onScreen(done, { order: { state: 'closed', readyAt: NOW - MINUTE } }) },
    changes: [{ set: 'ticket', state: 'open' }],
    events: [{ kind: 'ticket.moved', state: 'open' }],
  },
  {
    it: 'puts a message back on the screen',
    input: { ticket: 3 },
    facts: { ticket: aMessageOnScreen({ state: 'bumped' }) },
    reply: { state: 'open', moved: true },
    changes: [{ set: 'ticket', state: 'open' }],
    events: [{ kind: 'ticket.moved', order: null }],
  },
  {
    it: 'puts a ticket back on the screen of a station that takes no new ones any more',
    input: { ticket: 3 },
    facts: {
      catalogue: aRestaurant({ stations: [BAR, COUNTER], formerStations: [SCREEN_KITCHEN] }),
    },
    reply: { state: 'open', moved: true },
  },
  {
    it: 'finds one on the screen that two cooks recall: nothing is written again',
    input: { ticket: 3 },
    facts: { ticket: onScreen({ state: 'open' }) },
    reply: { ticket: 3, state: 'open', moved: false },
    changes: [],
    events: [],
  },
  {
    it: 'refuses a ticket of a station without a screen: it would be seen by no cook',
    input: { ticket: 3 },
    facts: { catalogue: aRestaurant({ stations: [KITCHEN, BAR, COUNTER] }) },
    refuses: 'TICKET_ELSEWHERE',
    details: { ticket: 3, reason: 'su estación no tiene pantalla' },
  },
  {
    it: 'refuses a ticket of a station that there is none of any more',
    input: { ticket: 3 },
    facts: { catalogue: aRestaurant({ stations: [BAR, COUNTER] }) },
    refuses: 'TICKET_ELSEWHERE',
    details: { ticket: 3, reason: 'su estación no tiene pantalla' },
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
