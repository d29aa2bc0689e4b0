/**
 * settleJob: what the end of a try means for its ticket, its printer and its order. Nothing is said
 * to be on paper that may not be, and nothing that may be on paper is printed again unmarked.
 */
import { expect, it } from 'vitest';
import { settleJobRule } from '../../../../src-main/host/domain/printing/settle-job';
import type { Decision } from '../../../../src-main/host/domain/engine/rule';
import type { PrintJob, PrintMark } from '../../../../src-shared/model/print-job';
import type { PrinterHealth } from '../../../../src-shared/model/printers';
import { aContext, MINUTE, NOW, SECOND } from '../../../support/rules/context';
import {
  aRestaurantWithChain,
  confirmed,
  handedOver,
  MAIL,
  notStarted,
  printersWith,
  SAMPLE_PRINTER,
  unsure,
} from '../../../support/rules/lanes';
import { aJob, aJobWith, aLine, anOrderWith, aTicket, NEXT } from '../../../support/rules/orders';
import { aLane } from '../../../support/rules/printing';
import { aPrinter, aRestaurant, PRINTERS } from '../../../support/rules/restaurant';
import { decisionOf, table } from '../../../support/rules/rule-table';

/** Ticket 3 is going out, under token 8. */
const sending = (
  job: Partial<PrintJob> = {},
  differing: Parameters<typeof aJobWith>[1] = {},
): ReturnType<typeof aJobWith> =>
  aJobWith({ state: 'sending', ...job }, { token: 8, ...differing });

const laneWith = (
  health: Partial<PrinterHealth> = {},
  differing: Parameters<typeof aLane>[0] = {},
) => aLane({ printer: aPrinter({ health }), busy: true, ...differing });

const ofOrder = (
  differing: Parameters<typeof anOrderWith>[0] = {},
): ReturnType<typeof anOrderWith> =>
  anOrderWith({
    tickets: [{ ticket: aTicket(), lineNos: [1], jobs: [aJob({ state: 'sending' })] }],
    ...differing,
  });
/** Its first byte left before: only the print's own change is looked at. */
const started = ofOrder({ order: { startedAt: NOW - MINUTE, readyAt: NOW - SECOND } });

const usual = {
  job: sending(),
  orderOfJob: started,
  lane: laneWith(),
  catalogue: aRestaurant(),
  printers: PRINTERS,
  mailSettings: null,
  next: NEXT,
};

/** Two seconds after its first byte; the lane then rests. */
const input = {
  printerId: 'kitchen-printer',
  jobId: '5',
  token: 8,
  outcome: confirmed(),
  firstByteAt: NOW - 2 * SECOND,
  heard: '3000',
  nextFor: null,
} as const;
const RESTS = { lease: null, probe: null, retryAt: null, movedTo: [] };
const refused = { ...input, outcome: notStarted('refused'), firstByteAt: null };
const lost = { ...input, outcome: unsure('link_lost') };
const paperOut = { ...input, outcome: notStarted('paper_out'), firstByteAt: null };
const paperEnded = { ...input, outcome: unsure('paper_out') };
const chain = aRestaurantWithChain();
const duplicate: PrintMark = { kind: 'possible-duplicate', firstTriedAt: '20:20:00' };

table(settleJobRule, usual, [
  // Printed, as the printer says.
  {
    it: 'calls a ticket printed that its printer confirmed, and its order begun and ready',
    input,
    facts: { orderOfJob: ofOrder() },
    reply: { next: RESTS },
    changes: [
      {
        set: 'printJob',
        id: '5',
        from: 'sending',
        heldBy: 8,
        to: 'printed',
        cause: null,
        crashes: 0,
        tries: 0,
        mark: { kind: 'none' },
        ahead: false,
        settledAt: NOW,
      },
      {
        set: 'attempt',
        token: 8,
        endedAt: NOW,
        firstByteAt: NOW - 2 * SECOND,
        outcome: 'confirmed',
        cause: null,
        bytes: 300,
        sha256: 'abc',
        unprintable: 0,
        heard: '3000',
      },
      // Ten lines in two seconds are 200 ms a line; a fifth of what 50 lacks to that is 30.
      { set: 'printer', id: 'kitchen-printer', msPerLine: 80 },
      { set: 'order', number: 7, startedAt: NOW - 2 * SECOND },
      { set: 'order', number: 7, state: 'ready', readyAt: NOW },
    ],
    events: [
      {
        kind: 'printJob.settled',
        order: 7,
        jobId: '5',
        printerId: 'kitchen-printer',
        state: 'printed',
        cause: null,
        ms: 2 * SECOND,
        by: null,
      },
      { kind: 'printer.changed', printerId: 'kitchen-printer', msPerLine: 80 },
      { kind: 'order.started', order: 7, startedAt: NOW - 2 * SECOND },
      { kind: 'order.moved', order: 7, state: 'ready', readyAt: NOW },
    ],
  },
  {
    it: 'leaves an order open of which another ticket still waits',
    input,
    facts: {
      orderOfJob: ofOrder({
        tickets: [
          { ticket: aTicket(), lineNos: [1], jobs: [aJob({ state: 'sending' })] },
          {
            ticket: aTicket({ id: '4', seq: 4, stationId: 'bar' }),
            lineNos: [2],
            jobs: [aJob({ id: '6' })],
          },
        ],
      }),
    },
    events: [
      { kind: 'printJob.settled' },
      { kind: 'printer.changed' },
      { kind: 'order.started', order: 7 },
    ],
  },
  {
    it: 'leaves an order open of which a line is held',
    input,
    facts: { orderOfJob: ofOrder({ lines: [aLine(), aLine({ no: 2, state: 'held' })] }) },
    events: [{ kind: 'printJob.settled' }, { kind: 'printer.changed' }, { kind: 'order.started' }],
  },
  {
    it: 'begins an order once: its second paper changes nothing of that',
    input,
    facts: {
      orderOfJob: ofOrder({
        order: { startedAt: NOW - MINUTE },
        tickets: [
          { ticket: aTicket(), lineNos: [1], jobs: [aJob({ state: 'sending' })] },
          {
            ticket: aTicket({ id: '4', seq: 4, stationId: 'bar' }),
            lineNos: [2],
            jobs: [aJob({ id: '6' })],
          },
        ],
      }),
    },
    changes: [{ set: 'printJob' }, { set: 'attempt' }, { set: 'printer' }],
  },
  {
    it: 'settles a message, which has no order',
    input,
    facts: { orderOfJob: null, job: sending({}, { orderNumber: null }) },
    changes: [{ set: 'printJob', to: 'printed' }, { set: 'attempt' }, { set: 'printer' }],
    events: [{ kind: 'printJob.settled', order: null }, { kind: 'printer.changed' }],
  },
  {
    it: 'takes a first byte that a clock set back puts ahead of now for now',
    input: { ...input, firstByteAt: NOW + SECOND },
    facts: { orderOfJob: ofOrder() },
    changes: [
      { set: 'printJob' },
      { set: 'attempt', firstByteAt: NOW + SECOND },
      { set: 'order', startedAt: NOW },
      { set: 'order', state: 'ready', readyAt: NOW },
    ],
    events: [
      { kind: 'printJob.settled', ms: 0 },
      { kind: 'order.started', startedAt: NOW },
      { kind: 'order.moved' },
    ],
  },
  {
    it: 'does not reckon how long it took where no first byte is known',
    input: { ...input, firstByteAt: null },
    changes: [
      { set: 'printJob', to: 'printed' },
      { set: 'attempt', firstByteAt: null },
    ],
    events: [{ kind: 'printJob.settled', ms: null }],
  },
  {
    it: 'counts letters that the printer does not have',
    input: { ...input, outcome: confirmed({ unprintable: 2 }) },
    changes: [{ set: 'printJob' }, { set: 'attempt', unprintable: 2 }, { set: 'printer' }],
    events: [{ kind: 'printJob.settled', unprintable: 2 }, { kind: 'printer.changed' }],
  },
  {
    it: 'marks what came out of a sample printer as not being paper',
    input,
    facts: { catalogue: aRestaurant({ printers: [SAMPLE_PRINTER] }) },
    events: [{ kind: 'printJob.settled', virtual: true }, { kind: 'printer.changed' }],
  },
  {
    it: 'calls a ticket sent that its printer took and cannot confirm, and its order ready',
    input: { ...input, outcome: handedOver() },
    facts: { orderOfJob: ofOrder({ order: { startedAt: NOW - MINUTE } }) },
    changes: [
      { set: 'printJob', to: 'sent', cause: null, settledAt: NOW },
      { set: 'attempt', outcome: 'handed_over', bytes: 300, sha256: 'abc', unprintable: 0 },
      { set: 'printer', msPerLine: 80 },
      { set: 'order', state: 'ready', readyAt: NOW },
    ],
    events: [
      { kind: 'printJob.settled', state: 'sent' },
      { kind: 'printer.changed' },
      { kind: 'order.moved' },
    ],
  },
  {
    it: 'keeps the mark, the class and the failed tries of a ticket that is printed at last',
    input,
    facts: {
      job: sending({ mark: duplicate, ahead: true, cause: 'refused' }, { tries: 2, crashes: 1 }),
    },
    changes: [
      {
        set: 'printJob',
        to: 'printed',
        cause: null,
        mark: duplicate,
        ahead: true,
        tries: 2,
        crashes: 1,
      },
      { set: 'attempt' },
    ],
  },
  {
    it: 'settles a ticket during which the printer stopped and of which it then said the end',
    input,
    facts: {
      job: sending({ state: 'blocked', cause: 'paper_out' }),
      lane: laneWith({ state: 'blocked', cause: 'paper_out', since: NOW - SECOND }),
    },
    changes: [
      { set: 'printJob', from: 'blocked', heldBy: 8, to: 'printed', cause: null },
      { set: 'attempt' },
      {
        set: 'printer',
        // Waiting for paper is no speed.
        msPerLine: 50,
        health: { state: 'ready', cause: null, since: null, retryAt: null, backAt: NOW },
      },
    ],
  },

  // The lane's speed.
  {
    it: 'learns no speed from a printer that did not even hang up',
    input: { ...input, outcome: handedOver({ drained: false }) },
    changes: [{ set: 'printJob', to: 'sent' }, { set: 'attempt' }],
  },
  {
    it: 'learns no speed from a ticket that was tried before',
    input,
    facts: { job: sending({ cause: 'refused' }) },
    changes: [{ set: 'printJob' }, { set: 'attempt' }],
  },
  {
    it: 'learns no speed from a ticket in the middle of which paper was put in',
    input: { ...input, firstByteAt: NOW - 40 * SECOND },
    facts: { lane: laneWith({ backAt: NOW - SECOND }) },
    changes: [{ set: 'printJob' }, { set: 'attempt' }],
  },
  {
    it: 'learns no speed from a ticket whose first byte left as the printer came back',
    input,
    facts: { lane: laneWith({ backAt: NOW - 2 * SECOND }) },
    changes: [{ set: 'printJob' }, { set: 'attempt' }],
  },
  {
    it: 'learns speed from the next ticket again',
    input,
    facts: { lane: laneWith({ backAt: NOW - 3 * SECOND }) },
    changes: [{ set: 'printJob' }, { set: 'attempt' }, { set: 'printer', msPerLine: 80 }],
  },
  {
    it: 'writes no speed that is as good as the one that is known',
    input: { ...input, firstByteAt: NOW - 550 },
    // Ten lines of 55 ms: a tenth off.
    changes: [{ set: 'printJob' }, { set: 'attempt' }],
  },

  // Nothing was sent.
  {
    it: 'tries a ticket again of which no byte left, unmarked, and counts the try',
    input: refused,
    facts: { orderOfJob: ofOrder() },
    changes: [
      {
        set: 'printJob',
        id: '5',
        from: 'sending',
        heldBy: 8,
        to: 'queued',
        cause: 'refused',
        crashes: 0,
        tries: 1,
        mark: { kind: 'none' },
        ahead: false,
        settledAt: null,
      },
      {
        set: 'attempt',
        token: 8,
        firstByteAt: null,
        outcome: 'not_started',
        cause: 'refused',
        bytes: 0,
        sha256: null,
        unprintable: null,
      },
      {
        set: 'printer',
        msPerLine: 50,
        health: {
          state: 'ready',
          cause: 'refused',
          failures: 1,
          retryAt: NOW + 2 * SECOND,
          torn: false,
        },
      },
    ],
    events: [
      {
        kind: 'printJob.queued',
        order: 7,
        job: {
          jobId: '5',
          printerId: 'kitchen-printer',
          ahead: false,
          mark: 'none',
          queuedAt: NOW - 5 * MINUTE,
        },
        why: 'retry',
        cause: 'refused',
      },
      { kind: 'printer.changed', health: { failures: 1 } },
    ],
  },
  {
    it: 'keeps a ticket at its printer after the second failed try',
    input: refused,
    facts: { job: sending({}, { tries: 1 }), catalogue: chain },
    changes: [{ set: 'printJob', to: 'queued', tries: 2 }, { set: 'attempt' }, { set: 'printer' }],
  },
  {
    it: 'gives it to the next of its chain after the third',
    input: refused,
    facts: { job: sending({ priority: 'urgent' }, { tries: 2 }), catalogue: chain },
    reply: { next: RESTS },
    changes: [
      {
        set: 'printJob',
        id: '5',
        from: 'sending',
        heldBy: 8,
        to: 'rerouted',
        cause: 'refused',
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
          priority: 'urgent',
          ahead: false,
          mark: { kind: 'backup', of: 'Cocina', from: 'Impresora cocina', firstTriedAt: null },
          cause: null,
          queuedAt: NOW,
        },
      },
      { set: 'attempt', outcome: 'not_started' },
      { set: 'printer', health: { failures: 1 } },
    ],
    events: [
      {
        kind: 'printJob.settled',
        order: 7,
        jobId: '5',
        state: 'rerouted',
        cause: 'refused',
        ms: null,
        by: null,
      },
      {
        kind: 'printJob.queued',
        order: 7,
        job: { jobId: '6', printerId: 'bar-printer' },
        why: 'fallback',
        cause: 'refused',
      },
      { kind: 'printer.changed' },
    ],
  },
  {
    it: 'has it wait on where its station has no other printer, and goes on counting',
    input: refused,
    facts: { job: sending({}, { tries: 2 }) },
    changes: [{ set: 'printJob', to: 'queued', tries: 3 }, { set: 'attempt' }, { set: 'printer' }],
  },
  {
    it: 'leaves an order open whose ticket went to another printer',
    input: refused,
    facts: { job: sending({}, { tries: 2 }), catalogue: chain, orderOfJob: ofOrder() },
    events: [
      { kind: 'printJob.settled' },
      { kind: 'printJob.queued' },
      { kind: 'printer.changed' },
    ],
  },
  {
    it: 'queues a mail message for it, where mail is set up',
    input: refused,
    facts: { job: sending({}, { tries: 2 }), catalogue: chain, mailSettings: MAIL },
    changes: [
      { set: 'printJob', to: 'rerouted' },
      { put: 'printJob' },
      { put: 'mail', mail: { ticketId: '3', jobSeq: 6, cause: 'refused', queuedAt: NOW } },
      { set: 'attempt' },
      { set: 'printer' },
    ],
  },
  {
    it: 'fails a ticket over at once where this failure is the sixth: the printer is abandoned',
    input: refused,
    facts: { lane: laneWith({ failures: 5 }), catalogue: chain },
    changes: [
      { set: 'printJob', to: 'rerouted' },
      { put: 'printJob', job: { printerId: 'bar-printer' } },
      { set: 'attempt' },
      {
        set: 'printer',
        health: { state: 'open', since: NOW, failures: 6, retryAt: NOW + 2 * SECOND },
      },
    ],
  },
  {
    it: 'keeps it after the fifth',
    input: refused,
    facts: { lane: laneWith({ failures: 4 }), catalogue: chain },
    changes: [
      { set: 'printJob', to: 'queued' },
      { set: 'attempt' },
      { set: 'printer', health: { state: 'ready', failures: 5 } },
    ],
  },
  {
    it: 'fails a ticket over where it was to decide about its printer and failed too',
    input: refused,
    facts: {
      lane: laneWith({ state: 'half_open', failures: 6, since: NOW - SECOND }),
      catalogue: chain,
    },
    changes: [
      { set: 'printJob', to: 'rerouted' },
      { put: 'printJob' },
      { set: 'attempt' },
      // The second look, four seconds later.
      {
        set: 'printer',
        health: { state: 'open', failures: 7, since: NOW, retryAt: NOW + 4 * SECOND },
      },
    ],
  },
  {
    it: 'does not count a printer without paper as a failed try: people go there',
    input: paperOut,
    facts: { job: sending({}, { tries: 2 }), catalogue: chain },
    changes: [
      { set: 'printJob', to: 'queued', cause: 'paper_out', tries: 2, mark: { kind: 'none' } },
      { set: 'attempt', cause: 'paper_out' },
      {
        set: 'printer',
        health: {
          state: 'blocked',
          cause: 'paper_out',
          since: NOW,
          failures: 0,
          retryAt: NOW + 2 * SECOND,
        },
      },
    ],
    events: [
      { kind: 'printJob.queued', why: 'retry', cause: 'paper_out' },
      { kind: 'printer.changed' },
    ],
  },
  {
    it: 'does not count doubt about a printer’s voice: it is asked once more at once',
    input: { ...refused, outcome: notStarted('mute') },
    facts: { job: sending({}, { tries: 2 }), catalogue: chain },
    changes: [
      { set: 'printJob', to: 'queued', cause: 'mute', tries: 2 },
      { set: 'attempt' },
      { set: 'printer', health: { state: 'ready', mutes: 1, failures: 0, retryAt: NOW } },
    ],
  },
  {
    it: 'does not blame a printer for a worker that died, and counts that of the ticket',
    input: { ...refused, outcome: notStarted('worker_died') },
    facts: { job: sending({}, { crashes: 1 }), catalogue: chain },
    changes: [
      { set: 'printJob', to: 'queued', cause: 'worker_died', crashes: 2, tries: 0 },
      { set: 'attempt', cause: 'worker_died' },
    ],
    events: [{ kind: 'printJob.queued', why: 'retry', cause: 'worker_died' }],
  },
  {
    it: 'holds a ticket for a decision that killed its worker three times',
    input: { ...refused, outcome: notStarted('worker_died') },
    facts: { job: sending({}, { crashes: 2 }), catalogue: chain },
    changes: [
      { set: 'printJob', to: 'stale', cause: 'worker_died', crashes: 3, settledAt: NOW },
      { set: 'attempt' },
    ],
    events: [
      { kind: 'printJob.settled', state: 'stale', cause: 'worker_died', ms: null, by: null },
    ],
  },
  {
    it: 'does not count another failure as a crash',
    input: refused,
    facts: { job: sending({}, { crashes: 2 }) },
    changes: [
      { set: 'printJob', to: 'queued', crashes: 2 },
      { set: 'attempt' },
      { set: 'printer' },
    ],
  },
  {
    it: 'holds a ticket for a decision at once that cannot be put into the printer’s language',
    input: { ...refused, outcome: notStarted('encode_failed') },
    facts: { catalogue: chain },
    changes: [
      {
        set: 'printJob',
        to: 'stale',
        cause: 'encode_failed',
        crashes: 0,
        tries: 0,
        settledAt: NOW,
      },
      { set: 'attempt' },
    ],
  },

  // It may be on paper, and may not.
  {
    it: 'prints a ticket of unknown end once more, marked with when it was first tried, before others',
    input: lost,
    facts: { orderOfJob: ofOrder() },
    changes: [
      {
        set: 'printJob',
        from: 'sending',
        heldBy: 8,
        to: 'queued',
        cause: 'link_lost',
        crashes: 0,
        tries: 0,
        mark: { kind: 'possible-duplicate', firstTriedAt: '20:29:58' },
        ahead: true,
        settledAt: null,
      },
      {
        set: 'attempt',
        firstByteAt: NOW - 2 * SECOND,
        outcome: 'unsure',
        cause: 'link_lost',
        bytes: 120,
        sha256: null,
        unprintable: null,
        heard: '3000',
      },
      {
        set: 'printer',
        msPerLine: 50,
        health: {
          state: 'ready',
          cause: 'link_lost',
          failures: 1,
          torn: true,
          unsureAt: [NOW],
          retryAt: NOW + 2 * SECOND,
        },
      },
      // A cook may have it in hand.
      { set: 'order', startedAt: NOW - 2 * SECOND },
    ],
    events: [
      {
        kind: 'printJob.queued',
        order: 7,
        job: { jobId: '5', ahead: true, mark: 'possible-duplicate', queuedAt: NOW - 5 * MINUTE },
        why: 'possible-duplicate',
        cause: 'link_lost',
      },
      { kind: 'printer.changed' },
      { kind: 'order.started' },
    ],
  },
  {
    it: 'marks it with now where no first byte is known',
    input: { ...lost, firstByteAt: null },
    changes: [
      { set: 'printJob', mark: { kind: 'possible-duplicate', firstTriedAt: '20:30:00' } },
      { set: 'attempt' },
      { set: 'printer' },
    ],
  },
  {
    it: 'asks a person after the second try of unknown end: there is no third',
    input: lost,
    facts: { job: sending({ mark: duplicate, ahead: true, cause: 'stalled' }) },
    changes: [
      {
        set: 'printJob',
        to: 'unsure',
        cause: 'link_lost',
        mark: duplicate,
        ahead: true,
        settledAt: NOW,
      },
      { set: 'attempt' },
      { set: 'printer' },
    ],
    events: [
      { kind: 'printJob.settled', state: 'unsure', cause: 'link_lost', ms: 2 * SECOND, by: null },
      { kind: 'printer.changed' },
    ],
  },
  {
    it: 'asks a person at once where the station wants that',
    input: lost,
    facts: { catalogue: aRestaurantWithChain({ whenUnsure: 'ask' }) },
    changes: [
      { set: 'printJob', to: 'unsure', mark: { kind: 'none' }, ahead: false, settledAt: NOW },
      { set: 'attempt' },
      { set: 'printer' },
    ],
  },
  {
    it: 'leaves an order open of which a ticket waits for a person',
    input: { ...lost, firstByteAt: null },
    facts: { catalogue: aRestaurantWithChain({ whenUnsure: 'ask' }), orderOfJob: ofOrder() },
    events: [{ kind: 'printJob.settled', state: 'unsure' }, { kind: 'printer.changed' }],
  },
  {
    it: 'prints a stand-in’s ticket once more too, which then says both',
    input: lost,
    facts: {
      job: sending({
        mark: { kind: 'backup', of: 'Barra', from: 'Impresora barra', firstTriedAt: null },
      }),
    },
    changes: [
      {
        set: 'printJob',
        to: 'queued',
        ahead: true,
        mark: { kind: 'backup', of: 'Barra', from: 'Impresora barra', firstTriedAt: '20:29:58' },
      },
      { set: 'attempt' },
      { set: 'printer' },
    ],
  },
  {
    it: 'asks a person about a stand-in’s ticket that may be out already',
    input: lost,
    facts: {
      job: sending({
        mark: { kind: 'backup', of: 'Barra', from: 'Impresora barra', firstTriedAt: '20:20:00' },
      }),
    },
    changes: [{ set: 'printJob', to: 'unsure' }, { set: 'attempt' }, { set: 'printer' }],
  },
  {
    it: 'prints a wanted copy of unknown end once more, marked as one that may be a second',
    input: lost,
    facts: { job: sending({ mark: { kind: 'reprint', copy: 2 } }) },
    changes: [
      {
        set: 'printJob',
        to: 'queued',
        mark: { kind: 'possible-duplicate', firstTriedAt: '20:29:58' },
      },
      { set: 'attempt' },
      { set: 'printer' },
    ],
  },
  {
    it: 'clears a printer before its next ticket after a worker died in the middle, and blames it for nothing',
    input: { ...lost, outcome: unsure('worker_died') },
    facts: { job: sending({}, { crashes: 1 }) },
    changes: [
      { set: 'printJob', to: 'queued', cause: 'worker_died', crashes: 2, ahead: true },
      { set: 'attempt' },
      {
        set: 'printer',
        health: {
          state: 'ready',
          cause: null,
          failures: 0,
          torn: true,
          unsureAt: [],
          retryAt: null,
        },
      },
    ],
  },
  {
    it: 'fails a ticket over at once that has stood still in the middle for want of paper',
    input: paperEnded,
    facts: { job: sending({ state: 'blocked', cause: 'paper_out' }), catalogue: chain },
    changes: [
      { set: 'printJob', from: 'blocked', heldBy: 8, to: 'rerouted', cause: 'paper_out' },
      {
        put: 'printJob',
        job: {
          printerId: 'bar-printer',
          mark: {
            kind: 'backup',
            of: 'Cocina',
            from: 'Impresora cocina',
            firstTriedAt: '20:29:58',
          },
        },
      },
      { set: 'attempt', outcome: 'unsure' },
      { set: 'printer', health: { state: 'blocked', cause: 'paper_out', torn: true } },
    ],
  },
  {
    it: 'prints it again here where its station has no other printer',
    input: paperEnded,
    facts: { job: sending({ state: 'blocked', cause: 'paper_out' }) },
    changes: [
      { set: 'printJob', from: 'blocked', to: 'queued', ahead: true },
      { set: 'attempt' },
      { set: 'printer' },
    ],
  },
  {
    it: 'keeps a ticket of unknown end at its printer otherwise: it is printed again here',
    input: lost,
    facts: { catalogue: chain },
    changes: [
      { set: 'printJob', to: 'queued', ahead: true },
      { set: 'attempt' },
      { set: 'printer' },
    ],
  },
  {
    it: 'abandons a printer that left two tickets of unknown end within five minutes, and fails its ticket over',
    input: lost,
    facts: { lane: laneWith({ unsureAt: [NOW - 5 * MINUTE + 1], failures: 0 }), catalogue: chain },
    changes: [
      { set: 'printJob', to: 'rerouted' },
      { put: 'printJob', job: { printerId: 'bar-printer', mark: { firstTriedAt: '20:29:58' } } },
      { set: 'attempt' },
      {
        set: 'printer',
        health: { state: 'open', since: NOW, unsureAt: [NOW - 5 * MINUTE + 1, NOW], torn: true },
      },
    ],
  },
  {
    it: 'forgets a ticket of unknown end after five minutes',
    input: lost,
    facts: { lane: laneWith({ unsureAt: [NOW - 5 * MINUTE] }), catalogue: chain },
    changes: [
      { set: 'printJob', to: 'queued' },
      { set: 'attempt' },
      { set: 'printer', health: { state: 'ready', unsureAt: [NOW] } },
    ],
  },

  // Whose word counts.
  {
    it: 'refuses the end of a try that is not the last one of its ticket',
    input: { ...input, token: 7 },
    refuses: 'LEASE_LOST',
  },
  {
    it: 'refuses the end of a try of a ticket that is not there',
    input,
    facts: { job: null },
    refuses: 'LEASE_LOST',
  },
  {
    it: 'refuses it where the printer is not there',
    input,
    facts: { lane: null },
    refuses: 'LEASE_LOST',
  },
  {
    it: 'refuses to settle a ticket twice',
    input,
    facts: { job: sending({ state: 'printed', settledAt: NOW }) },
    refuses: 'LEASE_LOST',
  },
  ...(['queued', 'sent', 'unsure', 'rerouted', 'discarded', 'stale'] as const).map((state) => ({
    it: `refuses the end of a try of a ticket that is not under way: ${state}`,
    input,
    facts: { job: sending({ state }) },
    refuses: 'LEASE_LOST' as const,
  })),

  // What the lane does next, in the same commit.
  {
    it: 'takes the lane’s next ticket in the same commit',
    input: { ...input, nextFor: 3 },
    facts: {
      lane: laneWith({}, { heads: { normal: aJobWith({ id: '7', seq: 7, ticketId: '4' }) } }),
      orderOfJob: ofOrder({ order: { startedAt: NOW - MINUTE } }),
    },
    reply: {
      next: { lease: { jobId: '7', token: 9, expectedMs: 500 }, retryAt: null, movedTo: [] },
    },
    changes: [
      { set: 'printJob', id: '5', to: 'printed' },
      { set: 'attempt', token: 8 },
      { set: 'printer' },
      { set: 'order', state: 'ready' },
      { set: 'printJob', id: '7', from: 'queued', to: 'sending', token: 9 },
      { put: 'attempt', attempt: { token: 9, jobId: '7', worker: 3 } },
    ],
    events: [
      { kind: 'printJob.settled', jobId: '5' },
      { kind: 'printer.changed' },
      { kind: 'order.moved' },
      { kind: 'printJob.sending', jobId: '7', attempt: 9, worker: 3 },
    ],
  },
  {
    it: 'leaves the lane idle where no worker takes the next one',
    input,
    facts: { lane: laneWith({}, { heads: { normal: aJobWith({ id: '7', seq: 7 }) } }) },
    reply: { next: RESTS },
    changes: [{ set: 'printJob', id: '5' }, { set: 'attempt' }, { set: 'printer' }],
  },
  {
    it: 'rests where nothing waits behind it',
    input: { ...input, nextFor: 3 },
    reply: { next: RESTS },
  },
  {
    it: 'rests until a printer that failed may be tried again',
    input: { ...refused, nextFor: 3 },
    reply: { next: { lease: null, probe: null, retryAt: NOW + 2 * SECOND } },
  },
  {
    it: 'looks again soon at an abandoned one, rather than at its next ticket',
    input: { ...refused, nextFor: 3 },
    facts: {
      lane: laneWith({ failures: 5 }, { heads: { normal: aJobWith({ id: '7', seq: 7 }) } }),
      catalogue: chain,
    },
    reply: {
      next: { lease: null, probe: null, retryAt: NOW + 2 * SECOND, movedTo: ['Impresora bar'] },
    },
  },
  {
    it: 'takes a ticket again at once whose worker died, under a new token, before what came after it',
    input: { ...refused, outcome: notStarted('worker_died'), nextFor: 3 },
    facts: { lane: laneWith({}, { heads: { normal: aJobWith({ id: '7', seq: 7 }) } }) },
    reply: { next: { lease: { jobId: '5', token: 9, mark: { kind: 'none' } } } },
    changes: [
      { set: 'printJob', id: '5', to: 'queued', crashes: 1 },
      { set: 'attempt', token: 8 },
      { set: 'printJob', id: '5', from: 'queued', to: 'sending', token: 9 },
      { put: 'attempt', attempt: { token: 9, jobId: '5' } },
    ],
  },
  {
    it: 'takes what came before it first',
    input: { ...refused, outcome: notStarted('worker_died'), nextFor: 3 },
    facts: { lane: laneWith({}, { heads: { normal: aJobWith({ id: '4', seq: 4 }) } }) },
    reply: { next: { lease: { jobId: '4' } } },
  },
  {
    it: 'takes a marked second try before what came before it, mark and all',
    input: { ...lost, outcome: unsure('worker_died'), nextFor: 3 },
    facts: { lane: laneWith({}, { heads: { normal: aJobWith({ id: '4', seq: 4 }) } }) },
    reply: {
      next: {
        lease: {
          jobId: '5',
          torn: true,
          mark: { kind: 'possible-duplicate', firstTriedAt: '20:29:58' },
        },
      },
    },
  },
  {
    it: 'takes another marked second try first that came before it',
    input: { ...lost, outcome: unsure('worker_died'), nextFor: 3 },
    facts: {
      lane: laneWith({}, { heads: { normal: aJobWith({ id: '4', seq: 4, ahead: true }) } }),
    },
    reply: { next: { lease: { jobId: '4' } } },
  },
  {
    it: 'takes a marked second try of another ticket before an unmarked retry',
    input: { ...refused, outcome: notStarted('worker_died'), nextFor: 3 },
    facts: {
      lane: laneWith({}, { heads: { normal: aJobWith({ id: '7', seq: 7, ahead: true }) } }),
    },
    reply: { next: { lease: { jobId: '7' } } },
  },
  {
    it: 'takes an urgent ticket before a normal one that is to be tried again',
    input: { ...refused, outcome: notStarted('worker_died'), nextFor: 3 },
    facts: {
      lane: laneWith({}, { heads: { urgent: aJobWith({ id: '7', seq: 7, priority: 'urgent' }) } }),
    },
    reply: { next: { lease: { jobId: '7' } } },
  },
  {
    it: 'takes a normal ticket before a low one that is to be tried again',
    input: { ...refused, outcome: notStarted('worker_died'), nextFor: 3 },
    facts: {
      job: sending({ priority: 'low', queuedAt: NOW - SECOND }),
      lane: laneWith({}, { heads: { normal: aJobWith({ id: '7', seq: 7 }) } }),
    },
    reply: { next: { lease: { jobId: '7' } } },
  },
  {
    it: 'never takes a ticket again itself that it has just given to another printer',
    input: { ...refused, outcome: notStarted('worker_died'), nextFor: 3 },
    facts: { job: sending({}, { tries: 3 }), catalogue: chain },
    reply: { next: { ...RESTS, movedTo: ['Impresora bar'] } },
    changes: [
      { set: 'printJob', id: '5', to: 'rerouted' },
      { put: 'printJob', job: { id: '6', printerId: 'bar-printer' } },
      { set: 'attempt' },
    ],
  },
  {
    it: 'goes on with the next ticket where this one is held for a decision',
    input: { ...refused, outcome: notStarted('encode_failed'), nextFor: 3 },
    facts: { lane: laneWith({}, { heads: { normal: aJobWith({ id: '7', seq: 7 }) } }) },
    reply: { next: { lease: { jobId: '7' } } },
  },
  {
    it: 'moves the whole lane with a ticket that goes elsewhere, each job with a number of its own',
    input: { ...paperOut, nextFor: 3 },
    facts: {
      catalogue: chain,
      lane: laneWith(
        { state: 'blocked', cause: 'paper_out', since: NOW - MINUTE },
        {
          waiting: [aJobWith({ id: '7', seq: 7 })],
          heads: { normal: aJobWith({ id: '7', seq: 7 }) },
        },
      ),
    },
    reply: {
      next: { lease: null, retryAt: NOW + 2 * SECOND, movedTo: ['Impresora bar', 'Impresora bar'] },
    },
    changes: [
      { set: 'printJob', id: '5', from: 'sending', heldBy: 8, to: 'rerouted' },
      { put: 'printJob', job: { seq: 6 } },
      { set: 'attempt' },
      { set: 'printer', health: { state: 'blocked', since: NOW - MINUTE } },
      { set: 'printJob', id: '7', from: 'queued', to: 'rerouted' },
      { put: 'printJob', job: { seq: 7 } },
    ],
  },
  {
    it: 'uses up no job number where the ticket stays, though its lane is moved',
    input: { ...input, outcome: notStarted('encode_failed'), firstByteAt: null, nextFor: 3 },
    facts: {
      catalogue: chain,
      lane: laneWith(
        { state: 'blocked', cause: 'paper_out', since: NOW - MINUTE, retryAt: NOW + SECOND },
        { waiting: [aJobWith({ id: '7', seq: 7 })] },
      ),
    },
    changes: [
      { set: 'printJob', id: '5', to: 'stale' },
      { set: 'attempt' },
      { set: 'printJob', id: '7', to: 'rerouted' },
      { put: 'printJob', job: { seq: 6 } },
    ],
  },
  {
    it: 'gives a ticket that goes elsewhere to a printer that is there, not to the next of the chain that is away',
    input: refused,
    facts: {
      job: sending({}, { tries: 2 }),
      catalogue: chain,
      printers: printersWith({ 'bar-printer': { state: 'open' } }),
    },
    changes: [
      { set: 'printJob', to: 'rerouted' },
      { put: 'printJob', job: { printerId: 'counter-printer' } },
      { set: 'attempt' },
      { set: 'printer' },
    ],
  },
]);

it('leaves lost letters and samples out of the event where there are none', () => {
  const { events } = decisionOf(settleJobRule, usual, { input }) as Decision<unknown>;
  expect(events[0]).not.toHaveProperty('unprintable');
  expect(events[0]).not.toHaveProperty('virtual');
});

it('looks at the ticket, at its order and at its own lane', () => {
  expect(settleJobRule.needs(input, aContext())).toMatchObject({
    job: { id: '5' },
    orderOfJob: { jobId: '5' },
    lane: { printerId: 'kitchen-printer' },
  });
});
