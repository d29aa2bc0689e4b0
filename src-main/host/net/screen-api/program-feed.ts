/**
 * What a program's socket is told instead of what screens are told: the same start and events,
 * narrowed to what its token lets it see.
 */
import type { Event } from '../../../../src-shared/events/events';
import {
  eventFilter,
  ordersFor,
  ownOf,
  snapshotFor,
  viewOf,
} from '../../../../src-shared/rights/program-view';
import type { Senders } from '../../../../src-shared/queries/queries';
import type { LiveOrder, Snapshot } from '../../../../src-shared/live/snapshot';
import type { Actor } from '../../../../src-shared/base/vocabulary';
import type { EventBatch } from '../../core/core-client';

export type ProgramWire = {
  /** A snapshot as JSON, narrowed; the events that follow are told from there on. */
  start(text: string, senders: Senders): string;
  /**
   * Further orders of the start as a JSON array, narrowed; the events that follow are told of them
   * too.
   */
  part(orders: string, senders: Senders): string;
  /** A batch's events as a JSON array, narrowed. */
  events(batch: Pick<EventBatch, 'events' | 'senders'>): string;
};

/** Null: it sees everything. */
export function programWire(actor: Actor): ProgramWire | null {
  const view = viewOf(actor);
  if (view === null) return null;
  let filter = eventFilter(view);
  return {
    start(text, senders) {
      const snapshot = snapshotFor(view, JSON.parse(text) as Snapshot, senders);
      filter = eventFilter(view, numbersOf(snapshot.orders));
      return JSON.stringify(snapshot);
    },
    part(text, senders) {
      const orders = ordersFor(view, JSON.parse(text) as readonly LiveOrder[], senders);
      filter.add(numbersOf(orders));
      return JSON.stringify(orders);
    },
    events({ events, senders }) {
      filter.add(ownOf(view, senders));
      return JSON.stringify(
        (JSON.parse(events) as readonly Event[]).flatMap((event) => filter.see(event) ?? []),
      );
    },
  };
}

function numbersOf(orders: readonly LiveOrder[]): readonly number[] {
  return orders.map(({ order }) => order.number);
}
