/**
 * followClock: the machine's clock was set while the house works. What waits goes on having waited as long as it has, and printers that are to be
 * tried later are tried at once: a clock that was put back an hour must not keep a lane shut for it, nor one that was put forward age its tickets.
 */
import type { PrinterHealth } from '../../../src-shared/floor';
import type { EpochMs } from '../../../src-shared/vocabulary';
import { commandRule, decided } from './decision';
import { asQueued } from './issue-tickets';
import { healthRetried } from './printer-health';
import { tellHealth } from './watch-printer';

export const followClock = commandRule({
  name: 'followClock',
  needs: () => ({ printers: true as const, queuedJobs: true as const }),
  decide({ byMs }, { printers, queuedJobs }, { now }) {
    const moved = queuedJobs.map(({ job, orderNumber }) => ({ job: { ...job, queuedAt: job.queuedAt + byMs }, orderNumber }));
    const told = printers.map((printer) => tellHealth(printer, healthRetried(shifted(printer.health, byMs), now)));
    return decided(
      { waiting: moved.length },
      [
        ...moved.map(({ job: { id, queuedAt } }) => ({ set: 'printJob', id, from: 'queued', to: 'queued', queuedAt }) as const),
        ...told.flatMap(({ changes }) => changes),
        { set: 'mailsLater', byMs },
      ],
      [
        ...moved.map(
          ({ job, orderNumber }) =>
            ({ kind: 'printJob.queued', order: orderNumber, job: asQueued(job), why: 'clock', cause: job.cause }) as const,
        ),
        ...told.flatMap(({ events }) => events),
      ],
    );
  },
});

function shifted(health: PrinterHealth, byMs: number): PrinterHealth {
  const later = (at: EpochMs | null): EpochMs | null => (at === null ? null : at + byMs);
  const { since, retryAt, unsureAt, backAt } = health;
  return {
    ...health,
    since: later(since),
    retryAt: later(retryAt),
    unsureAt: unsureAt.map((at) => at + byMs),
    backAt: later(backAt),
  };
}
