/** The core as the rest of the host uses it: execute, ask, subscribe. */
import type {
  Command,
  CommandInput,
  CommandName,
  ReplyFacts,
} from '../../../src-shared/commands/registry';
import type { Refusal } from '../../../src-shared/base/errors';
import type { Event } from '../../../src-shared/events/events';
import type {
  Answer,
  AskedByName,
  Query,
  QueryName,
  TicketStatus,
} from '../../../src-shared/queries/queries';
import type { Actor, Id } from '../../../src-shared/base/vocabulary';
import type { Clock } from '../ports/clock';
import { createCoreEvents } from './core-events';
import type { EventBatch, EventRange } from './core-events';
import { CoreLink } from './core-link';
import type { CoreCallbacks } from './core-link';
import type { CoreOptions, PrinterStateChange } from './core-protocol';
import { startThread } from './start-thread';

export { CoreGone, CoreRefused, QueryFailed } from './core-errors';
export type { CoreCallbacks, EventBatch, EventRange, PrinterStateChange };

export type Done<N extends CommandName> = {
  readonly ok: true;
  readonly reply: ReplyFacts<N>;
  readonly repeated: boolean;
  readonly tickets: readonly TicketStatus[];
};

export type Core = {
  /** Resolves once the command is on disk, or refused by name. Never rejects. */
  execute<N extends CommandName>(
    name: N,
    input: CommandInput<N>,
    actor: Actor,
    key: string,
    /** Age of the command, ms: a screen that was offline sends its commands late. */
    age?: number,
  ): Promise<Done<N> | Refusal>;
  /** Rejects only with CoreGone or QueryFailed. */
  ask<N extends QueryName>(query: Query<N>): Promise<Answer<N>>;
  /**
   * The same on behalf of an actor: refused without the right to ask, and narrowed to the scopes of
   * a program's token.
   */
  askFor<N extends AskedByName>(query: Query<N>, actor: Actor): Promise<Answer<N> | Refusal>;
  /** Called after each COMMIT, in order. Returns the function that removes the listener. */
  subscribe(listener: (events: readonly Event[]) => void): () => void;
  /** Called after each COMMIT with the printers whose lanes have new work. */
  onLaneWork(listener: (printerIds: readonly Id[]) => void): () => void;
  /** Called after each COMMIT with its events as JSON, which can be sent on unparsed. */
  onBatch(listener: (batch: EventBatch) => void): () => void;
  /** Called when the restaurant's data changed: menu, printers, stations. */
  onPlaceChanged(listener: () => void): () => void;
  /** Called when the stock of an item changed. */
  onStockChanged(listener: () => void): () => void;
  /** Called when the rights of a person or a device may have changed. */
  onAccessChanged(listener: () => void): () => void;
  /** Called with the number of prints that became undecided. */
  onUndecidedPrints(listener: (asks: number) => void): () => void;
  /** Called after each COMMIT for each printer that went away or came back. */
  onPrinterStateChange(listener: (change: PrinterStateChange) => void): () => void;
  stop(): Promise<void>;
};

/** Resolves once the database is open. Rejects with CoreRefused. */
export async function startCore(
  entry: URL,
  options: CoreOptions,
  clock: Clock,
  callbacks: CoreCallbacks,
): Promise<Core> {
  const worker = startThread('core', entry, options);
  const { emit, ...subscriptions } = createCoreEvents(callbacks.onBug);
  const link = new CoreLink(worker, clock, callbacks, emit);
  await link.opened();
  return {
    ...subscriptions,
    execute<N extends CommandName>(
      name: N,
      input: CommandInput<N>,
      actor: Actor,
      key: string,
      age = 0,
    ) {
      const command = { name, input, actor, key, age } as unknown as Command;
      // The reply's type follows from the command's name.
      return link.execute(command) as Promise<Done<N> | Refusal>;
    },
    ask: <N extends QueryName>(query: Query<N>) => link.ask<Answer<N>>(query as Query, null),
    askFor: <N extends AskedByName>(query: Query<N>, actor: Actor) =>
      link.ask<Answer<N> | Refusal>(query as Query, actor),
    stop: () => link.stop(),
  };
}
