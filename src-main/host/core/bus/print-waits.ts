/** Measures how long prints wait, from being queued to being settled. */
import { ticketsOpenedBy } from '../../../../src-shared/events/events';
import type { Event, QueuedJob } from '../../../../src-shared/events/events';
import type { EpochMs, Id } from '../../../../src-shared/base/vocabulary';
import type { Clock } from '../../ports/clock';

export class PrintWaits {
  readonly #clock: Clock;
  /** Time at which each live print was queued, by the monotonic clock. */
  readonly #queuedAt = new Map<Id, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Milliseconds. The wall clock may be set meanwhile, so it is used only for prints that were
   * queued before this start. `at`: wall time of the settling.
   */
  waitedMs({ jobId, queuedAt }: QueuedJob, at: EpochMs): number {
    const since = this.#queuedAt.get(jobId);
    return since === undefined ? Math.max(0, at - queuedAt) : this.#clock.elapsed() - since;
  }

  follow(event: Event): void {
    if (event.kind === 'printJob.settled') this.#queuedAt.delete(event.jobId);
    const queued =
      event.kind === 'printJob.queued' && event.why !== 'clock'
        ? [event.job]
        : ticketsOpenedBy(event).map(({ job }) => job);
    for (const { jobId } of queued)
      if (!this.#queuedAt.has(jobId)) this.#queuedAt.set(jobId, this.#clock.elapsed());
  }
}
