/**
 * The store's port: as wide as its slowest adapter, async and coarse. A store loads the facts a
 * rule asks for, lets it decide without awaiting, and writes what was decided, all inside one
 * transaction; it knows no rule itself.
 */
import type { Command } from '../../../src-shared/commands/registry';
import type { Refusal } from '../../../src-shared/base/errors';
import type { Event } from '../../../src-shared/events/events';
import type { LanePosition, PrinterSeed } from '../../../src-shared/live/lane-board';
import type { QueuedJob } from '../../../src-shared/events/events';
import type { Answer, Query, QueryName, QueueView } from '../../../src-shared/queries/queries';
import type { EpochMs, Id } from '../../../src-shared/base/vocabulary';
import type { Context } from '../domain/engine/rule';
import type { AnyRule } from '../domain/rules';

/**
 * A command ready to be decided. `body` is the digest of its input, by which a repeated key is told
 * from a reused one. Null: no receipt is kept, since its sender is the host itself, which hears the
 * answer or ends with the core that gave it.
 */
export type PreparedCommand = {
  readonly command: Command;
  readonly rule: AnyRule;
  readonly context: Context;
  readonly body: Uint8Array | null;
};

/** `repeated` is true where the key was known and nothing was decided again. */
export type CommandResult =
  { readonly ok: true; readonly reply: unknown; readonly repeated: boolean } | Refusal;

/**
 * An event with its JSON, which was needed to store it and is what listeners in other threads and
 * machines get.
 */
export type StoredEvent = { readonly event: Event; readonly json: string };

export type GroupResult = {
  /**
   * One per deed, in order. Only after the COMMIT; if that fails every deed of the group is
   * refused.
   */
  readonly results: readonly CommandResult[];
  readonly events: readonly StoredEvent[];
};

/** Lanes as the tables hold them, to start a board from. */
export type LaneSeed = {
  readonly printers: readonly PrinterSeed[];
  readonly queued: readonly QueuedJob[];
  readonly sending: readonly QueuedJob[];
};

/** Lanes' places are not in the tables: whoever answers a query lends the store its board. */
export type PositionOf = (jobId: Id) => LanePosition | null;

/** What the tables can answer alone; the rest is the core's. */
export type StoreQuery = Exclude<QueryName, 'queue' | 'day' | 'heap'>;

export interface Store {
  /**
   * Decides and commits a group. Never throws: a store that cannot go on refuses, and says so by
   * `trouble`.
   */
  commit(group: readonly PreparedCommand[]): Promise<GroupResult>;
  ask<N extends StoreQuery>(query: Query<N>, placeOf: PositionOf): Promise<Answer<N>>;
  laneSeed(): Promise<LaneSeed>;
  /** Figures of today for the queue's view. */
  today(
    day: string,
  ): Promise<Omit<QueueView, 'lanes' | 'ordersToday'> & { readonly orders: number }>;
  /** The business day's cut-over hour, 0 to 23, local time. */
  cutoverHour(): Promise<number>;
  /**
   * Forgets receipts older than `before`, a dispatch's never, and makes its files smaller where
   * they have grown. Bounded work per call.
   */
  prune(before: EpochMs): Promise<number>;
  /**
   * Writes what is only written now and then: the chain's tail file, and the identity outside the
   * folder.
   */
  rest(): Promise<void>;
  /** Why nothing can be stored at this moment; null: all is well. */
  readonly trouble: StoreTrouble | null;
  /**
   * Looks whether its files are still its own, and whether what kept it from storing is over.
   * Called twice a second, and never waits.
   */
  look(): Promise<void>;
  /** A helper of the store met an I/O error: it counts like one of the store's own. */
  noteIoError(fault: StoreFault): Promise<void>;
  close(): Promise<void>;
}

/** What a fault outside the rules looks like to whoever keeps the log. */
export type StoreFault = {
  readonly where: string;
  readonly code: string;
  readonly message: string;
};

/** What keeps the store from taking anything. */
export type StoreTrouble = {
  /** What every command is refused with meanwhile. */
  readonly code: 'DISK_FULL' | 'DISK_READ_ONLY' | 'STORE_BUSY' | 'STORE_FAILED' | 'FOLDER_LOST';
  /** True: it does not get better in this process, which must end. */
  readonly isLost: boolean;
  readonly since: EpochMs;
  /** For a person. */
  readonly words: string;
};

/**
 * What would make a database that was refused open again. rescue: it is damaged, so a backup in its
 * place, or what can be read of it. none: something else, such as room.
 */
export type Remedy = 'rescue' | 'backup' | 'none';
