/**
 * What screens start from, however many ask at once: its beginning is read from the tables a few
 * times a second at the most, and what happened since it was read follows from the batches that are
 * kept here. Orders that do not fit into the beginning are read part by part, as each screen gets
 * to them; those that get there together share what was read.
 */
import { PART_BYTES } from '../../../../src-shared/screen-api/messages';
import type { Senders, SnapshotText } from '../../../../src-shared/queries/queries';
import type { Core, EventBatch } from '../../core/core-client';
import type { Clock } from '../../ports/clock';
import { messagesOf } from './message-pieces';

export type SnapshotStart = {
  readonly text: string;
  readonly senders: Senders;
  readonly seq: number;
  readonly at: number;
  /** Where the next part begins; null: that is all. */
  readonly next: number | null;
  /** Everything told after it was read, oldest first. */
  readonly since: readonly LastSent[];
};
/** `messages`: the batch as every screen is told of it. */
export type LastSent = { readonly batch: EventBatch; readonly messages: readonly string[] };
/**
 * As it was at event `seq`: `orders` as a JSON array, `messages` as every screen is told of them.
 */
export type Part = {
  readonly orders: string;
  readonly senders: Senders;
  readonly messages: readonly string[];
  readonly seq: number;
  readonly next: number | null;
};

export type SnapshotCache = {
  /** Keeps what everybody was just told. */
  keep(told: LastSent): void;
  /** The last event that anybody was told of. */
  readonly latest: number;
  next(): Promise<SnapshotStart>;
  /** The orders behind the order `after`, read at event `notBefore` or later. */
  part(after: number, notBefore: number): Promise<Part>;
  /** The place is another: what was read before is of no use. */
  forget(): void;
  /** Lets go of what nobody asked for lately. */
  rest(): void;
};

type Read = SnapshotText & { readonly readAt: number };
type KeptPart = { readonly part: Promise<Part>; askedAt: number };

/** A snapshot serves whoever asks within this time, ms. */
const FRESH_MS = 300;
/** A part serves whoever gets to it within this time after the last one did, ms. */
const PART_FRESH_MS = 2_000;
/** Parts kept at the most: 16 MiB, since each is kept as read and as told. */
const PARTS = 32;
/** Batches kept: more than can happen while a snapshot is fresh; and how many letters of them. */
const KEPT = 512;
const KEPT_LETTERS = 8 * 1024 * 1024;
/** Open orders of yesterday's business day are still somebody's. */
const DAYS_SHOWN = 1;

export function createSnapshotCache(core: Core, clock: Clock): SnapshotCache {
  let told: LastSent[] = [];
  let toldLetters = 0;
  let latest = 0;
  let read: Read | null = null;
  let reading: Promise<Read> | null = null;
  /** By the order that each begins behind. */
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
    // The one that was read longest ago.
    if (parts.size > PARTS)
      for (const oldest of [...parts.keys()].slice(0, parts.size - PARTS)) parts.delete(oldest);
    return part;
  }

  /** Half of what may be kept, so that this is seldom done. */
  function keepNewest(): void {
    let from = told.length;
    toldLetters = 0;
    for (const one of told.toReversed()) {
      if (told.length - from >= KEPT || toldLetters + lettersOf(one) > KEPT_LETTERS / 2) break;
      toldLetters += lettersOf(one);
      from--;
    }
    told = told.slice(from);
  }

  /** Null where the batches that are kept do not reach back to it. */
  function withSince({ text, senders, seq, at, next }: Read): SnapshotStart | null {
    const since = told.filter(({ batch }) => batch.to > seq);
    if (latest > seq && (since[0]?.batch.from ?? Infinity) > seq + 1) return null;
    return { text, senders, seq, at, next, since };
  }

  return {
    keep(next) {
      told.push(next);
      toldLetters += lettersOf(next);
      latest = next.batch.to;
      if (told.length > 2 * KEPT || toldLetters > KEPT_LETTERS) keepNewest();
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
      // A snapshot that is read from now on holds all of it.
      told = [];
      toldLetters = 0;
    },
  };
}

export function partMessage({ orders, seq, next }: Omit<Part, 'messages' | 'senders'>): string {
  return `{"type":"part","seq":${seq},"more":${next !== null},"orders":${orders}}`;
}

function lettersOf({ messages }: LastSent): number {
  return messages.reduce((sum, message) => sum + message.length, 0);
}
