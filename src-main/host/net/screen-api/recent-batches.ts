/** The newest batches of events, which bring a slightly older snapshot up to date. */
import type { EventBatch } from '../../core/core-client';

/** `messages`: the batch as every screen with all rights gets it. */
export type LastSent = { readonly batch: EventBatch; readonly messages: readonly string[] };

/** Most batches, more than can happen while a snapshot is fresh, and their UTF-16 units. */
const MAX_BATCHES = 1024;
const MAX_UNITS = 8 * 1024 * 1024;

export class RecentBatches {
  #batches: LastSent[] = [];
  #units = 0;
  #latest = 0;

  /** Sequence number of the last event. */
  get latest(): number {
    return this.#latest;
  }

  add(sent: LastSent): void {
    this.#batches.push(sent);
    this.#units += unitsOf(sent);
    this.#latest = sent.batch.to;
    if (this.#batches.length > MAX_BATCHES || this.#units > MAX_UNITS) this.#keepNewest();
  }

  /** Drops about half of the batches, so that this is seldom needed. */
  #keepNewest(): void {
    let from = this.#batches.length;
    this.#units = 0;
    for (const sent of this.#batches.toReversed()) {
      const isEnough = this.#batches.length - from >= MAX_BATCHES / 2;
      if (isEnough || this.#units + unitsOf(sent) > MAX_UNITS / 2) break;
      this.#units += unitsOf(sent);
      from--;
    }
    this.#batches = this.#batches.slice(from);
  }

  /** Batches after event `seq`, oldest first. Null: some of them are no longer here. */
  since(seq: number): readonly LastSent[] | null {
    const since = this.#batches.filter(({ batch }) => batch.to > seq);
    const isGap = this.#latest > seq && (since[0]?.batch.from ?? Infinity) > seq + 1;
    return isGap ? null : since;
  }

  clear(): void {
    this.#batches = [];
    this.#units = 0;
  }
}

function unitsOf({ messages }: LastSent): number {
  return messages.reduce((sum, message) => sum + message.length, 0);
}
