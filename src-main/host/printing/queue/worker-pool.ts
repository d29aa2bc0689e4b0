/** The pool of print workers: gives them work, detects dead and stuck ones, and replaces them. */
import type { Lease, Probe } from '../../../../src-shared/commands/registry';
import type { PrinterProfile } from '../../../../src-shared/model/printers';
import type { PrintCause } from '../../../../src-shared/model/print-job';
import type { TicketPaper } from '../../../../src-shared/paper/ticket-layout';
import type { Id } from '../../../../src-shared/base/vocabulary';
import { DEAD_AFTER_MS, HEARTBEAT_MS } from '../../../../src-shared/ipc/print-worker';
import type {
  WorkerSettings,
  PrinterTask,
  PrinterTaskResult,
  FromWorker,
  SessionLimits,
} from '../../../../src-shared/ipc/print-worker';
import type { Clock } from '../../ports/clock';
import type { WorkerLauncher, WorkerProcess } from '../../ports/worker-launcher';
import { createLaneAssignment } from './drivers';
import { PoolWorker } from './pool-member';
import type { PrintEnd, WorkerQuestion } from './pool-member';
import type { WorkerRegistry } from './leftover-workers';
import { WorkerStarter } from './worker-starter';
import { fault } from '../../../../src-shared/base/fault-points';

type LateMessage = Extract<FromWorker, { kind: 'late' }>;

export type WorkerPool = {
  /**
   * The pid of the printer's worker; null while no worker is ready. A printer keeps its worker as
   * long as that lives, since the worker may still hold the connection.
   */
  pick(printerId: Id): number | null;
  /**
   * Prints on that worker, or on another if that one is gone. Resolves only when no worker can be
   * writing that ticket any more. `onStopped` is called with a cause when the printer stops in the
   * middle, and with null when it goes on.
   */
  print(
    pid: number,
    lease: Lease,
    onStopped: (cause: PrintCause | null) => void,
  ): Promise<PrintEnd>;
  /** Checks a printer without using paper. Resolves with null if it can print. */
  probe(pid: number, probe: Probe): Promise<PrintCause | null>;
  /** Runs a printer task. Resolves with `unsure` if the worker dies meanwhile. */
  runTask(pid: number, task: PrinterTask, at: Probe): Promise<PrinterTaskResult>;
  /** A ticket as a PDF; null if no worker could draw it. */
  draw(paper: TicketPaper, columns: PrinterProfile['columns']): Promise<Uint8Array | null>;
  /** The listener is called when a printer confirms an attempt that had been abandoned. */
  onLate(listener: (late: LateMessage) => void): void;
  /** The listener is called when a printer without a worker may get one now. */
  onReady(listener: () => void): void;
  /** Workers that are not retiring. */
  readonly pids: readonly number[];
  /** Sets the number of workers. Excess workers end as soon as their open work is done. */
  resize(size: number): void;
  stop(): Promise<void>;
};

export type PoolOptions = {
  readonly size: number;
  readonly launcher: WorkerLauncher;
  readonly book: WorkerRegistry;
  readonly clock: Clock;
  readonly limitsFor: (session: { readonly expectedMs: number }) => SessionLimits;
  readonly settings: WorkerSettings;
  readonly onWorkerGone: (pid: number, words: string) => void;
};

/** At stop, workers that still run after this time are killed, ms. */
const STOP_WITHIN_MS = 2_000;

export function startWorkerPool(options: PoolOptions): WorkerPool {
  return new ProcessPool(options);
}

class ProcessPool implements WorkerPool {
  readonly #options: PoolOptions;
  readonly #members = new Map<number, PoolWorker>();
  readonly #assignment = createLaneAssignment<PoolWorker>(() => this.#members.values());
  readonly #starter: WorkerStarter;
  readonly #readyListeners = new Set<() => void>();
  readonly #lateListeners = new Set<(late: LateMessage) => void>();
  readonly #watch: NodeJS.Timeout;
  #isStopping = false;
  #lastQuestionId = 0;
  #watchedAt: number;
  #onAllGone: (() => void) | null = null;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#starter = new WorkerStarter(options.launcher, (process) => this.#add(process));
    this.#watchedAt = options.clock.elapsed();
    this.#watch = setInterval(() => this.#killSilent(), HEARTBEAT_MS);
    this.resize(options.size);
  }

  get pids(): readonly number[] {
    return [...this.#members.values()].filter(({ retiring }) => !retiring).map(({ pid }) => pid);
  }

  pick(printerId: Id): number | null {
    return this.#assignment.of(printerId)?.pid ?? null;
  }

  print(
    pid: number,
    lease: Lease,
    onStopped: (cause: PrintCause | null) => void,
  ): Promise<PrintEnd> {
    const member = this.#assign(pid, lease.printerId);
    if (!member)
      return Promise.resolve({
        outcome: { kind: 'not_started', cause: 'worker_died' },
        firstByteAt: null,
        heard: '',
      });
    const { limitsFor, settings } = this.#options;
    return member.print({ kind: 'print', lease, limits: limitsFor(lease), settings }, onStopped);
  }

  probe(pid: number, probe: Probe): Promise<PrintCause | null> {
    const { settings } = this.#options;
    const limits = this.#taskLimits();
    return this.#ask<PrintCause | null>(
      this.#assign(pid, probe.printerId),
      (id) => ({ kind: 'probe', id, probe, limits, settings }),
      { noWorker: 'worker_died', workerDied: 'worker_died' },
    );
  }

  runTask(pid: number, task: PrinterTask, at: Probe): Promise<PrinterTaskResult> {
    const limits = this.#taskLimits();
    const cause = 'worker_died';
    return this.#ask<PrinterTaskResult>(
      this.#assign(pid, at.printerId),
      (id) => ({ kind: 'errand', id, errand: task, at, limits }),
      { noWorker: { kind: 'not_started', cause }, workerDied: { kind: 'unsure', cause } },
    );
  }

  draw(paper: TicketPaper, columns: PrinterProfile['columns']): Promise<Uint8Array | null> {
    return this.#ask<Uint8Array | null>(
      this.#assignment.leastBusy(),
      (id) => ({ kind: 'draw', id, paper, columns }),
      { noWorker: null, workerDied: null },
    );
  }

  onLate(listener: (late: LateMessage) => void): void {
    this.#lateListeners.add(listener);
  }

  onReady(listener: () => void): void {
    this.#readyListeners.add(listener);
  }

  resize(size: number): void {
    const staying = [...this.#members.values()].filter(({ retiring }) => !retiring);
    for (let count = staying.length + this.#starter.count; count < size; count++)
      this.#starter.start();
    const excess = staying
      .toSorted((a, b) => a.underWay - b.underWay)
      .slice(0, Math.max(0, staying.length - size));
    for (const member of excess) {
      member.retiring = true;
      this.#endIfRetired(member);
    }
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    clearInterval(this.#watch);
    await this.#starter.stop();
    if (this.#members.size === 0) return;
    const gone = new Promise<void>((resolve) => (this.#onAllGone = resolve));
    for (const { process } of this.#members.values()) process.disconnect();
    const force = setTimeout(() => {
      for (const { process } of this.#members.values()) process.kill();
    }, STOP_WITHIN_MS);
    await gone;
    clearTimeout(force);
  }

  #add(process: WorkerProcess): void {
    const member = new PoolWorker(process, this.#options.clock.elapsed());
    this.#options.book.add(member.pid);
    this.#members.set(member.pid, member);
    process.onMessage((message) => this.#receive(member, message));
    process.onGone((words) => this.#remove(member, words));
    // The pool was stopped while this process started.
    if (this.#isStopping) process.disconnect();
  }

  #receive(member: PoolWorker, message: FromWorker): void {
    member.heardAt = this.#options.clock.elapsed();
    switch (message.kind) {
      case 'ready':
        member.ready = true;
        this.#rebalance();
        return this.#notifyReady();
      case 'released':
        if (this.#assignment.release(member, message.printerId, message.gone)) this.#notifyReady();
        return;
      case 'late':
        for (const listener of this.#lateListeners) listener(message);
        return;
      default:
        if (member.handle(message)) this.#endIfRetired(member);
    }
  }

  /** Asks the other workers to release printers for a worker that is new. */
  #rebalance(): void {
    const { gapMs } = this.#taskLimits();
    for (const { worker, printerId } of this.#assignment.share())
      worker.process.send({ kind: 'release', printerId, gapMs });
  }

  #notifyReady(): void {
    for (const listener of this.#readyListeners) listener();
  }

  #remove(member: PoolWorker, words: string): void {
    this.#members.delete(member.pid);
    this.#options.book.remove(member.pid);
    member.die();
    this.#assignment.forget(member);
    if (this.#isStopping) {
      if (this.#members.size === 0) this.#onAllGone?.();
      return;
    }
    // A retired worker is not replaced: its printers get another worker.
    if (member.retiring) return this.#notifyReady();
    this.#options.onWorkerGone(member.pid, words);
    this.#starter.startLater();
  }

  #killSilent(): void {
    const now = this.#options.clock.elapsed();
    // A late timer means that this whole process was frozen and could receive no message.
    const wasFrozen = now - this.#watchedAt > 3 * HEARTBEAT_MS;
    this.#watchedAt = now;
    for (const member of this.#members.values()) {
      if (wasFrozen) member.heardAt = now;
      else if (now - member.heardAt > DEAD_AFTER_MS) member.process.kill();
    }
  }

  #endIfRetired(member: PoolWorker): void {
    if (fault('printing.retiring-worker-stays')) return;
    if (member.retiring && member.underWay === 0) member.process.disconnect();
  }

  /** The worker with that pid, or another if that one is gone. */
  #assign(pid: number, printerId: Id): PoolWorker | null {
    const member = this.#members.get(pid);
    if (!member) return this.#assignment.of(printerId);
    this.#assignment.take(member, printerId);
    return member;
  }

  /** Limits for work that prints no ticket. */
  #taskLimits(): SessionLimits {
    return this.#options.limitsFor({ expectedMs: 0 });
  }

  #ask<Answer>(
    member: PoolWorker | null,
    question: (id: number) => WorkerQuestion,
    otherwise: { readonly noWorker: Answer; readonly workerDied: Answer },
  ): Promise<Answer> {
    if (!member) return Promise.resolve(otherwise.noWorker);
    const id = ++this.#lastQuestionId;
    return member.ask(id, question(id), otherwise.workerDied);
  }
}
