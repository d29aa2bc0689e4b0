/** markUrgent: what still waits of an order goes before everything that is not urgent. */
import { expect, it } from 'vitest';
import { markUrgentRule } from '../../../../src-main/host/domain/printing/by-hand/mark-urgent';
import { aContext } from '../../../support/rules/context';
import { anOrderWith } from '../../../support/rules/orders';
import { aRestaurant } from '../../../support/rules/restaurant';
import { table } from '../../../support/rules/rule-table';
import { ofOrder } from '../../../support/rules/tickets';

it('markUrgent asks for the order by its number', () => {
  expect(markUrgentRule.needs({ order: 7 }, aContext())).toEqual({
    catalogue: true,
    order: { number: 7 },
  });
});

const waiting = ofOrder({}, { jobs: [{ state: 'queued' }] });

table(markUrgentRule, { catalogue: aRestaurant(), order: anOrderWith({ tickets: [waiting] }) }, [
  {
    it: 'makes a print urgent that waits, and leaves its place otherwise as it is',
    input: { order: 7 },
    reply: { number: 7, moved: 1, tickets: [{ ticketId: '3', jobId: '5', station: 'Cocina' }] },
    changes: [{ set: 'printJob', id: '5', from: 'queued', to: 'queued', priority: 'urgent' }],
    events: [{ kind: 'printJob.promoted', order: 7, jobId: '5', priority: 'urgent' }],
  },
  {
    it: 'makes every print of the order urgent that waits, of low priority too, and no other',
    input: { order: 7 },
    facts: {
      order: anOrderWith({
        tickets: [
          ofOrder({}, { jobs: [{ state: 'printed' }, { state: 'queued', priority: 'low' }] }),
          ofOrder({ id: '4' }, { jobs: [{ id: '7', state: 'queued' }] }),
        ],
      }),
    },
    reply: {
      moved: 2,
      tickets: [
        { ticketId: '3', jobId: '6' },
        { ticketId: '4', jobId: '7' },
      ],
    },
    changes: [
      { id: '6', priority: 'urgent' },
      { id: '7', priority: 'urgent' },
    ],
    events: [{ jobId: '6' }, { jobId: '7' }],
  },
  ...(['sending', 'blocked', 'printed', 'unsure', 'stale'] as const).map((state) => ({
    it: `leaves a print as it is that is ${state}, and still names it`,
    input: { order: 7 },
    facts: { order: anOrderWith({ tickets: [ofOrder({}, { jobs: [{ state }] })] }) },
    reply: { number: 7, moved: 0, tickets: [{ jobId: '5' }] },
    changes: [],
    events: [],
  })),
  {
    it: 'finds it urgent when it is asked for again: nothing is written again',
    input: { order: 7 },
    facts: {
      order: anOrderWith({
        tickets: [ofOrder({}, { jobs: [{ state: 'queued', priority: 'urgent' }] })],
      }),
    },
    reply: { number: 7, moved: 0, tickets: [{ jobId: '5' }] },
    changes: [],
    events: [],
  },
  ...(['ready', 'served'] as const).map((state) => ({
    it: `takes an order that is ${state}: something of it may wait all the same`,
    input: { order: 7 },
    facts: { order: anOrderWith({ order: { state }, tickets: [waiting] }) },
    reply: { moved: 1 },
  })),
  {
    it: 'refuses an order that was paid',
    input: { order: 7 },
    facts: { order: anOrderWith({ order: { state: 'closed' }, tickets: [waiting] }) },
    refuses: 'ORDER_CLOSED',
    details: { order: 7, state: 'cerrado' },
  },
  {
    it: 'refuses an order that was voided',
    input: { order: 7 },
    facts: { order: anOrderWith({ order: { state: 'voided' }, tickets: [waiting] }) },
    refuses: 'ORDER_CLOSED',
    details: { order: 7, state: 'anulado' },
  },
  {
    it: 'refuses a number that no order has',
    input: { order: 99 },
    facts: { order: null },
    refuses: 'ORDER_UNKNOWN',
    details: { order: 99 },
  },
]);
