/**
 * The one door for writes: who may, with which key, in which group; then the store decides and
 * commits, and the lanes follow.
 */
import { hash } from 'node:crypto';
import type { Command, TicketRef } from '../../../src-shared/commands/registry';
import { refuse } from '../../../src-shared/base/errors';
import { ticketsOpenedBy } from '../../../src-shared/events/events';
import type { Event, QueuedJob } from '../../../src-shared/events/events';
import type { Refusal } from '../../../src-shared/base/errors';
import { mayCommand, scopesOf } from '../../../src-shared/rights/permissions';
import type { PrintJobState } from '../../../src-shared/model/print-job';
import { isSample } from '../../../src-shared/model/sample-printers';
import { scopeForAll } from '../../../src-shared/rights/scopes';
import type { Actor, EpochMs, Id } from '../../../src-shared/base/vocabulary';
import { createLaneBoard } from '../../../src-shared/live/lane-board';
import type {
  Answer,
  AskedByName,
  LaneView,
  Query,
  QueryName,
  TicketStatus,
} from '../../../src-shared/queries/queries';
import { addressText } from '../../../src-shared/model/printer-address-text';
import {
  businessDayOf,
  wallDate,
  wallTime,
  wallTimeWithSeconds,
} from '../domain/engine/business-day';
import { onlyOwn } from '../domain/own-orders';
import { ruleOf } from '../domain/rules';
import type { Clock } from '../ports/clock';
import type { PreparedCommand, CommandResult, Store, StoredEvent } from '../ports/store';
import { askFor } from './ask-for';
import { idMaker } from './ids';

/**
 * What a command's sender gets: the stored reply's facts, and where its tickets stand at this
 * moment.
 */
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
  /** Prints that ended in it: how, and how long after they were queued, ms. */
  readonly prints: readonly EndedPrint[];
};
export type EndedPrint = {
  readonly printerId: Id;
  readonly state: PrintJobState;
  readonly ms: number;
};

export type CommandBus = {
  /**
   * Runs commands as one group. Results are in the order of the commands, and only given once they
   * are on disk.
   */
  execute(commands: readonly Command[]): Promise<ExecutedGroup>;
  ask<N extends QueryName>(query: Query<N>): Promise<Answer<N>>;
  /**
   * The same for somebody: refused where they may not, and narrowed to what a program's token lets
   * it see.
   */
  askFor<N extends AskedByName>(query: Query<N>, actor: Actor): Promise<Answer<N> | Refusal>;
  /** Papers that wait in all lanes. */
  readonly waiting: number;
};

export async function createCommandBus(store: Store, clock: Clock): Promise<CommandBus> {
  const seed = await store.laneSeed();
  const board = createLaneBoard(seed.printers, seed.queued, seed.sending);
  /** When papers that wait or print were queued, by the clock that nobody can set. */
  const queuedSince = new Map<Id, number>();
  const newId = idMaker(() => clock.now());
  let cutoverHour = await store.cutoverHour();
  const today = (): string => businessDayOf(clock.now(), cutoverHour);
  const dayAgo = (days: number): string =>
    businessDayOf(clock.now() - days * 86_400_000, cutoverHour);

  function prepareCommand(command: Command): PreparedCommand | Refusal {
    const { actor, key, age, name } = command;
    const reach = mayCommand(actor, name);
    if (typeof reach !== 'string') return reach;
    const now = clock.now();
    return {
      command,
      rule: reach === 'own' ? onlyOwn(ruleOf(name), scopeForAll(scopesOf(name))) : ruleOf(name),
      context: {
        now,
        madeAt: now - age,
        day: today(),
        wallDate,
        wallTime,
        wallTimeWithSeconds,
        actor,
        key,
        newId,
        chance: Math.random,
      },
      body:
        actor.role === 'system' ? null : hash('sha256', JSON.stringify(command.input), 'buffer'),
    };
  }

  async function executed(result: CommandResult): Promise<ExecutedCommand> {
    if (!result.ok) return result;
    const { tickets: refs = [], ...reply } = result.reply as { tickets?: readonly TicketRef[] };
    const tickets =
      fromLanes(refs) ??
      (await store.ask({ name: 'tickets', ticketIds: refs.map((ref) => ref.ticketId) }, (jobId) =>
        board.place(jobId),
      ));
    return { ok: true, reply, repeated: result.repeated, tickets };
  }

  /**
   * Nearly always a reply's tickets are still in the lanes; null where one is not, and the tables
   * must be asked.
   */
  function fromLanes(refs: readonly TicketRef[]): readonly TicketStatus[] | null {
    const statuses: TicketStatus[] = [];
    for (const { ticketId, station, kind, printer, virtual, divertedTo, cooking, jobId } of refs) {
      const place = board.place(jobId);
      if (!place) return null;
      const { state } = place;
      statuses.push({
        ticketId,
        station,
        kind,
        printer,
        virtual,
        divertedTo,
        state,
        cooking,
        place,
        cause: null,
        settledAt: null,
        copies: 1,
        unprintable: 0,
      });
    }
    return statuses;
  }

  async function ask<N extends QueryName>(query: Query<N>): Promise<Answer<N>> {
    // The answer's type follows from the query's name; the compiler cannot carry the pair through
    // the union.
    const answer = answerTo(query as Query) as Promise<Answer<N>>;
    return answer;
  }

  async function answerTo(query: Query): Promise<unknown> {
    if (query.name === 'queue') return queueView();
    if (query.name === 'day') return dayAgo(query.daysAgo);
    if (query.name === 'heap') return { bytes: process.memoryUsage().heapUsed };
    return store.ask(query, (jobId) => board.place(jobId));
  }

  /**
   * A wall clock that was set meanwhile is no wait; of what was queued before this start only the
   * wall clock knows.
   */
  function waitedMs({ jobId, queuedAt }: QueuedJob, at: EpochMs): number {
    const since = queuedSince.get(jobId);
    return since === undefined ? Math.max(0, at - queuedAt) : clock.elapsed() - since;
  }

  function noteWaits(event: Event): void {
    if (event.kind === 'printJob.settled') queuedSince.delete(event.jobId);
    const queued =
      event.kind === 'printJob.queued' && event.why !== 'clock'
        ? [event.job]
        : ticketsOpenedBy(event).map(({ job }) => job);
    for (const { jobId } of queued)
      if (!queuedSince.has(jobId)) queuedSince.set(jobId, clock.elapsed());
  }

  return {
    get waiting() {
      return board.waiting;
    },
    async execute(commands) {
      const prepared = commands.map(prepareCommand);
      const allowed = prepared.filter((one): one is PreparedCommand => !('code' in one));
      const group = allowed.length > 0 ? await store.commit(allowed) : { results: [], events: [] };
      const prints: EndedPrint[] = [];
      for (const { event } of group.events) {
        const job = event.kind === 'printJob.settled' ? board.job(event.jobId) : null;
        if (job && event.kind === 'printJob.settled')
          prints.push({
            printerId: event.printerId,
            state: event.state,
            ms: waitedMs(job, event.at),
          });
        board.apply(event);
        noteWaits(event);
      }
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

  async function queueView(): Promise<Answer<'queue'>> {
    const printers = await store.ask({ name: 'printers' }, () => null);
    const { orders, ...figures } = await store.today(today());
    const byPrinter = new Map(board.figures().map((lane) => [lane.printerId, lane]));
    const lanes = printers.flatMap((printer): readonly LaneView[] => {
      const lane = byPrinter.get(printer.id);
      return lane
        ? [
            {
              ...lane,
              printer: printer.name,
              address: addressText(printer.address),
              virtual: isSample(printer),
            },
          ]
        : [];
    });
    return { ...figures, lanes, ordersToday: orders };
  }
}
