/** settleJob and recoverJobs: effects of an attempt's end on its job, its printer and its order. */
import { recoverJobs, settleJob } from '../../../../src-shared/commands/printing';
import { refuse } from '../../../../src-shared/base/errors';
import type { EventDraft } from '../../../../src-shared/events/events';
import type { Printer, PrinterHealth } from '../../../../src-shared/model/printers';
import { HUMAN_CAUSES } from '../../../../src-shared/model/print-job';
import type {
  PrintCause,
  PrintJob,
  PrintJobState,
  PrintMark,
  PrintOutcome,
} from '../../../../src-shared/model/print-job';
import type { EpochMs } from '../../../../src-shared/base/vocabulary';
import { claimNext, laneNeeds, NOTHING_DUE } from './claim-job';
import type { RestaurantIndex } from '../engine/catalogue';
import { defineRule, accept } from '../engine/rule';
import type { Change, Context } from '../engine/rule';
import type { JobFacts } from '../engine/facts';
import { asQueued, sampleEvent } from '../tickets/issue-tickets';
import { fallbackMail } from './warning-mail';
import { settleOrder } from '../tickets/order-progress';
import { requeuedByClock } from './follow-clock';
import {
  abandonedAt,
  nextInChain,
  holdForDecision,
  failOver,
  TRIES_BEFORE_FALLBACK,
} from './fallback';
import type { FallbackFacts, FailedOver } from './fallback';
import { healthAfter, healthNotAhead } from './printer-health';
import { CRASHES_BEFORE_HOLD, nextMsPerLine } from './attempts';
import { healthEvent } from './probe-printer';
import { fault } from '../../../../src-shared/base/fault-points';

export const settleJobRule = defineRule(settleJob, {
  needs: ({ jobId, printerId }, context) => ({
    job: { id: jobId },
    orderOfJob: { jobId },
    ...laneNeeds(printerId, context),
  }),
  decide(
    input,
    { job: found, lane, orderOfJob, catalogue, printers, mailSettings, next: numbers },
    context,
  ) {
    const isOurs = found?.token === input.token || fault('printing.no-token-check');
    if (!found || !lane || !isOurs || !isInPrint(found.job.state)) return refuse('LEASE_LOST');
    const { outcome, firstByteAt, token } = input;
    const health = healthAfter(lane.printer.health, outcome, context.now, context.chance());
    // Only failures of the printer count towards its breaker. Missing paper, unanswered questions
    // and worker crashes do not.
    const failed = health.failures > lane.printer.health.failures;
    const verdict = judge(found, outcome, failed, firstByteAt, catalogue, context);
    const taken = planB(
      found,
      token,
      verdict,
      health,
      { catalogue, printers, mailSettings },
      numbers.jobSeq,
      context,
    );
    const changes: Change[] = [
      ...(taken
        ? [...taken.changes, ...fallbackMail(taken, context, mailSettings !== null)]
        : jobChanges(found, token, verdict, context)),
      attemptEnd(token, outcome, firstByteAt, input.heard, context.now),
    ];
    const events: EventDraft[] = [
      ...(taken
        ? taken.events
        : jobEvents(found, verdict, firstByteAt, catalogue, context, unprintableOf(outcome))),
    ];

    const printer = healthEvent(
      lane.printer,
      health,
      speedAfter(lane.printer, found, outcome, firstByteAt, context.now),
    );
    changes.push(...printer.changes);
    events.push(...printer.events);
    if (orderOfJob) {
      if (orderOfJob.order.startedAt === null && firstByteAt !== null) {
        // The clock may have been set back since the first byte.
        const startedAt = Math.min(firstByteAt, context.now);
        changes.push({ set: 'order', number: orderOfJob.order.number, startedAt });
        events.push({ kind: 'order.started', order: orderOfJob.order.number, startedAt });
      }
      const settled = settleOrder(
        orderOfJob,
        { jobs: new Map([[found.job.id, taken ? 'rerouted' : verdict.state]]) },
        catalogue,
        context,
      );
      changes.push(...settled.changes);
      events.push(...settled.events);
    }
    if (input.nextFor === null) return accept({ next: NOTHING_DUE }, changes, events);

    const back: JobFacts | null =
      verdict.state === 'queued' && !taken
        ? { ...found, job: verdict.job, tries: verdict.tries }
        : null;
    const heads = back
      ? { ...lane.heads, [back.job.priority]: earlier(back, lane.heads[back.job.priority]) }
      : lane.heads;
    const after = { ...numbers, jobSeq: numbers.jobSeq + (taken ? 1 : 0) };
    const claimed = claimNext(
      { ...lane, busy: false, heads },
      health,
      input.nextFor,
      { catalogue, printers, mailSettings, numbers: after },
      context,
    );
    const movedTo = [...(taken ? [taken.to] : []), ...claimed.next.movedTo];
    return accept(
      { next: { ...claimed.next, movedTo } },
      [...changes, ...claimed.changes],
      [...events, ...claimed.events],
    );
  },
});

/** At start: jobs that were in print when the host stopped may or may not be on paper. */
export const recoverJobsRule = defineRule(recoverJobs, {
  needs: (_, { now }) => ({
    sendingJobs: true as const,
    queuedJobs: true as const,
    printers: true as const,
    catalogue: true as const,
    stale: { now },
  }),
  decide(_, { sendingJobs, queuedJobs, printers, catalogue, stale }, context) {
    const { now } = context;
    const changes: Change[] = [{ set: 'mailsNotAhead', at: now }];
    const events: EventDraft[] = [];
    for (const printer of printers) {
      const health = healthNotAhead(printer.health, now);
      const wasSending = sendingJobs.some(({ job }) => job.printerId === printer.id);
      if (!wasSending && health === printer.health) continue;
      const told = healthEvent(printer, wasSending ? { ...health, torn: true } : health);
      changes.push(...told.changes);
      events.push(...told.events);
    }
    // Jobs queued by a clock that was ahead count as queued now, because their real age is unknown.
    const ahead = queuedJobs
      .filter(({ job }) => job.queuedAt > now)
      .map((one) => ({ ...one, job: { ...one.job, queuedAt: now } }));
    const moved = requeuedByClock(ahead, catalogue);
    changes.push(...moved.changes);
    events.push(...moved.events);
    let requeued = 0;
    for (const found of sendingJobs) {
      const outcome: PrintOutcome = { kind: 'unsure', cause: 'host_restarted', bytes: 0 };
      const verdict = judge(found, outcome, false, found.claimedAt, catalogue, context);
      if (verdict.state === 'queued') requeued++;
      changes.push(...jobChanges(found, found.token, verdict, context));
      // A job that has lost its token cannot be on a screen: no earlier worker is left that could
      // confirm it.
      if (found.token !== null)
        changes.push(attemptEnd(found.token, outcome, null, '', context.now));
      events.push(...jobEvents(found, verdict, null, catalogue, context));
      // Best estimate: the first byte left right after the claim.
      if (found.ticket.orderNumber !== null) {
        const startedAt = Math.min(found.claimedAt, now);
        changes.push({ set: 'order', number: found.ticket.orderNumber, startedAt });
        events.push({ kind: 'order.started', order: found.ticket.orderNumber, startedAt });
      }
    }
    const old = holdForDecision(stale, context);
    return accept(
      { requeued, waiting: sendingJobs.length - requeued + stale.length },
      [...changes, ...old.changes],
      [...events, ...old.events],
    );
  },
});

/** Leased, sending or stopped. */
function isInPrint(state: PrintJobState): boolean {
  return state === 'sending' || state === 'blocked';
}

type Verdict = {
  readonly state: PrintJobState;
  readonly cause: PrintCause | null;
  readonly crashes: number;
  readonly tries: number;
  readonly job: PrintJob;
};

/**
 * Fails over along the station's chain after enough failures of the ticket or if the printer is
 * abandoned; null: it stays queued.
 */
function planB(
  found: JobFacts,
  token: number,
  { state, cause, tries, job }: Verdict,
  health: PrinterHealth,
  facts: FallbackFacts,
  jobSeq: number,
  context: Context,
): FailedOver | null {
  // A print that stopped has already waited for a person.
  const stopped = cause !== null && HUMAN_CAUSES.has(cause) && job.mark !== found.job.mark;
  if (
    state !== 'queued' ||
    (tries < TRIES_BEFORE_FALLBACK && !stopped && !abandonedAt(health, context.now))
  )
    return null;
  const to = nextInChain(found, facts);
  const firstTriedAt = 'firstTriedAt' in job.mark ? job.mark.firstTriedAt : null;
  return (
    to &&
    failOver(found, to, { jobSeq, heldBy: token, cause, firstTriedAt }, facts.catalogue, context)
  );
}

function judge(
  { job, ticket, crashes, tries }: JobFacts,
  outcome: PrintOutcome,
  printerFailed: boolean,
  firstByteAt: EpochMs | null,
  catalogue: RestaurantIndex,
  context: Context,
): Verdict {
  switch (outcome.kind) {
    case 'confirmed':
      return { state: 'printed', cause: null, crashes, tries, job };
    case 'handed_over':
      return { state: 'sent', cause: null, crashes, tries, job };
    case 'not_started': {
      const { cause } = outcome;
      const crashed = crashes + (cause === 'worker_died' ? 1 : 0);
      const failed = tries + Number(printerFailed);
      const hopeless = cause === 'encode_failed' || crashed >= CRASHES_BEFORE_HOLD;
      return { state: hopeless ? 'stale' : 'queued', cause, crashes: crashed, tries: failed, job };
    }
    case 'unsure': {
      const { cause } = outcome;
      const crashed = crashes + (cause === 'worker_died' ? 1 : 0);
      // One marked copy prints automatically, if the station allows it. A third print needs a
      // decision.
      const asks = catalogue.station(ticket.stationId)?.whenUnsure === 'ask';
      if (asks) return { state: 'unsure', cause, crashes: crashed, tries, job };
      if ('firstTriedAt' in job.mark && job.mark.firstTriedAt !== null)
        return { state: 'unsure', cause, crashes: crashed, tries, job };
      const firstTriedAt = context.wallTimeWithSeconds(firstByteAt ?? context.now);
      const again: PrintMark =
        job.mark.kind === 'backup'
          ? { ...job.mark, firstTriedAt }
          : fault('printing.no-duplicate-mark')
            ? { kind: 'none' }
            : { kind: 'possible-duplicate', firstTriedAt };
      return {
        state: 'queued',
        cause,
        crashes: crashed,
        tries,
        job: { ...job, mark: fault('printing.copy-not-marked') ? job.mark : again, ahead: true },
      };
    }
  }
}

function jobChanges(
  { job }: JobFacts,
  token: number | null,
  { state, cause, crashes, tries, job: next }: Verdict,
  { now }: Context,
): readonly Change[] {
  const settledAt = state === 'queued' ? null : now;
  return [
    {
      set: 'printJob',
      id: job.id,
      from: job.state,
      ...(token === null ? {} : { heldBy: token }),
      to: state,
      cause,
      crashes,
      tries,
      mark: next.mark,
      ahead: next.ahead,
      settledAt,
    },
  ];
}

function jobEvents(
  { job, orderNumber }: JobFacts,
  { state, cause, job: next }: Verdict,
  firstByteAt: EpochMs | null,
  catalogue: RestaurantIndex,
  { now }: Context,
  unprintable: number | null = null,
): readonly EventDraft[] {
  if (state !== 'queued') {
    const ms = firstByteAt === null ? null : Math.max(0, now - firstByteAt);
    const lost = unprintable ? { unprintable } : {};
    return [
      {
        kind: 'printJob.settled',
        order: orderNumber,
        jobId: job.id,
        printerId: job.printerId,
        state,
        cause,
        ms,
        by: null,
        ...lost,
        ...sampleEvent(job.printerId, catalogue),
      },
    ];
  }
  const why = next.mark === job.mark ? 'retry' : 'possible-duplicate';
  return [
    { kind: 'printJob.queued', order: orderNumber, job: asQueued(next, catalogue), why, cause },
  ];
}

function attemptEnd(
  token: number,
  outcome: PrintOutcome,
  firstByteAt: EpochMs | null,
  heard: string,
  now: EpochMs,
): Change {
  const cause = 'cause' in outcome ? outcome.cause : null;
  const bytes = outcome.kind === 'not_started' ? 0 : outcome.bytes;
  const unprintable = unprintableOf(outcome);
  const sha256 = 'sha256' in outcome ? outcome.sha256 : null;
  return {
    set: 'attempt',
    token,
    endedAt: now,
    firstByteAt,
    outcome: outcome.kind,
    cause,
    bytes,
    sha256,
    unprintable,
    heard,
  };
}

/** Null if it is unknown what is on paper. */
function unprintableOf(outcome: PrintOutcome): number | null {
  return 'unprintable' in outcome ? outcome.unprintable : null;
}

/**
 * Lane speed after an attempt. Only printers that confirm, or that read everything, show how long
 * their paper took.
 */
function speedAfter(
  { msPerLine, health: { backAt } }: Printer,
  { job }: JobFacts,
  outcome: PrintOutcome,
  firstByteAt: EpochMs | null,
  now: EpochMs,
): number {
  const measured =
    outcome.kind === 'confirmed' || (outcome.kind === 'handed_over' && outcome.drained);
  if (!measured || firstByteAt === null || job.state === 'blocked' || job.cause !== null)
    return msPerLine;
  // Time spent waiting for paper does not count, even if the printer continued afterwards.
  if (backAt !== null && backAt >= firstByteAt) return msPerLine;
  return nextMsPerLine(msPerLine, now - firstByteAt, job.paperLines);
}

function earlier(a: JobFacts, b: JobFacts | null): JobFacts {
  if (!b) return a;
  if (a.job.ahead !== b.job.ahead) return a.job.ahead ? a : b;
  return a.job.seq < b.job.seq ? a : b;
}
