/** claimJob: what a lane does next, decided and written down before any byte may leave. */
import type { NextLease } from '../../../src-shared/commands';
import { refuse } from '../../../src-shared/errors';
import type { EventDraft } from '../../../src-shared/events';
import type { PrinterHealth } from '../../../src-shared/floor';
import { LOW_RISES_AFTER_MS } from '../../../src-shared/print-job';
import type { EpochMs, Priority } from '../../../src-shared/vocabulary';
import { commandRule, decided } from './decision';
import type { Change, Context } from './decision';
import type { JobFacts, LaneFacts } from './facts';
import { isAway, trustsMute } from './printer-health';

export const claimJob = commandRule({
  name: 'claimJob',
  needs: ({ printerId }) => ({ lane: { printerId } }),
  decide({ worker }, { lane }, context) {
    if (!lane) return refuse('PRINTER_UNKNOWN');
    if (lane.busy) return refuse('LANE_BUSY');
    const { next, changes, events } = claimNext(lane, lane.printer.health, worker, context);
    if (!next.lease && !next.probe) return refuse('NOTHING_DUE', next.retryAt === null ? {} : { retryAt: next.retryAt });
    return decided(next, changes, events);
  },
});

type Claim = { readonly next: NextLease; readonly changes: readonly Change[]; readonly events: readonly EventDraft[] };

export const NOTHING: NextLease = { lease: null, probe: null, retryAt: null };

/** Also used where a try or a look ends, so that a lane's next ticket costs no commit of its own. `health` as it is by then. */
export function claimNext(lane: LaneFacts, health: PrinterHealth, worker: number, context: Context): Claim {
  const { id: printerId, address, profile, msPerLine } = lane.printer;
  const due = pickDue(lane.heads, context.now);
  const { retryAt } = health;
  const trustMute = trustsMute(health, context.now);
  if (retryAt !== null && retryAt > context.now && (due || isAway(health))) return nothing(retryAt);
  // A printer that is away is looked at whether tickets wait or not: they may all have gone elsewhere.
  if (isAway(health)) return { next: { ...NOTHING, probe: { printerId, address, profile, trustMute } }, changes: [], events: [] };
  if (!due) return nothing(null);
  const { job, ticket, orderNumber } = due;
  const token = lane.nextToken;
  const shownTime = context.wallTime(context.now);
  const expectedMs = Math.round(job.paperLines * msPerLine);
  const lease = {
    jobId: job.id,
    jobSeq: job.seq,
    token,
    printerId,
    address,
    profile,
    trustMute,
    torn: health.torn,
    document: ticket.document,
    mark: job.mark,
    shownTime,
    expectedMs,
  };
  return {
    next: { ...NOTHING, lease },
    changes: [
      { set: 'printJob', id: job.id, from: 'queued', to: 'sending', token },
      { put: 'attempt', attempt: { token, jobId: job.id, worker, shownTime, claimedAt: context.now } },
    ],
    events: [{ kind: 'printJob.sending', order: orderNumber, jobId: job.id, printerId, attempt: token, worker }],
  };
}

function nothing(retryAt: EpochMs | null): Claim {
  return { next: { ...NOTHING, retryAt }, changes: [], events: [] };
}

/** Urgent first, then normal; a low job that waited long enough stands in line with the normal ones, by arrival. */
export function pickDue(heads: Readonly<Record<Priority, JobFacts | null>>, now: EpochMs): JobFacts | null {
  const { urgent, normal, low } = heads;
  if (urgent) return urgent;
  const risen = low !== null && now - low.job.queuedAt >= LOW_RISES_AFTER_MS;
  if (normal && risen) return low.job.seq < normal.job.seq ? low : normal;
  return normal ?? low;
}
