/** acknowledgeNotice: "Enterado", the cook has read a notice that asks for nothing else. */
import { expect, it } from 'vitest';
import { acknowledgeNoticeRule } from '../../../../src-main/host/domain/tickets/cook-tickets';
import { aContext, anActor, LUIS, NOW } from '../../../support/rules/context';
import { table } from '../../../support/rules/rule-table';
import { aMessageOnScreen, aRestaurantWithScreen, onScreen } from '../../../support/rules/tickets';

it('acknowledgeNotice asks for the ticket by its number', () => {
  expect(acknowledgeNoticeRule.needs({ ticket: 3 }, aContext())).toEqual({
    ticket: { seq: 3 },
    catalogue: true,
  });
});

table(
  acknowledgeNoticeRule,
  { ticket: onScreen({ kind: 'void' }), catalogue: aRestaurantWithScreen() },
  [
    {
      it: 'takes a notice ANULADO off the screen, and its order is ready if nothing else was to do',
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
      it: 'takes a notice CAMBIO DE MESA off the screen',
      input: { ticket: 3 },
      facts: { ticket: onScreen({ kind: 'move' }) },
      reply: { state: 'bumped', moved: true },
    },
    {
      it: 'takes a message off the screen',
      input: { ticket: 3 },
      facts: { ticket: aMessageOnScreen() },
      reply: { state: 'bumped', moved: true },
      changes: [{ set: 'ticket', id: '3', state: 'bumped' }],
      events: [{ kind: 'ticket.moved', order: null, ticketId: '3' }],
    },
    {
      it: 'finds one read that two cooks press at once: nothing is written again',
      input: { ticket: 3 },
      facts: { ticket: aMessageOnScreen({ state: 'bumped' }) },
      reply: { ticket: 3, state: 'bumped', moved: false },
      changes: [],
      events: [],
    },
    ...(['order', 'addition', 'change', 'bill'] as const).map((kind) => ({
      it: `refuses a ticket of kind ${kind}: reading it does not make it done`,
      input: { ticket: 3 },
      facts: { ticket: onScreen({ kind }) },
      refuses: 'TICKET_ELSEWHERE' as const,
      details: { ticket: 3, reason: 'es para cocinar, no un aviso' },
    })),
    {
      it: 'refuses a notice that was replaced by a later one',
      input: { ticket: 3 },
      facts: { ticket: onScreen({ kind: 'move', state: 'voided' }) },
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
  ],
);
