/**
 * Computes the lanes from events: the queue of each printer, its order and its waits. Positions and
 * waits are derived here and not stored. The core has one board; a screen can build another from
 * the same events.
 */
import { aheadOf, queuedCountOf, emptyLane, isFailing, placeFor } from './lane';
import type { Lane } from './lane';
import type { PrinterHealth, PrinterState } from '../model/printers';
import { ticketsOpenedBy } from '../events/events';
import type { Event, QueuedJob } from '../events/events';
import type { EpochMs, Id, Priority } from '../base/vocabulary';

export type LanePosition =
  | { readonly state: 'sending' }
  /**
   * `position` counts from 1 and includes the ticket in print. `waitMs` is the time until its own
   * paper is out, null while the printer is away.
   */
  | {
      readonly state: 'queued';
      readonly position: number;
      readonly of: number;
      readonly waitMs: number | null;
      readonly cause: string | null;
    };

export type LaneFigures = {
  readonly printerId: Id;
  readonly queued: Readonly<Record<Priority, number>>;
  readonly sending: Id | null;
  readonly oldestQueuedAt: EpochMs | null;
  readonly waitMs: number | null;
  readonly msPerLine: number;
  readonly state: PrinterState;
  readonly failures: number;
  readonly retryAt: EpochMs | null;
  readonly cause: string | null;
};

export type LaneBoard = {
  /** Loads the printers from the tables: at the start, and after a change of the restaurant. */
  know(printers: readonly PrinterSeed[]): void;
  apply(event: Event): void;
  /** A job's place; null if no lane has it. */
  place(jobId: Id): LanePosition | null;
  figures(): readonly LaneFigures[];
  /** A queued job or one in print; null if no lane has it. */
  job(jobId: Id): QueuedJob | null;
  /** Number of papers queued in all lanes. */
  readonly waiting: number;
};

export type PrinterSeed = {
  readonly id: Id;
  readonly msPerLine: number;
  readonly health: PrinterHealth;
};

export function createLaneBoard(
  printers: readonly PrinterSeed[],
  queued: readonly QueuedJob[],
  sending: readonly QueuedJob[],
): LaneBoard {
  return new Lanes(printers, queued, sending);
}

class Lanes implements LaneBoard {
  readonly #lanes = new Map<Id, Lane>();
  readonly #waiting = new Map<Id, QueuedJob>();

  constructor(
    printers: readonly PrinterSeed[],
    queued: readonly QueuedJob[],
    sending: readonly QueuedJob[],
  ) {
    this.know(printers);
    for (const job of queued) this.#enqueue(job);
    for (const job of sending) this.#laneOf(job.printerId).sending = job;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  know(printers: readonly PrinterSeed[]): void {
    for (const printer of printers) {
      const lane = this.#laneOf(printer.id);
      lane.msPerLine = printer.msPerLine;
      lane.health = printer.health;
    }
  }

  job(jobId: Id): QueuedJob | null {
    for (const { sending: job } of this.#lanes.values()) if (job?.jobId === jobId) return job;
    return this.#waiting.get(jobId) ?? null;
  }

  apply(event: Event): void {
    for (const { job } of ticketsOpenedBy(event)) this.#enqueue(job);
    switch (event.kind) {
      case 'printJob.queued':
        this.#leave(event.job.printerId, event.job.jobId);
        this.#enqueue(event.job);
        return;
      case 'printJob.promoted': {
        const job = this.#take(event.jobId);
        if (job) this.#enqueue({ ...job, priority: event.priority });
        return;
      }
      case 'printJob.sending':
        this.#laneOf(event.printerId).sending = this.#take(event.jobId);
        return;
      case 'printJob.settled':
        this.#leave(event.printerId, event.jobId);
        return;
      case 'printer.changed': {
        const lane = this.#laneOf(event.printerId);
        lane.msPerLine = event.msPerLine;
        lane.health = event.health;
        return;
      }
      default:
        return; // the other kinds move no job that was there before
    }
  }

  place(jobId: Id): LanePosition | null {
    const job = this.#waiting.get(jobId);
    if (!job) {
      for (const lane of this.#lanes.values())
        if (lane.sending?.jobId === jobId) return { state: 'sending' };
      return null;
    }
    const lane = this.#laneOf(job.printerId);
    const { jobs, paperLines } = aheadOf(lane, job);
    const away = isFailing(lane);
    return {
      state: 'queued',
      position: jobs + 1,
      of: queuedCountOf(lane),
      waitMs: away ? null : Math.round((paperLines + job.paperLines) * lane.msPerLine),
      cause: away ? (lane.health?.cause ?? null) : null,
    };
  }

  figures(): readonly LaneFigures[] {
    return [...this.#lanes.values()].map(figuresOf);
  }

  #laneOf(printerId: Id): Lane {
    let lane = this.#lanes.get(printerId);
    if (!lane) {
      lane = emptyLane(printerId);
      this.#lanes.set(printerId, lane);
    }
    return lane;
  }

  #enqueue(job: QueuedJob): void {
    const group = this.#laneOf(job.printerId).classes[job.priority];
    group.jobs.splice(placeFor(group.jobs, job), 0, job);
    group.paperLines += job.paperLines;
    this.#waiting.set(job.jobId, job);
  }

  #take(jobId: Id): QueuedJob | null {
    const job = this.#waiting.get(jobId);
    if (!job) return null;
    const group = this.#laneOf(job.printerId).classes[job.priority];
    group.jobs.splice(placeFor(group.jobs, job), 1);
    group.paperLines -= job.paperLines;
    this.#waiting.delete(jobId);
    return job;
  }

  /** Ends the job's print at this printer, or removes it from its queue. */
  #leave(printerId: Id, jobId: Id): void {
    const lane = this.#laneOf(printerId);
    if (lane.sending?.jobId === jobId) lane.sending = null;
    this.#take(jobId);
  }
}

function figuresOf(lane: Lane): LaneFigures {
  const { urgent, normal, low } = lane.classes;
  const lines =
    urgent.paperLines + normal.paperLines + low.paperLines + (lane.sending?.paperLines ?? 0);
  const oldest = [urgent, normal, low].flatMap((group) =>
    group.jobs.slice(0, 1).map((job) => job.queuedAt),
  );
  return {
    printerId: lane.printerId,
    queued: { urgent: urgent.jobs.length, normal: normal.jobs.length, low: low.jobs.length },
    sending: lane.sending?.jobId ?? null,
    oldestQueuedAt: oldest.length > 0 ? Math.min(...oldest) : null,
    waitMs: isFailing(lane) ? null : Math.round(lines * lane.msPerLine),
    msPerLine: lane.msPerLine,
    state: lane.health?.state ?? 'ready',
    failures: lane.health?.failures ?? 0,
    retryAt: lane.health?.retryAt ?? null,
    cause: lane.health?.cause ?? null,
  };
}

/** Papers of these lanes: queued and in print. */
export function papersIn(lanes: readonly Pick<LaneFigures, 'queued' | 'sending'>[]): number {
  return lanes.reduce(
    (sum, { queued, sending }) =>
      sum + queued.urgent + queued.normal + queued.low + Number(sending !== null),
    0,
  );
}
