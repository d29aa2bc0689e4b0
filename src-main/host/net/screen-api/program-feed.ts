/** Narrows the start and the events of a program's socket to what its token may see. */
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
  /** Narrows a snapshot, JSON. Later events are narrowed by the orders in it. */
  start(text: string, senders: Senders): string;
  /** Narrows further orders of the start, a JSON array. Later events include these orders. */
  part(orders: string, senders: Senders): string;
  /** Narrows the events of a batch to a JSON array. */
  events(batch: Pick<EventBatch, 'events' | 'senders'>): string;
};

/** Null: the actor sees everything. */
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
