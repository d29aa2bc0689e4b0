/** The only way to write: checks, groups and commits commands, and updates the lane board. */
import type { Command, TicketRef } from '../../../src-shared/commands/registry';
import { refuse } from '../../../src-shared/base/errors';
import type { Refusal } from '../../../src-shared/base/errors';
import type { PrintJobState } from '../../../src-shared/model/print-job';
import type { Actor, Id } from '../../../src-shared/base/vocabulary';
import { createLaneBoard } from '../../../src-shared/live/lane-board';
import type {
  Answer,
  AskedByName,
  Query,
  QueryName,
  TicketStatus,
} from '../../../src-shared/queries/queries';
import { businessDayOf } from '../domain/engine/business-day';
import type { Clock } from '../ports/clock';
import type { PreparedCommand, CommandResult, Store, StoredEvent } from '../ports/store';
import { askFor } from './ask-for';
import { idMaker } from './ids';
import { prepareCommand } from './bus/prepare-command';
import { PrintWaits } from './bus/print-waits';
import { queueView } from './bus/queue-view';
import { ticketsInLanes } from './bus/reply-tickets';

/** The result for a command's sender: the stored reply, and its tickets' current state. */
export type ExecutedCommand =
  | {
      readonly ok: true;
      readonly reply: unknown;
      readonly repeated: boolean;
      readonly tickets: readonly TicketStatus[];
    }
  | Refusal;

export type ExecutedGroup = {
  readonly results: readonly ExecutedCommand[];
  readonly events: readonly StoredEvent[];
  /** Prints that the group settled; `ms`: time since they were queued. */
  readonly prints: readonly EndedPrint[];
};
export type EndedPrint = {
  readonly printerId: Id;
  readonly state: PrintJobState;
  readonly ms: number;
};

export type CommandBus = {
  /**
   * Runs commands as one group. Resolves once they are on disk, with results in the order of the
   * commands.
   */
  execute(commands: readonly Command[]): Promise<ExecutedGroup>;
  ask<N extends QueryName>(query: Query<N>): Promise<Answer<N>>;
  /**
   * The same on behalf of an actor: refused without the right to ask, and narrowed to the scopes of
   * a program's token.
   */
  askFor<N extends AskedByName>(query: Query<N>, actor: Actor): Promise<Answer<N> | Refusal>;
  /** Print jobs queued in all lanes. */
  readonly waiting: number;
};

export async function createCommandBus(store: Store, clock: Clock): Promise<CommandBus> {
  const seed = await store.laneSeed();
  const board = createLaneBoard(seed.printers, seed.queued, seed.sending);
  const waits = new PrintWaits(clock);
  const newId = idMaker(() => clock.now());
  let cutoverHour = await store.cutoverHour();
  const dayAgo = (days: number): string =>
    businessDayOf(clock.now() - days * 86_400_000, cutoverHour);

  async function executed(result: CommandResult): Promise<ExecutedCommand> {
    if (!result.ok) return result;
    const { tickets: refs = [], ...reply } = result.reply as { tickets?: readonly TicketRef[] };
    const tickets =
      ticketsInLanes(board, refs) ??
      (await store.ask({ name: 'tickets', ticketIds: refs.map((ref) => ref.ticketId) }, (jobId) =>
        board.place(jobId),
      ));
    return { ok: true, reply, repeated: result.repeated, tickets };
  }

  function follow(events: readonly StoredEvent[]): readonly EndedPrint[] {
    const prints: EndedPrint[] = [];
    for (const { event } of events) {
      const job = event.kind === 'printJob.settled' ? board.job(event.jobId) : null;
      if (job && event.kind === 'printJob.settled')
        prints.push({
          printerId: event.printerId,
          state: event.state,
          ms: waits.waitedMs(job, event.at),
        });
      board.apply(event);
      waits.follow(event);
    }
    return prints;
  }

  async function ask<N extends QueryName>(query: Query<N>): Promise<Answer<N>> {
    // The answer's type follows from the query's name; the compiler cannot carry the pair through
    // the union.
    const answer = answerTo(query as Query) as Promise<Answer<N>>;
    return answer;
  }

  async function answerTo(query: Query): Promise<unknown> {
    if (query.name === 'queue') return queueView(store, board, () => dayAgo(0));
    if (query.name === 'day') return dayAgo(query.daysAgo);
    if (query.name === 'heap') return { bytes: process.memoryUsage().heapUsed };
    return store.ask(query, (jobId) => board.place(jobId));
  }

  return {
    get waiting() {
      return board.waiting;
    },
    async execute(commands) {
      const prepared = commands.map((command) => {
        const now = clock.now();
        return prepareCommand(command, now, businessDayOf(now, cutoverHour), newId);
      });
      const allowed = prepared.filter((one): one is PreparedCommand => !('code' in one));
      const group = allowed.length > 0 ? await store.commit(allowed) : { results: [], events: [] };
      const prints = follow(group.events);
      if (group.events.some(({ event }) => event.kind === 'restaurant.changed')) {
        board.know((await store.laneSeed()).printers);
        cutoverHour = await store.cutoverHour();
      }
      const results: ExecutedCommand[] = [];
      let next = 0;
      for (const one of prepared) {
        const result = 'code' in one ? one : (group.results[next++] ?? refuse('INTERNAL'));
        results.push(await executed(result));
      }
      return { results, events: group.events, prints };
    },
    ask,
    askFor: (query, actor) => askFor(query, actor, ask),
  };
}
