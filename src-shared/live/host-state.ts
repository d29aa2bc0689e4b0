/** The state of a screen, and changes of one of its records. Ended records leave the state. */
import type { Alert } from '../model/operations/alerts';
import type { Event } from '../events/events';
import { isAlertOver, isMessageOver, isOver } from './liveness';
import type { LiveJob, LiveOrder, LiveTicket, PrinterNow, RestaurantLayout } from './snapshot';
import type { Stock } from '../model/menu';
import type { Turbo } from '../model/staff';
import type { Id } from '../base/vocabulary';

export type HostState = {
  readonly seq: number;
  readonly place: RestaurantLayout;
  readonly printers: Readonly<Record<Id, PrinterNow>>;
  readonly stock: Readonly<Record<Id, Stock>>;
  readonly turbo: Turbo | null;
  readonly alerts: readonly Alert[];
  readonly orders: Readonly<Record<number, LiveOrder>>;
  readonly messages: Readonly<Record<Id, LiveTicket>>;
  /**
   * Work was added to an ended order (a copy of a closed order, a recalled ticket). The screen must
   * request a new snapshot.
   */
  readonly incomplete: boolean;
};

export function onOrder(
  state: HostState,
  { order }: Event,
  change: (live: LiveOrder) => LiveOrder,
): HostState {
  const live = order === null ? undefined : state.orders[order];
  return live ? withOrder(state, change(live)) : state;
}

export function onTickets(
  state: HostState,
  order: number | null,
  change: (ticket: LiveTicket) => LiveTicket,
): HostState {
  if (order === null)
    return Object.values(state.messages).reduce(
      (after, ticket) => withMessage(after, change(ticket)),
      state,
    );
  const live = state.orders[order];
  return live ? withOrder(state, { ...live, tickets: live.tickets.map(change) }) : state;
}

export function onJob(
  state: HostState,
  { order, jobId }: Event & { readonly jobId: Id },
  change: (job: LiveJob) => LiveJob,
): HostState {
  return onTickets(state, order, (ticket) =>
    ticket.jobs.some((job) => job.jobId === jobId)
      ? { ...ticket, jobs: ticket.jobs.map((job) => (job.jobId === jobId ? change(job) : job)) }
      : ticket,
  );
}

export function withOrder(state: HostState, live: LiveOrder): HostState {
  const { [live.order.number]: _before, ...others } = state.orders;
  return {
    ...state,
    orders: isOver(live, state.place) ? others : { ...state.orders, [live.order.number]: live },
  };
}

export function withMessage(state: HostState, ticket: LiveTicket): HostState {
  if (state.messages[ticket.ticketId] === ticket) return state;
  const { [ticket.ticketId]: _before, ...others } = state.messages;
  return {
    ...state,
    messages: isMessageOver(ticket, state.place)
      ? others
      : { ...others, [ticket.ticketId]: ticket },
  };
}

export function onAlert(state: HostState, seq: number, now: Partial<Alert>): HostState {
  const alerts = state.alerts.map((alert) => (alert.seq === seq ? { ...alert, ...now } : alert));
  return { ...state, alerts: alerts.filter((alert) => !isAlertOver(alert)) };
}

export function stockAfter(
  stock: HostState['stock'],
  itemId: Id,
  after: Stock,
): HostState['stock'] {
  const { [itemId]: _before, ...others } = stock;
  return after.soldOut || after.left !== null ? { ...others, [itemId]: after } : others;
}
