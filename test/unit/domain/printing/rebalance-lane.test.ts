/**
 * rebalanceLane: paper is serial, so what waits at a printer that is far behind comes out earlier
 * only at another one. A ticket is ten lines; the kitchen's printer takes a second a line here, so
 * that each ticket keeps it for ten seconds.
 */
import { rebalanceLaneRule } from '../../../../src-main/host/domain/printing/rebalance-queue';
import type { Load } from '../../../../src-shared/model/operations/alerts';
import type { JobFacts } from '../../../../src-main/host/domain/engine/facts';
import type { Printer } from '../../../../src-shared/model/printers';
import { aContext, LUIS, anActor, NOW, SECOND, SYSTEM } from '../../../support/rules/context';
import { aRestaurantWithChain, SAMPLE_PRINTER } from '../../../support/rules/lanes';
import { aJobWith, aTicket, NEXT } from '../../../support/rules/orders';
import { aPrinter, aRestaurant } from '../../../support/rules/restaurant';
import { table } from '../../../support/rules/rule-table';
import { expect, it } from 'vitest';

const job = (seq: number, differing: Partial<JobFacts['job']> = {}): JobFacts =>
  aJobWith({ id: String(seq), seq, ...differing });
const waiting = (count: number): readonly JobFacts[] =>
  Array.from({ length: count }, (_, at) => job(at + 10));

const slow = { msPerLine: SECOND };
/** The printers at a second a line; those that are named here differ. */
const printersOf = (
  differing: Readonly<Record<string, Parameters<typeof aPrinter>[0]>> = {},
): readonly Printer[] =>
  [
    { id: 'kitchen-printer' },
    { id: 'bar-printer', name: 'Impresora bar' },
    { id: 'counter-printer', name: 'Impresora caja' },
  ].map((printer) => aPrinter({ ...slow, ...printer, ...differing[printer.id] }));

const loadOf = (waits: Readonly<Record<string, number>> = {}): Load => ({
  waiting: 0,
  meanMs: null,
  lanes: Object.entries(waits).map(([printerId, waitMs]) => ({
    printerId,
    waiting: 1,
    waitMs,
    idleMs: 0,
  })),
});

const onlyBar = aRestaurantWithChain({ fallbacks: ['bar-printer'] });
const usual = {
  waitingAt: waiting(4),
  catalogue: onlyBar,
  printers: printersOf(),
  load: loadOf(),
  next: NEXT,
};
const input = { printerId: 'kitchen-printer' };

table(rebalanceLaneRule, usual, [
  {
    it: 'shares four tickets between two printers, so that both end together',
    input,
    // 10 stays (10 s here as there), 11 goes (10 s there, 20 s here), 12 stays, 13 goes.
    reply: { printer: 'Impresora cocina', moved: 2, to: ['Impresora bar'] },
    changes: [
      {
        set: 'printJob',
        id: '11',
        from: 'queued',
        to: 'rerouted',
        cause: 'lane_full',
        settledAt: NOW,
      },
      {
        put: 'printJob',
        job: {
          id: '6',
          seq: 6,
          ticketId: '3',
          printerId: 'bar-printer',
          state: 'queued',
          priority: 'normal',
          mark: { kind: 'backup', of: 'Cocina', from: 'Impresora cocina', firstTriedAt: null },
          queuedAt: NOW,
        },
      },
      { set: 'printJob', id: '13', to: 'rerouted' },
      { put: 'printJob', job: { id: '7', seq: 7, printerId: 'bar-printer' } },
    ],
    events: [
      {
        kind: 'printJob.settled',
        order: 7,
        jobId: '11',
        printerId: 'kitchen-printer',
        state: 'rerouted',
        cause: 'lane_full',
        ms: null,
        by: 'Ana',
      },
      {
        kind: 'printJob.queued',
        order: 7,
        job: { jobId: '6', printerId: 'bar-printer' },
        why: 'fallback',
        cause: 'lane_full',
      },
      { kind: 'printJob.settled', jobId: '13', by: 'Ana' },
      { kind: 'printJob.queued', job: { jobId: '7' } },
    ],
  },
  {
    it: 'names the person that said so',
    input,
    context: { actor: anActor('counter', LUIS) },
    facts: { waitingAt: waiting(2) },
    events: [{ kind: 'printJob.settled', by: 'Luis' }, { kind: 'printJob.queued' }],
  },
  {
    it: 'names no person where the host does it by itself',
    input,
    context: { actor: SYSTEM },
    facts: { waitingAt: waiting(2) },
    events: [{ kind: 'printJob.settled', by: null }, { kind: 'printJob.queued' }],
  },
  {
    it: 'moves a ticket that comes out exactly five seconds earlier there',
    input,
    // Here in 20 s, there in 5 + 10.
    facts: { waitingAt: waiting(2), load: loadOf({ 'bar-printer': 5 * SECOND }) },
    reply: { moved: 1 },
  },
  {
    it: 'moves none that gains less: a paper at another station costs a walk',
    input,
    facts: { waitingAt: waiting(2), load: loadOf({ 'bar-printer': 5 * SECOND + 1 }) },
    refuses: 'NO_RELIEF',
    details: { printer: 'Impresora cocina' },
  },
  {
    it: 'reckons with the speed of each printer',
    input,
    // The bar's takes 2 s for a ticket: the first one is out 8 s earlier there, the second 6 s
    // before it would be here, and so are the others.
    facts: { printers: printersOf({ 'bar-printer': { msPerLine: 200, name: 'Impresora bar' } }) },
    reply: { moved: 3 },
  },
  {
    it: 'reckons with how long each ticket is',
    input,
    facts: { waitingAt: [job(10, { paperLines: 4 }), job(11, { paperLines: 4 })] },
    // Out after 8 s here and 4 s there.
    refuses: 'NO_RELIEF',
  },
  {
    it: 'gives each ticket to whichever stands idle',
    input,
    facts: { catalogue: aRestaurantWithChain(), waitingAt: waiting(3) },
    reply: { moved: 2, to: ['Impresora bar', 'Impresora caja'] },
    changes: [
      { set: 'printJob', id: '11' },
      { put: 'printJob', job: { printerId: 'bar-printer' } },
      { set: 'printJob', id: '12' },
      { put: 'printJob', job: { printerId: 'counter-printer' } },
    ],
  },
  {
    it: 'prefers the first of the chain where it is as soon there',
    input,
    facts: {
      catalogue: aRestaurantWithChain({ fallbacks: ['counter-printer', 'bar-printer'] }),
      waitingAt: waiting(2),
    },
    reply: { to: ['Impresora caja'] },
  },
  {
    it: 'has nothing to move where nothing waits',
    input,
    facts: { waitingAt: [] },
    refuses: 'NO_RELIEF',
  },
  {
    it: 'moves nothing twice: what it moved waits elsewhere',
    input,
    // What is left after the first time: two tickets here and two there.
    facts: { waitingAt: [job(10), job(12)], load: loadOf({ 'bar-printer': 20 * SECOND }) },
    refuses: 'NO_RELIEF',
  },

  // What stays.
  {
    it: 'leaves urgent tickets where they are: they are next anyway',
    input,
    facts: { waitingAt: [job(10), job(11, { priority: 'urgent' })] },
    refuses: 'NO_RELIEF',
  },
  {
    it: 'leaves copies of the lowest class where they are: they can wait',
    input,
    facts: { waitingAt: [job(10), job(11, { priority: 'low' })] },
    refuses: 'NO_RELIEF',
  },
  ...(
    [
      { kind: 'reprint', copy: 2 },
      { kind: 'possible-duplicate', firstTriedAt: '20:20:00' },
      { kind: 'backup', of: 'Barra', from: 'Impresora barra', firstTriedAt: null },
      { kind: 'late' },
    ] as const
  ).map((mark) => ({
    it: `leaves a ticket where it is that says something of itself: ${mark.kind}`,
    input,
    facts: { waitingAt: [job(10), job(11, { mark })] },
    refuses: 'NO_RELIEF' as const,
  })),
  {
    it: 'counts what stays into the wait of what is behind it',
    input,
    facts: { waitingAt: [job(9, { priority: 'urgent' }), job(10)] },
    reply: { moved: 1 },
    changes: [{ set: 'printJob', id: '10' }, { put: 'printJob' }],
  },
  {
    it: 'does not give a ticket to a printer that had it before',
    input,
    facts: {
      waitingAt: [
        job(10),
        aJobWith({ id: '11', seq: 11 }, { printersTried: ['bar-printer', 'kitchen-printer'] }),
      ],
    },
    refuses: 'NO_RELIEF',
  },
  {
    it: 'moves nothing of a station that has no other printer',
    input,
    facts: { catalogue: aRestaurant() },
    refuses: 'NO_RELIEF',
  },
  {
    it: 'moves nothing of a station that is not there any more',
    input,
    facts: {
      waitingAt: waiting(4).map((one) => ({ ...one, ticket: aTicket({ stationId: 'patio' }) })),
    },
    refuses: 'NO_RELIEF',
  },

  // Who helps.
  ...(
    [
      ['is given up on', { health: { state: 'open' } }],
      ['waits for a person', { health: { state: 'blocked' } }],
      ['failed a moment ago', { health: { failures: 1 } }],
      ['is a screen', { address: { kind: 'screen' } }],
      ['is a folder of PDFs', { address: { kind: 'pdf', folder: null } }],
      ['is a sample, where this one is real', { address: SAMPLE_PRINTER.address }],
    ] as const
  ).map(([why, differing]) => ({
    it: `gives nothing to a printer that ${why}`,
    input,
    facts: { printers: printersOf({ 'bar-printer': { name: 'Impresora bar', ...differing } }) },
    refuses: 'NO_RELIEF' as const,
  })),
  {
    it: 'gives something to a silent one',
    input,
    facts: {
      printers: printersOf({
        'bar-printer': { name: 'Impresora bar', health: { state: 'degraded', since: NOW } },
      }),
    },
    reply: { moved: 2 },
  },
  {
    it: 'shares between two samples',
    input,
    facts: {
      printers: printersOf({
        'kitchen-printer': { address: SAMPLE_PRINTER.address },
        'bar-printer': { name: 'Muestra bar', address: SAMPLE_PRINTER.address },
      }),
    },
    reply: { moved: 2, to: ['Muestra bar'] },
  },
  {
    it: 'gives nothing to a stop of the chain that is not there any more',
    input,
    facts: { printers: printersOf().slice(0, 1) },
    refuses: 'NO_RELIEF',
  },
  {
    it: 'refuses a printer that is not there',
    input: { printerId: 'patio' },
    refuses: 'PRINTER_UNKNOWN',
  },
]);

it('looks at what waits at this printer, by the load of this moment', () => {
  expect(rebalanceLaneRule.needs(input, aContext())).toMatchObject({
    waitingAt: { printerId: 'kitchen-printer' },
    load: { now: NOW },
  });
});
