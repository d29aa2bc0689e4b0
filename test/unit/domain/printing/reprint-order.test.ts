/** reprintOrder: one more copy, marked REIMPRESIÓN, of what went to paper. */
import { expect, it } from 'vitest';
import { reprintOrderRule } from '../../../../src-main/host/domain/printing/by-hand/reprint-order';
import type { PrintJob } from '../../../../src-shared/model/print-job';
import { aContext, NOW, TODAY } from '../../../support/rules/context';
import { anOrderWith, NEXT } from '../../../support/rules/orders';
import { aRestaurant, aStation, BAR, COUNTER, KITCHEN } from '../../../support/rules/restaurant';
import { table } from '../../../support/rules/rule-table';
import { ofOrder } from '../../../support/rules/tickets';

it('reprintOrder asks for the order by its number and for the day’s next numbers', () => {
  expect(reprintOrderRule.needs({ order: 7, station: null, ticket: null }, aContext())).toEqual({
    catalogue: true,
    next: { day: TODAY },
    order: { number: 7 },
  });
});

const reprint = { kind: 'reprint', copy: 1 } as const;
const atBar = ofOrder(
  { id: '4', seq: 4, stationId: 'bar', document: { station: 'Bar' } },
  { jobs: [{ id: '8', state: 'sent', printerId: 'bar-printer' }] },
);
const both = anOrderWith({ tickets: [ofOrder({}), atBar] });
const of = (...jobs: Partial<PrintJob>[]) => ({
  order: anOrderWith({ tickets: [ofOrder({}, { jobs })] }),
});

table(reprintOrderRule, { catalogue: aRestaurant(), next: NEXT, order: both }, [
  {
    it: 'prints every ticket of the order once more, behind everything else, marked as a copy',
    input: { order: 7 },
    reply: {
      number: 7,
      tickets: [
        { ticketId: '3', jobId: '6', station: 'Cocina', printer: 'Impresora cocina' },
        { ticketId: '4', jobId: '7', station: 'Bar', printer: 'Impresora bar' },
      ],
    },
    changes: [
      {
        put: 'printJob',
        job: {
          id: '6',
          seq: 6,
          ticketId: '3',
          printerId: 'kitchen-printer',
          state: 'queued',
          priority: 'low',
          ahead: false,
          mark: reprint,
          cause: null,
          queuedAt: NOW,
          settledAt: null,
        },
      },
      {
        put: 'printJob',
        job: {
          id: '7',
          seq: 7,
          ticketId: '4',
          printerId: 'bar-printer',
          priority: 'low',
          mark: reprint,
        },
      },
    ],
    events: [
      {
        kind: 'printJob.queued',
        order: 7,
        why: 'reprint',
        cause: null,
        job: { jobId: '6', ticketId: '3', priority: 'low', mark: 'reprint' },
      },
      { kind: 'printJob.queued', order: 7, why: 'reprint', job: { jobId: '7', ticketId: '4' } },
    ],
  },
  {
    it: 'prints the tickets of one station alone, in any spelling of its name',
    input: { order: 7, station: 'BÁR' },
    reply: { tickets: [{ ticketId: '4', jobId: '6' }] },
    changes: [{ put: 'printJob', job: { id: '6', ticketId: '4', printerId: 'bar-printer' } }],
    events: [{ kind: 'printJob.queued' }],
  },
  {
    it: 'prints one ticket alone by its number',
    input: { order: 7, ticket: 3 },
    reply: { tickets: [{ ticketId: '3' }] },
  },
  {
    it: 'counts the copies of a ticket, each for itself',
    input: { order: 7 },
    facts: {
      order: anOrderWith({
        tickets: [
          ofOrder({}, { jobs: [{ state: 'printed' }, { state: 'printed', mark: reprint }] }),
          atBar,
        ],
      }),
    },
    changes: [
      { put: 'printJob', job: { ticketId: '3', mark: { kind: 'reprint', copy: 2 } } },
      { put: 'printJob', job: { ticketId: '4', mark: reprint } },
    ],
  },
  {
    it: 'counts a copy too that still waits: asked for again, it is one more',
    input: { order: 7 },
    facts: of({ state: 'printed' }, { state: 'queued', mark: reprint }),
    changes: [{ put: 'printJob', job: { mark: { kind: 'reprint', copy: 2 } } }],
  },
  {
    it: 'does not count a second try as a copy',
    input: { order: 7 },
    facts: of({ state: 'printed', mark: { kind: 'possible-duplicate', firstTriedAt: '20:26:00' } }),
    changes: [{ put: 'printJob', job: { mark: reprint } }],
  },
  ...(['printed', 'sent', 'sending', 'blocked', 'unsure'] as const).map((state) => ({
    it: `prints a copy of a ticket whose print is ${state}`,
    input: { order: 7 },
    facts: of({ state }),
    reply: { tickets: [{ ticketId: '3' }] },
  })),
  {
    it: 'prints a copy of what failed over and was printed elsewhere, at its own station',
    input: { order: 7 },
    facts: of({ state: 'rerouted' }, { state: 'printed', printerId: 'bar-printer' }),
    changes: [{ put: 'printJob', job: { printerId: 'kitchen-printer', mark: reprint } }],
  },
  {
    it: 'prints a copy of what a person said is out, though its marked copy was discarded',
    input: { order: 7 },
    facts: of({ state: 'discarded', cause: 'confirmed_by_hand' }),
    changes: [{ put: 'printJob', job: { mark: reprint } }],
  },
  {
    it: 'prints at the printer that the station has by now',
    input: { order: 7 },
    facts: {
      ...of({ state: 'printed', printerId: 'old-printer' }),
      catalogue: aRestaurant({
        stations: [aStation({ printerId: 'bar-printer', isDefault: true }), BAR, COUNTER],
      }),
    },
    changes: [{ put: 'printJob', job: { printerId: 'bar-printer' } }],
  },
  {
    it: 'prints for a station too that takes nothing new any more',
    input: { order: 7, station: 'Cocina' },
    facts: { catalogue: aRestaurant({ stations: [BAR, COUNTER], formerStations: [KITCHEN] }) },
    reply: { tickets: [{ ticketId: '3', station: 'Cocina' }] },
  },
  ...(['closed', 'served', 'ready'] as const).map((state) => ({
    it: `prints a copy of an order that is ${state}`,
    input: { order: 7 },
    facts: { order: anOrderWith({ order: { state }, tickets: [atBar] }) },
    reply: { tickets: [{ ticketId: '4' }] },
  })),
  {
    it: 'refuses what still waits for its first print: it needs no second one',
    input: { order: 7 },
    facts: of({ state: 'queued' }),
    refuses: 'NOTHING_TO_PRINT',
    details: { order: 7 },
  },
  {
    it: 'refuses what failed over to another printer and waits there',
    input: { order: 7 },
    facts: of({ state: 'rerouted' }, { state: 'queued', printerId: 'bar-printer' }),
    refuses: 'NOTHING_TO_PRINT',
  },
  ...(['voided_before_print', 'discarded_by_hand'] as const).map((cause) => ({
    it: `refuses what was not to be printed (${cause})`,
    input: { order: 7 },
    facts: of({ state: 'discarded', cause }),
    refuses: 'NOTHING_TO_PRINT' as const,
  })),
  {
    it: 'refuses a ticket of which everything was voided',
    input: { order: 7 },
    facts: { order: anOrderWith({ tickets: [ofOrder({ state: 'voided' })] }) },
    refuses: 'NOTHING_TO_PRINT',
  },
  {
    it: 'refuses a station that has nothing of the order',
    input: { order: 7, station: 'Caja' },
    refuses: 'NOTHING_TO_PRINT',
  },
  {
    it: 'refuses a ticket of another order, and one that is not that station’s',
    input: { order: 7, station: 'Bar', ticket: 3 },
    refuses: 'NOTHING_TO_PRINT',
    details: { order: 7 },
  },
  {
    it: 'refuses a ticket of a station that there is none of any more',
    input: { order: 7 },
    facts: { catalogue: aRestaurant({ stations: [COUNTER] }) },
    refuses: 'NOTHING_TO_PRINT',
  },
  {
    it: 'refuses a number that no order has',
    input: { order: 99 },
    facts: { order: null },
    refuses: 'ORDER_UNKNOWN',
    details: { order: 99 },
  },
]);
