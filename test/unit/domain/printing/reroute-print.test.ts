/** reroutePrint: a person sends what waits of an order to another printer. */
import { expect, it } from 'vitest';
import { reroutePrintRule } from '../../../../src-main/host/domain/printing/by-hand/reroute-print';
import type { PrintJob, PrintMark } from '../../../../src-shared/model/print-job';
import { aContext, anActor, LUIS, MINUTE, NOW, TODAY } from '../../../support/rules/context';
import { anOrderWith, NEXT } from '../../../support/rules/orders';
import { ALL_PRINTERS, SAMPLE } from '../../../support/rules/printers';
import { aPrinter, aRestaurant } from '../../../support/rules/restaurant';
import { table } from '../../../support/rules/rule-table';
import { ofOrder } from '../../../support/rules/tickets';

it('reroutePrint asks for the order by its number and for the day’s next numbers', () => {
  expect(reroutePrintRule.needs({ order: 7, station: null, to: 'Bar' }, aContext())).toEqual({
    catalogue: true,
    printers: true,
    next: { day: TODAY },
    order: { number: 7 },
  });
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
const tried = { kind: 'possible-duplicate', firstTriedAt: '20:26:00' } as const;
const atBar = ofOrder(
  { id: '4', seq: 4, stationId: 'bar', document: { station: 'Bar' } },
  { jobs: [{ id: '8', state: 'queued', printerId: 'bar-printer' }] },
);
const both = anOrderWith({ tickets: [ofOrder({}, { jobs: [{ state: 'queued' }] }), atBar] });
const to = 'Impresora caja';
const secondSample = { ...SAMPLE, id: 'sample-2', name: 'Muestra 2' };

table(
  reroutePrintRule,
  {
    catalogue: aRestaurant({ printers: [...ALL_PRINTERS, secondSample] }),
    printers: [...ALL_PRINTERS, secondSample],
    next: NEXT,
    order: of({ state: 'queued', priority: 'urgent' }).order,
  },
  [
    {
      it: 'ends the print where it waits and makes one at the other printer, which says whose it is',
      input: { order: 7, to },
      context: { actor: anActor('counter', LUIS) },
      reply: {
        number: 7,
        decided: 1,
        to: 'Impresora caja',
        tickets: [
          {
            ticketId: '3',
            jobId: '6',
            station: 'Cocina',
            printerId: 'counter-printer',
            printer: 'Impresora caja',
            divertedTo: null,
          },
        ],
      },
      changes: [
        {
          set: 'printJob',
          id: '5',
          from: 'queued',
          to: 'rerouted',
          cause: 'rerouted_by_hand',
          settledAt: NOW,
        },
        {
          put: 'printJob',
          job: {
            id: '6',
            seq: 6,
            ticketId: '3',
            printerId: 'counter-printer',
            state: 'queued',
            priority: 'urgent',
            mark: backup,
            cause: null,
            queuedAt: NOW,
            settledAt: null,
          },
        },
      ],
      events: [
        {
          kind: 'printJob.settled',
          order: 7,
          jobId: '5',
          printerId: 'kitchen-printer',
          state: 'rerouted',
          cause: 'rerouted_by_hand',
          by: 'Luis',
        },
        {
          kind: 'printJob.queued',
          order: 7,
          why: 'fallback',
          cause: 'rerouted_by_hand',
          job: { jobId: '6', printerId: 'counter-printer', mark: 'backup' },
        },
      ],
    },
    {
      it: 'sends every ticket that waits, each under a number of its own',
      input: { order: 7, to },
      facts: { order: both },
      reply: {
        decided: 2,
        tickets: [
          { ticketId: '3', jobId: '6' },
          { ticketId: '4', jobId: '7' },
        ],
      },
      changes: [
        { id: '5', to: 'rerouted' },
        { put: 'printJob', job: { id: '6', ticketId: '3' } },
        { id: '8', to: 'rerouted' },
        {
          put: 'printJob',
          job: { id: '7', ticketId: '4', mark: { of: 'Bar', from: 'Impresora bar' } },
        },
      ],
    },
    {
      it: 'sends what waits of one station alone, in any spelling of names',
      input: { order: 7, station: 'bár', to: 'IMPRESORA  CAJA' },
      facts: { order: both },
      reply: { decided: 1, to: 'Impresora caja', tickets: [{ ticketId: '4', jobId: '6' }] },
      changes: [
        { id: '8', to: 'rerouted' },
        { put: 'printJob', job: { id: '6', ticketId: '4' } },
      ],
    },
    {
      it: 'says on paper that it may be a second one where the first one’s end is not known',
      input: { order: 7, to },
      facts: of({ state: 'unsure', settledAt: NOW - MINUTE }),
      changes: [
        { id: '5', from: 'unsure', to: 'rerouted' },
        { put: 'printJob', job: { mark: { ...backup, firstTriedAt: '20:29:00' } } },
      ],
    },
    {
      it: 'sends what was held as too old, which was never tried',
      input: { order: 7, to },
      facts: of({ state: 'stale', settledAt: NOW - MINUTE }),
      changes: [
        { id: '5', from: 'stale', to: 'rerouted' },
        { put: 'printJob', job: { mark: backup } },
      ],
    },
    {
      it: 'says of a wanted copy that there is a first one, sent with the order',
      input: { order: 7, to },
      facts: of({ state: 'printed' }, { state: 'queued', mark: { kind: 'reprint', copy: 1 } }),
      changes: [{ id: '6' }, { job: { mark: { ...backup, firstTriedAt: '20:25' } } }],
    },
    {
      it: 'keeps saying when it was first tried where a marked copy waits',
      input: { order: 7, to },
      facts: of({ state: 'queued', mark: tried }),
      changes: [{}, { job: { mark: { ...backup, firstTriedAt: '20:26:00' } } }],
    },
    {
      it: 'sends what failed over before on, in the name of its own printer',
      input: { order: 7, to },
      facts: of({ state: 'rerouted' }, { state: 'queued', printerId: 'bar-printer', mark: backup }),
      changes: [{ id: '6' }, { job: { printerId: 'counter-printer', mark: backup } }],
    },
    ...(
      [
        [null, { kind: 'none' }],
        ['20:26:00', tried],
      ] as readonly (readonly [string | null, PrintMark])[]
    ).map(([firstTriedAt, mark]) => ({
      it: `is no backup any more at its own printer (${mark.kind})`,
      input: { order: 7, to: 'Impresora cocina' },
      facts: of(
        { state: 'rerouted' },
        { state: 'queued', printerId: 'bar-printer', mark: { ...backup, firstTriedAt } },
      ),
      changes: [{ id: '6' }, { job: { printerId: 'kitchen-printer', mark } }],
    })),
    {
      it: 'takes a PDF or a screen too, and answers that it is no paper',
      input: { order: 7, to: 'Archivo' },
      reply: { to: 'Archivo', tickets: [{ printer: 'Archivo', divertedTo: 'pdf' }] },
    },
    {
      it: 'takes a printer that is away: a person may know better',
      input: { order: 7, to: 'Impresora rota' },
      facts: {
        printers: [
          ...ALL_PRINTERS,
          aPrinter({
            id: 'broken',
            name: 'Impresora rota',
            health: { state: 'open', failures: 6 },
          }),
        ],
      },
      reply: { to: 'Impresora rota', decided: 1 },
    },
    {
      it: 'sends what waits at a printer that was removed',
      input: { order: 7, to },
      facts: of({ state: 'queued', printerId: 'gone' }),
      reply: { decided: 1 },
    },
    {
      it: 'sends from one sample printer to another',
      input: { order: 7, to: 'Muestra 2' },
      facts: of({ state: 'queued', printerId: 'sample' }),
      reply: { to: 'Muestra 2', tickets: [{ virtual: true }] },
    },
    {
      it: 'sends from a sample printer to a real one',
      input: { order: 7, to },
      facts: of({ state: 'queued', printerId: 'sample' }),
      reply: { decided: 1, tickets: [{ virtual: false }] },
    },
    {
      it: 'sends to a sample what waits at one, and leaves the rest at its real printer',
      input: { order: 7, to: 'Muestra 2' },
      facts: {
        order: anOrderWith({
          tickets: [
            ofOrder({}, { jobs: [{ state: 'queued' }] }),
            ofOrder({ id: '4' }, { jobs: [{ id: '8', state: 'queued', printerId: 'sample' }] }),
          ],
        }),
      },
      reply: { decided: 1, tickets: [{ ticketId: '4', jobId: '6' }] },
      changes: [{ id: '8', to: 'rerouted' }, { put: 'printJob' }],
    },
    {
      it: 'refuses a sample printer for what waits at a real one: no cook would see it',
      input: { order: 7, to: 'Muestra' },
      refuses: 'SAMPLE_PRINTER',
      details: { printer: 'Muestra' },
    },
    ...(['sending', 'blocked', 'printed', 'sent', 'rerouted', 'discarded'] as const).map(
      (state) => ({
        it: `refuses what is ${state}: it is out, going out, or not wanted`,
        input: { order: 7, to },
        facts: of({ state }),
        refuses: 'NOTHING_WAITS' as const,
        details: { order: 7 },
      }),
    ),
    {
      it: 'speaks of the newest print of a ticket: an older one that waits is not sent',
      input: { order: 7, to },
      facts: of({ state: 'stale' }, { state: 'printed' }),
      refuses: 'NOTHING_WAITS',
    },
    {
      it: 'finds nothing to send when it is asked for again: it waits there already',
      input: { order: 7, to },
      facts: of(
        { state: 'rerouted' },
        { state: 'queued', printerId: 'counter-printer', mark: backup },
      ),
      refuses: 'NOTHING_WAITS',
      details: { order: 7 },
    },
    {
      it: 'refuses a station at which nothing of the order waits',
      input: { order: 7, station: 'Bar', to },
      refuses: 'NOTHING_WAITS',
    },
    {
      it: 'refuses a printer that there is none of',
      input: { order: 7, to: 'Terraza' },
      refuses: 'PRINTER_UNKNOWN',
    },
    {
      it: 'refuses a number that no order has',
      input: { order: 99, to },
      facts: { order: null },
      refuses: 'ORDER_UNKNOWN',
      details: { order: 99 },
    },
  ],
);
