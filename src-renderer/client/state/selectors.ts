/**
 * What views want to know of the host's picture: tables, a station's tickets, where a print stands.
 * Pure; the picture is never copied.
 */
import type { LanePosition as LanePlace, LaneBoard } from '../../../src-shared/live/lane-board';
import { lanesOf } from '../../../src-shared/live/projection';
import type { HostState } from '../../../src-shared/live/projection';
import type {
  LiveJob,
  LiveOrder,
  LiveTicket,
  RestaurantLayout,
} from '../../../src-shared/live/snapshot';
import { FOOD } from '../../../src-shared/model/ticket';
import type { EpochMs, Id } from '../../../src-shared/base/vocabulary';

export type Table = {
  readonly name: string;
  /** Oldest first; those joined to another stand behind it. */
  readonly orders: readonly LiveOrder[];
  readonly since: EpochMs;
  /** Something of it is ready to be carried, see `isReadyToCarry`. */
  readonly isReady: boolean;
};

/** Tables that have something on them, by their names. */
export function tablesOf({ orders, place }: HostState): readonly Table[] {
  const byName = new Map<string, LiveOrder[]>();
  for (const live of Object.values(orders)) {
    const { table, state } = live.order;
    if (table === null || state === 'closed' || state === 'voided') continue;
    byName.set(table, [...(byName.get(table) ?? []), live]);
  }
  return [...byName].map(([name, all]) => ({
    name,
    orders: all.toSorted((a, b) => a.order.number - b.order.number),
    since: Math.min(...all.map(({ order }) => order.placedAt)),
    isReady: all.some((live) => isReadyToCarry(live, place)),
  }));
}

/**
 * A cook has said so. Where no station of it has a screen an order is `ready` once its paper is
 * out, which says nothing of the plates: then nobody is told that they are.
 */
export function isReadyToCarry(
  { order, tickets }: LiveOrder,
  { stations }: RestaurantLayout,
): boolean {
  if (order.state !== 'ready') return false;
  return tickets.some(
    ({ kind, state, stationId, movedAt }) =>
      FOOD.has(kind) &&
      state === 'bumped' &&
      // Born so before there was a screen is nobody's word.
      movedAt !== null &&
      stations.find(({ id }) => id === stationId)?.hasScreen === true,
  );
}

export type StationTicket = { readonly ticket: LiveTicket; readonly live: LiveOrder | null };

/** What a cook has in hand, oldest first: a card keeps its place until it leaves. */
export function ticketsAt(
  { orders, messages }: HostState,
  stationId: Id,
): readonly StationTicket[] {
  const inHand = ({ stationId: at, state }: LiveTicket): boolean =>
    at === stationId && (state === 'open' || state === 'started');
  return [
    ...Object.values(orders).flatMap((live) =>
      live.tickets.filter(inHand).map((ticket) => ({ ticket, live })),
    ),
    ...Object.values(messages)
      .filter(inHand)
      .map((ticket) => ({ ticket, live: null })),
  ].toSorted(
    (a, b) =>
      a.ticket.openedAt - b.ticket.openedAt ||
      Number(a.ticket.ticketId) - Number(b.ticket.ticketId),
  );
}

/** How a ticket's newest print stands, with its place in line while it waits. */
export type StationStatus = { readonly job: LiveJob; readonly place: LanePlace | null };

export function stationStatusOf({ jobs }: LiveTicket, lanes: LaneBoard): StationStatus | null {
  const job = jobs.at(-1);
  return job ? { job, place: lanes.place(job.jobId) } : null;
}

/** The lanes of a picture, built once for it however many ask. */
export function lanesReader(): (state: HostState) => LaneBoard {
  let kept: { readonly state: HostState; readonly lanes: LaneBoard } | null = null;
  return (state) => {
    if (kept?.state !== state) kept = { state, lanes: lanesOf(state) };
    return kept.lanes;
  };
}
