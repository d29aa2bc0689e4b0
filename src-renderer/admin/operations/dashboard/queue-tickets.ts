/** Pure functions over the lanes: tickets queued at each printer, in printing order. */
import { comparePriority } from '../../../../src-shared/model/print-job';
import type { HostState } from '../../../../src-shared/live/projection';
import type {
  LiveJob,
  LiveOrder,
  LiveTicket,
  RestaurantLayout,
} from '../../../../src-shared/live/snapshot';
import type { EpochMs, Id, Priority } from '../../../../src-shared/base/vocabulary';

export type QueuedTicket = {
  readonly job: LiveJob;
  readonly ticket: LiveTicket;
  readonly live: LiveOrder | null;
};

const RANK: Readonly<Record<Priority, number>> = { urgent: 0, normal: 1, low: 2 };
const IN_LANE: ReadonlySet<LiveJob['state']> = new Set(['queued', 'sending', 'blocked']);

/** The queued tickets of every lane: the one that prints first, then by priority class. */
export function ticketsByPrinter({
  orders,
  messages,
}: HostState): ReadonlyMap<Id, readonly QueuedTicket[]> {
  const byPrinter = new Map<Id, QueuedTicket[]>();
  const add = (ticket: LiveTicket, live: LiveOrder | null): void => {
    for (const job of ticket.jobs) {
      if (!IN_LANE.has(job.state)) continue;
      const slips = byPrinter.get(job.printerId);
      if (slips) slips.push({ job, ticket, live });
      else byPrinter.set(job.printerId, [{ job, ticket, live }]);
    }
  };
  for (const live of Object.values(orders)) for (const ticket of live.tickets) add(ticket, live);
  for (const ticket of Object.values(messages)) add(ticket, null);
  for (const slips of byPrinter.values())
    slips.sort(
      ({ job: a }, { job: b }) =>
        inPrint(b) - inPrint(a) || RANK[a.priority] - RANK[b.priority] || comparePriority(a, b),
    );
  return byPrinter;
}

function inPrint({ state }: LiveJob): number {
  return Number(state !== 'queued');
}

export function oldestOf(slips: readonly QueuedTicket[]): EpochMs | null {
  return slips.length === 0
    ? null
    : slips.reduce((oldest, { job }) => Math.min(oldest, job.queuedAt), Infinity);
}

/** Undecided prints, oldest first. */
export function decisionsOf({ orders, messages }: HostState): readonly QueuedTicket[] {
  const asks = ({ state }: LiveJob): boolean => state === 'unsure' || state === 'stale';
  const of = (ticket: LiveTicket, live: LiveOrder | null): readonly QueuedTicket[] =>
    ticket.jobs.filter(asks).map((job) => ({ job, ticket, live }));
  return [
    ...Object.values(orders).flatMap((live) => live.tickets.flatMap((ticket) => of(ticket, live))),
    ...Object.values(messages).flatMap((ticket) => of(ticket, null)),
  ].toSorted((a, b) => a.job.seq - b.job.seq);
}

/**
 * Tickets that failed over to another printer, a screen or a folder and that no cook has finished.
 */
export function reroutedOf({
  orders,
}: HostState): readonly (QueuedTicket & { readonly from: Id })[] {
  return Object.values(orders).flatMap((live) =>
    live.tickets.flatMap((ticket) => {
      const job = ticket.jobs.at(-1);
      const from = ticket.jobs.findLast(({ state }) => state === 'rerouted');
      const isDone =
        ticket.state === 'voided' || (ticket.state === 'bumped' && job?.state !== 'queued');
      return job && from && job.mark === 'backup' && !isDone
        ? [{ job, ticket, live, from: from.printerId }]
        : [];
    }),
  );
}

/**
 * A printer of the same stations' chains that could take part of this queue while both work; null:
 * none.
 */
export function helperOf({ place, printers }: HostState, printerId: Id): string | null {
  const own = place.stations.filter((station) => station.printerId === printerId);
  const chains = new Set(own.flatMap(({ fallbacks }) => fallbacks));
  const isThere = (id: Id): boolean =>
    printers[id]?.health.state === 'ready' && printers[id].health.failures === 0;
  const may = mayStandInFor(place, printerId);
  return (
    place.printers.find(
      (one) => one.medium === 'paper' && may(one) && chains.has(one.id) && isThere(one.id),
    )?.name ?? null
  );
}

/**
 * The printer that gets this printer's tickets now: the first one of its stations' chains that
 * prints; null: none.
 */
export function fallbackPrinterOf({ place, printers }: HostState, printerId: Id): string | null {
  const chain = place.stations.find((station) => station.printerId === printerId)?.fallbacks ?? [];
  const stops = chain.flatMap((id) => place.printers.filter((printer) => printer.id === id));
  const next = stops.filter(mayStandInFor(place, printerId)).find(({ id }) => {
    const state = printers[id]?.health.state;
    return state !== 'open' && state !== 'blocked';
  });
  return next?.name ?? null;
}

/** A sample printer never backs up a real one (the host's rule is in sample-stops.ts). */
function mayStandInFor(
  { printers }: RestaurantLayout,
  printerId: Id,
): (stop: RestaurantLayout['printers'][number]) => boolean {
  const isReal = printers.find(({ id }) => id === printerId)?.virtual === false;
  return ({ virtual }) => !(isReal && virtual);
}
