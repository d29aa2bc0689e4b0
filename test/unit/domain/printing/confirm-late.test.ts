/** confirmLate: a printer says that a ticket came out after its try had been abandoned. */
import { expect, it } from 'vitest';
import { confirmLateRule } from '../../../../src-main/host/domain/printing/confirm-late';
import type { Decision } from '../../../../src-main/host/domain/engine/rule';
import type { PrintJob, PrintMark } from '../../../../src-shared/model/print-job';
import { NOW } from '../../../support/rules/context';
import { SAMPLE_PRINTER } from '../../../support/rules/lanes';
import { aJob, aJobWith, anOrderWith, aTicket } from '../../../support/rules/orders';
import { aRestaurant } from '../../../support/rules/restaurant';
import { decisionOf, table } from '../../../support/rules/rule-table';

const input = { printerId: 'kitchen-printer', jobId: '5', token: 8 };
const duplicate: PrintMark = { kind: 'possible-duplicate', firstTriedAt: '20:20:00' };
const isUnsure: Partial<PrintJob> = { state: 'unsure', cause: 'no_answer' };
const orderWith = (
  job: Partial<PrintJob>,
  readyAt: number | null = null,
): ReturnType<typeof anOrderWith> =>
  anOrderWith({
    order: { startedAt: NOW - 1, readyAt },
    tickets: [{ ticket: aTicket(), lineNos: [1], jobs: [aJob(job)] }],
  });
const usual = {
  job: aJobWith(isUnsure),
  orderOfJob: orderWith(isUnsure),
  catalogue: aRestaurant(),
};
const attempt = { set: 'attemptConfirmed', token: 8, endedAt: NOW };

table(confirmLateRule, usual, [
  {
    it: 'takes the question off a person’s list, and its order is ready',
    input,
    reply: { believed: true },
    changes: [
      attempt,
      { set: 'printJob', id: '5', from: 'unsure', to: 'printed', cause: null, settledAt: NOW },
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
        // When it came out is not known.
        ms: null,
        by: null,
      },
      { kind: 'order.moved', order: 7, state: 'ready' },
    ],
  },
  {
    it: 'prints no second copy where that still waits',
    input,
    facts: { job: aJobWith({ state: 'queued', mark: duplicate, ahead: true }) },
    reply: { believed: true },
    changes: [attempt, { set: 'printJob', from: 'queued', to: 'printed' }, { set: 'order' }],
  },
  {
    it: 'prints no second copy of a stand-in that may be out already',
    input,
    facts: {
      job: aJobWith({
        state: 'queued',
        mark: { kind: 'backup', of: 'Barra', from: 'Impresora barra', firstTriedAt: '20:20:00' },
      }),
    },
    reply: { believed: true },
  },
  {
    it: 'does not take it for a ticket that failed over to here and has not been tried here',
    input,
    facts: {
      job: aJobWith({
        state: 'queued',
        mark: { kind: 'backup', of: 'Barra', from: 'Impresora barra', firstTriedAt: null },
      }),
    },
    reply: { believed: false },
    changes: [attempt],
    events: [],
  },
  {
    it: 'does not take it for a ticket that waits unmarked: not a byte of it left',
    input,
    facts: { job: aJobWith({ state: 'queued' }) },
    reply: { believed: false },
    changes: [attempt],
    events: [],
  },
  {
    it: 'does not call back a copy that is going out: it says on paper what it is',
    input,
    facts: { job: aJobWith({ state: 'sending', mark: duplicate }) },
    reply: { believed: false },
    changes: [attempt],
    events: [],
  },
  ...(['blocked', 'printed', 'sent', 'rerouted', 'discarded', 'stale'] as const).map((state) => ({
    it: `keeps the answer with the try alone where the ticket is decided or going out: ${state}`,
    input,
    facts: { job: aJobWith({ state, mark: duplicate }) },
    reply: { believed: false },
    changes: [attempt],
    events: [],
  })),
  {
    it: 'leaves an order as it is that was ready before',
    input,
    facts: { orderOfJob: orderWith(isUnsure, NOW - 1) },
    changes: [attempt, { set: 'printJob' }],
    events: [{ kind: 'printJob.settled' }],
  },
  {
    it: 'settles a message, which has no order',
    input,
    facts: { orderOfJob: null, job: aJobWith(isUnsure, { orderNumber: null }) },
    changes: [attempt, { set: 'printJob', to: 'printed' }],
    events: [{ kind: 'printJob.settled', order: null }],
  },
  {
    it: 'marks what came out of a sample printer as not being paper',
    input,
    facts: { catalogue: aRestaurant({ printers: [SAMPLE_PRINTER] }) },
    events: [{ kind: 'printJob.settled', virtual: true }, { kind: 'order.moved' }],
  },
  {
    it: 'refuses it of a ticket that is not there',
    input,
    facts: { job: null },
    refuses: 'LEASE_LOST',
  },
]);

it('leaves the mark, the class and the place of the ticket as they are', () => {
  const { changes } = decisionOf(confirmLateRule, usual, { input }) as Decision<unknown>;
  for (const field of ['mark', 'ahead', 'priority', 'queuedAt', 'tries', 'heldBy'])
    expect(changes[1]).not.toHaveProperty(field);
});
