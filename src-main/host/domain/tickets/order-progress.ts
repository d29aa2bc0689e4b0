/** Decides when an order is done. */
import type { EventDraft } from '../../../../src-shared/events/events';
import type { PrintJobState } from '../../../../src-shared/model/print-job';
import type { TicketState } from '../../../../src-shared/model/ticket';
import type { Id } from '../../../../src-shared/base/vocabulary';
import type { RestaurantIndex } from '../engine/catalogue';
import type { Change, Context } from '../engine/rule';
import type { OrderFacts } from '../engine/facts';

type ProgressTicket = OrderFacts['tickets'][number];

/**
 * A ticket is on paper if one of its jobs is, or if all were discarded on purpose. A rerouted job
 * continues as another job.
 */
export function isTicketOut(jobs: readonly PrintJobState[]): boolean {
  return (
    jobs.some((state) => state === 'printed' || state === 'sent') ||
    jobs.every((state) => state === 'discarded')
  );
}

/** Changes of the current decision, so that the order is judged as it will be. */
export type OrderAfter = {
  readonly jobs?: ReadonlyMap<string, PrintJobState>;
  readonly tickets?: ReadonlyMap<Id, TicketState>;
  readonly voided?: readonly Id[];
};

/**
 * At a station with a screen the cook's bump decides, at others the paper. A bill does not count.
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
  // A print that failed over earlier continues as a later job of this list. One that fails over now
  // continues as a job that is not in the list.
  const left = jobs.filter(({ state }, at) => state !== 'rerouted' || at === jobs.length - 1);
  return cooked && isTicketOut(left.map((job) => after.jobs?.get(job.id) ?? job.state));
}

/**
 * Moves an open order to ready if nothing of it remains to be done after this decision. `now` sets
 * the seeds' `fecha_fin`, also of an order that was served or paid before.
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

/** Part of the order is to be cooked again. */
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
