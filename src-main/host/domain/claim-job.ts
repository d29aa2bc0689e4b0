/** claimJob: gives a lane's next due job to a worker, durably, before any byte may leave. */
import type { NextLease } from '../../../src-shared/commands';
import { refuse } from '../../../src-shared/errors';
import type { EventDraft } from '../../../src-shared/events';
import { LOW_RISES_AFTER_MS } from '../../../src-shared/print-job';
import type { EpochMs, Priority } from '../../../src-shared/vocabulary';
import { commandRule, decided } from './decision';
import type { Change, Context } from './decision';
import type { JobFacts, LaneFacts } from './facts';

export const claimJob = commandRule({
  name: 'claimJob',
  needs: ({ printerId }) => ({ lane: { printerId } }),
  decide({ worker }, { lane }, context) {
    if (!lane) return refuse('PRINTER_UNKNOWN');
    if (lane.busy) return refuse('LANE_BUSY');
    const claimed = claimNext(lane, lane.printer.retryAt, worker, context);
    if (!claimed.next.lease) return refuse('NOTHING_DUE', claimed.next.retryAt === null ? {} : { retryAt: claimed.next.retryAt });
    return decided(claimed.next, claimed.changes, claimed.events);
  },
});

type Claim = { readonly next: NextLease; readonly changes: readonly Change[]; readonly events: readonly EventDraft[] };

/** Also used by settleJob, so that a lane's next ticket costs no commit of its own. */
export function claimNext(lane: LaneFacts, retryAt: EpochMs | null, worker: number, context: Context): Claim {
  const due = pickDue(lane.heads, context.now);
  if (!due) return { next: { lease: null, retryAt: null }, changes: [], events: [] };
  if (retryAt !== null && retryAt > context.now) return { next: { lease: null, retryAt }, changes: [], events: [] };
  const { job, ticket, orderNumber } = due;
  const token = lane.nextToken;
  const shownTime = context.wallTime(context.now);
  const { id: printerId, address, profile, msPerLine } = lane.printer;
  const expectedMs = Math.round(job.paperLines * msPerLine);
  return {
    next: {
      lease: {
        jobId: job.id,
        jobSeq: job.seq,
        token,
        printerId,
        address,
        profile,
        document: ticket.document,
        mark: job.mark,
        shownTime,
        expectedMs,
      },
      retryAt: null,
    },
    changes: [
      { set: 'printJob', id: job.id, from: 'queued', to: 'sending', token },
      { put: 'attempt', attempt: { token, jobId: job.id, worker, shownTime, claimedAt: context.now } },
    ],
    events: [{ kind: 'printJob.sending', order: orderNumber, jobId: job.id, printerId, attempt: token, worker }],
  };
}

/** Urgent first, then normal; a low job that waited long enough stands in line with the normal ones, by arrival. */
export function pickDue(heads: Readonly<Record<Priority, JobFacts | null>>, now: EpochMs): JobFacts | null {
  const { urgent, normal, low } = heads;
  if (urgent) return urgent;
  const risen = low !== null && now - low.job.queuedAt >= LOW_RISES_AFTER_MS;
  if (normal && risen) return low.job.seq < normal.job.seq ? low : normal;
  return normal ?? low;
}
