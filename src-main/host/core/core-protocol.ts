/** Messages between the main thread and the core thread, sent in batches. */
import type { Command } from '../../../src-shared/commands/registry';
import type { Query, Senders } from '../../../src-shared/queries/queries';
import type { PrinterState } from '../../../src-shared/model/printers';
import type { PrintCause } from '../../../src-shared/model/print-job';
import type { Actor, EpochMs, Id } from '../../../src-shared/base/vocabulary';
import type { Remedy, StoreFault, StoreTrouble } from '../ports/store';
import type { EndedPrint, ExecutedCommand } from './command-bus';

export type CoreOptions = {
  readonly folder: string;
  readonly addon: string | null;
  /** Files outside the folder that identify its restaurant. None: it has no identity. */
  readonly identity?: readonly string[];
  readonly migrateWithoutCopy?: boolean;
};

export type ToWriteBack = 'write back' | 'stop';
/** Null: written back as far as possible. */
export type FromWriteBack = StoreFault | null;

export type ExecuteMessage = { readonly kind: 'execute'; readonly command: Command };

/** Commands get replies in their order, and queries get answers in theirs. */
export type ToCore =
  | ExecuteMessage
  /** `by`: the actor that asks; null: the host itself, which may see everything. */
  | { readonly kind: 'ask'; readonly query: Query; readonly by: Actor | null }
  | { readonly kind: 'ping' }
  | { readonly kind: 'stop' };

export type FromCore =
  /** The database was migrated. Sent before `ready`. */
  | {
      readonly kind: 'migrated';
      readonly from: number;
      readonly to: number;
      readonly copy: string | null;
    }
  | { readonly kind: 'ready' }
  /** The core could not start; `words` are for the staff. */
  | { readonly kind: 'refused'; readonly words: string; readonly remedy: Remedy }
  | CommitEffects
  | { readonly kind: 'done'; readonly result: ExecutedCommand }
  | { readonly kind: 'answered'; readonly answer: unknown }
  /** A query that failed, in the order of the queries. */
  | { readonly kind: 'unanswered'; readonly words: string }
  | { readonly kind: 'fault'; readonly fault: StoreFault }
  /** The store's trouble has changed. Sent before the replies that it caused. */
  | { readonly kind: 'trouble'; readonly trouble: StoreTrouble | null }
  /** After an I/O error the database was reopened and found sound. */
  | { readonly kind: 'reopened' }
  | { readonly kind: 'pong' }
  | { readonly kind: 'stopped' };

/** What a group changed. Sent before its replies, with the events beside it. */
export type CommitEffects = {
  readonly kind: 'brought';
  /** The sequence of the first and of the last event, and the time of the last. */
  readonly from: number;
  readonly to: number;
  readonly at: EpochMs;
  /** Duration from the first decision to the COMMIT, ms, and the number of commands. */
  readonly tookMs: number;
  readonly commands: number;
  /** Number of orders that were placed. */
  readonly orders: number;
  /** The sender of each of those orders. */
  readonly senders: Senders;
  readonly prints: readonly EndedPrint[];
  /** Print jobs queued in all lanes after the group. */
  readonly waiting: number;
  /** Turbo was switched on or off; null: unchanged. */
  readonly turbo: boolean | null;
  /** Printers whose lanes have new work. */
  readonly lanes: readonly Id[];
  readonly printerStates: readonly PrinterStateChange[];
  /** Number of prints that became undecided. */
  readonly asks: number;
  /** The restaurant's data changed: menu, printers, stations. */
  readonly placeChanged: boolean;
  /** The stock of an item changed. */
  readonly stockChanged: boolean;
  /** Rights changed: a device was revoked, a person logged in or out, a role, the LAN. */
  readonly accessChanged: boolean;
};

/** A printer that just went away (blocked, open) or came back (ready). */
export type PrinterStateChange = {
  readonly printerId: Id;
  readonly state: PrinterState;
  readonly cause: PrintCause | null;
};

/**
 * `messages`: an encoded batch. `events`: the events of a group as a JSON array, parsed only if
 * there is a listener; empty: there are no events.
 */
export type CoreBatch = { readonly messages: string; readonly events: string };

/**
 * Encodes a batch as one string. For plain data JSON costs both threads half the time of a
 * structured clone.
 */
export function encodeBatch(messages: readonly (ToCore | FromCore)[]): string {
  return JSON.stringify(messages);
}

/** Nothing is validated: both threads are of the same build. */
export function decodeBatch<M extends ToCore | FromCore>(crossing: string): readonly M[] {
  return JSON.parse(crossing) as readonly M[];
}
