/**
 * Computes the lanes from events: the queue of each printer, its order and its waits. Positions and
 * waits are derived here and not stored. The core has one board; a screen can build another from
 * the same events.
 */
import type { PrinterHealth, PrinterState } from '../model/printers';
import { ticketsOpenedBy } from '../events/events';
import type { Event, QueuedJob } from '../events/events';
import { comparePriority } from '../model/print-job';
import type { EpochMs, Id, Priority } from '../base/vocabulary';

const CLASSES: readonly Priority[] = ['urgent', 'normal', 'low'];

type Class = { readonly jobs: QueuedJob[]; paperLines: number };
type Lane = {
  readonly printerId: Id;
  readonly classes: Readonly<Record<Priority, Class>>;
  sending: QueuedJob | null;
  msPerLine: number;
  health: PrinterHealth | null;
};

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
  const lanes = new Map<Id, Lane>();
  const waiting = new Map<Id, QueuedJob>();
  const emptyClass = (): Class => ({ jobs: [], paperLines: 0 });

  function laneOf(printerId: Id): Lane {
    let lane = lanes.get(printerId);
    if (!lane) {
      const classes = { urgent: emptyClass(), normal: emptyClass(), low: emptyClass() };
      lane = { printerId, classes, sending: null, msPerLine: 0, health: null };
      lanes.set(printerId, lane);
    }
    return lane;
  }

  function enqueue(job: QueuedJob): void {
    const { jobs } = laneOf(job.printerId).classes[job.priority];
    jobs.splice(placeFor(jobs, job), 0, job);
    laneOf(job.printerId).classes[job.priority].paperLines += job.paperLines;
    waiting.set(job.jobId, job);
  }

  function take(jobId: Id): QueuedJob | null {
    const job = waiting.get(jobId);
    if (!job) return null;
    const group = laneOf(job.printerId).classes[job.priority];
    group.jobs.splice(placeFor(group.jobs, job), 1);
    group.paperLines -= job.paperLines;
    waiting.delete(jobId);
    return job;
  }

  const countOf = (lane: Lane): number =>
    CLASSES.reduce((sum, name) => sum + lane.classes[name].jobs.length, lane.sending ? 1 : 0);

  function know(seeds: readonly PrinterSeed[]): void {
    for (const printer of seeds) {
      const lane = laneOf(printer.id);
      lane.msPerLine = printer.msPerLine;
      lane.health = printer.health;
    }
  }

  know(printers);
  for (const job of queued) enqueue(job);
  for (const job of sending) laneOf(job.printerId).sending = job;

  return {
    know,
    get waiting() {
      return waiting.size;
    },
    job(jobId) {
      for (const { sending: job } of lanes.values()) if (job?.jobId === jobId) return job;
      return waiting.get(jobId) ?? null;
    },

    apply(event) {
      for (const { job } of ticketsOpenedBy(event)) enqueue(job);
      switch (event.kind) {
        case 'printJob.queued': {
          const lane = laneOf(event.job.printerId);
          if (lane.sending?.jobId === event.job.jobId) lane.sending = null;
          take(event.job.jobId);
          enqueue(event.job);
          return;
        }
        case 'printJob.promoted': {
          const job = take(event.jobId);
          if (job) enqueue({ ...job, priority: event.priority });
          return;
        }
        case 'printJob.sending':
          laneOf(event.printerId).sending = take(event.jobId);
          return;
        case 'printJob.settled': {
          const lane = laneOf(event.printerId);
          if (lane.sending?.jobId === event.jobId) lane.sending = null;
          take(event.jobId);
          return;
        }
        case 'printer.changed': {
          const lane = laneOf(event.printerId);
          lane.msPerLine = event.msPerLine;
          lane.health = event.health;
          return;
        }
        default:
          return; // the other kinds move no job that was there before
      }
    },

    place(jobId) {
      const job = waiting.get(jobId);
      if (!job) {
        for (const lane of lanes.values())
          if (lane.sending?.jobId === jobId) return { state: 'sending' };
        return null;
      }
      const lane = laneOf(job.printerId);
      let ahead = lane.sending ? 1 : 0;
      let linesAhead = lane.sending?.paperLines ?? 0;
      for (const name of CLASSES) {
        const group = lane.classes[name];
        if (name !== job.priority) {
          ahead += group.jobs.length;
          linesAhead += group.paperLines;
          continue;
        }
        const index = placeFor(group.jobs, job);
        ahead += index;
        linesAhead += linesBefore(group, index);
        break;
      }
      const away = isFailing(lane);
      const waitMs = away ? null : Math.round((linesAhead + job.paperLines) * lane.msPerLine);
      return {
        state: 'queued',
        position: ahead + 1,
        of: countOf(lane),
        waitMs,
        cause: away ? (lane.health?.cause ?? null) : null,
      };
    },

    figures() {
      return [...lanes.values()].map((lane) => {
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
      });
    },
  };
}

/** The durations of its jobs cannot be estimated. */
function isFailing({ health }: Lane): boolean {
  return (
    health !== null &&
    (health.failures > 0 || health.state === 'blocked' || health.state === 'open')
  );
}

/** Index of the job, or where it would be inserted: binary search in its class. */
function placeFor(jobs: readonly QueuedJob[], job: QueuedJob): number {
  let low = 0;
  let high = jobs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = jobs[middle];
    if (other && comparePriority(other, job) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Paper lines before the job at `index`, added from the nearer end, because most queries are about
 * the newest job.
 */
function linesBefore({ jobs, paperLines }: Class, index: number): number {
  let lines = 0;
  if (index < jobs.length / 2) {
    for (let i = 0; i < index; i++) lines += jobs[i]?.paperLines ?? 0;
    return lines;
  }
  for (let i = index; i < jobs.length; i++) lines += jobs[i]?.paperLines ?? 0;
  return paperLines - lines;
}

/** Papers of these lanes: queued and in print. */
export function papersIn(lanes: readonly Pick<LaneFigures, 'queued' | 'sending'>[]): number {
  return lanes.reduce(
    (sum, { queued, sending }) =>
      sum + queued.urgent + queued.normal + queued.low + Number(sending !== null),
    0,
  );
}
