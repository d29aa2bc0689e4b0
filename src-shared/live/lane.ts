/** The queue of one printer: its classes of jobs, and what is ahead of a job. */
import type { PrinterHealth } from '../model/printers';
import type { QueuedJob } from '../events/events';
import { comparePriority } from '../model/print-job';
import type { Id, Priority } from '../base/vocabulary';

const CLASSES: readonly Priority[] = ['urgent', 'normal', 'low'];

type Class = { readonly jobs: QueuedJob[]; paperLines: number };
export type Lane = {
  readonly printerId: Id;
  readonly classes: Readonly<Record<Priority, Class>>;
  sending: QueuedJob | null;
  msPerLine: number;
  health: PrinterHealth | null;
};

export function emptyLane(printerId: Id): Lane {
  const emptyClass = (): Class => ({ jobs: [], paperLines: 0 });
  const classes = { urgent: emptyClass(), normal: emptyClass(), low: emptyClass() };
  return { printerId, classes, sending: null, msPerLine: 0, health: null };
}

/** Papers of the lane: queued and in print. */
export function queuedCountOf(lane: Lane): number {
  return CLASSES.reduce((sum, name) => sum + lane.classes[name].jobs.length, lane.sending ? 1 : 0);
}

/** Number and paper lines of the jobs before a queued job, including the one in print. */
export function aheadOf(
  lane: Lane,
  job: QueuedJob,
): { readonly jobs: number; readonly paperLines: number } {
  let jobs = lane.sending ? 1 : 0;
  let paperLines = lane.sending?.paperLines ?? 0;
  for (const name of CLASSES) {
    const group = lane.classes[name];
    if (name === job.priority) {
      const index = placeFor(group.jobs, job);
      jobs += index;
      paperLines += linesBefore(group, index);
      break;
    }
    jobs += group.jobs.length;
    paperLines += group.paperLines;
  }
  return { jobs, paperLines };
}

/** The durations of its jobs cannot be estimated. */
export function isFailing({ health }: Lane): boolean {
  return (
    health !== null &&
    (health.failures > 0 || health.state === 'blocked' || health.state === 'open')
  );
}

/** Index of the job, or where it would be inserted: binary search in its class. */
export function placeFor(jobs: readonly QueuedJob[], job: QueuedJob): number {
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
