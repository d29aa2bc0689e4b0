/**
 * Plan B for tickets whose printer is away: which stop of the station's chain (printer, screen,
 * PDF) takes them over, and which are too old to be printed without asking. A ticket that was taken
 * over is not printed again when its own printer returns, unless somebody asks.
 */
import type { EventDraft } from '../../../../src-shared/events/events';
import type { Printer, PrinterHealth } from '../../../../src-shared/model/printers';
import type { MailSettings } from '../../../../src-shared/model/mail';
import type { PrintCause, PrintJob, PrintMark } from '../../../../src-shared/model/print-job';
import type { OperationSettings } from '../../../../src-shared/model/operations/operation-settings';
import type { EpochMs } from '../../../../src-shared/base/vocabulary';
import type { RestaurantIndex } from '../engine/catalogue';
import type { Change, Context } from '../engine/rule';
import type { JobFacts } from '../engine/facts';
import { asQueued, newJob } from '../tickets/issue-tickets';
import { cameBackSince, isAway } from './printer-health';
import { stopsOf } from '../engine/sample-stops';
import { fault, figure } from '../../../../src-shared/base/fault-points';

/** The figures of docs/printers.md. Tests run them scaled. */
const SECOND = 1_000 * figure('printing.stale-scale', 1);
/** Failed tries of one ticket, after which it does not wait for the breaker. */
export const TRIES_BEFORE_FALLBACK = 3;
/** People are given this long to put paper in before tickets go elsewhere. */
const BLOCKED_FALLBACK_MS = 60 * SECOND;
const MINUTE = figure('printing.stale-minute-s', 60) * SECOND;

/** A screen has this long to say that it shows a ticket; then the chain goes on. */
const SHOWN_WITHIN_MS = 15 * SECOND;
/**
 * Where a ticket waits at its chain's end, the chain is looked at again this often for a stop that
 * came back.
 */
export const LOOK_AGAIN_MS = 30 * SECOND;

/** What a take-over needs beside the job itself. */
export type FallbackFacts = {
  readonly catalogue: RestaurantIndex;
  readonly printers: readonly Printer[];
  readonly mailSettings: MailSettings | null;
};

/** New tickets do not wait for it: its breaker is open, or nobody has come to it for a minute. */
export function abandonedAt(health: PrinterHealth, now: EpochMs): boolean {
  if (health.state === 'open') return true;
  return (
    health.state === 'blocked' && health.since !== null && now - health.since >= BLOCKED_FALLBACK_MS
  );
}

/**
 * When a blocked printer's tickets will go elsewhere; null where that is no question, or done: a
 * moment gone by would be waited for without end.
 */
export function abandonAt({ state, since }: PrinterHealth, now: EpochMs): EpochMs | null {
  if (state !== 'blocked' || since === null) return null;
  const at = since + BLOCKED_FALLBACK_MS;
  return at > now ? at : null;
}

/**
 * A ticket that was queued before this is asked about after an outage: the table may have eaten.
 */
export function staleBefore({ staleMin }: OperationSettings, now: EpochMs): EpochMs {
  return now - staleMin * MINUTE;
}

/** When a screen's ticket goes on down the chain. */
export function leavesScreenAt(queuedAt: EpochMs): EpochMs {
  return queuedAt + SHOWN_WITHIN_MS;
}

/**
 * The next stop of the station's chain that has not had this ticket and is there. Once all have had
 * it, one that came back since; null: it waits where it is.
 */
export function nextInChain(
  { job, ticket, printersTried }: JobFacts,
  { catalogue, printers }: FallbackFacts,
): Printer | null {
  const station = catalogue.station(ticket.stationId);
  if (!station) return null;
  const there = stopsOf(station, printers).filter(({ health }) => !isAway(health));
  return (
    there.find(({ id }) => !printersTried.includes(id)) ??
    there.find(({ id, health }) => id !== job.printerId && cameBackSince(health, job.queuedAt)) ??
    null
  );
}

export type FailedOver = {
  readonly changes: readonly Change[];
  readonly events: readonly EventDraft[];
  readonly to: string;
  readonly cause: PrintCause | null;
  /** The job that ended, and the one that stands in for it. */
  readonly left: PrintJob;
  readonly job: PrintJob;
};

/**
 * Ends the job where it is and makes one on the other printer, saying on paper whose it is.
 * `firstTriedAt`: it may be on paper already.
 */
export function failOver(
  found: Pick<JobFacts, 'job' | 'ticket' | 'orderNumber'>,
  to: Printer,
  how: {
    readonly jobSeq: number;
    readonly heldBy?: number;
    readonly cause: PrintCause | null;
    readonly firstTriedAt: string | null;
    /** Who said so, where a person did. */
    readonly by?: string | null;
  },
  catalogue: RestaurantIndex,
  context: Context,
): FailedOver {
  const { job, ticket, orderNumber } = found;
  const mark = takenOverMark(found, to, how.firstTriedAt, catalogue);
  const made = newJob(ticket, to.id, how.jobSeq, job.priority, mark, catalogue, context);
  const { cause } = how;
  const isLost = fault('printing.failover-without-job');
  return {
    changes: [
      {
        set: 'printJob',
        id: job.id,
        from: job.state,
        ...(how.heldBy === undefined ? {} : { heldBy: how.heldBy }),
        to: 'rerouted',
        cause,
        settledAt: context.now,
      },
      ...(isLost ? [] : [{ put: 'printJob', job: made } as const]),
    ],
    events: [
      {
        kind: 'printJob.settled',
        order: orderNumber,
        jobId: job.id,
        printerId: job.printerId,
        state: 'rerouted',
        cause,
        ms: null,
        by: how.by ?? null,
      },
      ...(isLost
        ? []
        : [
            {
              kind: 'printJob.queued',
              order: orderNumber,
              job: asQueued(made, catalogue),
              why: 'fallback',
              cause,
            } as const,
          ]),
    ],
    to: to.name,
    cause,
    left: job,
    job: made,
  };
}

/** Back at its station's own printer it stands in for nobody. */
function takenOverMark(
  { job, ticket }: Pick<JobFacts, 'job' | 'ticket'>,
  to: Printer,
  triedAt: string | null,
  catalogue: RestaurantIndex,
): PrintMark {
  const { mark } = job;
  // A wanted copy is a second one wherever it comes out.
  const copyOf = mark.kind === 'reprint' ? ticket.document.time : null;
  const firstTriedAt = triedAt ?? ('firstTriedAt' in mark ? mark.firstTriedAt : copyOf);
  if (to.id === catalogue.station(ticket.stationId)?.printerId)
    return firstTriedAt === null ? { kind: 'none' } : { kind: 'possible-duplicate', firstTriedAt };
  const from = mark.kind === 'backup' ? mark.from : (catalogue.printer(job.printerId)?.name ?? '');
  return { kind: 'backup', of: ticket.document.station, from, firstTriedAt };
}

/** What waited through an outage for too long is asked about instead of flooding the kitchen. */
export function holdForDecision(
  old: readonly JobFacts[],
  { now }: Context,
): Pick<FailedOver, 'changes' | 'events'> {
  return {
    changes: old.map(({ job: { id } }) => ({
      set: 'printJob',
      id,
      from: 'queued',
      to: 'stale',
      cause: 'too_old',
      settledAt: now,
    })),
    events: old.map(({ job: { id, printerId }, orderNumber }) => ({
      kind: 'printJob.settled',
      order: orderNumber,
      jobId: id,
      printerId,
      state: 'stale',
      cause: 'too_old',
      ms: null,
      by: null,
    })),
  };
}
