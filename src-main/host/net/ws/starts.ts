/**
 * What screens start from, however many ask at once: a snapshot is read from the tables a few times a second at the most, and what
 * happened since it was read follows from the batches that are kept here.
 */
import type { Core, EventBatch } from '../../core/core-client';
import type { Clock } from '../../ports/clock';

export type Start = {
  readonly text: string;
  readonly seq: number;
  readonly at: number;
  /** Everything told after it was read, oldest first. */
  readonly since: readonly Told[];
};
export type Told = { readonly batch: EventBatch; readonly frame: string };

export type Starts = {
  /** Keeps what everybody was just told. */
  keep(told: Told): void;
  /** The last event that anybody was told of. */
  readonly latest: number;
  next(): Promise<Start>;
  /** The place is another: what was read before is of no use. */
  forget(): void;
};

type Read = { readonly text: string; readonly seq: number; readonly at: number; readonly readAt: number };

/** A snapshot serves whoever asks within this time, ms. */
const FRESH_MS = 300;
/** Batches kept: more than can happen while a snapshot is fresh. */
const KEPT = 512;
/** Open orders of yesterday's business day are still somebody's. */
const DAYS_SHOWN = 1;

export function createStarts(core: Core, clock: Clock): Starts {
  let told: Told[] = [];
  let latest = 0;
  let read: Read | null = null;
  let reading: Promise<Read> | null = null;

  async function readNow(): Promise<Read> {
    const fromDay = await core.ask({ name: 'day', daysAgo: DAYS_SHOWN });
    const { text, seq, at } = await core.ask({ name: 'snapshot', fromDay });
    return { text, seq, at, readAt: clock.elapsed() };
  }

  /** Null where the batches that are kept do not reach back to it. */
  function withSince({ text, seq, at }: Read): Start | null {
    const since = told.filter(({ batch }) => batch.to > seq);
    if (latest > seq && (since[0]?.batch.from ?? Infinity) > seq + 1) return null;
    return { text, seq, at, since };
  }

  return {
    keep(next) {
      told.push(next);
      latest = next.batch.to;
      if (told.length > 2 * KEPT) told = told.slice(-KEPT);
    },
    get latest() {
      return latest;
    },
    async next() {
      const fresh = read && clock.elapsed() - read.readAt < FRESH_MS ? withSince(read) : null;
      if (fresh) return fresh;
      reading ??= readNow().finally(() => (reading = null));
      const mine = await reading;
      read = mine;
      return withSince(mine) ?? { text: mine.text, seq: mine.seq, at: mine.at, since: [] };
    },
    forget() {
      read = null;
      reading = null;
    },
  };
}
