/**
 * Port for the store: decides commands by the rules and keeps their results.
 *
 * It is asynchronous and coarse, so that a slow database can implement it. In one transaction a store
 * loads the facts that a rule needs, lets the rule decide without awaiting, and writes the result. The
 * store holds no rules itself.
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
 * A command ready to be decided.
 *
 * `body` is the digest of its input: it distinguishes a repeated command from another one with the
 * same key. Null: no receipt is kept, because the sender is the host itself, which gets the reply or
 * ends together with the core.
 */
export type PreparedCommand = {
  readonly command: Command;
  readonly rule: AnyRule;
  readonly context: Context;
  readonly body: Uint8Array | null;
};

/** `repeated`: the key was known, so the stored reply is returned and nothing is decided. */
export type CommandResult =
  { readonly ok: true; readonly reply: unknown; readonly repeated: boolean } | Refusal;

/** An event with its stored JSON, which listeners in other threads and machines get. */
export type StoredEvent = { readonly event: Event; readonly json: string };

export type GroupResult = {
  /**
   * One result a command, in order, available after the COMMIT. If the COMMIT fails, every command of
   * the group is refused.
   */
  readonly results: readonly CommandResult[];
  readonly events: readonly StoredEvent[];
};

/** The lanes as stored: the initial state of a lane board. */
export type LaneSeed = {
  readonly printers: readonly PrinterSeed[];
  readonly queued: readonly QueuedJob[];
  readonly sending: readonly QueuedJob[];
};

/** Gives a job's position in its lane. Positions are not stored: the caller has the lane board. */
export type PositionOf = (jobId: Id) => LanePosition | null;

/** Queries that the tables alone can answer. The core answers the others. */
export type StoreQuery = Exclude<QueryName, 'queue' | 'day' | 'heap'>;

export interface Store {
  /**
   * Decides and commits a group. Never rejects: a store that cannot go on refuses the commands and
   * sets `trouble`.
   */
  commit(group: readonly PreparedCommand[]): Promise<GroupResult>;
  ask<N extends StoreQuery>(query: Query<N>, placeOf: PositionOf): Promise<Answer<N>>;
  laneSeed(): Promise<LaneSeed>;
  /** Today's figures for the view of the queue. */
  today(
    day: string,
  ): Promise<Omit<QueueView, 'lanes' | 'ordersToday'> & { readonly orders: number }>;
  /** The business day's cut-over hour, 0 to 23, local time. */
  cutoverHour(): Promise<number>;
  /**
   * Deletes receipts older than `before`, except those of dispatches, and shrinks files that have
   * grown. Work per call is bounded.
   */
  prune(before: EpochMs): Promise<number>;
  /** Writes the chain's tail file and the identity outside the folder, which is done at times only. */
  rest(): Promise<void>;
  /** Why nothing can be stored now; null: the store works. */
  readonly trouble: StoreTrouble | null;
  /**
   * Checks whether the files are still its own and whether a trouble is over. Called twice a second;
   * never waits.
   */
  look(): Promise<void>;
  /** Counts an I/O error of a helper as an error of the store. */
  noteIoError(fault: StoreFault): Promise<void>;
  close(): Promise<void>;
}

/** A fault outside the rules, as it is logged. */
export type StoreFault = {
  readonly where: string;
  readonly code: string;
  readonly message: string;
};

/** The reason why the store accepts no commands. */
export type StoreTrouble = {
  /** Refusal code of every command meanwhile. */
  readonly code: 'DISK_FULL' | 'DISK_READ_ONLY' | 'STORE_BUSY' | 'STORE_FAILED' | 'FOLDER_LOST';
  /** True if this process cannot recover from it and must end. */
  readonly isLost: boolean;
  readonly since: EpochMs;
  /** Explanation for the staff. */
  readonly words: string;
};

/**
 * How a database that was refused can be opened again. rescue: it is damaged; restore a backup or
 * salvage its readable part. none: another cause, such as a full disk.
 */
export type Remedy = 'rescue' | 'backup' | 'none';
