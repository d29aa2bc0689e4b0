/** bumpTicket: a cook is done with a ticket. When an order is ready is tested in order-progress. */
import { expect, it } from 'vitest';
import { bumpTicketRule } from '../../../../src-main/host/domain/tickets/cook-tickets';
import { aContext, anActor, LUIS, NOW } from '../../../support/rules/context';
import { aLine } from '../../../support/rules/orders';
import { table } from '../../../support/rules/rule-table';
import {
  aMessageOnScreen,
  aRestaurantWithScreen,
  ofOrder,
  onScreen,
} from '../../../support/rules/tickets';

it('bumpTicket asks for the ticket by its number', () => {
  expect(bumpTicketRule.needs({ ticket: 3 }, aContext())).toEqual({
    ticket: { seq: 3 },
    catalogue: true,
  });
});

const second = ofOrder(
  { id: '4', seq: 4, state: 'started' },
  { jobs: [{ id: '6', state: 'sent' }] },
);

table(bumpTicketRule, { ticket: onScreen(), catalogue: aRestaurantWithScreen() }, [
  {
    it: 'is done with the last ticket of an order, which is ready with it',
    input: { ticket: 3 },
    context: { actor: anActor('cook', LUIS) },
    reply: { ticket: 3, state: 'bumped', moved: true },
    changes: [
      { set: 'ticket', id: '3', state: 'bumped', doneNos: [], movedAt: NOW },
      { set: 'order', number: 7, state: 'ready', readyAt: NOW },
    ],
    events: [
      { kind: 'ticket.moved', order: 7, ticketId: '3', state: 'bumped', doneNos: [], by: 'Luis' },
      { kind: 'order.moved', order: 7, state: 'ready', readyAt: NOW },
    ],
  },
  {
    it: 'is done with one that was begun, and keeps which lines were ticked off',
    input: { ticket: 3 },
    facts: { ticket: onScreen({ state: 'started', doneNos: [2] }) },
    reply: { moved: true },
    changes: [
      { set: 'ticket', state: 'bumped', doneNos: [2] },
      { set: 'order', state: 'ready' },
    ],
    events: [{ kind: 'ticket.moved', doneNos: [2] }, { kind: 'order.moved' }],
  },
  {
    it: 'leaves the order open while the cook has another ticket of it',
    input: { ticket: 3 },
    facts: { ticket: onScreen({}, { others: [second] }) },
    reply: { moved: true },
    changes: [{ set: 'ticket', id: '3', state: 'bumped' }],
    events: [{ kind: 'ticket.moved', ticketId: '3' }],
  },
  {
    it: 'leaves the order open while its paper still waits',
    input: { ticket: 3 },
    facts: { ticket: onScreen({}, { jobs: [{ state: 'queued' }] }) },
    changes: [{ set: 'ticket', state: 'bumped' }],
    events: [{ kind: 'ticket.moved' }],
  },
  {
    it: 'leaves the order open while a course of it is held',
    input: { ticket: 3 },
    facts: { ticket: onScreen({}, { lines: [aLine(), aLine({ no: 3, state: 'held' })] }) },
    changes: [{ set: 'ticket', state: 'bumped' }],
    events: [{ kind: 'ticket.moved' }],
  },
  {
    it: 'is done with a message, which makes no order ready',
    input: { ticket: 3 },
    facts: { ticket: aMessageOnScreen() },
    reply: { moved: true },
    changes: [{ set: 'ticket', id: '3', state: 'bumped' }],
    events: [{ kind: 'ticket.moved', order: null }],
  },
  {
    it: 'lets the second of two cooks find it done: nothing is written again',
    input: { ticket: 3 },
    facts: { ticket: onScreen({ state: 'bumped' }) },
    reply: { ticket: 3, state: 'bumped', moved: false },
    changes: [],
    events: [],
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
