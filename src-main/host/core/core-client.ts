/**
 * The core as the rest of the host sees it: execute, ask, subscribe. Notices when the core thread
 * is dead or stuck.
 */
import type { BackupFacts } from '../../../src-shared/model/operations/backups';
import type {
  Command,
  CommandInput,
  CommandName,
  ReplyFacts,
} from '../../../src-shared/commands/registry';
import { refuse } from '../../../src-shared/base/errors';
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
import type { Remedy, StoreFault, StoreTrouble } from '../ports/store';
import { decodeBatch, encodeBatch } from './core-protocol';
import type {
  CommitEffects,
  CoreOptions,
  CoreBatch,
  FromCore,
  PrinterStateChange,
  ToCore,
} from './core-protocol';
import type { ExecutedCommand } from './command-bus';
import { deferred } from './deferred';
import { createEmitter } from './emitter';
import { startThread } from './start-thread';
import { fault, figure, quotingError } from '../../../src-shared/base/fault-points';

export type { PrinterStateChange };

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
    /** How long ago it was made, ms; a screen that was cut off sends late what it has. */
    age?: number,
  ): Promise<Done<N> | Refusal>;
  /** Rejects with CoreGone or Unanswered, and with nothing else. */
  ask<N extends QueryName>(query: Query<N>): Promise<Answer<N>>;
  /**
   * The same for somebody: refused where they may not, and narrowed to what a program's token lets
   * it see.
   */
  askFor<N extends AskedByName>(query: Query<N>, actor: Actor): Promise<Answer<N> | Refusal>;
  /** Told after each COMMIT, in order. Returns the way to stop listening. */
  subscribe(listener: (events: readonly Event[]) => void): () => void;
  /**
   * Told after each COMMIT which printers' lanes got work: all that the print desk needs of the
   * events.
   */
  onLaneWork(listener: (printerIds: readonly Id[]) => void): () => void;
  /** Told after each COMMIT of everything, as JSON that need not be read to be passed on. */
  onBatch(listener: (batch: EventBatch) => void): () => void;
  /** Told when the place itself changed: menu, printers, stations. */
  onPlaceChanged(listener: () => void): () => void;
  /** Told when a dish is over, counted down or back. */
  onStockChanged(listener: () => void): () => void;
  /** Told when somebody's rights may have changed. */
  onAccessChanged(listener: () => void): () => void;
  /** Told how many prints began to wait for a person. */
  onUndecidedPrints(listener: (asks: number) => void): () => void;
  /** Told after each COMMIT which printers went away or came back. */
  onPrinterStateChange(listener: (change: PrinterStateChange) => void): () => void;
  stop(): Promise<void>;
};

/**
 * `events` is a JSON array; `from` and `to` are its first and last sequence, `at` the last one's
 * time.
 */
export type EventRange = { readonly events: string } & Pick<CommitEffects, 'from' | 'to' | 'at'>;
/** One group's, with how busy the core is. */
export type EventBatch = EventRange &
  Pick<
    CommitEffects,
    'tookMs' | 'commands' | 'orders' | 'senders' | 'prints' | 'waiting' | 'turbo'
  >;

export type CoreCallbacks = {
  readonly onFault: (fault: StoreFault) => void;
  /** What keeps the store from taking anything changed; null: all is well again. */
  readonly onTrouble: (trouble: StoreTrouble | null) => void;
  /** After an I/O error the database was opened anew and found sound. */
  readonly onReopened: () => void;
  /**
   * The start brought the database to another schema; `copy` is where the one of before is kept.
   */
  readonly onMigrated?: (from: number, to: number, copy: string | null) => void;
  /** Somebody who was told of something threw; everybody else was told all the same. */
  readonly onBug: (error: unknown) => void;
  /** The core died or hung: whatever was under way has been refused by name. Called once. */
  readonly onGone: (words: string) => void;
};

/**
 * What was asked could not be read from the disk; the core goes on, and the fault is in the log.
 */
export class QueryFailed extends Error {}

/** There is no core to ask any more. */
export class CoreGone extends Error {}

/** The core could not start; the message is for a person. */
export class CoreRefused extends Error {
  /**
   * `backup`: the newest one that could take the database's place. `howTo`: what to type for it,
   * where there is nothing to press.
   */
  constructor(
    readonly why: string,
    readonly backup: { readonly file: string; readonly facts: BackupFacts } | null = null,
    howTo = '',
    readonly remedy: Remedy = 'backup',
  ) {
    super(why + howTo);
  }
}

const PING_EVERY_MS = figure('core.ping-every-ms', 2_000);
/** A slow disk may hold a commit for seconds; beyond this the thread is taken for stuck. */
const STUCK_AFTER_MS = figure('core.stuck-after-ms', 20_000);
/**
 * Before it is open it may have years of rows to bring to a new shape: two million took 2.3 s on a
 * quick disk, and not every disk is.
 */
const OPENING_MS = 600_000;

export async function startCore(
  entry: URL,
  options: CoreOptions,
  clock: Clock,
  watch: CoreCallbacks,
): Promise<Core> {
  const worker = startThread('core', entry, options);
  /**
   * Who waits, in the order of asking, which is the order of the answers. Lists, not Maps: the
   * tables that a busy Map outgrew would keep finished requests with their sockets until the next
   * full collection.
   */
  const commands: ((result: ExecutedCommand) => void)[] = [];
  const questions: { resolve: (answer: unknown) => void; reject: (error: Error) => void }[] = [];
  const { onBug } = watch;
  const onEvents = createEmitter<readonly Event[]>(onBug);
  const onPlace = createEmitter<void>(onBug);
  const onStock = createEmitter<void>(onBug);
  const onAccess = createEmitter<void>(onBug);
  const onBatch = createEmitter<EventBatch>(onBug);
  const onUndecidedPrints = createEmitter<number>(onBug);
  const onPrinterStateChange = createEmitter<PrinterStateChange>(onBug);
  const onLaneWork = createEmitter<readonly Id[]>(onBug);
  let outbox: ToCore[] = [];
  let isOpen = false;
  let gone = false;
  let stopping = false;
  let heardAt = clock.elapsed();
  let lookedAt = clock.elapsed();

  const exited = new Promise<void>((resolve) => {
    worker.once('exit', (code) => {
      lose(`el hilo central terminó (${code})`);
      resolve();
    });
  });
  worker.on('error', (error) => lose(`el hilo central falló: ${error.message}`));

  const started = deferred<void>();
  const stopped = deferred<void>();
  worker.on('message', ({ messages, events }: CoreBatch) => {
    heardAt = clock.elapsed();
    if (fault('host.throws-on-events') && events.includes('Montenegro')) throw quotingError();
    for (const message of decodeBatch<FromCore>(messages)) receive(message, events);
  });

  /** What may have changed what others keep goes first; what is a mere consequence last. */
  function hear(message: CommitEffects, events: string): void {
    const { lanes, printerStates, asks } = message;
    if (message.placeChanged) onPlace.emit();
    if (message.stockChanged) onStock.emit();
    if (message.accessChanged) onAccess.emit();
    onBatch.emit({ ...message, events });
    if (asks > 0) onUndecidedPrints.emit(asks);
    for (const change of printerStates) onPrinterStateChange.emit(change);
    if (lanes.length > 0) onLaneWork.emit(lanes);
    if (onEvents.hasListeners) onEvents.emit(JSON.parse(events) as readonly Event[]);
  }

  function receive(message: FromCore, events: string): void {
    switch (message.kind) {
      case 'brought':
        return hear(message, events);
      case 'migrated':
        return watch.onMigrated?.(message.from, message.to, message.copy);
      case 'ready':
        isOpen = true;
        return started.resolve();
      case 'refused':
        stopping = true;
        return started.reject(new CoreRefused(message.words, null, '', message.remedy));
      case 'done':
        return commands.shift()?.(message.result);
      case 'answered':
        return questions.shift()?.resolve(message.answer);
      case 'unanswered':
        return questions.shift()?.reject(new QueryFailed(message.words));
      case 'fault':
        return watch.onFault(message.fault);
      case 'trouble':
        return watch.onTrouble(message.trouble);
      case 'reopened':
        return watch.onReopened();
      case 'pong':
        return;
      case 'stopped':
        return stopped.resolve();
    }
  }

  function lose(words: string): void {
    if (gone) return;
    gone = true;
    clearInterval(pulse);
    for (const settle of commands.splice(0)) settle(refuse('CORE_GONE'));
    for (const { reject } of questions.splice(0)) reject(new CoreGone(words));
    started.reject(new CoreRefused(words));
    stopped.resolve();
    // One that never opened is told to whoever opens it, who may have a backup to offer.
    if (isOpen && !stopping) watch.onGone(words);
  }

  const pulse = setInterval(() => {
    const now = clock.elapsed();
    // If this very timer came late the whole program was frozen; the core deserves its full time
    // again.
    if (now - lookedAt > 2 * PING_EVERY_MS) heardAt = now;
    lookedAt = now;
    if (now - heardAt <= (isOpen ? STUCK_AFTER_MS : OPENING_MS)) return send({ kind: 'ping' });
    lose(`el hilo central no responde desde hace ${Math.round((now - heardAt) / 1000)} s`);
    void worker.terminate();
  }, PING_EVERY_MS);

  /** One crossing per turn of the event loop, however many sockets had something to say in it. */
  function send(message: ToCore): void {
    outbox.push(message);
    if (outbox.length > 1) return;
    setImmediate(() => {
      const batch = outbox;
      outbox = [];
      if (!gone) worker.postMessage(encodeBatch(batch));
    });
  }

  /** The answer's type follows from the query's name. */
  function question<A>(query: Query, by: Actor | null): Promise<A> {
    if (gone) return Promise.reject(new CoreGone('el hilo central no está'));
    return new Promise<A>((resolve, reject) => {
      questions.push({ resolve: resolve as (answer: unknown) => void, reject });
      send({ kind: 'ask', query, by });
    });
  }

  await started.promise.catch(async (error: unknown) => {
    clearInterval(pulse);
    await worker.terminate();
    throw error;
  });

  return {
    execute<N extends CommandName>(
      name: N,
      input: CommandInput<N>,
      actor: Actor,
      key: string,
      age = 0,
    ) {
      if (gone) return Promise.resolve(refuse('CORE_GONE'));
      return new Promise<Done<N> | Refusal>((resolve) => {
        // The reply's type follows from the command's name; the core answers each name with its
        // own.
        commands.push(resolve as (result: ExecutedCommand) => void);
        send({ kind: 'execute', command: { name, input, actor, key, age } as unknown as Command });
      });
    },
    ask: <N extends QueryName>(query: Query<N>) => question<Answer<N>>(query as Query, null),
    askFor: <N extends AskedByName>(query: Query<N>, actor: Actor) =>
      question<Answer<N> | Refusal>(query as Query, actor),
    subscribe: onEvents.on,
    onBatch: onBatch.on,
    onStockChanged: onStock.on,
    onAccessChanged: onAccess.on,
    onPlaceChanged: onPlace.on,
    onUndecidedPrints: onUndecidedPrints.on,
    onPrinterStateChange: onPrinterStateChange.on,
    onLaneWork: onLaneWork.on,
    async stop() {
      if (gone) return;
      stopping = true;
      send({ kind: 'stop' });
      await stopped.promise;
      clearInterval(pulse);
      await exited;
    },
  };
}
