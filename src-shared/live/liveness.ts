/**
 * Decides when an order, a ticket or an alert is over. Screens, snapshots and the store share this
 * rule.
 */
import type { Alert } from '../model/operations/alerts';
import type { OrderState } from '../model/order';
import type { PrintJobState } from '../model/print-job';
import type { TicketState } from '../model/ticket';
import type { LiveOrder, LiveTicket, RestaurantLayout } from './snapshot';

/** Orders that are not settled. */
export const OPEN_ORDER_STATES: readonly OrderState[] = ['open', 'ready', 'served'];

/** Tickets that a cook at a screen still has to work on. */
export const IN_HAND_TICKET_STATES: readonly TicketState[] = ['open', 'started'];

/**
 * Print jobs that are not finished, in groups: each group has a partial index of its own in the
 * database.
 */
export const WAITING_JOB_STATES: readonly PrintJobState[] = ['queued'];
export const LEASED_JOB_STATES: readonly PrintJobState[] = ['sending', 'blocked'];
export const UNDECIDED_JOB_STATES: readonly PrintJobState[] = ['unsure', 'stale'];
export const LIVE_JOB_STATES: readonly PrintJobState[] = [
  ...WAITING_JOB_STATES,
  ...LEASED_JOB_STATES,
  ...UNDECIDED_JOB_STATES,
];

/** Not finished by its lane, by a person's decision or by a cook. */
function isInHand({ state, stationId, jobs }: LiveTicket, { stations }: RestaurantLayout): boolean {
  if (jobs.some((job) => LIVE_JOB_STATES.includes(job.state))) return true;
  if (!IN_HAND_TICKET_STATES.includes(state)) return false;
  return stations.find(({ id }) => id === stationId)?.hasScreen === true;
}

/** No screen needs it any more: it is settled and none of its tickets is in work. */
export function isOver({ order, tickets }: LiveOrder, place: RestaurantLayout): boolean {
  return (
    !OPEN_ORDER_STATES.includes(order.state) && !tickets.some((ticket) => isInHand(ticket, place))
  );
}

export function isMessageOver(ticket: LiveTicket, place: RestaurantLayout): boolean {
  return !isInHand(ticket, place);
}

export function isAlertOver({ endedAt, seenBy }: Alert): boolean {
  return endedAt !== null && seenBy !== null;
}
