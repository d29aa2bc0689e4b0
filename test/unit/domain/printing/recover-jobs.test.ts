/**
 * recoverJobs: at a start, what was going out when the host went down may or may not be on
 * paper, what waited through the night is asked about, and moments of a clock that was ahead are
 * over.
 */
import { expect, it } from 'vitest';
import { recoverJobsRule } from '../../../../src-main/host/domain/printing/settle-job';
import type { Decision } from '../../../../src-main/host/domain/engine/rule';
import type { JobFacts } from '../../../../src-main/host/domain/engine/facts';
import type { PrintJob } from '../../../../src-shared/model/print-job';
import { aContext, HOUR, MINUTE, NOW, SECOND } from '../../../support/rules/context';
import { aRestaurantWithChain, printersWith } from '../../../support/rules/lanes';
import { aJob, aJobWith, aTicket } from '../../../support/rules/orders';
import { aRestaurant, PRINTERS } from '../../../support/rules/restaurant';
import { decisionOf, table } from '../../../support/rules/rule-table';

/** It was claimed twenty seconds before this start, under token 8. */
const wasSending = (
  job: Partial<PrintJob> = {},
  differing: Partial<JobFacts> = {},
  claimedAt = NOW - 20 * SECOND,
): JobFacts & { readonly claimedAt: number } => ({
  ...aJobWith({ state: 'sending', ...job }, { token: 8, ...differing }),
  claimedAt,
});
const message = { orderNumber: null, ticket: aTicket({ kind: 'message', orderNumber: null }) };
const usual = {
  sendingJobs: [],
  queuedJobs: [],
  printers: PRINTERS,
  catalogue: aRestaurant(),
  stale: [],
};
const LETTERS = { set: 'mailsNotAhead', at: NOW };
const input = {};

table(recoverJobsRule, usual, [
  {
    it: 'finds nothing to mend after a start like any other',
    input,
    reply: { requeued: 0, waiting: 0 },
    changes: [LETTERS],
    events: [],
  },
  {
    it: 'prints what was going out once more, marked, and clears its printer first',
    input,
    facts: { sendingJobs: [wasSending()] },
    reply: { requeued: 1, waiting: 0 },
    changes: [
      LETTERS,
      {
        set: 'printer',
        id: 'kitchen-printer',
        msPerLine: 50,
        health: { state: 'ready', torn: true, failures: 0, retryAt: null },
      },
      {
        set: 'printJob',
        id: '5',
        from: 'sending',
        heldBy: 8,
        to: 'queued',
        cause: 'host_restarted',
        crashes: 0,
        tries: 0,
        mark: { kind: 'possible-duplicate', firstTriedAt: '20:29:40' },
        ahead: true,
        settledAt: null,
      },
      {
        set: 'attempt',
        token: 8,
        endedAt: NOW,
        firstByteAt: null,
        outcome: 'unsure',
        cause: 'host_restarted',
        bytes: 0,
        sha256: null,
        unprintable: null,
        heard: '',
      },
      { set: 'order', number: 7, startedAt: NOW - 20 * SECOND },
    ],
    events: [
      { kind: 'printer.changed', printerId: 'kitchen-printer', health: { torn: true } },
      {
        kind: 'printJob.queued',
        order: 7,
        job: { jobId: '5', ahead: true, mark: 'possible-duplicate', queuedAt: NOW - 5 * MINUTE },
        why: 'possible-duplicate',
        cause: 'host_restarted',
      },
      { kind: 'order.started', order: 7, startedAt: NOW - 20 * SECOND },
    ],
  },
  {
    it: 'mends a ticket too that stood still in the middle',
    input,
    facts: { sendingJobs: [wasSending({ state: 'blocked', cause: 'paper_out' })] },
    changes: [
      LETTERS,
      { set: 'printer' },
      { set: 'printJob', from: 'blocked', to: 'queued', cause: 'host_restarted' },
      { set: 'attempt' },
      { set: 'order' },
    ],
  },
  {
    it: 'asks a person about one that was a second try already',
    input,
    facts: {
      sendingJobs: [
        wasSending({ mark: { kind: 'possible-duplicate', firstTriedAt: '20:20:00' }, ahead: true }),
      ],
    },
    reply: { requeued: 0, waiting: 1 },
    changes: [
      LETTERS,
      { set: 'printer' },
      {
        set: 'printJob',
        to: 'unsure',
        mark: { kind: 'possible-duplicate', firstTriedAt: '20:20:00' },
        settledAt: NOW,
      },
      { set: 'attempt' },
      { set: 'order' },
    ],
    events: [
      { kind: 'printer.changed' },
      { kind: 'printJob.settled', state: 'unsure', cause: 'host_restarted', ms: null, by: null },
      { kind: 'order.started' },
    ],
  },
  {
    it: 'asks a person where the station wants that',
    input,
    facts: {
      sendingJobs: [wasSending()],
      catalogue: aRestaurantWithChain({ whenUnsure: 'ask' }),
    },
    reply: { requeued: 0, waiting: 1 },
  },
  {
    it: 'mends one that lost its token: no worker is left that could show it',
    input,
    facts: { sendingJobs: [wasSending({}, { token: null })] },
    reply: { requeued: 1, waiting: 0 },
    changes: [
      LETTERS,
      { set: 'printer' },
      { set: 'printJob', id: '5', from: 'sending', to: 'queued' },
      { set: 'order' },
    ],
  },
  {
    it: 'mends a message, which begins no order',
    input,
    facts: { sendingJobs: [wasSending({}, message)] },
    changes: [LETTERS, { set: 'printer' }, { set: 'printJob' }, { set: 'attempt' }],
    events: [{ kind: 'printer.changed' }, { kind: 'printJob.queued', order: null }],
  },
  {
    it: 'begins no order later than now, though the clock was ahead when it was claimed',
    input,
    facts: { sendingJobs: [wasSending({}, {}, NOW + HOUR)] },
    changes: [
      LETTERS,
      { set: 'printer' },
      { set: 'printJob' },
      { set: 'attempt' },
      { set: 'order', startedAt: NOW },
    ],
  },
  {
    it: 'counts what goes on by itself apart from what waits for a person',
    input,
    facts: {
      sendingJobs: [
        wasSending({}, message),
        wasSending({ id: '6', seq: 6, printerId: 'bar-printer' }, { ...message, token: 9 }),
        wasSending(
          {
            id: '7',
            seq: 7,
            printerId: 'counter-printer',
            mark: { kind: 'possible-duplicate', firstTriedAt: '20:20:00' },
          },
          { ...message, token: 10 },
        ),
      ],
      stale: [aJobWith({ id: '2', seq: 2 }), aJobWith({ id: '3', seq: 3 })],
    },
    reply: { requeued: 2, waiting: 3 },
  },
  {
    it: 'asks about what waited through the night, and says why',
    input,
    facts: { stale: [aJobWith({ queuedAt: NOW - 10 * HOUR })] },
    reply: { requeued: 0, waiting: 1 },
    changes: [
      LETTERS,
      { set: 'printJob', id: '5', from: 'queued', to: 'stale', cause: 'too_old', settledAt: NOW },
    ],
    events: [
      {
        kind: 'printJob.settled',
        order: 7,
        jobId: '5',
        printerId: 'kitchen-printer',
        state: 'stale',
        cause: 'too_old',
        ms: null,
        by: null,
      },
    ],
  },

  // A clock that was ahead before.
  {
    it: 'has what was queued by a clock that was ahead wait from now on',
    input,
    facts: {
      queuedJobs: [
        { job: aJob({ queuedAt: NOW }), orderNumber: 7 },
        { job: aJob({ id: '6', seq: 6, queuedAt: NOW + 1, cause: 'refused' }), orderNumber: 7 },
      ],
    },
    reply: { requeued: 0, waiting: 0 },
    changes: [LETTERS, { set: 'printJob', id: '6', from: 'queued', to: 'queued', queuedAt: NOW }],
    events: [
      {
        kind: 'printJob.queued',
        order: 7,
        job: { jobId: '6', queuedAt: NOW },
        why: 'clock',
        cause: 'refused',
      },
    ],
  },
  {
    it: 'looks at once at a printer that such a clock put off for longer than any look ever is',
    input,
    facts: {
      printers: printersWith({
        'bar-printer': { state: 'open', failures: 9, retryAt: NOW + 36_001, since: NOW - MINUTE },
      }),
    },
    changes: [
      LETTERS,
      {
        set: 'printer',
        id: 'bar-printer',
        health: { state: 'open', failures: 9, retryAt: NOW, since: NOW - MINUTE, torn: false },
      },
    ],
    events: [{ kind: 'printer.changed', printerId: 'bar-printer' }],
  },
  {
    it: 'leaves a printer alone for as long as its next look may be off',
    input,
    facts: {
      printers: printersWith({ 'bar-printer': { state: 'open', retryAt: NOW + 36_000 } }),
    },
    changes: [LETTERS],
  },
  {
    it: 'takes no moment of a printer for one to come',
    input,
    facts: {
      printers: printersWith({
        'bar-printer': {
          state: 'blocked',
          since: NOW + HOUR,
          backAt: NOW + HOUR,
          unsureAt: [NOW - MINUTE, NOW + HOUR],
        },
      }),
    },
    changes: [
      LETTERS,
      {
        set: 'printer',
        health: { state: 'blocked', since: NOW, backAt: NOW, unsureAt: [NOW - MINUTE, NOW] },
      },
    ],
  },
  {
    it: 'mends both where a printer’s clock was ahead and half a ticket hangs from it',
    input,
    facts: {
      sendingJobs: [wasSending({}, message)],
      printers: printersWith({ 'kitchen-printer': { state: 'blocked', since: NOW + HOUR } }),
    },
    changes: [
      LETTERS,
      { set: 'printer', health: { state: 'blocked', since: NOW, torn: true } },
      { set: 'printJob' },
      { set: 'attempt' },
    ],
  },
]);

it('asks for what is too old by now', () => {
  expect(recoverJobsRule.needs({}, aContext())).toMatchObject({ stale: { now: NOW } });
});

it('shows no token for a job that has none', () => {
  const { changes } = decisionOf(
    recoverJobsRule,
    { ...usual, sendingJobs: [wasSending({}, { token: null })] },
    { input },
  ) as Decision<unknown>;
  expect(changes[2]).not.toHaveProperty('heldBy');
});
