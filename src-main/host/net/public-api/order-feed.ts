/** Sends changed orders to subscribers, with one read of each order for all of them. */
import { isRefusal } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import { mayAsk } from '../../../../src-shared/rights/permissions';
import { orderFor, viewOf } from '../../../../src-shared/rights/program-view';
import type { OrderView } from '../../../../src-shared/queries/queries';
import { holds } from '../../../../src-shared/rights/scopes';
import type { Actor } from '../../../../src-shared/base/vocabulary';
import { orderUpdated } from '../../../../src-shared/public-api/answers';
import type { PublicReply } from '../../../../src-shared/public-api/public-reply';
import type { Event } from '../../../../src-shared/events/events';
import type { Core } from '../../core/core-client';

export type Subscriber = {
  /** The rights that apply at first. */
  readonly actor: Actor;
  /** Identifies the subscriber again: its token may be revoked or narrowed. */
  identifyAgain(): Promise<Actor | Refusal>;
  onUpdate(update: PublicReply): void;
  /** Called when the subscriber lost the right. No update follows. */
  onRefused(refusal: Refusal): void;
};

export type OrderFeed = {
  subscribe(subscriber: Subscriber): () => void;
  stop(): void;
};

export function startOrderFeed(core: Core): OrderFeed {
  /** With the rights as they are now. */
  const subscribers = new Map<Subscriber, Actor>();
  /**
   * Order number to the sequence number of its newest event. Two changes before the order is read
   * make one update.
   */
  const changed = new Map<number, number>();
  let isSending = false;

  let stops: readonly (() => void)[] = [];

  function onEvents(events: readonly Event[]): void {
    for (const event of events) if (event.order !== null) changed.set(event.order, event.seq);
    if (!isSending && changed.size > 0) {
      isSending = true;
      sendChanged().catch(() => (isSending = false));
    }
  }

  function stop(): void {
    for (const end of stops) end();
    stops = [];
  }

  function leave(subscriber: Subscriber): void {
    subscribers.delete(subscriber);
    if (subscribers.size === 0) stop();
  }

  async function sendChanged(): Promise<void> {
    for (;;) {
      const [next] = changed;
      if (!next) break;
      const [number, seq] = next;
      changed.delete(number);
      // An order that cannot be read is skipped.
      const order = await core.ask({ name: 'order', of: { number } }).catch(() => null);
      if (order)
        for (const [{ onUpdate }, actor] of subscribers)
          for (const shown of shownTo(actor, order)) onUpdate(orderUpdated(shown, seq));
    }
    isSending = false;
  }

  async function updateRights(): Promise<void> {
    await Promise.all(
      [...subscribers.keys()].map(async (subscriber) => {
        const actor = await subscriber.identifyAgain();
        if (!subscribers.has(subscriber)) return;
        const refused = isRefusal(actor) ? actor : mayAsk(actor, 'subscribe');
        if (!isRefusal(actor) && typeof refused === 'string')
          return void subscribers.set(subscriber, actor);
        leave(subscriber);
        if (typeof refused !== 'string') subscriber.onRefused(refused);
      }),
    );
  }

  return {
    subscribe(subscriber) {
      subscribers.set(subscriber, subscriber.actor);
      // If the core is gone, the host ends, and all subscriptions with it.
      if (stops.length === 0)
        stops = [
          core.subscribe(onEvents),
          core.onAccessChanged(() => void updateRights().catch(() => {})),
        ];
      return () => leave(subscriber);
    },
    stop,
  };
}

/** Empty: this program may not see the order. */
function shownTo(actor: Actor, order: OrderView): readonly OrderView[] {
  const view = viewOf(actor);
  if (view === null) return [order];
  const isMine = order.senderId === actor.id && holds(actor, 'pedidos:propios');
  return isMine || holds(actor, 'pedidos:todos') ? [orderFor(view, order)] : [];
}
