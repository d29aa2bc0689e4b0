/**
 * Failover of tickets whose printer is away. Chooses the stop of the station's chain (printer,
 * screen, PDF), and finds tickets that are too old to print without asking. A ticket that failed
 * over is not printed again when its own printer returns, unless a person requests it.
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

/** Figures from docs/printers.md. Tests scale them. */
const SECOND = 1_000 * figure('printing.stale-scale', 1);
/** After this many failed attempts a ticket fails over without waiting for the breaker. */
export const TRIES_BEFORE_FALLBACK = 3;
/** Time for a person to add paper before tickets fail over. */
const BLOCKED_FALLBACK_MS = 60 * SECOND;
const MINUTE = figure('printing.stale-minute-s', 60) * SECOND;

/** Time for a screen to confirm that it shows a ticket. Then the ticket fails over. */
const SHOWN_WITHIN_MS = 15 * SECOND;
/** A ticket at the end of its chain checks the chain this often for a stop that recovered. */
export const LOOK_AGAIN_MS = 30 * SECOND;

/** Facts for a failover, besides the job. */
export type FallbackFacts = {
  readonly catalogue: RestaurantIndex;
  readonly printers: readonly Printer[];
  readonly mailSettings: MailSettings | null;
};

/** New tickets do not wait for it: its breaker is open, or it has been blocked for a minute. */
export function abandonedAt(health: PrinterHealth, now: EpochMs): boolean {
  if (health.state === 'open') return true;
  return (
    health.state === 'blocked' && health.since !== null && now - health.since >= BLOCKED_FALLBACK_MS
  );
}

/**
 * When a blocked printer's tickets will fail over. Null if that does not apply or has happened,
 * because a caller would wait without end for a time in the past.
 */
export function abandonAt({ state, since }: PrinterHealth, now: EpochMs): EpochMs | null {
  if (state !== 'blocked' || since === null) return null;
  const at = since + BLOCKED_FALLBACK_MS;
  return at > now ? at : null;
}

/** Tickets queued before this time need a decision after an outage: the table may have eaten. */
export function staleBefore({ staleMin }: OperationSettings, now: EpochMs): EpochMs {
  return now - staleMin * MINUTE;
}

/** When a screen's unconfirmed ticket fails over. */
export function leavesScreenAt(queuedAt: EpochMs): EpochMs {
  return queuedAt + SHOWN_WITHIN_MS;
}

/**
 * The next available stop of the chain that has not had this ticket. After all stops had it: one
 * that recovered since. Null: the ticket stays where it is.
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
  /** The job that ended, and its replacement. */
  readonly left: PrintJob;
  readonly job: PrintJob;
};

/**
 * Ends the job at its printer and creates one at the other, whose paper names the original station.
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
    /** The person who requested it, if any. */
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

/** Back at its own station's printer the print needs no fallback mark. */
function takenOverMark(
  { job, ticket }: Pick<JobFacts, 'job' | 'ticket'>,
  to: Printer,
  triedAt: string | null,
  catalogue: RestaurantIndex,
): PrintMark {
  const { mark } = job;
  // A requested copy is a copy at any printer.
  const copyOf = mark.kind === 'reprint' ? ticket.document.time : null;
  const firstTriedAt = triedAt ?? ('firstTriedAt' in mark ? mark.firstTriedAt : copyOf);
  if (to.id === catalogue.station(ticket.stationId)?.printerId)
    return firstTriedAt === null ? { kind: 'none' } : { kind: 'possible-duplicate', firstTriedAt };
  const from = mark.kind === 'backup' ? mark.from : (catalogue.printer(job.printerId)?.name ?? '');
  return { kind: 'backup', of: ticket.document.station, from, firstTriedAt };
}

/**
 * Holds prints that waited too long through an outage, instead of flooding the kitchen with paper.
 */
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
