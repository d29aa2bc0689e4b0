/** discardPrint: a person says that no paper is needed. The rest is tested in confirm-printed. */
import { expect, it } from 'vitest';
import { discardPrintRule } from '../../../../src-main/host/domain/printing/by-hand/resolve-print';
import type { PrintJob } from '../../../../src-shared/model/print-job';
import { aContext, anActor, LUIS, NOW } from '../../../support/rules/context';
import { aJobWith, anOrderWith, aTicket } from '../../../support/rules/orders';
import { aRestaurant } from '../../../support/rules/restaurant';
import { table } from '../../../support/rules/rule-table';
import { ofOrder } from '../../../support/rules/tickets';

it('discardPrint asks for the order, or for one print and its order', () => {
  const asks = (order: number | null, job: number | null) =>
    discardPrintRule.needs({ order, job, station: null }, aContext());
  expect(asks(7, null)).toMatchObject({ catalogue: true, order: { number: 7 } });
  expect(asks(null, 5)).toMatchObject({ job: { id: '5' }, orderOfJob: { jobId: '5' } });
});

const of = (...jobs: Partial<PrintJob>[]) => ({
  order: anOrderWith({ tickets: [ofOrder({}, { jobs })] }),
});
const backup = {
  kind: 'backup',
  of: 'Cocina',
  from: 'Impresora cocina',
  firstTriedAt: null,
} as const;

table(
  discardPrintRule,
  {
    catalogue: aRestaurant(),
    order: of({ state: 'stale', cause: 'too_old' }).order,
    job: null,
    orderOfJob: null,
  },
  [
    {
      it: 'discards what is held for a decision, by a person, and the order waits for it no more',
      input: { order: 7 },
      context: { actor: anActor('counter', LUIS) },
      reply: { number: 7, decided: 1, tickets: [{ ticketId: '3', jobId: '5' }] },
      changes: [
        {
          set: 'printJob',
          id: '5',
          from: 'stale',
          to: 'discarded',
          cause: 'discarded_by_hand',
          settledAt: NOW,
        },
        { set: 'order', number: 7, state: 'ready', readyAt: NOW },
      ],
      events: [
        {
          kind: 'printJob.settled',
          order: 7,
          jobId: '5',
          state: 'discarded',
          cause: 'discarded_by_hand',
          ms: null,
          by: 'Luis',
        },
        { kind: 'order.moved', order: 7, state: 'ready' },
      ],
    },
    ...(['unsure', 'queued'] as const).map((state) => ({
      it: `discards a print that is ${state}`,
      input: { order: 7 },
      facts: of({ state }),
      changes: [
        { set: 'printJob', id: '5', from: state, to: 'discarded', cause: 'discarded_by_hand' },
        { set: 'order', state: 'ready' },
      ],
    })),
    {
      it: 'discards what failed over to another printer, and the order waits for it no more',
      input: { order: 7 },
      facts: of({ state: 'rerouted' }, { state: 'queued', mark: backup }),
      changes: [
        { set: 'printJob', id: '6', to: 'discarded' },
        { set: 'order', state: 'ready' },
      ],
    },
    {
      it: 'discards a copy of what is out: the order was ready and stays so',
      input: { order: 7 },
      facts: {
        order: anOrderWith({
          order: { state: 'ready', readyAt: NOW - 1 },
          tickets: [
            ofOrder(
              {},
              {
                jobs: [
                  { state: 'printed' },
                  { state: 'queued', mark: { kind: 'reprint', copy: 1 } },
                ],
              },
            ),
          ],
        }),
      },
      changes: [{ set: 'printJob', id: '6', to: 'discarded' }],
      events: [{ kind: 'printJob.settled', jobId: '6' }],
    },
    {
      it: 'discards a message by its print’s number',
      input: { order: null, job: 5 },
      facts: {
        order: null,
        job: aJobWith(
          { state: 'stale' },
          { ticket: aTicket({ kind: 'message', orderNumber: null }) },
        ),
      },
      reply: { number: null, decided: 1 },
      changes: [{ set: 'printJob', id: '5', to: 'discarded' }],
      events: [{ kind: 'printJob.settled', order: null }],
    },
    {
      it: 'finds nothing that waits when it is said again',
      input: { order: 7 },
      facts: of({ state: 'discarded', cause: 'discarded_by_hand' }),
      refuses: 'NOTHING_WAITS',
      details: { order: 7 },
    },
    ...(['sending', 'blocked', 'printed', 'sent', 'rerouted'] as const).map((state) => ({
      it: `refuses a print that is ${state}: it is out or going out`,
      input: { order: 7 },
      facts: of({ state }),
      refuses: 'NOTHING_WAITS' as const,
    })),
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
