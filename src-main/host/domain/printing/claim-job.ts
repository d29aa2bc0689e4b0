/** claimJob: decides what a lane does next. The decision is stored before any byte is sent. */
import { claimJob } from '../../../../src-shared/commands/printing';
import type { NextLease } from '../../../../src-shared/commands/registry';
import { refuse } from '../../../../src-shared/base/errors';
import type { EventDraft } from '../../../../src-shared/events/events';
import type { PrinterHealth } from '../../../../src-shared/model/printers';
import { LOW_RISES_AFTER_MS } from '../../../../src-shared/model/print-job';
import type { EpochMs, Priority } from '../../../../src-shared/base/vocabulary';
import { defineRule, accept } from '../engine/rule';
import type { Change, Context } from '../engine/rule';
import { WAITING_SHOWN } from '../engine/facts';
import type { JobFacts, LaneFacts, NextNumbers } from '../engine/facts';
import { asQueued } from '../tickets/issue-tickets';
import {
  abandonedAt,
  abandonAt,
  leavesScreenAt,
  LOOK_AGAIN_MS,
  nextInChain,
  failOver,
} from './fallback';
import type { FallbackFacts } from './fallback';
import { fallbackMail } from './warning-mail';
import { isAway, trustsSilentPrinter } from './printer-health';

/** Facts of all commands that decide what a lane does next. */
export const laneNeeds = (printerId: string, { day }: Context) => ({
  lane: { printerId },
  catalogue: true as const,
  printers: true as const,
  mailSettings: true as const,
  next: { day },
});

export const claimJobRule = defineRule(claimJob, {
  needs: ({ printerId }, context) => laneNeeds(printerId, context),
  decide({ worker }, { lane, catalogue, printers, mailSettings, next: numbers }, context) {
    if (!lane) return refuse('PRINTER_UNKNOWN');
    if (lane.busy) return refuse('LANE_BUSY');
    const claim = claimNext(
      lane,
      lane.printer.health,
      worker,
      { catalogue, printers, mailSettings, numbers },
      context,
    );
    const { next, changes, events } = claim;
    if (!next.lease && !next.probe && changes.length === 0)
      return refuse('NOTHING_DUE', next.retryAt === null ? {} : { retryAt: next.retryAt });
    return accept(next, changes, events);
  },
});

type Claim = {
  readonly next: NextLease;
  readonly changes: readonly Change[];
  readonly events: readonly EventDraft[];
};
type ClaimFacts = FallbackFacts & { readonly numbers: Pick<NextNumbers, 'jobSeq'> };

export const NOTHING_DUE: NextLease = { lease: null, probe: null, retryAt: null, movedTo: [] };

/**
 * Also called when an attempt or a probe ends, so that a lane's next ticket needs no separate
 * commit. `health`: after that attempt.
 */
export function claimNext(
  lane: LaneFacts,
  health: PrinterHealth,
  worker: number,
  facts: ClaimFacts,
  context: Context,
): Claim {
  const { id: printerId, address, profile } = lane.printer;
  if (address.kind === 'screen') return screenNext(lane, facts, context);
  const { now } = context;
  const { retryAt } = health;
  if (isAway(health)) return awayNext(lane, health, facts, context);
  const due = pickDue(lane.heads, now, lane.isTurbo);
  // Probe a failed printer even if nothing is queued. Otherwise its recovery would go unnoticed.
  if (!due && health.failures === 0) return { next: NOTHING_DUE, changes: [], events: [] };
  if (retryAt !== null && retryAt > now)
    return { next: { ...NOTHING_DUE, retryAt }, changes: [], events: [] };
  if (!due)
    return {
      next: {
        ...NOTHING_DUE,
        probe: { printerId, address, profile, trustMute: trustsSilentPrinter(health, now) },
      },
      changes: [],
      events: [],
    };
  return leaseNext(lane, health, due, worker, context);
}

/** The next step of a printer that is away: fail over its tickets, probe it or wait. */
function awayNext(
  lane: LaneFacts,
  health: PrinterHealth,
  facts: ClaimFacts,
  context: Context,
): Claim {
  const { id: printerId, address, profile } = lane.printer;
  const { now } = context;
  const { retryAt } = health;
  const moved = abandonedAt(health, now) ? moveAway(lane, health, facts, context) : NO_MOVE;
  const { changes, events, to: movedTo } = moved;
  // Probe even if no ticket is queued: all of them may have failed over.
  if (retryAt === null || retryAt <= now) {
    const probe = { printerId, address, profile, trustMute: trustsSilentPrinter(health, now) };
    return { next: { ...NOTHING_DUE, probe, movedTo }, changes, events };
  }
  const wakeAt = isMoreBehind(lane, moved)
    ? now
    : Math.min(retryAt, abandonAt(health, now) ?? retryAt);
  return { next: { ...NOTHING_DUE, retryAt: wakeAt, movedTo }, changes, events };
}

/** Leases the job to the worker. */
function leaseNext(
  lane: LaneFacts,
  health: PrinterHealth,
  { job, ticket, head, orderNumber }: JobFacts,
  worker: number,
  context: Context,
): Claim {
  const { id: printerId, address, profile, msPerLine } = lane.printer;
  const { now } = context;
  const token = lane.nextToken;
  const shownTime = context.wallTime(now);
  const expectedMs = Math.round(job.paperLines * msPerLine);
  const lease = {
    jobId: job.id,
    jobSeq: job.seq,
    token,
    printerId,
    address,
    profile,
    trustMute: trustsSilentPrinter(health, now),
    torn: health.torn,
    document: ticket.document,
    head,
    mark: job.mark,
    shownTime,
    expectedMs,
  };
  return {
    next: { ...NOTHING_DUE, lease },
    changes: [
      { set: 'printJob', id: job.id, from: 'queued', to: 'sending', token },
      {
        put: 'attempt',
        attempt: { token, jobId: job.id, worker, shownTime, head, claimedAt: now },
      },
    ],
    events: [
      {
        kind: 'printJob.sending',
        order: orderNumber,
        jobId: job.id,
        printerId,
        attempt: token,
        worker,
      },
    ],
  };
}

/**
 * Screens have no lane. Their tickets wait for a confirmation that the screen shows them, and fail
 * over if none comes.
 */
function screenNext(lane: LaneFacts, facts: ClaimFacts, context: Context): Claim {
  const due = lane.waiting.filter(({ job }) => leavesScreenAt(job.queuedAt) <= context.now);
  const moved = moveAway({ ...lane, waiting: due }, { cause: 'not_shown' }, facts, context);
  const later = lane.waiting
    .filter((found) => !due.includes(found))
    .map(({ job }) => leavesScreenAt(job.queuedAt));
  const left = due.length > moved.to.length ? [context.now + LOOK_AGAIN_MS] : [];
  const goneOn = new Set(
    moved.changes.flatMap((change) =>
      'set' in change && change.set === 'printJob' ? [change.id] : [],
    ),
  );
  // At the end of the chain the ticket stays queued, with its cause.
  const unseen = due.filter(({ job }) => job.cause !== 'not_shown' && !goneOn.has(job.id));
  const times = [...later, ...left, ...(isMoreBehind(lane, moved) ? [context.now] : [])];
  const retryAt = times.length === 0 ? null : Math.min(...times);
  return {
    next: { ...NOTHING_DUE, retryAt, movedTo: moved.to },
    changes: [
      ...moved.changes,
      ...unseen.map(({ job }): Change => ({
        set: 'printJob',
        id: job.id,
        from: 'queued',
        to: 'queued',
        cause: 'not_shown',
      })),
    ],
    events: [
      ...moved.events,
      ...unseen.map(({ job, orderNumber }): EventDraft => ({
        kind: 'printJob.queued',
        order: orderNumber,
        job: asQueued(job, facts.catalogue),
        why: 'unseen',
        cause: 'not_shown',
      })),
    ],
  };
}

type Move = {
  readonly changes: readonly Change[];
  readonly events: readonly EventDraft[];
  readonly to: readonly string[];
};
const NO_MOVE: Move = { changes: [], events: [], to: [] };

/**
 * More tickets are queued than were checked, and the checked ones moved: continue the lane at once.
 */
function isMoreBehind({ waiting }: LaneFacts, { to }: Move): boolean {
  return waiting.length >= WAITING_SHOWN && to.length > 0;
}

/**
 * Fails over the tickets of an abandoned printer, in order. Tickets at the end of their chain stay.
 */
function moveAway(
  lane: LaneFacts,
  { cause }: Pick<PrinterHealth, 'cause'>,
  facts: ClaimFacts,
  context: Context,
): Move {
  const moved = { changes: [] as Change[], events: [] as EventDraft[], to: [] as string[] };
  let { jobSeq } = facts.numbers;
  for (const found of lane.waiting) {
    const to = nextInChain(found, facts);
    if (!to) continue;
    const taken = failOver(
      found,
      to,
      { jobSeq: jobSeq++, cause, firstTriedAt: null },
      facts.catalogue,
      context,
    );
    moved.changes.push(
      ...taken.changes,
      ...fallbackMail(taken, context, facts.mailSettings !== null),
    );
    moved.events.push(...taken.events);
    moved.to.push(taken.to);
  }
  return moved;
}

/** The lane's heads without the jobs that were just held. */
export function remainingHeads(lane: LaneFacts, gone: ReadonlySet<string>): LaneFacts['heads'] {
  const of = (priority: Priority): JobFacts | null =>
    lane.waiting.find(({ job }) => job.priority === priority && !gone.has(job.id)) ?? null;
  return { urgent: of('urgent'), normal: of('normal'), low: of('low') };
}

/**
 * Urgent first, then normal. A low job that waited long enough counts as normal, by arrival, except
 * in turbo.
 */
export function pickDue(
  heads: Readonly<Record<Priority, JobFacts | null>>,
  now: EpochMs,
  isTurbo: boolean,
): JobFacts | null {
  const { urgent, normal, low } = heads;
  if (urgent) return urgent;
  const risen = !isTurbo && low !== null && now - low.job.queuedAt >= LOW_RISES_AFTER_MS;
  if (normal && risen) return low.job.seq < normal.job.seq ? low : normal;
  return normal ?? low;
}
