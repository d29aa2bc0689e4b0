/**
 * Rules by which a person decides undecided prints. confirmPrinted, discardPrint, printHeld and
 * confirmShown apply to the newest print of an order's tickets, at one station or at all. Each
 * decision is recorded with its actor.
 */
import {
  confirmPrinted,
  confirmShown,
  discardPrint,
  printHeld,
} from '../../../../../src-shared/commands/printing';
import { refuse } from '../../../../../src-shared/base/errors';
import type { Refusal } from '../../../../../src-shared/base/errors';
import type { EventDraft } from '../../../../../src-shared/events/events';
import type {
  PrintCause,
  PrintJob,
  PrintJobState,
  PrintMark,
} from '../../../../../src-shared/model/print-job';
import { defineRule, accept } from '../../engine/rule';
import type { Change, Context, Decision } from '../../engine/rule';
import type { Facts } from '../../engine/facts';
import type { RestaurantIndex } from '../../engine/catalogue';
import { asQueued, sampleEvent, ticketRef } from '../../tickets/issue-tickets';
import { settleOrder } from '../../tickets/order-progress';
import type { CommandInput, PrintResolved } from '../../../../../src-shared/commands/registry';
import { actorName } from '../../../../../src-shared/base/vocabulary';
import { plainName } from '../../../../../src-shared/text/plain-name';

const needs = ({ order, job }: Input) => ({
  catalogue: true as const,
  order: { number: order ?? 0 },
  job: { id: String(job ?? 0) },
  orderOfJob: { jobId: String(job ?? 0) },
});

type Input = CommandInput<'confirmPrinted'>;
type Found = Pick<Facts<ReturnType<typeof needs>>, 'catalogue' | 'order' | 'job' | 'orderOfJob'>;

/**
 * "Sí, salió": it is on paper, even if the printer did not confirm it. Discards a marked copy that is still
 * queued.
 */
export const confirmPrintedRule = defineRule(confirmPrinted, {
  needs,
  decide(input, facts, context) {
    return decide(input, facts, context, (job) => {
      if (job.state === 'unsure') return { to: 'printed', cause: 'confirmed_by_hand' };
      return isMarkedCopy(job) ? { to: 'discarded', cause: 'confirmed_by_hand' } : null;
    });
  },
});

/** "Ya está cocinada", "no hace falta": prints no paper. */
export const discardPrintRule = defineRule(discardPrint, {
  needs,
  decide(input, facts, context) {
    return decide(input, facts, context, ({ state }) =>
      state === 'unsure' || state === 'stale' || state === 'queued'
        ? { to: 'discarded', cause: 'discarded_by_hand' }
        : null,
    );
  },
});

/** "Imprimir": queues a held or unconfirmed print (again), with the matching mark. */
export const printHeldRule = defineRule(printHeld, {
  needs,
  decide(input, facts, context) {
    return decide(input, facts, context, ({ state }) =>
      state === 'unsure' || state === 'stale' ? { to: 'queued', cause: null } : null,
    );
  },
});

/** "La veo": a cook confirms that the screen shows the ticket. */
export const confirmShownRule = defineRule(confirmShown, {
  needs,
  decide(input, facts, context) {
    return decide(input, facts, context, ({ state, printerId, cause }) =>
      state === 'queued' && facts.catalogue.printer(printerId)?.medium === 'screen'
        ? { to: 'sent', cause }
        : null,
    );
  },
});

type Verdict = {
  readonly to: Extract<PrintJobState, 'printed' | 'sent' | 'discarded' | 'queued'>;
  readonly cause: PrintCause | null;
};

function decide(
  input: Input,
  { catalogue, order, job: one, orderOfJob }: Found,
  context: Context,
  judge: (job: PrintJob) => Verdict | null,
): Decision<PrintResolved> | Refusal {
  const found = input.job === null ? order : orderOfJob;
  if (input.job === null && !found) return refuse('ORDER_UNKNOWN', { order: input.order ?? '' });
  const number = found?.order.number ?? null;
  const wanted = input.station === null ? null : plainName(input.station);
  if (wanted !== null && !catalogue.stations.some(({ name }) => plainName(name) === wanted))
    return refuse('STATION_UNKNOWN', { station: input.station ?? '' });
  const asked =
    input.job === null
      ? (found?.tickets ?? [])
      : one
        ? [{ ticket: one.ticket, jobs: [one.job] }]
        : [];
  const changes: Change[] = [];
  const events: EventDraft[] = [];
  const states = new Map<string, PrintJobState>();
  const tickets = asked.flatMap(({ ticket, jobs }) => {
    const job = jobs.at(-1);
    if (!job || (wanted !== null && plainName(ticket.document.station) !== wanted)) return [];
    const verdict = judge(job);
    if (!verdict) return [];
    states.set(job.id, verdict.to);
    const written = carryOut(job, verdict, ticket.orderNumber, catalogue, context);
    changes.push(...written.changes);
    events.push(...written.events);
    return [ticketRef(ticket, job, catalogue)];
  });
  if (tickets.length === 0) return refuse('NOTHING_WAITS', { order: number ?? input.job ?? '' });
  const settled = found
    ? settleOrder(found, { jobs: states }, catalogue, context)
    : { changes: [], events: [] };
  return accept(
    { number, decided: tickets.length, tickets },
    [...changes, ...settled.changes],
    [...events, ...settled.events],
  );
}

function carryOut(
  job: PrintJob,
  { to, cause }: Verdict,
  order: number | null,
  catalogue: RestaurantIndex,
  context: Context,
): { readonly changes: readonly Change[]; readonly events: readonly EventDraft[] } {
  const by = actorName(context.actor);
  if (to === 'queued') {
    const mark = markOf(job, context);
    const again = { ...job, mark, queuedAt: context.now };
    return {
      changes: [
        {
          set: 'printJob',
          id: job.id,
          from: job.state,
          to,
          mark,
          cause,
          crashes: 0,
          tries: 0,
          queuedAt: context.now,
          settledAt: null,
        },
      ],
      events: [
        {
          kind: 'printJob.queued',
          order,
          job: asQueued(again, catalogue),
          why: 'asked',
          cause: null,
        },
      ],
    };
  }
  return {
    changes: [{ set: 'printJob', id: job.id, from: job.state, to, cause, settledAt: context.now }],
    events: [
      {
        kind: 'printJob.settled',
        order,
        jobId: job.id,
        printerId: job.printerId,
        state: to,
        cause,
        ms: null,
        by,
        ...sampleEvent(job.printerId, catalogue),
      },
    ],
  };
}

/**
 * The mark on paper. A print with an unknown end may be a duplicate; one that waited through an
 * outage is late.
 */
function markOf({ state, mark, settledAt }: PrintJob, context: Context): PrintMark {
  if (state === 'unsure') {
    const firstTriedAt = context.wallTimeWithSeconds(settledAt ?? context.now);
    if (mark.kind === 'backup') return { ...mark, firstTriedAt: mark.firstTriedAt ?? firstTriedAt };
    return mark.kind === 'possible-duplicate' ? mark : { kind: 'possible-duplicate', firstTriedAt };
  }
  return mark.kind === 'none' ? { kind: 'late' } : mark;
}

/** A marked copy, here or at the fallback printer: its paper would say POSIBLE DUPLICADO. */
function isMarkedCopy({ state, mark }: PrintJob): boolean {
  return state === 'queued' && 'firstTriedAt' in mark && mark.firstTriedAt !== null;
}
