/**
 * What the main thread and the core thread say to each other, in batches, so that a burst costs one
 * crossing.
 */
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
  /** The file outside the folder that says which restaurant this is; null: it has none. */
  readonly identity?: readonly string[];
  readonly migrateWithoutCopy?: boolean;
};

export type ToWriteBack = 'write back' | 'stop';
/** Null: done as far as could be. */
export type FromWriteBack = StoreFault | null;

/** Commands are answered in the order they were given, questions in the order they were asked. */
export type ToCore =
  | { readonly kind: 'execute'; readonly command: Command }
  /** `by`: who asks; null: the host itself, which may see everything. */
  | { readonly kind: 'ask'; readonly query: Query; readonly by: Actor | null }
  | { readonly kind: 'ping' }
  | { readonly kind: 'stop' };

export type FromCore =
  /** The database has another schema now; goes before `ready`. */
  | {
      readonly kind: 'migrated';
      readonly from: number;
      readonly to: number;
      readonly copy: string | null;
    }
  | { readonly kind: 'ready' }
  /** Could not start; `words` are for a person. */
  | { readonly kind: 'refused'; readonly words: string; readonly remedy: Remedy }
  | CommitEffects
  | { readonly kind: 'done'; readonly result: ExecutedCommand }
  | { readonly kind: 'answered'; readonly answer: unknown }
  /** A question that could not be answered, in the order of the questions. */
  | { readonly kind: 'unanswered'; readonly words: string }
  | { readonly kind: 'fault'; readonly fault: StoreFault }
  /**
   * What keeps the store from taking anything changed; goes before the answers that it is the
   * reason of.
   */
  | { readonly kind: 'trouble'; readonly trouble: StoreTrouble | null }
  /** After an I/O error the database was opened anew and found sound. */
  | { readonly kind: 'reopened' }
  | { readonly kind: 'pong' }
  | { readonly kind: 'stopped' };

/** What a group brought about; goes before its answers. The events themselves cross beside it. */
export type CommitEffects = {
  readonly kind: 'brought';
  /** The first and last of them, and the last one's time. */
  readonly from: number;
  readonly to: number;
  readonly at: EpochMs;
  /**
   * How long the group took from its first decision to its COMMIT, ms, and how many commands it
   * was.
   */
  readonly tookMs: number;
  readonly commands: number;
  /** Orders that were placed in it, and prints that ended. */
  readonly orders: number;
  /** Who sent each of those orders. */
  readonly senders: Senders;
  readonly prints: readonly EndedPrint[];
  /** Papers that wait in all lanes by now. */
  readonly waiting: number;
  /** Peak hour began or ended; null: as it was. */
  readonly turbo: boolean | null;
  /** The printers whose lanes got work. */
  readonly lanes: readonly Id[];
  readonly printerStates: readonly PrinterStateChange[];
  /** Prints that began to wait for a person. */
  readonly asks: number;
  /** The place itself changed: menu, printers, stations. */
  readonly placeChanged: boolean;
  /** A dish is over, or counted down, or back. */
  readonly stockChanged: boolean;
  /** Somebody's rights did: a device revoked, a person logged in or out, a role, the LAN. */
  readonly accessChanged: boolean;
};

/** A printer that just went away (blocked, open) or came back (ready). */
export type PrinterStateChange = {
  readonly printerId: Id;
  readonly state: PrinterState;
  readonly cause: PrintCause | null;
};

/**
 * From the core: its messages, and beside them a group's events, a JSON array that is read only
 * where somebody listens; empty where there are none.
 */
export type CoreBatch = { readonly messages: string; readonly events: string };

/**
 * A batch crosses as one string: for plain data JSON costs both threads half of what a structured
 * clone does.
 */
export function encodeBatch(messages: readonly (ToCore | FromCore)[]): string {
  return JSON.stringify(messages);
}

/** Both ends are one build, so what comes out is what went in. */
export function decodeBatch<M extends ToCore | FromCore>(crossing: string): readonly M[] {
  return JSON.parse(crossing) as readonly M[];
}
