/**
 * adjustToClock: the machine's clock was set while the house works. What waits goes on having waited
 * as long as it has, and printers that are to be tried later are tried at once: a clock that was
 * put back an hour must not keep a lane shut for it, nor one that was put forward age its tickets.
 * The times of orders under way move with the clock, so that every duration and age stays the time
 * that really went by.
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

/**
 * Older orders are under way only because nobody settled them: their times stay as they were
 * written.
 */
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
    // What was written after the clock was set and before that was noticed is right already.
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
        // In print: nobody's wait, but it counts to how long papers take, and may have to wait
        // again.
        ...sendingJobs.map(
          ({ job: { id, state, queuedAt } }) =>
            ({ set: 'printJob', id, from: state, to: state, queuedAt: later(queuedAt) }) as const,
        ),
        ...told.flatMap(({ changes }) => changes),
        { set: 'mailsLater', byMs },
        // One that was put off by the clock as it is now.
        { set: 'mailsNotAhead', at: now },
        { set: 'timesUnderWay', byMs, right, placedFrom: now - byMs - UNDER_WAY_MS },
        ...(turbo === null
          ? []
          : [{ set: 'turbo', turbo: { ...turbo, since: later(turbo.since) } } as const]),
      ],
      // Every screen starts anew from the tables after a change of the place.
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

/** Papers that wait, with another moment from which they do. */
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
