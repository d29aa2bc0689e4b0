/** markStopped: a printer stops in the middle of a ticket, or goes on with the same paper. */
import { markStoppedRule } from '../../../../src-main/host/domain/printing/probe-printer';
import { NOW, SECOND } from '../../../support/rules/context';
import { aJobWith } from '../../../support/rules/orders';
import { aLane } from '../../../support/rules/printing';
import { aPrinter } from '../../../support/rules/restaurant';
import { table } from '../../../support/rules/rule-table';

const stops = { printerId: 'kitchen-printer', jobId: '5', token: 8, cause: 'paper_out' } as const;
const goesOn = { ...stops, cause: null } as const;
const sending = aJobWith({ state: 'sending' }, { token: 8 });
const stopped = aJobWith({ state: 'blocked', cause: 'paper_out' }, { token: 8 });
const laneBlocked = aLane({
  busy: true,
  printer: aPrinter({
    health: {
      state: 'blocked',
      cause: 'paper_out',
      since: NOW - 20 * SECOND,
      retryAt: NOW - 18 * SECOND,
      unsureAt: [NOW - 60 * SECOND],
      torn: true,
    },
  }),
});

table(markStoppedRule, { job: sending, lane: aLane({ busy: true }) }, [
  {
    it: 'says that a ticket stands still for want of paper, and its printer waits for a person',
    input: stops,
    reply: {},
    changes: [
      { set: 'printJob', id: '5', from: 'sending', heldBy: 8, to: 'blocked', cause: 'paper_out' },
      {
        set: 'printer',
        id: 'kitchen-printer',
        msPerLine: 50,
        health: { state: 'blocked', cause: 'paper_out', since: NOW, failures: 0, torn: false },
      },
    ],
    events: [
      {
        kind: 'printJob.stopped',
        order: 7,
        jobId: '5',
        printerId: 'kitchen-printer',
        cause: 'paper_out',
      },
      {
        kind: 'printer.changed',
        order: null,
        printerId: 'kitchen-printer',
        health: { state: 'blocked' },
      },
    ],
  },
  {
    it: 'goes on with the same paper, under the same try',
    input: goesOn,
    facts: { job: stopped, lane: laneBlocked },
    changes: [
      { set: 'printJob', id: '5', from: 'blocked', heldBy: 8, to: 'sending', cause: null },
      {
        set: 'printer',
        health: {
          state: 'ready',
          cause: null,
          since: null,
          retryAt: null,
          backAt: NOW,
          // What happened to tickets before says the same as it did.
          unsureAt: [NOW - 60 * SECOND],
          torn: true,
        },
      },
    ],
    events: [
      { kind: 'printJob.stopped', jobId: '5', cause: null },
      { kind: 'printer.changed', health: { state: 'ready' } },
    ],
  },
  {
    it: 'leaves a printer as it is that was found well meanwhile',
    input: goesOn,
    facts: { job: stopped },
    changes: [{ set: 'printJob', from: 'blocked', to: 'sending' }],
    events: [{ kind: 'printJob.stopped' }],
  },
  {
    it: 'stops a message’s paper too, which belongs to no order',
    input: stops,
    facts: { job: aJobWith({ state: 'sending' }, { token: 8, orderNumber: null }) },
    events: [{ kind: 'printJob.stopped', order: null }, { kind: 'printer.changed' }],
  },
  {
    it: 'refuses to stop a ticket that stands still already',
    input: stops,
    facts: { job: stopped },
    refuses: 'LEASE_LOST',
  },
  {
    it: 'refuses to go on with a ticket that does not stand still',
    input: goesOn,
    refuses: 'LEASE_LOST',
  },
  {
    it: 'refuses an older try of the same ticket',
    input: { ...stops, token: 7 },
    refuses: 'LEASE_LOST',
  },
  {
    it: 'refuses it of a ticket that was settled',
    input: stops,
    facts: { job: aJobWith({ state: 'printed' }, { token: 8 }) },
    refuses: 'LEASE_LOST',
  },
  {
    it: 'refuses it of a ticket that is not there',
    input: stops,
    facts: { job: null },
    refuses: 'LEASE_LOST',
  },
  {
    it: 'refuses it of a printer that is not there',
    input: stops,
    facts: { lane: null },
    refuses: 'LEASE_LOST',
  },
]);
