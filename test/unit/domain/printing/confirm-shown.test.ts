/** confirmShown: "La veo", a cook's screen shows what was sent to the screens. */
import { expect, it } from 'vitest';
import { confirmShownRule } from '../../../../src-main/host/domain/printing/by-hand/resolve-print';
import type { PrintJob } from '../../../../src-shared/model/print-job';
import { aContext, anActor, LUIS, NOW } from '../../../support/rules/context';
import { aJobWith, anOrderWith, aTicket } from '../../../support/rules/orders';
import { ALL_PRINTERS } from '../../../support/rules/printers';
import { aRestaurant } from '../../../support/rules/restaurant';
import { table } from '../../../support/rules/rule-table';
import { ofOrder } from '../../../support/rules/tickets';

it('confirmShown asks for the order, or for one print and its order', () => {
  const asks = (order: number | null, job: number | null) =>
    confirmShownRule.needs({ order, job, station: null }, aContext());
  expect(asks(7, null)).toMatchObject({ catalogue: true, order: { number: 7 } });
  expect(asks(null, 5)).toMatchObject({ job: { id: '5' }, orderOfJob: { jobId: '5' } });
});

const of = (...jobs: Partial<PrintJob>[]) => ({
  order: anOrderWith({ tickets: [ofOrder({}, { jobs })] }),
});
const onScreen = {
  state: 'queued',
  printerId: 'screens',
  cause: 'unreachable',
  mark: { kind: 'backup', of: 'Cocina', from: 'Impresora cocina', firstTriedAt: null },
} as const;

table(
  confirmShownRule,
  {
    catalogue: aRestaurant({ printers: ALL_PRINTERS }),
    order: of({ state: 'rerouted' }, onScreen).order,
    job: null,
    orderOfJob: null,
  },
  [
    {
      it: 'calls it sent, keeps why it went to the screens, and the order is ready with it',
      input: { order: 7 },
      context: { actor: anActor('cook', LUIS) },
      reply: {
        number: 7,
        decided: 1,
        tickets: [{ ticketId: '3', jobId: '6', printerId: 'screens', divertedTo: 'screen' }],
      },
      changes: [
        {
          set: 'printJob',
          id: '6',
          from: 'queued',
          to: 'sent',
          cause: 'unreachable',
          settledAt: NOW,
        },
        { set: 'order', number: 7, state: 'ready', readyAt: NOW },
      ],
      events: [
        {
          kind: 'printJob.settled',
          order: 7,
          jobId: '6',
          printerId: 'screens',
          state: 'sent',
          cause: 'unreachable',
          by: 'Luis',
        },
        { kind: 'order.moved' },
      ],
    },
    {
      it: 'calls a message sent by its print’s number',
      input: { order: null, job: 5 },
      facts: {
        order: null,
        job: aJobWith(onScreen, { ticket: aTicket({ kind: 'message', orderNumber: null }) }),
      },
      reply: { number: null, decided: 1 },
      changes: [{ set: 'printJob', id: '5', to: 'sent' }],
      events: [{ kind: 'printJob.settled', order: null }],
    },
    {
      it: 'finds nothing to confirm when a second screen says so',
      input: { order: 7 },
      facts: of({ ...onScreen, state: 'sent' }),
      refuses: 'NOTHING_WAITS',
      details: { order: 7 },
    },
    ...['kitchen-printer', 'pdf', 'sample', 'gone'].map((printerId) => ({
      it: `refuses what waits at ${printerId}: no screen shows it`,
      input: { order: 7 },
      facts: of({ ...onScreen, printerId }),
      refuses: 'NOTHING_WAITS' as const,
    })),
    {
      it: 'refuses what is held for a decision',
      input: { order: 7 },
      facts: of({ ...onScreen, state: 'stale' }),
      refuses: 'NOTHING_WAITS',
    },
    {
      it: 'refuses a station that there is none of',
      input: { order: 7, station: 'Terraza' },
      refuses: 'STATION_UNKNOWN',
      details: { station: 'Terraza' },
    },
    {
      it: 'refuses a number that no order has',
      input: { order: 99 },
      facts: { order: null },
      refuses: 'ORDER_UNKNOWN',
      details: { order: 99 },
    },
  ],
);
