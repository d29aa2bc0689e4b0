/** State of a screen, updated by events. Pure, one event at a time, the same on every screen. */
import { ticketsOpenedBy } from '../events/events';
import type { Event } from '../events/events';
import { afterEvent } from './event-effects';
import type { HostState } from './host-state';
import { createLaneBoard } from './lane-board';
import type { LaneBoard } from './lane-board';
import type { Snapshot, StartPart } from './snapshot';

export type { HostState } from './host-state';

export function stateFrom({
  seq,
  place,
  printers,
  stock,
  turbo,
  alerts,
  orders,
  messages,
}: Snapshot): HostState {
  return {
    seq,
    place,
    printers,
    stock,
    turbo,
    alerts,
    orders: Object.fromEntries(orders.map((live) => [live.order.number, live])),
    messages: Object.fromEntries(messages.map((ticket) => [ticket.ticketId, ticket])),
    incomplete: false,
  };
}

/**
 * State from a snapshot in parts, each read later than the one before, and the events since. An
 * event changes an order only if it came after that order's part. Null if they do not fit together:
 * the screen needs a new snapshot.
 */
export function stateFromParts(
  start: Snapshot,
  parts: readonly StartPart[],
  events: readonly Event[],
): HostState | null {
  let state = stateFrom(start);
  let left = parts.toSorted((a, b) => a.seq - b.seq);
  let reached = Math.max(0, ...start.orders.map(({ order }) => order.number));
  let incomplete = false;
  const take = (upTo: number): void => {
    const ready = left.filter(({ seq }) => seq <= upTo);
    if (ready.length === 0) return;
    left = left.slice(ready.length);
    const orders = ready.flatMap((part) =>
      part.orders.map((live) => [live.order.number, live] as const),
    );
    reached = Math.max(reached, ...orders.map(([number]) => number));
    state = { ...state, orders: { ...state.orders, ...Object.fromEntries(orders) } };
  };
  for (const event of events) {
    if (event.seq <= state.seq) continue;
    if (!follows(state, event)) return null;
    take(event.seq - 1);
    state = applyEvent(state, event);
    // Not if it is about an order whose part has not arrived yet.
    incomplete ||=
      state.incomplete && (left.length === 0 || event.order === null || event.order <= reached);
    state = { ...state, incomplete: false };
  }
  take(state.seq);
  if (left.length > 0) return null;
  return { ...state, incomplete };
}

/** A known event changes nothing. Check for a gap before with `follows`. */
export function applyEvent(state: HostState, event: Event): HostState {
  if (event.seq <= state.seq) return state;
  const after = afterEvent(state, event);
  return { ...after, seq: event.seq, incomplete: after.incomplete || revives(state, event) };
}

/** The event adds work to an order or ticket that the state no longer contains. */
function revives(state: HostState, event: Event): boolean {
  if (event.kind === 'order.placed' || event.kind === 'message.sent') return false;
  const isWork =
    event.kind === 'printJob.queued' ||
    (event.kind === 'ticket.moved' && (event.state === 'open' || event.state === 'started')) ||
    ticketsOpenedBy(event).length > 0;
  if (!isWork) return false;
  if (event.order !== null) return !(event.order in state.orders);
  const ticketId =
    event.kind === 'printJob.queued'
      ? event.job.ticketId
      : event.kind === 'ticket.moved'
        ? event.ticketId
        : '';
  return !(ticketId in state.messages);
}

/** False if events are missing in between: the screen needs a new snapshot. */
export function follows(state: HostState, event: Event): boolean {
  return event.seq <= state.seq + 1;
}

/**
 * The board of all lanes, for places and waits. Rebuilt for each state; callers cache it as long as
 * the state is the same.
 */
export function lanesOf(state: HostState): LaneBoard {
  const tickets = [
    ...Object.values(state.orders).flatMap((live) => live.tickets),
    ...Object.values(state.messages),
  ];
  const jobs = tickets.flatMap(({ ticketId, jobs: all }) =>
    all.map((job) => ({ ...job, ticketId })),
  );
  const printers = Object.entries(state.printers).map(([id, now]) => ({ id, ...now }));
  return createLaneBoard(
    printers,
    jobs.filter((job) => job.state === 'queued'),
    jobs.filter((job) => job.state === 'sending' || job.state === 'blocked'),
  );
}
