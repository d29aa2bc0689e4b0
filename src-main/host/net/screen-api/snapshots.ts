/**
 * Caches the snapshots that screens start from.
 *
 * The beginning is read from the tables a few times a second at most. Later changes are added from
 * the batches that are kept here. Orders that do not fit into the beginning are read in parts, as
 * each screen gets to them; screens that get there together share a part.
 */
import { PART_BYTES } from '../../../../src-shared/screen-api/messages';
import type { Senders, SnapshotText } from '../../../../src-shared/queries/queries';
import type { Core } from '../../core/core-client';
import type { Clock } from '../../ports/clock';
import { messagesOf } from './message-pieces';
import { RecentBatches } from './recent-batches';
import type { LastSent } from './recent-batches';

export type SnapshotStart = {
  readonly text: string;
  readonly senders: Senders;
  readonly seq: number;
  readonly at: number;
  /** Order number behind which the next part begins; null: there is none. */
  readonly next: number | null;
  /** Batches after the snapshot, oldest first. */
  readonly since: readonly LastSent[];
};
/**
 * Orders at event `seq`: `orders` as a JSON array, `messages` as every screen with all rights gets
 * them.
 */
export type Part = {
  readonly orders: string;
  readonly senders: Senders;
  readonly messages: readonly string[];
  readonly seq: number;
  readonly next: number | null;
};

export type SnapshotCache = {
  /** Keeps a batch that was just sent to all screens. */
  keep(sent: LastSent): void;
  /** The last event that was sent. */
  readonly latest: number;
  next(): Promise<SnapshotStart>;
  /** The orders after order number `after`, read at event `notBefore` or later. */
  part(after: number, notBefore: number): Promise<Part>;
  /** The data was replaced: earlier reads are invalid. */
  forget(): void;
  /** Drops what was not requested lately. */
  rest(): void;
};

type Read = SnapshotText & { readonly readAt: number };
type KeptPart = { readonly part: Promise<Part>; askedAt: number };

/** How long a snapshot is reused, ms. */
const FRESH_MS = 300;
/** How long a part is reused after its last use, ms. */
const PART_FRESH_MS = 2_000;
/** Most parts in the cache: 16 MiB, since each is kept as orders and as messages. */
const PARTS = 32;
/** Open orders of the business day before are shown too. */
const DAYS_SHOWN = 1;

export function createSnapshotCache(core: Core, clock: Clock): SnapshotCache {
  const batches = new RecentBatches();
  let read: Read | null = null;
  let reading: Promise<Read> | null = null;
  /** By the order number behind which each begins. */
  const parts = new Map<number, KeptPart>();

  const fromDay = (): Promise<string> => core.ask({ name: 'day', daysAgo: DAYS_SHOWN });

  async function readNow(): Promise<Read> {
    const found = await core.ask({ name: 'snapshot', fromDay: await fromDay(), bytes: PART_BYTES });
    return { ...found, readAt: clock.elapsed() };
  }

  async function readPart(after: number): Promise<Part> {
    const found = await core.ask({
      name: 'snapshotPart',
      fromDay: await fromDay(),
      after,
      bytes: PART_BYTES,
    });
    const part = { orders: found.text, senders: found.senders, seq: found.seq, next: found.next };
    return { ...part, messages: messagesOf(partMessage(part)) };
  }

  function keepPart(after: number): Promise<Part> {
    const part = readPart(after);
    parts.delete(after);
    parts.set(after, { part, askedAt: clock.elapsed() });
    part.catch(() => parts.delete(after));
    // Drops the oldest read.
    if (parts.size > PARTS)
      for (const oldest of [...parts.keys()].slice(0, parts.size - PARTS)) parts.delete(oldest);
    return part;
  }

  /** Null: the batches in the cache do not reach back to the snapshot. */
  function withSince({ text, senders, seq, at, next }: Read): SnapshotStart | null {
    const since = batches.since(seq);
    return since && { text, senders, seq, at, next, since };
  }

  return {
    keep: (sent) => batches.add(sent),
    get latest() {
      return batches.latest;
    },
    async next() {
      const fresh = read && clock.elapsed() - read.readAt < FRESH_MS ? withSince(read) : null;
      if (fresh) return fresh;
      reading ??= readNow().finally(() => (reading = null));
      const mine = await reading;
      read = mine;
      return withSince(mine) ?? { ...mine, since: [] };
    },
    async part(after, notBefore) {
      const kept = parts.get(after);
      if (kept && clock.elapsed() - kept.askedAt < PART_FRESH_MS) {
        kept.askedAt = clock.elapsed();
        const part = await kept.part;
        if (part.seq >= notBefore) return part;
      }
      return keepPart(after);
    },
    forget() {
      read = null;
      reading = null;
      parts.clear();
    },
    rest() {
      const now = clock.elapsed();
      if (read && now - read.readAt > FRESH_MS) read = null;
      for (const [after, { askedAt }] of parts)
        if (now - askedAt > PART_FRESH_MS) parts.delete(after);
      if (read || reading) return;
      // A new snapshot will include all of these batches.
      batches.clear();
    },
  };
}

export function partMessage({ orders, seq, next }: Omit<Part, 'messages' | 'senders'>): string {
  return `{"type":"part","seq":${seq},"more":${next !== null},"orders":${orders}}`;
}
