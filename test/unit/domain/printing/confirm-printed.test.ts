/**
 * confirmPrinted: a person has the paper in hand, though the printer did not confirm it. What all words about
 * prints share (which prints they speak of, and when the order is ready) is tested here.
 */
import { expect, it } from 'vitest';
import { confirmPrintedRule } from '../../../../src-main/host/domain/printing/by-hand/resolve-print';
import type { PrintJob } from '../../../../src-shared/model/print-job';
import { aContext, anActor, LUIS, NOW } from '../../../support/rules/context';
import { aJobWith, anOrderWith, aTicket } from '../../../support/rules/orders';
import { ALL_PRINTERS } from '../../../support/rules/printers';
import { aRestaurant } from '../../../support/rules/restaurant';
import { table } from '../../../support/rules/rule-table';
import { aRestaurantWithScreen, ofOrder } from '../../../support/rules/tickets';

it('confirmPrinted asks for the order, or for one print and its order', () => {
  const asks = (order: number | null, job: number | null) =>
    confirmPrintedRule.needs({ order, job, station: null }, aContext());
  // Orders and prints are counted from 1: number 0 is none.
  expect(asks(7, null)).toEqual({
    catalogue: true,
    order: { number: 7 },
    job: { id: '0' },
    orderOfJob: { jobId: '0' },
  });
  expect(asks(null, 5)).toEqual({
    catalogue: true,
    order: { number: 0 },
    job: { id: '5' },
    orderOfJob: { jobId: '5' },
  });
});

const of = (...jobs: Partial<PrintJob>[]) => ({
  order: anOrderWith({ tickets: [ofOrder({}, { jobs })] }),
});
const tried = { kind: 'possible-duplicate', firstTriedAt: '20:26:00' } as const;
const backup = { kind: 'backup', of: 'Cocina', from: 'Impresora cocina' } as const;
const atBar = ofOrder(
  { id: '4', seq: 4, stationId: 'bar', document: { station: 'Bar' } },
  { jobs: [{ id: '8', state: 'unsure', printerId: 'bar-printer' }] },
);
const both = anOrderWith({ tickets: [ofOrder({}, { jobs: [{ state: 'unsure' }] }), atBar] });
const aMessage = aTicket({ kind: 'message', orderNumber: null, messageId: 'message-1' });

table(
  confirmPrintedRule,
  {
    catalogue: aRestaurant({ printers: ALL_PRINTERS }),
    order: of({ state: 'unsure' }).order,
    job: null,
    orderOfJob: null,
  },
  [
    {
      it: 'calls a print printed whose end is not known, by a person, and the order is ready with it',
      input: { order: 7 },
      context: { actor: anActor('cook', LUIS) },
      reply: { number: 7, decided: 1, tickets: [{ ticketId: '3', jobId: '5', station: 'Cocina' }] },
      changes: [
        {
          set: 'printJob',
          id: '5',
          from: 'unsure',
          to: 'printed',
          cause: 'confirmed_by_hand',
          settledAt: NOW,
        },
        { set: 'order', number: 7, state: 'ready', readyAt: NOW },
      ],
      events: [
        {
          kind: 'printJob.settled',
          order: 7,
          jobId: '5',
          printerId: 'kitchen-printer',
          state: 'printed',
          cause: 'confirmed_by_hand',
          ms: null,
          by: 'Luis',
        },
        { kind: 'order.moved', order: 7, state: 'ready' },
      ],
    },
    {
      it: 'drops a marked copy that still waits: it is not needed any more',
      input: { order: 7 },
      facts: of({ state: 'queued', mark: tried }),
      changes: [
        { set: 'printJob', id: '5', from: 'queued', to: 'discarded', cause: 'confirmed_by_hand' },
        { set: 'order', state: 'ready' },
      ],
      events: [
        { kind: 'printJob.settled', state: 'discarded', cause: 'confirmed_by_hand' },
        { kind: 'order.moved' },
      ],
    },
    {
      it: 'drops a marked copy too that waits at another printer, and the order is ready',
      input: { order: 7 },
      facts: of(
        { state: 'rerouted' },
        { state: 'queued', mark: { ...backup, firstTriedAt: '20:26:00' } },
      ),
      changes: [
        { set: 'printJob', id: '6', from: 'queued', to: 'discarded', cause: 'confirmed_by_hand' },
        { set: 'order', state: 'ready' },
      ],
    },
    {
      it: 'calls both printed of an order at two stations, and says which',
      input: { order: 7 },
      facts: { order: both },
      reply: { decided: 2, tickets: [{ jobId: '5' }, { jobId: '8' }] },
      changes: [{ id: '5' }, { id: '8' }, { set: 'order', state: 'ready' }],
      events: [{ jobId: '5' }, { jobId: '8', printerId: 'bar-printer' }, { kind: 'order.moved' }],
    },
    {
      it: 'speaks of one station alone; the order waits for the other',
      input: { order: 7, station: 'BÁR' },
      facts: { order: both },
      reply: { decided: 1, tickets: [{ ticketId: '4', jobId: '8' }] },
      changes: [{ set: 'printJob', id: '8' }],
      events: [{ kind: 'printJob.settled', jobId: '8' }],
    },
    {
      it: 'leaves the order open that a cook at a screen has in hand',
      input: { order: 7 },
      facts: {
        order: anOrderWith({
          tickets: [ofOrder({ state: 'started' }, { jobs: [{ state: 'unsure' }] })],
        }),
        catalogue: aRestaurantWithScreen(),
      },
      reply: { tickets: [{ cooking: 'started' }] },
      changes: [{ set: 'printJob', to: 'printed' }],
      events: [{ kind: 'printJob.settled' }],
    },
    {
      it: 'says of a sample printer that no paper came out',
      input: { order: 7 },
      facts: of({ state: 'unsure', printerId: 'sample' }),
      reply: { tickets: [{ virtual: true }] },
      events: [{ kind: 'printJob.settled', virtual: true }, { kind: 'order.moved' }],
    },
    {
      it: 'speaks of one print alone by its number, and of its order',
      input: { order: null, job: 8 },
      facts: {
        order: null,
        job: aJobWith({ id: '8', state: 'unsure', printerId: 'bar-printer' }, atBar),
        orderOfJob: both,
      },
      reply: { number: 7, decided: 1, tickets: [{ ticketId: '4', jobId: '8' }] },
      changes: [{ set: 'printJob', id: '8', to: 'printed' }],
      events: [{ kind: 'printJob.settled', order: 7, jobId: '8' }],
    },
    {
      it: 'makes an order ready by its last print’s number',
      input: { order: null, job: 5 },
      facts: {
        order: null,
        job: aJobWith({ state: 'unsure' }),
        orderOfJob: of({ state: 'unsure' }).order,
      },
      changes: [
        { set: 'printJob', id: '5' },
        { set: 'order', number: 7, state: 'ready' },
      ],
    },
    {
      it: 'speaks of an older print by its number, though a newer one of its ticket is out',
      input: { order: null, job: 5 },
      facts: {
        order: null,
        job: aJobWith({ state: 'unsure' }),
        orderOfJob: of({ state: 'unsure' }, { state: 'printed' }).order,
      },
      changes: [
        { set: 'printJob', id: '5', to: 'printed' },
        { set: 'order', state: 'ready' },
      ],
    },
    {
      it: 'speaks of a message’s print by its number: it is of no order',
      input: { order: null, job: 5 },
      facts: { order: null, job: aJobWith({ state: 'unsure' }, { ticket: aMessage }) },
      reply: { number: null, decided: 1, tickets: [{ kind: 'message' }] },
      changes: [{ set: 'printJob', id: '5', to: 'printed' }],
      events: [{ kind: 'printJob.settled', order: null, jobId: '5' }],
    },
    {
      it: 'follows the print’s number where an order’s is given beside it',
      input: { order: 99, job: 5 },
      facts: {
        order: null,
        job: aJobWith({ state: 'unsure' }),
        orderOfJob: of({ state: 'unsure' }).order,
      },
      reply: { number: 7, decided: 1 },
    },
    {
      it: 'finds nothing that waits for a word when it is said again',
      input: { order: 7 },
      facts: of({ state: 'printed', cause: 'confirmed_by_hand' }),
      refuses: 'NOTHING_WAITS',
      details: { order: 7 },
    },
    ...(
      [
        { state: 'queued' },
        { state: 'queued', mark: { kind: 'reprint', copy: 1 } },
        { state: 'queued', mark: { ...backup, firstTriedAt: null } },
        { state: 'stale' },
        { state: 'sending', mark: tried },
        { state: 'blocked' },
        { state: 'discarded' },
      ] as const
    ).map((job) => ({
      it: `refuses what cannot be on paper, or is not asked about: ${job.state}, mark ${
        'mark' in job ? job.mark.kind : 'none'
      }`,
      input: { order: 7 },
      facts: of(job),
      refuses: 'NOTHING_WAITS' as const,
    })),
    {
      it: 'speaks of the newest print of a ticket: an older one is not asked about',
      input: { order: 7 },
      facts: of({ state: 'unsure' }, { state: 'printed' }),
      refuses: 'NOTHING_WAITS',
    },
    {
      it: 'refuses a station at which nothing of the order waits for a word',
      input: { order: 7, station: 'Caja' },
      facts: { order: both },
      refuses: 'NOTHING_WAITS',
      details: { order: 7 },
    },
    {
      it: 'refuses a print that is not of that station',
      input: { order: null, job: 5, station: 'Bar' },
      facts: { order: null, job: aJobWith({ state: 'unsure' }) },
      refuses: 'NOTHING_WAITS',
      details: { order: 5 },
    },
    {
      it: 'refuses a number that no print has',
      input: { order: null, job: 99 },
      facts: { order: null },
      refuses: 'NOTHING_WAITS',
      details: { order: 99 },
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
    {
      it: 'refuses neither an order’s number nor a print’s',
      input: { order: null },
      facts: { order: null },
      refuses: 'ORDER_UNKNOWN',
    },
  ],
);
