/**
 * adjustToClock: the machine's clock was set while people work. What waits has waited as long as
 * before, and no lane stays shut for it.
 */
import { adjustToClockRule } from '../../../../src-main/host/domain/printing/follow-clock';
import type { PrintJob } from '../../../../src-shared/model/print-job';
import { HOUR, MINUTE, NOW, SECOND, SYSTEM } from '../../../support/rules/context';
import { printersWith, SAMPLE_PRINTER } from '../../../support/rules/lanes';
import { aJob, aJobWith } from '../../../support/rules/orders';
import { aRestaurant } from '../../../support/rules/restaurant';
import { table } from '../../../support/rules/rule-table';

const [kitchen] = printersWith({});
const usual = {
  printers: [],
  catalogue: aRestaurant(),
  queuedJobs: [],
  sendingJobs: [],
  turbo: null,
};
/** What always changes. */
const LETTERS = [
  { set: 'mailsLater', byMs: HOUR },
  { set: 'mailsNotAhead', at: NOW },
];
const TIMES = {
  set: 'timesUnderWay',
  byMs: HOUR,
  // Nothing was written by the new clock yet.
  right: { from: NOW + 1, to: NOW },
  placedFrom: NOW - 37 * HOUR,
};
const TOLD = { kind: 'restaurant.changed', what: 'clock' };
const forward = { byMs: HOUR };
const queued = (differing: Partial<PrintJob> = {}) => ({
  job: aJob({ queuedAt: NOW - HOUR - MINUTE, ...differing }),
  orderNumber: 7,
});
const underWay = (job: Partial<PrintJob>) => ({
  ...aJobWith({ state: 'sending', queuedAt: NOW - HOUR - MINUTE, ...job }, { token: 8 }),
  claimedAt: NOW - HOUR,
});

table(adjustToClockRule, usual, [
  {
    it: 'moves the times of everything under way by as much as the clock was set forward',
    input: forward,
    context: { actor: SYSTEM },
    reply: { waiting: 0 },
    changes: [...LETTERS, TIMES],
    events: [{ ...TOLD, order: null, name: '+60 min' }],
  },
  {
    it: 'moves them back where it was put back, for orders of the same day and a half',
    input: { byMs: -HOUR },
    changes: [
      { set: 'mailsLater', byMs: -HOUR },
      { set: 'mailsNotAhead', at: NOW },
      { set: 'timesUnderWay', byMs: -HOUR, placedFrom: NOW - 35 * HOUR },
    ],
    events: [{ ...TOLD, name: '−60 min' }],
  },
  {
    it: 'says by how many minutes, to the nearest',
    input: { byMs: 90_000 },
    events: [{ ...TOLD, name: '+2 min' }],
  },
  {
    it: 'has what waits go on having waited as long as before',
    input: forward,
    facts: { queuedJobs: [queued(), queued({ id: '6', seq: 6, cause: 'refused' })] },
    reply: { waiting: 2 },
    changes: [
      { set: 'printJob', id: '5', from: 'queued', to: 'queued', queuedAt: NOW - MINUTE },
      { set: 'printJob', id: '6', from: 'queued', to: 'queued', queuedAt: NOW - MINUTE },
      ...LETTERS,
      TIMES,
    ],
    events: [
      {
        kind: 'printJob.queued',
        order: 7,
        job: { jobId: '5', queuedAt: NOW - MINUTE, printerId: 'kitchen-printer' },
        why: 'clock',
        cause: null,
      },
      { kind: 'printJob.queued', job: { jobId: '6' }, why: 'clock', cause: 'refused' },
      TOLD,
    ],
  },
  {
    it: 'leaves what came after the clock was set: its times are right',
    input: { byMs: HOUR, newFrom: NOW - 10 * SECOND },
    facts: {
      queuedJobs: [
        queued({ queuedAt: NOW - 10 * SECOND - 1 }),
        queued({ id: '6', seq: 6, queuedAt: NOW - 10 * SECOND }),
        queued({ id: '7', seq: 7, queuedAt: NOW }),
        queued({ id: '8', seq: 8, queuedAt: NOW + 1 }),
      ],
    },
    reply: { waiting: 4 },
    changes: [
      { id: '5', queuedAt: NOW - 10 * SECOND - 1 + HOUR },
      { id: '6', queuedAt: NOW - 10 * SECOND },
      { id: '7', queuedAt: NOW },
      { id: '8', queuedAt: NOW + 1 + HOUR },
      ...LETTERS,
      { ...TIMES, right: { from: NOW - 10 * SECOND, to: NOW } },
    ],
  },
  {
    it: 'moves what is going out too, and leaves it going out',
    input: forward,
    facts: { sendingJobs: [underWay({}), underWay({ id: '6', seq: 6, state: 'blocked' })] },
    reply: { waiting: 0 },
    changes: [
      { set: 'printJob', id: '5', from: 'sending', to: 'sending', queuedAt: NOW - MINUTE },
      { set: 'printJob', id: '6', from: 'blocked', to: 'blocked', queuedAt: NOW - MINUTE },
      ...LETTERS,
      TIMES,
    ],
    events: [TOLD],
  },
  {
    it: 'tries a printer at once that was to be tried later, and moves all its other times',
    input: { byMs: -HOUR },
    facts: {
      printers: printersWith({
        'kitchen-printer': {
          state: 'blocked',
          cause: 'paper_out',
          since: NOW + HOUR - 30 * SECOND,
          retryAt: NOW + HOUR + SECOND,
          unsureAt: [NOW + HOUR - MINUTE],
          backAt: NOW + HOUR - 2 * MINUTE,
          torn: true,
        },
      }).slice(0, 1),
    },
    changes: [
      {
        set: 'printer',
        id: 'kitchen-printer',
        msPerLine: 50,
        health: {
          state: 'blocked',
          cause: 'paper_out',
          since: NOW - 30 * SECOND,
          retryAt: NOW,
          unsureAt: [NOW - MINUTE],
          backAt: NOW - 2 * MINUTE,
          failures: 0,
          torn: true,
        },
      },
      { set: 'mailsLater' },
      { set: 'mailsNotAhead' },
      { set: 'timesUnderWay' },
    ],
    events: [{ kind: 'printer.changed', health: { retryAt: NOW } }, TOLD],
  },
  {
    it: 'gives a printer that works no moment to be tried at',
    input: forward,
    facts: { printers: kitchen ? [kitchen] : [] },
    changes: [
      { set: 'printer', health: { state: 'ready', since: null, retryAt: null, backAt: null } },
      ...LETTERS,
      TIMES,
    ],
  },
  {
    it: 'has turbo go on since as long ago',
    input: forward,
    facts: { turbo: { since: NOW - HOUR - 10 * MINUTE, by: 'Ana' } },
    changes: [...LETTERS, TIMES, { set: 'turbo', turbo: { since: NOW - 10 * MINUTE, by: 'Ana' } }],
  },
  {
    it: 'marks what waits at a sample printer as not being paper',
    input: forward,
    facts: {
      catalogue: aRestaurant({ printers: [SAMPLE_PRINTER] }),
      queuedJobs: [queued()],
    },
    events: [{ kind: 'printJob.queued', job: { virtual: true } }, TOLD],
  },
]);
