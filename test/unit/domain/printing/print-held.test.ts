/** printHeld: "Imprimir", what is held for a decision or may be on paper goes to the printer (again). */
import { expect, it } from 'vitest';
import { printHeldRule } from '../../../../src-main/host/domain/printing/by-hand/resolve-print';
import type { PrintJob, PrintMark } from '../../../../src-shared/model/print-job';
import { aContext, MINUTE, NOW } from '../../../support/rules/context';
import { aJobWith, anOrderWith, aTicket } from '../../../support/rules/orders';
import { ALL_PRINTERS } from '../../../support/rules/printers';
import { aRestaurant } from '../../../support/rules/restaurant';
import { table } from '../../../support/rules/rule-table';
import { ofOrder } from '../../../support/rules/tickets';

it('printHeld asks for the order, or for one print and its order', () => {
  const asks = (order: number | null, job: number | null) =>
    printHeldRule.needs({ order, job, station: null }, aContext());
  expect(asks(7, null)).toMatchObject({ catalogue: true, order: { number: 7 } });
  expect(asks(null, 5)).toMatchObject({ job: { id: '5' }, orderOfJob: { jobId: '5' } });
});

const of = (...jobs: Partial<PrintJob>[]) => ({
  order: anOrderWith({ tickets: [ofOrder({}, { jobs })] }),
});
const backup = (firstTriedAt: string | null): PrintMark => ({
  kind: 'backup',
  of: 'Cocina',
  from: 'Impresora cocina',
  firstTriedAt,
});
const tried: PrintMark = { kind: 'possible-duplicate', firstTriedAt: '20:26:00' };
const unsure = { state: 'unsure', cause: 'no_answer', settledAt: NOW - MINUTE } as const;

/** A print of this state and mark is printed with that mark. */
const marked = (says: string, job: Partial<PrintJob>, mark: PrintMark) => ({
  it: says,
  input: { order: 7 },
  facts: of(job),
  changes: [{ set: 'printJob', id: '5', to: 'queued', mark }],
  events: [{ kind: 'printJob.queued', job: { jobId: '5', mark: mark.kind } }],
});

table(
  printHeldRule,
  {
    catalogue: aRestaurant({ printers: ALL_PRINTERS }),
    order: of({ state: 'stale', cause: 'too_old', settledAt: NOW - MINUTE }).order,
    job: null,
    orderOfJob: null,
  },
  [
    {
      it: 'prints what was held as too old, marked TARDÍO, as if it had not been tried',
      input: { order: 7 },
      reply: { number: 7, decided: 1, tickets: [{ ticketId: '3', jobId: '5' }] },
      changes: [
        {
          set: 'printJob',
          id: '5',
          from: 'stale',
          to: 'queued',
          mark: { kind: 'late' },
          cause: null,
          crashes: 0,
          tries: 0,
          queuedAt: NOW,
          settledAt: null,
        },
      ],
      events: [
        {
          kind: 'printJob.queued',
          order: 7,
          why: 'asked',
          cause: null,
          job: {
            jobId: '5',
            ticketId: '3',
            printerId: 'kitchen-printer',
            queuedAt: NOW,
            mark: 'late',
          },
        },
      ],
    },
    {
      it: 'prints again what may be on paper, marked with when it was tried first',
      input: { order: 7 },
      facts: of(unsure),
      changes: [
        {
          set: 'printJob',
          id: '5',
          from: 'unsure',
          to: 'queued',
          mark: { kind: 'possible-duplicate', firstTriedAt: '20:29:00' },
          cause: null,
        },
      ],
      events: [{ kind: 'printJob.queued', job: { mark: 'possible-duplicate' } }],
    },
    marked(
      'marks what may be on paper with now, where its first try’s end was not written down',
      { ...unsure, settledAt: null },
      { kind: 'possible-duplicate', firstTriedAt: '20:30:00' },
    ),
    marked('keeps the moment of the very first try', { ...unsure, mark: tried }, tried),
    marked(
      'says at the printer that it failed over to whose it is, and that it may be a second one',
      { ...unsure, mark: backup(null) },
      backup('20:29:00'),
    ),
    marked(
      'keeps the moment of the very first try after a failover',
      { ...unsure, mark: backup('20:26:00') },
      backup('20:26:00'),
    ),
    marked(
      'calls a copy that may be out a possible second one',
      { ...unsure, mark: { kind: 'reprint', copy: 1 } },
      {
        kind: 'possible-duplicate',
        firstTriedAt: '20:29:00',
      },
    ),
    marked(
      'says of what was held after a failover whose it is',
      { state: 'stale', mark: backup(null) },
      backup(null),
    ),
    marked(
      'keeps the mark of a copy that was held',
      { state: 'stale', mark: { kind: 'reprint', copy: 2 } },
      { kind: 'reprint', copy: 2 },
    ),
    marked('keeps the mark of a second try that was held', { state: 'stale', mark: tried }, tried),
    {
      it: 'prints a message by its print’s number',
      input: { order: null, job: 5 },
      facts: {
        order: null,
        job: aJobWith(
          { state: 'stale' },
          { ticket: aTicket({ kind: 'message', orderNumber: null }) },
        ),
      },
      reply: { number: null, decided: 1 },
      changes: [{ set: 'printJob', id: '5', to: 'queued' }],
      events: [{ kind: 'printJob.queued', order: null }],
    },
    {
      it: 'tells that a sample printer will print it',
      input: { order: 7 },
      facts: of({ state: 'stale', printerId: 'sample' }),
      events: [{ kind: 'printJob.queued', job: { virtual: true } }],
    },
    {
      it: 'prints what is left of an order, which is not ready by it',
      input: { order: 7 },
      facts: {
        order: anOrderWith({
          tickets: [
            ofOrder({}, { jobs: [{ state: 'stale' }] }),
            ofOrder({ id: '4' }, { jobs: [{ id: '8', state: 'printed' }] }),
          ],
        }),
      },
      reply: { decided: 1, tickets: [{ ticketId: '3' }] },
      changes: [{ set: 'printJob', id: '5' }],
    },
    ...(['queued', 'sending', 'blocked', 'printed', 'sent', 'rerouted', 'discarded'] as const).map(
      (state) => ({
        it: `refuses a print that is ${state}: it waits for no word`,
        input: { order: 7 },
        facts: of({ state }),
        refuses: 'NOTHING_WAITS' as const,
        details: { order: 7 },
      }),
    ),
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
