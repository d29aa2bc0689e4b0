/** When an order, a ticket or an alert is over: the one rule for screens, snapshots and the store. */
import type { Alert } from '../model/operations/alerts';
import type { OrderState } from '../model/order';
import type { PrintJobState } from '../model/print-job';
import type { TicketState } from '../model/ticket';
import type { LiveOrder, LiveTicket, RestaurantLayout } from './snapshot';

/** Orders that are not settled. */
export const OPEN_ORDER_STATES: readonly OrderState[] = ['open', 'ready', 'served'];

/** Tickets that a cook at a screen still has to do with. */
export const IN_HAND_TICKET_STATES: readonly TicketState[] = ['open', 'started'];

/**
 * Print jobs that a lane or a person still has to do with, in groups: each has a partial index of
 * its own in the database.
 */
export const WAITING_JOB_STATES: readonly PrintJobState[] = ['queued'];
export const LEASED_JOB_STATES: readonly PrintJobState[] = ['sending', 'blocked'];
export const UNDECIDED_JOB_STATES: readonly PrintJobState[] = ['unsure', 'stale'];
export const LIVE_JOB_STATES: readonly PrintJobState[] = [
  ...WAITING_JOB_STATES,
  ...LEASED_JOB_STATES,
  ...UNDECIDED_JOB_STATES,
];

/** A lane, a person or a cook still has to do with it. */
function isInHand({ state, stationId, jobs }: LiveTicket, { stations }: RestaurantLayout): boolean {
  if (jobs.some((job) => LIVE_JOB_STATES.includes(job.state))) return true;
  if (!IN_HAND_TICKET_STATES.includes(state)) return false;
  return stations.find(({ id }) => id === stationId)?.hasScreen === true;
}

/** No screen needs it any more: settled, and none of its tickets is in hand. */
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
