/**
 * claimJob: what a lane does next. One paper at a time, the most urgent first; where the printer is
 * away its tickets go down their station's chain.
 */
import { expect, it } from 'vitest';
import { claimJobRule } from '../../../../src-main/host/domain/printing/claim-job';
import type { Decision } from '../../../../src-main/host/domain/engine/rule';
import type { JobFacts } from '../../../../src-main/host/domain/engine/facts';
import { aContext, MINUTE, NOW, SECOND, TODAY } from '../../../support/rules/context';
import {
  aRestaurantWithChain,
  MAIL,
  printersWith,
  SAMPLE_PRINTER,
  SCREEN,
} from '../../../support/rules/lanes';
import { aJobWith, aTicket, NEXT } from '../../../support/rules/orders';
import { aLane, aLaneWith } from '../../../support/rules/printing';
import { aPrinter, aRestaurant, PRINTERS } from '../../../support/rules/restaurant';
import { decisionOf, table } from '../../../support/rules/rule-table';

const input = { printerId: 'kitchen-printer', worker: 2 } as const;
const waits = aJobWith();
const urgent = aJobWith({ id: '8', seq: 8, priority: 'urgent' });
const normal = aJobWith({ id: '7', seq: 7 });
/** A copy of the counter that has just been asked for, before the normal one. */
const low = aJobWith({ id: '6', seq: 6, priority: 'low', queuedAt: NOW - 59_999 });
const lowThatWaited = aJobWith({ id: '6', seq: 6, priority: 'low', queuedAt: NOW - 60_000 });
const laneOf = (heads: Partial<Record<'urgent' | 'normal' | 'low', JobFacts>>, isTurbo = false) =>
  aLane({ heads, isTurbo });

const usual = {
  lane: aLaneWith(waits),
  catalogue: aRestaurantWithChain(),
  printers: PRINTERS,
  mailSettings: null,
  next: NEXT,
};

/** Its breaker is open: left alone until it is looked at in four seconds. */
const OPEN = {
  state: 'open',
  cause: 'unreachable',
  since: NOW - MINUTE,
  failures: 6,
  retryAt: NOW + 4 * SECOND,
} as const;
const blockedSince = (since: number, retryAt = NOW + 2 * SECOND) =>
  ({ state: 'blocked', cause: 'paper_out', since, retryAt }) as const;
const laneAway = (health: Parameters<typeof aPrinter>[0] & object, jobs = [waits]) =>
  aLane({ printer: aPrinter(health), waiting: jobs, heads: { normal: jobs[0] ?? null } });

table(claimJobRule, usual, [
  {
    it: 'writes the try down before any byte leaves, and gives the paper to print to the worker',
    input,
    reply: {
      lease: {
        jobId: '5',
        jobSeq: 5,
        token: 9,
        printerId: 'kitchen-printer',
        address: { kind: 'tcp', host: '192.168.0.50', port: 9100 },
        profile: { columns: 42, fence: 'process_id' },
        trustMute: false,
        torn: false,
        document: { station: 'Cocina', folio: '0012', lines: [{ name: 'Milanesa' }] },
        head: null,
        mark: { kind: 'none' },
        shownTime: '20:30',
        expectedMs: 500,
      },
      probe: null,
      retryAt: null,
      movedTo: [],
    },
    changes: [
      { set: 'printJob', id: '5', from: 'queued', to: 'sending', token: 9 },
      {
        put: 'attempt',
        attempt: {
          token: 9,
          jobId: '5',
          worker: 2,
          shownTime: '20:30',
          head: null,
          claimedAt: NOW,
        },
      },
    ],
    events: [
      {
        kind: 'printJob.sending',
        order: 7,
        jobId: '5',
        printerId: 'kitchen-printer',
        attempt: 9,
        worker: 2,
      },
    ],
  },
  {
    it: 'prints the head of the order as it stands by now, and keeps that with the try',
    input,
    facts: { lane: aLaneWith(aJobWith({}, { head: { table: '9' } as JobFacts['head'] })) },
    reply: { lease: { head: { table: '9' } } },
    changes: [{ set: 'printJob' }, { put: 'attempt', attempt: { head: { table: '9' } } }],
  },
  {
    it: 'says on paper that a second try may be a second copy',
    input,
    facts: {
      lane: aLaneWith(
        aJobWith({ mark: { kind: 'possible-duplicate', firstTriedAt: '20:29:58' }, ahead: true }),
      ),
    },
    reply: { lease: { mark: { kind: 'possible-duplicate', firstTriedAt: '20:29:58' } } },
  },
  {
    it: 'has a printer cleared first from which half a ticket may hang',
    input,
    facts: { lane: aLaneWith(waits, { printer: aPrinter({ health: { torn: true } }) }) },
    reply: { lease: { torn: true } },
  },
  {
    it: 'expects a paper to take what its lines take at the speed measured at this printer',
    input,
    facts: {
      lane: aLaneWith(aJobWith({ paperLines: 21 }), { printer: aPrinter({ msPerLine: 35.25 }) }),
    },
    // 740.25 ms
    reply: { lease: { expectedMs: 740 } },
  },
  {
    it: 'prints a message, which belongs to no order',
    input,
    facts: {
      lane: aLaneWith(
        aJobWith(
          {},
          { orderNumber: null, ticket: aTicket({ orderNumber: null, kind: 'message' }) },
        ),
      ),
    },
    events: [{ kind: 'printJob.sending', order: null }],
  },

  // Who is next.
  {
    it: 'prints an urgent ticket first, though it came last',
    input,
    facts: { lane: laneOf({ urgent, normal, low: lowThatWaited }) },
    reply: { lease: { jobId: '8' } },
  },
  {
    it: 'prints a normal ticket before a low one that has waited for less than a minute',
    input,
    facts: { lane: laneOf({ normal, low }) },
    reply: { lease: { jobId: '7' } },
  },
  {
    it: 'prints a low ticket that waited a minute in its turn among the normal ones',
    input,
    facts: { lane: laneOf({ normal, low: lowThatWaited }) },
    reply: { lease: { jobId: '6' } },
  },
  {
    it: 'lets a normal ticket go first that came before a low one, however long that waited',
    input,
    facts: { lane: laneOf({ normal: waits, low: lowThatWaited }) },
    reply: { lease: { jobId: '5' } },
  },
  {
    it: 'lets nothing of the lowest class rise in turbo',
    input,
    facts: { lane: laneOf({ normal, low: lowThatWaited }, true) },
    reply: { lease: { jobId: '7' } },
  },
  {
    it: 'prints a low ticket at once where nothing else waits, in turbo too',
    input,
    facts: { lane: laneOf({ low }, true) },
    reply: { lease: { jobId: '6' } },
  },

  // One paper at a time.
  {
    it: 'refuses a second paper while one is under way',
    input,
    facts: { lane: aLaneWith(waits, { busy: true }) },
    refuses: 'LANE_BUSY',
  },
  {
    it: 'refuses a printer that is not there',
    input,
    facts: { lane: null },
    refuses: 'PRINTER_UNKNOWN',
  },

  // A printer that failed and is not abandoned.
  {
    it: 'waits until a printer that failed may be tried again',
    input,
    facts: {
      lane: aLaneWith(waits, {
        printer: aPrinter({ health: { failures: 1, cause: 'refused', retryAt: NOW + 1 } }),
      }),
    },
    refuses: 'NOTHING_DUE',
    details: { retryAt: NOW + 1 },
  },
  {
    it: 'tries it again at that very moment',
    input,
    facts: {
      lane: aLaneWith(waits, {
        printer: aPrinter({ health: { failures: 1, cause: 'refused', retryAt: NOW } }),
      }),
    },
    reply: { lease: { jobId: '5' } },
  },
  {
    it: 'looks at a printer that failed though nothing waits: else it would never be known to be back',
    input,
    facts: {
      lane: aLane({
        printer: aPrinter({ health: { failures: 1, cause: 'refused', retryAt: NOW } }),
      }),
    },
    reply: {
      lease: null,
      probe: {
        printerId: 'kitchen-printer',
        address: { host: '192.168.0.50' },
        profile: { columns: 42 },
        trustMute: false,
      },
      retryAt: null,
    },
    changes: [],
    events: [],
  },
  {
    it: 'does so no sooner than it may be tried again',
    input,
    facts: {
      lane: aLane({
        printer: aPrinter({ health: { failures: 1, cause: 'refused', retryAt: NOW + 1 } }),
      }),
    },
    refuses: 'NOTHING_DUE',
    details: { retryAt: NOW + 1 },
  },
  {
    it: 'lets one real ticket decide about a printer that was looked at and seems to be back',
    input,
    facts: {
      lane: aLaneWith(waits, {
        printer: aPrinter({ health: { state: 'half_open', failures: 7, since: NOW } }),
      }),
    },
    reply: { lease: { jobId: '5' }, movedTo: [] },
  },
  {
    it: 'assumes for five minutes that a silent printer prints, and asks nothing of it',
    input,
    facts: {
      lane: aLaneWith(waits, {
        printer: aPrinter({ health: { state: 'degraded', since: NOW - 5 * MINUTE + 1 } }),
      }),
    },
    reply: { lease: { jobId: '5', trustMute: true } },
  },
  {
    it: 'asks it again after five minutes',
    input,
    facts: {
      lane: aLaneWith(waits, {
        printer: aPrinter({ health: { state: 'degraded', since: NOW - 5 * MINUTE } }),
      }),
    },
    reply: { lease: { jobId: '5', trustMute: false } },
  },

  // A printer that is away: its tickets go down the chain.
  {
    it: 'fails what waits at an abandoned printer over to the next of its chain',
    input,
    facts: { lane: laneAway({ health: OPEN }) },
    reply: {
      lease: null,
      probe: null,
      retryAt: NOW + 4 * SECOND,
      movedTo: ['Impresora bar'],
    },
    changes: [
      {
        set: 'printJob',
        id: '5',
        from: 'queued',
        to: 'rerouted',
        cause: 'unreachable',
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
          ahead: false,
          // 18 of head and foot, two for the dish in big letters.
          paperLines: 20,
          mark: { kind: 'backup', of: 'Cocina', from: 'Impresora cocina', firstTriedAt: null },
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
        cause: 'unreachable',
        ms: null,
        by: null,
      },
      {
        kind: 'printJob.queued',
        order: 7,
        job: { jobId: '6', seq: 6, printerId: 'bar-printer', mark: 'backup', queuedAt: NOW },
        why: 'fallback',
        cause: 'unreachable',
      },
    ],
  },
  {
    it: 'looks at it when that is due, and moves what waits all the same',
    input,
    facts: { lane: laneAway({ health: { ...OPEN, retryAt: NOW } }) },
    reply: {
      lease: null,
      probe: { printerId: 'kitchen-printer' },
      retryAt: null,
      movedTo: ['Impresora bar'],
    },
    changes: [{ set: 'printJob', to: 'rerouted' }, { put: 'printJob' }],
  },
  {
    it: 'looks at it though all tickets have gone elsewhere',
    input,
    facts: { lane: laneAway({ health: { ...OPEN, retryAt: NOW } }, []) },
    reply: { probe: { printerId: 'kitchen-printer' }, movedTo: [] },
    changes: [],
  },
  {
    it: 'looks at a printer that is away at once where no moment for it is known',
    input,
    facts: { lane: laneAway({ health: { ...OPEN, retryAt: null } }, []) },
    reply: { probe: { printerId: 'kitchen-printer' } },
  },
  {
    it: 'moves all that waits in its order, each with a number of its own',
    input,
    facts: {
      lane: laneAway({ health: OPEN }, [
        urgent,
        waits,
        aJobWith({ id: '7', seq: 7, priority: 'low' }),
      ]),
    },
    reply: { movedTo: ['Impresora bar', 'Impresora bar', 'Impresora bar'] },
    changes: [
      { set: 'printJob', id: '8', to: 'rerouted' },
      { put: 'printJob', job: { seq: 6, priority: 'urgent' } },
      { set: 'printJob', id: '5', to: 'rerouted' },
      { put: 'printJob', job: { seq: 7, priority: 'normal' } },
      { set: 'printJob', id: '7', to: 'rerouted' },
      { put: 'printJob', job: { seq: 8, priority: 'low' } },
    ],
  },
  {
    it: 'uses no number for a ticket that stays: its station has no other printer',
    input,
    facts: {
      catalogue: aRestaurantWithChain(),
      lane: laneAway({ health: OPEN }, [
        aJobWith({}, { ticket: aTicket({ stationId: 'bar' }) }),
        aJobWith({ id: '7', seq: 7 }),
      ]),
      printers: printersWith({ 'bar-printer': { state: 'blocked', since: NOW } }),
    },
    reply: { movedTo: ['Impresora caja'] },
    changes: [
      { set: 'printJob', id: '7', to: 'rerouted' },
      { put: 'printJob', job: { seq: 6, printerId: 'counter-printer' } },
    ],
  },
  {
    it: 'waits with what has no chain until the printer is looked at again',
    input,
    facts: { lane: laneAway({ health: OPEN }), catalogue: aRestaurant() },
    refuses: 'NOTHING_DUE',
    details: { retryAt: NOW + 4 * SECOND },
  },
  {
    it: 'goes on at once where two hundred tickets were moved: more may wait behind them',
    input,
    facts: {
      lane: laneAway(
        { health: OPEN },
        Array.from({ length: 200 }, (_, at) => aJobWith({ id: `${at + 10}`, seq: at + 10 })),
      ),
    },
    reply: { lease: null, probe: null, retryAt: NOW },
  },
  {
    it: 'looks at the printer all the same where that is due: it may be back for the rest',
    input,
    facts: {
      lane: laneAway(
        { health: { ...OPEN, retryAt: NOW } },
        Array.from({ length: 200 }, (_, at) => aJobWith({ id: `${at + 10}`, seq: at + 10 })),
      ),
    },
    reply: { probe: { printerId: 'kitchen-printer' }, retryAt: null },
  },
  {
    it: 'rests after fewer than that: they were all',
    input,
    facts: {
      lane: laneAway(
        { health: OPEN },
        Array.from({ length: 199 }, (_, at) => aJobWith({ id: `${at + 10}`, seq: at + 10 })),
      ),
    },
    reply: { retryAt: NOW + 4 * SECOND },
  },
  {
    it: 'rests where two hundred wait and none could move: it would go on without end',
    input,
    facts: {
      catalogue: aRestaurant(),
      lane: laneAway(
        { health: OPEN },
        Array.from({ length: 200 }, (_, at) => aJobWith({ id: `${at + 10}`, seq: at + 10 })),
      ),
    },
    refuses: 'NOTHING_DUE',
    details: { retryAt: NOW + 4 * SECOND },
  },
  {
    it: 'queues a mail message for a ticket that leaves its own printer, where mail is set up',
    input,
    facts: { lane: laneAway({ health: OPEN }), mailSettings: MAIL },
    changes: [
      { set: 'printJob' },
      { put: 'printJob' },
      {
        put: 'mail',
        mail: {
          ticketId: '3',
          mark: { kind: 'backup', of: 'Cocina', from: 'Impresora cocina', firstTriedAt: null },
          jobSeq: 6,
          cause: 'unreachable',
          queuedAt: NOW,
        },
      },
    ],
  },
  {
    it: 'queues none for one that only goes on down the chain: its message was queued before',
    input,
    facts: {
      mailSettings: MAIL,
      lane: aLane({
        printer: aPrinter({ id: 'bar-printer', name: 'Impresora bar', health: OPEN }),
        waiting: [
          aJobWith(
            {
              printerId: 'bar-printer',
              mark: {
                kind: 'backup',
                of: 'Cocina',
                from: 'Impresora cocina',
                firstTriedAt: '20:29:58',
              },
            },
            { printersTried: ['kitchen-printer', 'bar-printer'] },
          ),
        ],
      }),
      printers: printersWith({ 'kitchen-printer': OPEN, 'bar-printer': OPEN }),
    },
    reply: { movedTo: ['Impresora caja'] },
    changes: [
      { set: 'printJob', id: '5', to: 'rerouted' },
      {
        put: 'printJob',
        job: {
          printerId: 'counter-printer',
          // Whose it is stays, and so does when it may have come out first.
          mark: {
            kind: 'backup',
            of: 'Cocina',
            from: 'Impresora cocina',
            firstTriedAt: '20:29:58',
          },
        },
      },
    ],
  },

  {
    it: 'queues none for one that comes back to its station’s own printer',
    input,
    facts: {
      mailSettings: MAIL,
      lane: aLane({
        printer: aPrinter({ id: 'bar-printer', name: 'Impresora bar', health: OPEN }),
        waiting: [aJobWith({ printerId: 'bar-printer', mark: { kind: 'late' } })],
      }),
      printers: printersWith({ 'bar-printer': OPEN }),
    },
    reply: { movedTo: ['Impresora cocina'] },
    changes: [
      { set: 'printJob', id: '5', to: 'rerouted' },
      { put: 'printJob', job: { printerId: 'kitchen-printer', mark: { kind: 'none' } } },
    ],
  },

  // A printer that waits for a person.
  {
    it: 'gives people a minute to put paper in before tickets go elsewhere',
    input,
    facts: { lane: laneAway({ health: blockedSince(NOW - 59_999) }) },
    refuses: 'NOTHING_DUE',
    details: { retryAt: NOW + 1 },
  },
  {
    it: 'moves them when the minute is over, and looks on',
    input,
    facts: { lane: laneAway({ health: blockedSince(NOW - 60_000) }) },
    reply: { retryAt: NOW + 2 * SECOND, movedTo: ['Impresora bar'] },
    changes: [{ set: 'printJob', to: 'rerouted', cause: 'paper_out' }, { put: 'printJob' }],
  },
  {
    it: 'looks at it within the minute, on no paper',
    input,
    facts: { lane: laneAway({ health: blockedSince(NOW - 10 * SECOND, NOW) }) },
    reply: { probe: { printerId: 'kitchen-printer' }, movedTo: [] },
    changes: [],
    events: [],
  },
  {
    it: 'rests until the next look where that comes before the minute is over',
    input,
    facts: { lane: laneAway({ health: blockedSince(NOW - 10 * SECOND) }) },
    refuses: 'NOTHING_DUE',
    details: { retryAt: NOW + 2 * SECOND },
  },

  // A screen is no lane.
  {
    it: 'leaves a ticket to a screen for fifteen seconds',
    input,
    facts: {
      lane: aLane({
        printer: SCREEN,
        waiting: [
          aJobWith({ queuedAt: NOW - 14_999 }),
          aJobWith({ id: '6', seq: 6, queuedAt: NOW - 14_000 }),
        ],
      }),
    },
    refuses: 'NOTHING_DUE',
    details: { retryAt: NOW + 1 },
  },
  {
    it: 'fails it over where no screen said that it shows it',
    input,
    facts: {
      lane: aLane({
        printer: SCREEN,
        waiting: [
          aJobWith({ queuedAt: NOW - 15_000 }),
          aJobWith({ id: '7', seq: 7, queuedAt: NOW - 5_000 }),
        ],
      }),
    },
    reply: { lease: null, probe: null, retryAt: NOW + 10 * SECOND, movedTo: ['Impresora bar'] },
    changes: [
      { set: 'printJob', id: '5', from: 'queued', to: 'rerouted', cause: 'not_shown' },
      { put: 'printJob', job: { id: '6', printerId: 'bar-printer' } },
    ],
    events: [
      { kind: 'printJob.settled', jobId: '5', state: 'rerouted', cause: 'not_shown' },
      { kind: 'printJob.queued', why: 'fallback', cause: 'not_shown' },
    ],
  },
  {
    it: 'has nothing to look at again where all tickets left a screen',
    input,
    facts: {
      lane: aLane({ printer: SCREEN, waiting: [aJobWith({ queuedAt: NOW - 15_000 })] }),
    },
    reply: { retryAt: null, movedTo: ['Impresora bar'] },
  },
  {
    it: 'says why a ticket goes on waiting at the end of its chain, and looks again in half a minute',
    input,
    facts: {
      catalogue: aRestaurant(),
      lane: aLane({ printer: SCREEN, waiting: [aJobWith({ queuedAt: NOW - MINUTE })] }),
    },
    reply: { retryAt: NOW + 30 * SECOND, movedTo: [] },
    changes: [{ set: 'printJob', id: '5', from: 'queued', to: 'queued', cause: 'not_shown' }],
    events: [
      {
        kind: 'printJob.queued',
        order: 7,
        job: { jobId: '5', printerId: 'kitchen-printer' },
        why: 'unseen',
        cause: 'not_shown',
      },
    ],
  },
  {
    it: 'says so once',
    input,
    facts: {
      catalogue: aRestaurant(),
      lane: aLane({
        printer: SCREEN,
        waiting: [aJobWith({ queuedAt: NOW - MINUTE, cause: 'not_shown' })],
      }),
    },
    refuses: 'NOTHING_DUE',
    details: { retryAt: NOW + 30 * SECOND },
  },
  {
    it: 'looks again as soon as the next ticket has had its fifteen seconds',
    input,
    facts: {
      catalogue: aRestaurant(),
      lane: aLane({
        printer: SCREEN,
        waiting: [
          aJobWith({ queuedAt: NOW - MINUTE, cause: 'not_shown' }),
          aJobWith({ id: '6', seq: 6, queuedAt: NOW - 3 * SECOND }),
        ],
      }),
    },
    refuses: 'NOTHING_DUE',
    details: { retryAt: NOW + 12 * SECOND },
  },
  {
    it: 'goes on at once where two hundred tickets left a screen',
    input,
    facts: {
      lane: aLane({
        printer: SCREEN,
        waiting: Array.from({ length: 200 }, (_, at) =>
          aJobWith({ id: `${at + 10}`, seq: at + 10, queuedAt: NOW - MINUTE }),
        ),
      }),
    },
    reply: { retryAt: NOW },
  },

  {
    it: 'marks a ticket that waits at a sample printer as not being paper',
    input,
    facts: {
      printers: [aPrinter(), { ...SAMPLE_PRINTER, id: 'bar-printer', name: 'Muestra' }],
      catalogue: aRestaurantWithChain({ printerId: 'sample' }, [
        { ...SAMPLE_PRINTER, id: 'sample' },
        { ...SAMPLE_PRINTER, id: 'bar-printer', name: 'Muestra' },
      ]),
      lane: aLane({
        printer: { ...SAMPLE_PRINTER, id: 'sample', health: aPrinter({ health: OPEN }).health },
        waiting: [aJobWith({ printerId: 'sample' })],
      }),
    },
    reply: { movedTo: ['Muestra'] },
    events: [{ kind: 'printJob.settled' }, { kind: 'printJob.queued', job: { virtual: true } }],
  },
]);

it('says nothing of a moment where a lane has nothing to wait for', () => {
  expect(decisionOf(claimJobRule, { ...usual, lane: aLane() }, { input })).toEqual({
    ok: false,
    code: 'NOTHING_DUE',
    details: {},
  });
  expect(
    decisionOf(claimJobRule, { ...usual, lane: aLane({ printer: SCREEN }) }, { input }),
  ).toMatchObject({ code: 'NOTHING_DUE', details: {} });
});

it('moves a ticket that only waited without asking for a try of its own', () => {
  // `heldBy` belongs to a try that is under way.
  const { changes } = decisionOf(
    claimJobRule,
    { ...usual, lane: laneAway({ health: OPEN }) },
    { input },
  ) as Decision<unknown>;
  expect(changes[0]).not.toHaveProperty('heldBy');
});

it('looks at its own lane, and at the numbers of this day', () => {
  expect(claimJobRule.needs(input, aContext())).toEqual({
    lane: { printerId: 'kitchen-printer' },
    catalogue: true,
    printers: true,
    mailSettings: true,
    next: { day: TODAY },
  });
});
