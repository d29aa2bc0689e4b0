/**
 * The pool of print workers: starts them, gives them what is to be done, notices the dead and the
 * stuck, and starts others in their place.
 */
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
  ToWorker,
} from '../../../../src-shared/ipc/print-worker';
import type { Clock } from '../../ports/clock';
import type { WorkerLauncher } from '../../ports/worker-launcher';
import { createLaneAssignment } from './drivers';
import { startPoolWorker } from './pool-member';
import type { PoolWorker, PrintEnd } from './pool-member';
import type { WorkerRegistry } from './leftover-workers';
import { fault } from '../../../../src-shared/base/fault-points';

export type WorkerPool = {
  /**
   * The pid of the worker that drives this printer; null while none is up. A printer stays with its
   * worker as long as that lives, since the worker may still hold the connection.
   */
  pick(printerId: Id): number | null;
  /**
   * Prints on that worker, or another if it went meanwhile. Resolves only when nobody can be
   * writing that ticket any more. `onStopped` tells of a printer that stopped in the middle, and
   * again (null) when it goes on.
   */
  print(
    pid: number,
    lease: Lease,
    onStopped: (cause: PrintCause | null) => void,
  ): Promise<PrintEnd>;
  /** Looks at a printer on no paper: null when it can print. */
  probe(pid: number, probe: Probe): Promise<PrintCause | null>;
  /**
   * Does something at a printer that is no ticket. A worker that dies at it leaves the end unknown.
   */
  errand(pid: number, errand: PrinterTask, at: Probe): Promise<PrinterTaskResult>;
  /** A ticket as a PDF; null when no worker could draw it. */
  draw(paper: TicketPaper, columns: PrinterProfile['columns']): Promise<Uint8Array | null>;
  /** Called when a printer answers for a try that had been given up. */
  onLate(listener: (late: Extract<FromWorker, { kind: 'late' }>) => void): void;
  /** Called when a worker came up, so that lanes that found none can go on. */
  onReady(listener: () => void): void;
  readonly pids: readonly number[];
  /** So many from now on: more are started, those too many end as soon as they print nothing. */
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

type Question = Extract<ToWorker, { id: number }>;

/** A worker that dies at once is not started again faster than this, ms. */
const RESTART_AFTER_MS = 300;

export function startWorkerPool(options: PoolOptions): WorkerPool {
  const { launcher, book, clock, limitsFor, settings, onWorkerGone } = options;
  const members = new Map<number, PoolWorker>();
  const drivers = createLaneAssignment<PoolWorker>(() => members.values());
  const readyListeners = new Set<() => void>();
  const lateListeners = new Set<(late: Extract<FromWorker, { kind: 'late' }>) => void>();
  const restarts = new Set<NodeJS.Timeout>();
  /** Being started, without a pid yet. */
  const launches = new Set<Promise<void>>();
  let stopping = false;
  let asked = 0;
  let lookedAt = clock.elapsed();
  let allGone: (() => void) | null = null;

  function launch(): void {
    const starting = begin().finally(() => launches.delete(starting));
    launches.add(starting);
  }

  async function begin(): Promise<void> {
    const child = await launcher.launch();
    if (!child) return relaunchLater();
    const member = startPoolWorker(child, clock.elapsed());
    book.add(member.pid);
    members.set(member.pid, member);
    child.onMessage((message) => receive(member, message));
    child.onGone((words) => bury(member, words));
    // Wanted no more while it was being started.
    if (stopping) child.disconnect();
  }

  function receive(member: PoolWorker, message: FromWorker): void {
    member.heardAt = clock.elapsed();
    switch (message.kind) {
      case 'ready':
        member.ready = true;
        for (const { worker, printerId } of drivers.share())
          worker.process.send({
            kind: 'release',
            printerId,
            gapMs: limitsFor({ expectedMs: 0 }).gapMs,
          });
        return tellReady();
      case 'released':
        if (drivers.release(member, message.printerId, message.gone)) tellReady();
        return;
      case 'late':
        for (const listener of lateListeners) listener(message);
        return;
      default:
        if (member.hear(message)) retire(member);
    }
  }

  function tellReady(): void {
    for (const listener of readyListeners) listener();
  }

  function bury(member: PoolWorker, words: string): void {
    members.delete(member.pid);
    book.remove(member.pid);
    member.die();
    drivers.forget(member);
    if (stopping) {
      if (members.size === 0) allGone?.();
      return;
    }
    if (member.retiring) {
      // Its printers go to another.
      return tellReady();
    }
    onWorkerGone(member.pid, words);
    relaunchLater();
  }

  function relaunchLater(): void {
    if (stopping) return;
    const timer = setTimeout(() => {
      restarts.delete(timer);
      launch();
    }, RESTART_AFTER_MS);
    restarts.add(timer);
  }

  const watch = setInterval(() => {
    const now = clock.elapsed();
    // A late timer means that this whole program was frozen: nobody could be heard, so nobody is
    // judged.
    const frozen = now - lookedAt > 3 * HEARTBEAT_MS;
    lookedAt = now;
    for (const member of members.values()) {
      if (frozen) member.heardAt = now;
      else if (now - member.heardAt > DEAD_AFTER_MS) member.process.kill();
    }
  }, HEARTBEAT_MS);

  /** Ends one that is to go, once nothing is under way in it. */
  function retire(member: PoolWorker): void {
    if (fault('printing.retiring-worker-stays')) return;
    if (member.retiring && member.underWay === 0) member.process.disconnect();
  }

  /** The one that was picked, or another if it went meanwhile. */
  function takes(pid: number, printerId: Id): PoolWorker | null {
    const member = members.get(pid);
    if (!member) return drivers.of(printerId);
    drivers.take(member, printerId);
    return member;
  }

  function resize(size: number): void {
    const staying = [...members.values()].filter(({ retiring }) => !retiring);
    for (let count = staying.length + restarts.size + launches.size; count < size; count++)
      launch();
    // The idle first.
    const tooMany = staying
      .toSorted((a, b) => a.underWay - b.underWay)
      .slice(0, Math.max(0, staying.length - size));
    for (const member of tooMany) {
      member.retiring = true;
      retire(member);
    }
  }
  resize(options.size);

  /** `without` is the answer where there is no worker, `lost` where one dies over the question. */
  function ask<Answer>(
    member: PoolWorker | null,
    question: (id: number) => Question,
    without: Answer,
    lost: Answer,
  ): Promise<Answer> {
    if (!member) return Promise.resolve(without);
    const id = ++asked;
    return member.ask(id, question(id), lost);
  }

  return {
    pick: (printerId) => drivers.of(printerId)?.pid ?? null,
    print(pid, lease, onStopped) {
      const member = takes(pid, lease.printerId);
      if (!member)
        return Promise.resolve({
          outcome: { kind: 'not_started', cause: 'worker_died' },
          firstByteAt: null,
          heard: '',
        });
      return member.print({ kind: 'print', lease, limits: limitsFor(lease), settings }, onStopped);
    },
    probe(pid, probe) {
      const limits = limitsFor({ expectedMs: 0 });
      const question = (id: number): Question => ({ kind: 'probe', id, probe, limits, settings });
      return ask<PrintCause | null>(
        takes(pid, probe.printerId),
        question,
        'worker_died',
        'worker_died',
      );
    },
    errand(pid, errand, at) {
      const limits = limitsFor({ expectedMs: 0 });
      const question = (id: number): Question => ({ kind: 'errand', id, errand, at, limits });
      const cause = 'worker_died';
      return ask<PrinterTaskResult>(
        takes(pid, at.printerId),
        question,
        { kind: 'not_started', cause },
        { kind: 'unsure', cause },
      );
    },
    draw(paper, columns) {
      const question = (id: number): Question => ({ kind: 'draw', id, paper, columns });
      return ask<Uint8Array | null>(drivers.leastBusy(), question, null, null);
    },
    onLate(listener) {
      lateListeners.add(listener);
    },
    onReady(listener) {
      readyListeners.add(listener);
    },
    get pids() {
      return [...members.values()].filter(({ retiring }) => !retiring).map(({ pid }) => pid);
    },
    resize,
    async stop() {
      stopping = true;
      clearInterval(watch);
      for (const timer of restarts) clearTimeout(timer);
      await Promise.all(launches);
      if (members.size === 0) return;
      const gone = new Promise<void>((resolve) => (allGone = resolve));
      for (const { process: child } of members.values()) child.disconnect();
      const force = setTimeout(() => {
        for (const { process: child } of members.values()) child.kill();
      }, 2_000);
      await gone;
      clearTimeout(force);
    },
  };
}
