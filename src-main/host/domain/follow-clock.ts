/**
 * followClock: the machine's clock was set while the house works. What waits goes on having waited as long as it has, and printers that are to be
 * tried later are tried at once: a clock that was put back an hour must not keep a lane shut for it, nor one that was put forward age its tickets.
 */
import type { EventDraft } from '../../../src-shared/events';
import type { PrinterHealth } from '../../../src-shared/floor';
import type { PrintJob } from '../../../src-shared/print-job';
import type { EpochMs } from '../../../src-shared/vocabulary';
import type { Catalogue } from './catalogue';
import { commandRule, decided } from './decision';
import type { Change } from './decision';
import { asQueued } from './issue-tickets';
import { healthRetried } from './printer-health';
import { tellHealth } from './watch-printer';

export const followClock = commandRule({
  name: 'followClock',
  needs: () => ({ printers: true as const, catalogue: true as const, queuedJobs: true as const, sendingJobs: true as const }),
  decide({ byMs }, { printers, catalogue, queuedJobs, sendingJobs }, { now }) {
    const moved = queuedJobs.map(({ job, orderNumber }) => ({ job: { ...job, queuedAt: job.queuedAt + byMs }, orderNumber }));
    const waits = requeuedByClock(moved, catalogue);
    const told = printers.map((printer) => tellHealth(printer, healthRetried(shifted(printer.health, byMs), now)));
    return decided(
      { waiting: moved.length },
      [
        ...waits.changes,
        // In print: nobody's wait, but it counts to how long papers take, and may have to wait again.
        ...sendingJobs.map(
          ({ job: { id, state, queuedAt } }) =>
            ({ set: 'printJob', id, from: state, to: state, queuedAt: queuedAt + byMs }) as const,
        ),
        ...told.flatMap(({ changes }) => changes),
        { set: 'mailsLater', byMs },
      ],
      [...waits.events, ...told.flatMap(({ events }) => events)],
    );
  },
});

/** Papers that wait, with another moment from which they do. */
export function requeuedByClock(
  moved: readonly { readonly job: PrintJob; readonly orderNumber: number | null }[],
  catalogue: Catalogue,
): {
  readonly changes: readonly Change[];
  readonly events: readonly EventDraft[];
} {
  return {
    changes: moved.map(({ job: { id, queuedAt } }) => ({ set: 'printJob', id, from: 'queued', to: 'queued', queuedAt })),
    events: moved.map(({ job, orderNumber }) => ({
      kind: 'printJob.queued',
      order: orderNumber,
      job: asQueued(job, catalogue),
      why: 'clock',
      cause: job.cause,
    })),
  };
}

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
