/**
 * Simulates the cook and the waiter of a rehearsal (S17), by ordinary commands.
 *
 * The cook marks a ticket ready some time after its print. The waiter serves the order some time
 * after its last ticket.
 */
import { ticketsOpenedBy } from '../../../src-shared/events/events';
import type { Event } from '../../../src-shared/events/events';
import { timeSpread } from '../../../src-shared/model/operations/rehearsal';
import type { ServiceOutcome, ServicePace } from '../../../src-shared/model/operations/rehearsal';
import type { RestaurantLayout } from '../../../src-shared/live/snapshot';
import type { Actor, EpochMs, Id } from '../../../src-shared/base/vocabulary';
import type { Core } from '../core/core-client';

/** Sender of the commands: the role at the pass may mark tickets and serve orders. */
const PASS: Actor = { id: 'rehearsal-service', role: 'expo', name: 'Ensayo' };

export type RehearsalService = {
  /** Number of orders placed and not served. */
  readonly left: () => number;
  /** Longest time from an order's last print until it is served, ms. */
  readonly longestMs: number;
  readonly outcome: () => ServiceOutcome;
  /** Cancels all actions to come. */
  stop(): void;
};

/** Resolves once the stations have screens: only then a ticket is ready by a cook's command. */
export async function simulateService(
  core: Core,
  place: RestaurantLayout,
  pace: ServicePace,
): Promise<RehearsalService> {
  const cooking = place.stations.filter(({ isCounter, takesAll }) => !isCounter && !takesAll);
  for (const { name } of cooking)
    await core.execute('setStationScreen', { station: name, screen: true }, PASS, `screen ${name}`);
  const ticketOf = new Map<Id, Id>();
  const placedAt = new Map<number, EpochMs>();
  const readyAt = new Map<number, EpochMs>();
  const [prepared, delivered]: [number[], number[]] = [[], []];
  const timers = new Set<NodeJS.Timeout>();
  const after = (seconds: number, work: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, seconds * 1_000);
    timers.add(timer);
  };

  function onEvent(event: Event): void {
    for (const { job } of ticketsOpenedBy(event)) ticketOf.set(job.jobId, job.ticketId);
    switch (event.kind) {
      case 'order.placed':
        if (event.order !== null) placedAt.set(event.order, event.at);
        return;
      case 'printJob.settled': {
        const ticket = ticketOf.get(event.jobId);
        if (event.state === 'printed' && ticket !== undefined)
          after(
            pace.preparationS,
            () =>
              void core.execute('bumpTicket', { ticket: Number(ticket) }, PASS, `bump ${ticket}`),
          );
        return;
      }
      case 'order.moved':
        if (event.order !== null) onOrderMoved(event.order, event.state, event.at);
        return;
      default:
    }
  }

  function onOrderMoved(order: number, state: string, at: EpochMs): void {
    const placed = placedAt.get(order);
    if (placed === undefined) return;
    if (state === 'ready' && !readyAt.has(order)) {
      readyAt.set(order, at);
      // At least 0: the clock may have been set back.
      prepared.push(Math.max(0, at - placed));
      after(
        pace.deliveryS,
        () => void core.execute('serveOrder', { order, base: null }, PASS, `serve ${order}`),
      );
    } else if (state === 'served') {
      placedAt.delete(order);
      delivered.push(Math.max(0, at - placed));
    }
  }

  const unsubscribe = core.subscribe((events) => events.forEach(onEvent));
  return {
    left: () => placedAt.size,
    longestMs: (pace.preparationS + pace.deliveryS) * 1_000,
    outcome: () => ({ ...pace, ready: timeSpread(prepared), served: timeSpread(delivered) }),
    stop() {
      unsubscribe();
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}
