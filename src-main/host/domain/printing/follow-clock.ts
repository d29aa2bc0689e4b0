/**
 * adjustToClock: the machine's clock was set while the restaurant is open. Queued jobs keep the age
 * they had, and due times of printers are reset. A clock set back by an hour must not block a lane
 * for an hour, and one set forward must not age its tickets. The times of open orders move with the
 * clock, so that all durations stay true.
 */
import { adjustToClock } from '../../../../src-shared/commands/operations';
import type { EventDraft } from '../../../../src-shared/events/events';
import type { PrinterHealth } from '../../../../src-shared/model/printers';
import type { PrintJob } from '../../../../src-shared/model/print-job';
import type { EpochMs } from '../../../../src-shared/base/vocabulary';
import type { RestaurantIndex } from '../engine/catalogue';
import { defineRule, accept } from '../engine/rule';
import type { Change } from '../engine/rule';
import { restaurantChanged } from '../engine/setting-edits';
import { asQueued } from '../tickets/issue-tickets';
import { healthRetried } from './printer-health';
import { healthEvent } from './probe-printer';

/** Older orders are open only because they were never settled. Their times are not moved. */
const UNDER_WAY_MS = 36 * 3_600_000;

export const adjustToClockRule = defineRule(adjustToClock, {
  needs: () => ({
    printers: true as const,
    catalogue: true as const,
    queuedJobs: true as const,
    sendingJobs: true as const,
    turbo: true as const,
  }),
  decide({ byMs, newFrom }, { printers, catalogue, queuedJobs, sendingJobs, turbo }, context) {
    const { now } = context;
    // Times written after the clock was set, but before that was noticed, are correct already.
    const right = { from: newFrom ?? now + 1, to: now };
    const later = (at: EpochMs): EpochMs => (at >= right.from && at <= right.to ? at : at + byMs);
    const moved = queuedJobs.map(({ job, orderNumber }) => ({
      job: { ...job, queuedAt: later(job.queuedAt) },
      orderNumber,
    }));
    const waits = requeuedByClock(moved, catalogue);
    const told = printers.map((printer) =>
      healthEvent(printer, healthRetried(shifted(printer.health, later), now)),
    );
    return accept(
      { waiting: moved.length },
      [
        ...waits.changes,
        // In print, not queued, but the time counts for the load, and the job may be queued again.
        ...sendingJobs.map(
          ({ job: { id, state, queuedAt } }) =>
            ({ set: 'printJob', id, from: state, to: state, queuedAt: later(queuedAt) }) as const,
        ),
        ...told.flatMap(({ changes }) => changes),
        { set: 'mailsLater', byMs },
        // A message that was delayed by the current clock.
        { set: 'mailsNotAhead', at: now },
        { set: 'timesUnderWay', byMs, right, placedFrom: now - byMs - UNDER_WAY_MS },
        ...(turbo === null
          ? []
          : [{ set: 'turbo', turbo: { ...turbo, since: later(turbo.since) } } as const]),
      ],
      // After a change of the restaurant every screen reloads from the tables.
      [
        ...waits.events,
        ...told.flatMap(({ events }) => events),
        restaurantChanged(
          'clock',
          `${byMs < 0 ? '−' : '+'}${Math.round(Math.abs(byMs) / 60_000)} min`,
          [],
          context,
        ),
      ],
    );
  },
});

/** Queued papers with a new time of queuing. */
export function requeuedByClock(
  moved: readonly { readonly job: PrintJob; readonly orderNumber: number | null }[],
  catalogue: RestaurantIndex,
): {
  readonly changes: readonly Change[];
  readonly events: readonly EventDraft[];
} {
  return {
    changes: moved.map(({ job: { id, queuedAt } }) => ({
      set: 'printJob',
      id,
      from: 'queued',
      to: 'queued',
      queuedAt,
    })),
    events: moved.map(({ job, orderNumber }) => ({
      kind: 'printJob.queued',
      order: orderNumber,
      job: asQueued(job, catalogue),
      why: 'clock',
      cause: job.cause,
    })),
  };
}

function shifted(health: PrinterHealth, later: (at: EpochMs) => EpochMs): PrinterHealth {
  const orNull = (at: EpochMs | null): EpochMs | null => (at === null ? null : later(at));
  const { since, retryAt, unsureAt, backAt } = health;
  return {
    ...health,
    since: orNull(since),
    retryAt: orNull(retryAt),
    unsureAt: unsureAt.map(later),
    backAt: orNull(backAt),
  };
}
