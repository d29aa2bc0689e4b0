/**
 * settleProbe: a look at a printer, which costs no paper, is over. One that is back goes on with
 * what waits, save what waited so long that the table may have eaten.
 */
import { settleProbeRule } from '../../../../src-main/host/domain/printing/probe-printer';
import type { PrinterHealth } from '../../../../src-shared/model/printers';
import { DEFAULT_OPERATION_SETTINGS } from '../../../../src-shared/model/operations/operation-settings';
import { aContext, MINUTE, NOW, SECOND } from '../../../support/rules/context';
import { aRestaurantWithChain, printersWith } from '../../../support/rules/lanes';
import { aJobWith, NEXT } from '../../../support/rules/orders';
import { aLane } from '../../../support/rules/printing';
import { aPrinter, aRestaurant, PRINTERS } from '../../../support/rules/restaurant';
import { table } from '../../../support/rules/rule-table';
import { describe, expect, it } from 'vitest';

const waits = aJobWith();
const OLD = aJobWith({ id: '4', seq: 4, queuedAt: NOW - 10 * MINUTE - 1 });
const RESTS = { lease: null, probe: null, retryAt: null, movedTo: [] };

const laneWith = (
  health: Partial<PrinterHealth>,
  differing: Parameters<typeof aLane>[0] = {},
): ReturnType<typeof aLane> =>
  aLane({
    printer: aPrinter({ health }),
    heads: { normal: waits },
    waiting: [waits],
    ...differing,
  });

/** Without paper for half a minute. */
const BLOCKED = {
  state: 'blocked',
  cause: 'paper_out',
  since: NOW - 30 * SECOND,
  retryAt: NOW,
} as const;
/** Its breaker opened after six failures, and it was looked at three times since. */
const OPEN = {
  state: 'open',
  cause: 'unreachable',
  since: NOW - 20 * SECOND,
  failures: 8,
  retryAt: NOW,
} as const;

const usual = {
  lane: laneWith(BLOCKED),
  waitingAt: [waits],
  upkeep: DEFAULT_OPERATION_SETTINGS,
  catalogue: aRestaurant(),
  printers: PRINTERS,
  mailSettings: null,
  next: NEXT,
};
const well = { printerId: 'kitchen-printer', cause: null, nextFor: 2 } as const;
const away = { ...well, cause: 'unreachable' } as const;

table(settleProbeRule, usual, [
  {
    it: 'goes on with what waits at a printer that has paper again',
    input: well,
    reply: { next: { lease: { jobId: '5', token: 9 }, probe: null, retryAt: null, movedTo: [] } },
    changes: [
      {
        set: 'printer',
        id: 'kitchen-printer',
        msPerLine: 50,
        health: {
          state: 'ready',
          cause: null,
          since: null,
          failures: 0,
          retryAt: null,
          backAt: NOW,
          torn: false,
        },
      },
      { set: 'printJob', id: '5', from: 'queued', to: 'sending', token: 9 },
      { put: 'attempt', attempt: { token: 9, jobId: '5', worker: 2 } },
    ],
    events: [
      {
        kind: 'printer.changed',
        order: null,
        printerId: 'kitchen-printer',
        health: { state: 'ready' },
      },
      { kind: 'printJob.sending', jobId: '5', worker: 2 },
    ],
  },
  {
    it: 'lets one real ticket decide about an abandoned printer',
    input: well,
    facts: { lane: laneWith(OPEN) },
    reply: { next: { lease: { jobId: '5' } } },
    changes: [
      {
        set: 'printer',
        health: {
          state: 'half_open',
          since: NOW,
          retryAt: null,
          failures: 8,
          cause: 'unreachable',
          backAt: null,
        },
      },
      { set: 'printJob', to: 'sending' },
      { put: 'attempt' },
    ],
  },
  {
    it: 'takes half a ticket to hang from it until one came out whole',
    input: well,
    facts: { lane: laneWith({ ...BLOCKED, torn: true }) },
    reply: { next: { lease: { torn: true } } },
  },
  {
    it: 'calls a printer well that failed and was never abandoned',
    input: well,
    facts: {
      lane: laneWith({ failures: 2, cause: 'refused', retryAt: NOW }, { heads: {}, waiting: [] }),
    },
    reply: { next: RESTS },
    changes: [
      { set: 'printer', health: { state: 'ready', failures: 0, cause: null, retryAt: null } },
    ],
  },

  // What waited too long.
  {
    it: 'asks about what waited more than ten minutes for it, and goes on with the rest',
    input: well,
    facts: {
      lane: laneWith(BLOCKED, { heads: { normal: OLD }, waiting: [OLD] }),
      waitingAt: [OLD, waits],
    },
    reply: { next: { lease: { jobId: '5' } } },
    changes: [
      { set: 'printer' },
      { set: 'printJob', id: '4', from: 'queued', to: 'stale', cause: 'too_old', settledAt: NOW },
      { set: 'printJob', id: '5', from: 'queued', to: 'sending' },
      { put: 'attempt' },
    ],
    events: [
      { kind: 'printer.changed' },
      {
        kind: 'printJob.settled',
        order: 7,
        jobId: '4',
        printerId: 'kitchen-printer',
        state: 'stale',
        cause: 'too_old',
        ms: null,
        by: null,
      },
      { kind: 'printJob.sending', jobId: '5' },
    ],
  },
  {
    it: 'prints what waited for exactly ten minutes',
    input: well,
    facts: {
      lane: laneWith(BLOCKED, { heads: { normal: aJobWith({ queuedAt: NOW - 10 * MINUTE }) } }),
      waitingAt: [aJobWith({ queuedAt: NOW - 10 * MINUTE })],
    },
    reply: { next: { lease: { jobId: '5' } } },
  },
  {
    it: 'waits as long with that as the owner wants',
    input: well,
    facts: {
      upkeep: { ...DEFAULT_OPERATION_SETTINGS, staleMin: 11 },
      lane: laneWith(BLOCKED, { heads: { normal: OLD } }),
      waitingAt: [OLD],
    },
    reply: { next: { lease: { jobId: '4' } } },
  },
  {
    it: 'rests where all that waited is asked about',
    input: well,
    facts: { lane: laneWith(BLOCKED, { heads: { normal: OLD } }), waitingAt: [OLD] },
    reply: { next: RESTS },
    changes: [{ set: 'printer' }, { set: 'printJob', id: '4', to: 'stale' }],
  },
  {
    it: 'keeps the order of classes among what is left',
    input: well,
    facts: {
      lane: laneWith(BLOCKED, {
        heads: { urgent: aJobWith({ ...OLD.job, priority: 'urgent' }), normal: waits },
      }),
      waitingAt: [
        aJobWith({ ...OLD.job, priority: 'urgent' }),
        aJobWith({ id: '8', seq: 8, priority: 'urgent' }),
        waits,
        aJobWith({ id: '6', seq: 6, priority: 'low' }),
      ],
    },
    reply: { next: { lease: { jobId: '8' } } },
  },
  {
    it: 'goes on with a copy of the lowest class where that alone is left',
    input: well,
    facts: {
      lane: laneWith(BLOCKED, { heads: { normal: OLD } }),
      waitingAt: [OLD, aJobWith({ id: '6', seq: 6, priority: 'low' })],
    },
    reply: { next: { lease: { jobId: '6' } } },
  },
  {
    it: 'goes on in their turn with a copy that waited a minute and a ticket that came after it',
    input: well,
    facts: {
      lane: laneWith(BLOCKED, { heads: { normal: OLD } }),
      waitingAt: [
        OLD,
        aJobWith({ id: '7', seq: 7 }),
        aJobWith({ id: '6', seq: 6, priority: 'low', queuedAt: NOW - MINUTE }),
      ],
    },
    reply: { next: { lease: { jobId: '6' } } },
  },
  {
    it: 'asks about nothing where the printer was not away: nothing waited for it',
    input: well,
    facts: {
      lane: laneWith({ failures: 1, retryAt: NOW }, { heads: { normal: OLD }, waiting: [] }),
      waitingAt: [OLD],
    },
    reply: { next: { lease: { jobId: '4' } } },
  },
  {
    it: 'asks about nothing while the printer is away',
    input: { ...well, cause: 'paper_out' },
    facts: { lane: laneWith(BLOCKED, { waiting: [OLD] }), waitingAt: [] },
    changes: [{ set: 'printer', health: { state: 'blocked' } }],
  },

  // It is not back.
  {
    it: 'looks again in two seconds at a printer that still waits for a person',
    input: { ...well, cause: 'cover_open' },
    reply: { next: { lease: null, probe: null, retryAt: NOW + 2 * SECOND, movedTo: [] } },
    changes: [
      {
        set: 'printer',
        // Another cause, and the minute that people have runs on.
        health: {
          state: 'blocked',
          cause: 'cover_open',
          since: NOW - 30 * SECOND,
          retryAt: NOW + 2 * SECOND,
        },
      },
    ],
    events: [{ kind: 'printer.changed' }],
  },
  {
    it: 'looks later and later at an abandoned one',
    input: away,
    facts: { lane: laneWith(OPEN) },
    reply: { next: { lease: null, probe: null, retryAt: NOW + 15 * SECOND } },
    changes: [
      {
        set: 'printer',
        health: {
          state: 'open',
          failures: 9,
          since: NOW - 20 * SECOND,
          retryAt: NOW + 15 * SECOND,
        },
      },
    ],
  },
  {
    it: 'fails the tickets over that came meanwhile',
    input: away,
    facts: { lane: laneWith(OPEN), catalogue: aRestaurantWithChain() },
    reply: { next: { lease: null, movedTo: ['Impresora bar'] } },
    changes: [
      { set: 'printer' },
      { set: 'printJob', id: '5', to: 'rerouted', cause: 'unreachable' },
      { put: 'printJob', job: { seq: 6, printerId: 'bar-printer' } },
    ],
  },
  {
    it: 'fails them over when people have had their minute',
    input: { ...well, cause: 'paper_out' },
    facts: {
      lane: laneWith({ ...BLOCKED, since: NOW - MINUTE }),
      catalogue: aRestaurantWithChain(),
      printers: printersWith({ 'bar-printer': { state: 'blocked' } }),
    },
    reply: { next: { movedTo: ['Impresora caja'], retryAt: NOW + 2 * SECOND } },
  },
  {
    it: 'tries one again that is not even there any more instead of waiting for its paper',
    input: away,
    reply: { next: { lease: null, probe: null, retryAt: NOW + 2 * SECOND } },
    changes: [
      {
        set: 'printer',
        health: { state: 'ready', cause: 'unreachable', failures: 1, since: null },
      },
    ],
  },

  // The lane does not go on.
  {
    it: 'says only how the printer is where no worker goes on',
    input: { ...well, nextFor: null },
    facts: { waitingAt: [OLD] },
    reply: { next: RESTS },
    changes: [{ set: 'printer', health: { state: 'ready' } }],
    events: [{ kind: 'printer.changed' }],
  },
  {
    it: 'never takes a second ticket while one is under way',
    input: well,
    facts: { lane: laneWith(BLOCKED, { busy: true }), waitingAt: [OLD, waits] },
    reply: { next: RESTS },
    changes: [{ set: 'printer', health: { state: 'ready' } }],
  },
  {
    it: 'refuses a printer that is not there',
    input: well,
    facts: { lane: null },
    refuses: 'PRINTER_UNKNOWN',
  },
]);

describe('settleProbe’s facts', () => {
  it('looks through all that waits where the printer is back, and through nothing else', () => {
    expect(settleProbeRule.needs(well, aContext())).toMatchObject({
      waitingAt: { printerId: 'kitchen-printer', limit: null },
    });
    expect(settleProbeRule.needs(away, aContext())).toMatchObject({ waitingAt: { limit: 0 } });
  });
});
