/** What a program's socket is told instead of what screens are told: the same start and events, narrowed to what its token lets it see. */
import type { Event } from '../../../../src-shared/events';
import { eventFilter, snapshotFor, viewOf } from '../../../../src-shared/program-view';
import type { Snapshot } from '../../../../src-shared/snapshot';
import type { Actor } from '../../../../src-shared/vocabulary';
import type { EventBatch } from '../../core/core-client';

export type ProgramWire = {
  /** A snapshot as JSON, narrowed; the events that follow are told from there on. */
  start(text: string): string;
  /** A batch's events as a JSON array, narrowed. */
  events(batch: Pick<EventBatch, 'events'>): string;
};

/** Null: it sees everything. */
export function programWire(actor: Actor): ProgramWire | null {
  const view = viewOf(actor);
  if (view === null) return null;
  let see = eventFilter(view);
  return {
    start(text) {
      const snapshot = snapshotFor(view, JSON.parse(text) as Snapshot);
      see = eventFilter(
        view,
        snapshot.orders.map(({ order }) => order.number),
      );
      return JSON.stringify(snapshot);
    },
    events: ({ events }) => JSON.stringify((JSON.parse(events) as readonly Event[]).flatMap((event) => see(event) ?? [])),
  };
}
