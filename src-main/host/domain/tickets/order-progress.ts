/** When an order is done: the one place that decides it. */
import type { EventDraft } from '../../../../src-shared/events/events';
import type { PrintJobState } from '../../../../src-shared/model/print-job';
import type { TicketState } from '../../../../src-shared/model/ticket';
import type { Id } from '../../../../src-shared/base/vocabulary';
import type { RestaurantIndex } from '../engine/catalogue';
import type { Change, Context } from '../engine/rule';
import type { OrderFacts } from '../engine/facts';

type ProgressTicket = OrderFacts['tickets'][number];

/**
 * A ticket is on paper once one of its jobs is, or every one was discarded on purpose; one taken
 * over goes on elsewhere.
 */
export function isTicketOut(jobs: readonly PrintJobState[]): boolean {
  return (
    jobs.some((state) => state === 'printed' || state === 'sent') ||
    jobs.every((state) => state === 'discarded')
  );
}

/** What this decision is about to change, so that it can be judged as it will be. */
export type OrderAfter = {
  readonly jobs?: ReadonlyMap<string, PrintJobState>;
  readonly tickets?: ReadonlyMap<Id, TicketState>;
  readonly voided?: readonly Id[];
};

/**
 * Where a screen hangs a cook has the last word; elsewhere paper has. A bill is no part of the
 * cooking.
 */
function isDone(
  { ticket, jobs }: ProgressTicket,
  after: OrderAfter,
  catalogue: RestaurantIndex,
): boolean {
  if (ticket.kind === 'bill') return true;
  const state = after.voided?.includes(ticket.id)
    ? 'voided'
    : (after.tickets?.get(ticket.id) ?? ticket.state);
  const cooked =
    state === 'bumped' ||
    state === 'voided' ||
    catalogue.station(ticket.stationId)?.hasScreen !== true;
  // A print that failed over before goes on in a later one of these; one that fails over by this
  // decision goes on in one that is not among them.
  const left = jobs.filter(({ state }, at) => state !== 'rerouted' || at === jobs.length - 1);
  return cooked && isTicketOut(left.map((job) => after.jobs?.get(job.id) ?? job.state));
}

/**
 * Moves an open order to ready if, after this decision, nothing of it is left to do. `now` closes
 * the seeds' `fecha_fin`, also of an order that was carried out or paid before.
 */
export function settleOrder(
  { order, lines, tickets }: OrderFacts,
  after: OrderAfter,
  catalogue: RestaurantIndex,
  context: Context,
): { changes: readonly Change[]; events: readonly EventDraft[] } {
  const done =
    lines.every((line) => line.state !== 'held') &&
    tickets.every((ticket) => isDone(ticket, after, catalogue));
  if (!done || order.state === 'ready' || order.state === 'voided' || order.readyAt !== null)
    return { changes: [], events: [] };
  const state = order.state === 'open' ? 'ready' : order.state;
  // The clock may have been set back since the order began.
  const readyAt = Math.max(context.now, order.startedAt ?? context.now);
  return {
    changes: [{ set: 'order', number: order.number, state, readyAt }],
    events: [{ kind: 'order.moved', order: order.number, state, readyAt }],
  };
}

/** Something of it is to be cooked again. */
export function reopened({ order }: Pick<OrderFacts, 'order'>): {
  readonly changes: readonly Change[];
  readonly events: readonly EventDraft[];
} {
  if (order.state === 'open') return { changes: [], events: [] };
  return {
    changes: [{ set: 'order', number: order.number, state: 'open', readyAt: null }],
    events: [{ kind: 'order.moved', order: order.number, state: 'open', readyAt: null }],
  };
}
