/** The connection to the core thread: messages both ways, and the check that it responds. */
import type { Worker } from 'node:worker_threads';
import type { Command } from '../../../src-shared/commands/registry';
import { refuse } from '../../../src-shared/base/errors';
import type { Query } from '../../../src-shared/queries/queries';
import type { Actor } from '../../../src-shared/base/vocabulary';
import type { Clock } from '../ports/clock';
import type { StoreFault, StoreTrouble } from '../ports/store';
import type { ExecutedCommand } from './command-bus';
import { CoreGone, CoreRefused, QueryFailed } from './core-errors';
import { decodeBatch, encodeBatch } from './core-protocol';
import type { CommitEffects, CoreBatch, FromCore, ToCore } from './core-protocol';
import { deferred } from './deferred';
import { fault, figure, quotingError } from '../../../src-shared/base/fault-points';

const PING_EVERY_MS = figure('core.ping-every-ms', 2_000);
/** A slow disk may hold a commit for seconds. Beyond this limit the thread counts as stuck. */
const STUCK_AFTER_MS = figure('core.stuck-after-ms', 20_000);
/**
 * The limit while the core opens, when it may migrate years of rows: two million took 2.3 s on a
 * fast disk.
 */
const OPENING_MS = 600_000;

export type CoreCallbacks = {
  readonly onFault: (fault: StoreFault) => void;
  /** The reason why the store accepts no commands has changed; null: it accepts them again. */
  readonly onTrouble: (trouble: StoreTrouble | null) => void;
  /** After an I/O error the database was reopened and found sound. */
  readonly onReopened: () => void;
  /** The start migrated the database; `copy`: path of the copy of the old one. */
  readonly onMigrated?: (from: number, to: number, copy: string | null) => void;
  /** A listener threw. The other listeners were still called. */
  readonly onBug: (error: unknown) => void;
  /** The core died or hung. Its commands and queries have been refused. Called once. */
  readonly onGone: (words: string) => void;
};

export class CoreLink {
  readonly #worker: Worker;
  readonly #clock: Clock;
  readonly #callbacks: CoreCallbacks;
  readonly #onCommit: (effects: CommitEffects, events: string) => void;
  // Requests in the order of the answers. Arrays, not Maps: the old tables of a Map that has grown
  // keep finished requests and their sockets alive until the next full garbage collection.
  readonly #commands: ((result: ExecutedCommand) => void)[] = [];
  readonly #queries: { resolve: (answer: unknown) => void; reject: (error: Error) => void }[] = [];
  readonly #started = deferred<void>();
  readonly #stopped = deferred<void>();
  readonly #exited: Promise<void>;
  readonly #pulse: NodeJS.Timeout;
  #outbox: ToCore[] = [];
  #isOpen = false;
  #isGone = false;
  #isStopping = false;
  #lastMessageAt: number;
  #lastPulseAt: number;

  constructor(
    worker: Worker,
    clock: Clock,
    callbacks: CoreCallbacks,
    onCommit: (effects: CommitEffects, events: string) => void,
  ) {
    this.#worker = worker;
    this.#clock = clock;
    this.#callbacks = callbacks;
    this.#onCommit = onCommit;
    this.#lastMessageAt = clock.elapsed();
    this.#lastPulseAt = clock.elapsed();
    this.#exited = new Promise<void>((resolve) => {
      worker.once('exit', (code) => {
        this.#lose(`el hilo central terminó (${code})`);
        resolve();
      });
    });
    worker.on('error', (error) => this.#lose(`el hilo central falló: ${error.message}`));
    worker.on('message', (batch: CoreBatch) => this.#receiveBatch(batch));
    this.#pulse = setInterval(() => this.#checkPulse(), PING_EVERY_MS);
  }

  /** Resolves once the core has opened the database. Rejects with CoreRefused. */
  async opened(): Promise<void> {
    try {
      await this.#started.promise;
    } catch (error) {
      clearInterval(this.#pulse);
      await this.#worker.terminate();
      throw error;
    }
  }

  /** Never rejects. */
  execute(command: Command): Promise<ExecutedCommand> {
    if (this.#isGone) return Promise.resolve(refuse('CORE_GONE'));
    return new Promise((resolve) => {
      this.#commands.push(resolve);
      this.#send({ kind: 'execute', command });
    });
  }

  /** Rejects with CoreGone or QueryFailed. `A` follows from the query's name. */
  ask<A>(query: Query, by: Actor | null): Promise<A> {
    if (this.#isGone) return Promise.reject(new CoreGone('el hilo central no está'));
    return new Promise<A>((resolve, reject) => {
      this.#queries.push({ resolve: resolve as (answer: unknown) => void, reject });
      this.#send({ kind: 'ask', query, by });
    });
  }

  async stop(): Promise<void> {
    if (this.#isGone) return;
    this.#isStopping = true;
    this.#send({ kind: 'stop' });
    await this.#stopped.promise;
    clearInterval(this.#pulse);
    await this.#exited;
  }

  /** Posts one batch per turn of the event loop, however many requests came in during it. */
  #send(message: ToCore): void {
    this.#outbox.push(message);
    if (this.#outbox.length > 1) return;
    setImmediate(() => {
      const batch = this.#outbox;
      this.#outbox = [];
      if (!this.#isGone) this.#worker.postMessage(encodeBatch(batch));
    });
  }

  #receiveBatch({ messages, events }: CoreBatch): void {
    this.#lastMessageAt = this.#clock.elapsed();
    if (fault('host.throws-on-events') && events.includes('Montenegro')) throw quotingError();
    for (const message of decodeBatch<FromCore>(messages)) this.#receive(message, events);
  }

  #receive(message: FromCore, events: string): void {
    const callbacks = this.#callbacks;
    switch (message.kind) {
      case 'brought':
        return this.#onCommit(message, events);
      case 'migrated':
        return callbacks.onMigrated?.(message.from, message.to, message.copy);
      case 'ready':
        this.#isOpen = true;
        return this.#started.resolve();
      case 'refused':
        this.#isStopping = true;
        return this.#started.reject(new CoreRefused(message.words, null, '', message.remedy));
      case 'done':
        return this.#commands.shift()?.(message.result);
      case 'answered':
        return this.#queries.shift()?.resolve(message.answer);
      case 'unanswered':
        return this.#queries.shift()?.reject(new QueryFailed(message.words));
      case 'fault':
        return callbacks.onFault(message.fault);
      case 'trouble':
        return callbacks.onTrouble(message.trouble);
      case 'reopened':
        return callbacks.onReopened();
      case 'pong':
        return;
      case 'stopped':
        return this.#stopped.resolve();
    }
  }

  #checkPulse(): void {
    const now = this.#clock.elapsed();
    // If this timer came late, the whole program was suspended: the core gets its full time again.
    if (now - this.#lastPulseAt > 2 * PING_EVERY_MS) this.#lastMessageAt = now;
    this.#lastPulseAt = now;
    const silentMs = now - this.#lastMessageAt;
    if (silentMs <= (this.#isOpen ? STUCK_AFTER_MS : OPENING_MS))
      return this.#send({ kind: 'ping' });
    this.#lose(`el hilo central no responde desde hace ${Math.round(silentMs / 1000)} s`);
    void this.#worker.terminate();
  }

  #lose(words: string): void {
    if (this.#isGone) return;
    this.#isGone = true;
    clearInterval(this.#pulse);
    for (const settle of this.#commands.splice(0)) settle(refuse('CORE_GONE'));
    for (const { reject } of this.#queries.splice(0)) reject(new CoreGone(words));
    this.#started.reject(new CoreRefused(words));
    this.#stopped.resolve();
    // A core that never opened is reported by `opened`: its caller may offer a backup.
    if (this.#isOpen && !this.#isStopping) this.#callbacks.onGone(words);
  }
}
