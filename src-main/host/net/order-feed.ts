/** Orders as they change, for whoever subscribed: one look at the tables per changed order, however many listen. */
import { orderUpdated } from '../../../src-shared/wire-answers';
import type { WireAnswer } from '../../../src-shared/wire-answers';
import type { Event } from '../../../src-shared/events';
import type { Core } from '../core/core-client';

export type OrderFeed = {
  subscribe(listener: (update: WireAnswer) => void): () => void;
  stop(): void;
};

export function startOrderFeed(core: Core): OrderFeed {
  const listeners = new Set<(update: WireAnswer) => void>();
  /** Order number to the newest event's sequence; an order that changes twice before it is looked at is told once. */
  const changed = new Map<number, number>();
  let telling = false;

  let unsubscribe: (() => void) | null = null;

  function hear(events: readonly Event[]): void {
    for (const event of events) if (event.order !== null) changed.set(event.order, event.seq);
    if (!telling && changed.size > 0) {
      telling = true;
      tell().catch(() => (telling = false));
    }
  }

  function stop(): void {
    unsubscribe?.();
    unsubscribe = null;
  }

  async function tell(): Promise<void> {
    for (;;) {
      const [next] = changed;
      if (!next) break;
      const [number, seq] = next;
      changed.delete(number);
      // One that cannot be read is told of nobody; the others are.
      const order = await core.ask({ name: 'order', of: { number } }).catch(() => null);
      if (order) for (const listener of listeners) listener(orderUpdated(order, seq));
    }
    telling = false;
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      unsubscribe ??= core.subscribe(hear);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) stop();
      };
    },
    stop,
  };
}
