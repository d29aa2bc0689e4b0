/** The subscription of one TCP connection to changes of orders. */
import type { Refusal } from '../../../../src-shared/base/errors';
import type { Actor } from '../../../../src-shared/base/vocabulary';
import type { PublicReply } from '../../../../src-shared/public-api/public-reply';
import type { OrderFeed } from '../public-api/order-feed';

export type SubscriptionParts = {
  readonly feed: OrderFeed;
  /** Identifies the sender again after access rights changed. */
  identify(token: string | null): Promise<Actor | Refusal>;
  readonly onUpdate: (update: PublicReply) => void;
  /** The sender lost the right to subscribe. The subscription is over. */
  readonly onRefused: (refusal: Refusal) => void;
};

export class FeedSubscription {
  readonly #parts: SubscriptionParts;
  #unsubscribe: (() => void) | null = null;
  #isClosed = false;

  constructor(parts: SubscriptionParts) {
    this.#parts = parts;
  }

  isOpen(): boolean {
    return this.#unsubscribe !== null;
  }

  /**
   * Subscribes, unless it already did. The updates follow the rights of the token as they change.
   */
  open(actor: Actor, token: string | null): void {
    // The connection can close while the sender is identified.
    if (this.#isClosed) return;
    const { feed, identify, onUpdate, onRefused } = this.#parts;
    this.#unsubscribe ??= feed.subscribe({
      actor,
      identifyAgain: () => identify(token),
      onUpdate,
      onRefused: (refusal) => {
        this.#unsubscribe = null;
        onRefused(refusal);
      },
    });
  }

  /** The connection is gone. */
  close(): void {
    this.#isClosed = true;
    this.#unsubscribe?.();
  }
}
