/** Distributes the effects of each COMMIT to the core's listeners. */
import type { Event } from '../../../src-shared/events/events';
import type { Id } from '../../../src-shared/base/vocabulary';
import type { CommitEffects, PrinterStateChange } from './core-protocol';
import { createEmitter } from './emitter';

/**
 * `events` is a JSON array; `from` and `to` are its first and last sequence, `at` the last one's
 * time.
 */
export type EventRange = { readonly events: string } & Pick<CommitEffects, 'from' | 'to' | 'at'>;
/** The events of one group, with how busy the core is. */
export type EventBatch = EventRange &
  Pick<
    CommitEffects,
    'tookMs' | 'commands' | 'orders' | 'senders' | 'prints' | 'waiting' | 'turbo'
  >;

/** `onBug` gets what a listener threw. */
export function createCoreEvents(onBug: (error: unknown) => void) {
  const events = createEmitter<readonly Event[]>(onBug);
  const placeChanged = createEmitter<void>(onBug);
  const stockChanged = createEmitter<void>(onBug);
  const accessChanged = createEmitter<void>(onBug);
  const batch = createEmitter<EventBatch>(onBug);
  const undecidedPrints = createEmitter<number>(onBug);
  const printerStateChange = createEmitter<PrinterStateChange>(onBug);
  const laneWork = createEmitter<readonly Id[]>(onBug);
  return {
    /** Listeners that drop cached data come first, those that start new work last. */
    emit(effects: CommitEffects, json: string): void {
      const { lanes, printerStates, asks } = effects;
      if (effects.placeChanged) placeChanged.emit();
      if (effects.stockChanged) stockChanged.emit();
      if (effects.accessChanged) accessChanged.emit();
      batch.emit({ ...effects, events: json });
      if (asks > 0) undecidedPrints.emit(asks);
      for (const change of printerStates) printerStateChange.emit(change);
      if (lanes.length > 0) laneWork.emit(lanes);
      if (events.hasListeners) events.emit(JSON.parse(json) as readonly Event[]);
    },
    subscribe: events.on,
    onBatch: batch.on,
    onStockChanged: stockChanged.on,
    onAccessChanged: accessChanged.on,
    onPlaceChanged: placeChanged.on,
    onUndecidedPrints: undecidedPrints.on,
    onPrinterStateChange: printerStateChange.on,
    onLaneWork: laneWork.on,
  };
}
