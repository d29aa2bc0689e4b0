/** The pool of print workers: starts them, gives them what is to be done, notices the dead and the stuck, and starts others in their place. */
import type { Lease, Probe } from '../../../../src-shared/commands';
import type { PrinterProfile } from '../../../../src-shared/floor';
import type { PrintCause, PrintOutcome } from '../../../../src-shared/print-job';
import type { TicketPaper } from '../../../../src-shared/ticket-layout';
import type { EpochMs, Id } from '../../../../src-shared/vocabulary';
import { BELIEVED_DEAD_AFTER_MS, HEARTBEAT_MS } from '../../../../src-shared/worker-protocol';
import type {
  BenchSettings,
  Errand,
  ErrandResult,
  FromWorker,
  SessionLimits,
  ToWorker,
} from '../../../../src-shared/worker-protocol';
import type { Clock } from '../../ports/clock';
import type { WorkerLauncher, WorkerProcess } from '../../ports/worker-launcher';
import { createDrivers } from './drivers';
import type { Candidate } from './drivers';
import type { WorkerBook } from './old-workers';

export type PrintEnd = { readonly outcome: PrintOutcome; readonly firstByteAt: EpochMs | null; readonly heard: string };

export type WorkerPool = {
  /**
   * The pid of the worker that drives this printer; null while none is up. A printer stays with its worker as long as that lives,
   * since the worker may still hold the connection.
   */
  pick(printerId: Id): number | null;
  /**
   * Prints on that worker, or another if it went meanwhile. Resolves only when nobody can be writing that ticket any more.
   * `onStopped` tells of a printer that stopped in the middle, and again (null) when it goes on.
   */
  print(pid: number, lease: Lease, onStopped: (cause: PrintCause | null) => void): Promise<PrintEnd>;
  /** Looks at a printer on no paper: null when it can print. */
  probe(pid: number, probe: Probe): Promise<PrintCause | null>;
  /** Does something at a printer that is no ticket. A worker that dies at it leaves the end unknown. */
  errand(pid: number, errand: Errand, at: Probe): Promise<ErrandResult>;
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
  readonly book: WorkerBook;
  readonly clock: Clock;
  readonly limitsFor: (session: { readonly expectedMs: number }) => SessionLimits;
  readonly settings: BenchSettings;
  readonly onWorkerGone: (pid: number, words: string) => void;
};

type Session = {
  readonly lease: Lease;
  firstByteAt: EpochMs | null;
  readonly end: (result: PrintEnd) => void;
  readonly onStopped: (cause: PrintCause | null) => void;
};
/** What a worker was asked beside tickets, by its number: `settle` takes its answer, `lose` is for one that died over it. */
type Question = { readonly settle: (answer: never) => void; readonly lose: () => void };

type Member = Candidate & {
  readonly process: WorkerProcess;
  readonly pid: number;
  readonly sessions: Map<string, Session>;
  readonly questions: Map<number, Question>;
  heardAt: number;
  ready: boolean;
  /** It gets nothing more to do, and ends. */
  retiring: boolean;
};

/** A worker that dies at once is not started again faster than this, ms. */
const RESTART_AFTER_MS = 300;

export function startWorkerPool(options: PoolOptions): WorkerPool {
  const { launcher, book, clock, limitsFor, settings, onWorkerGone } = options;
  const members = new Map<number, Member>();
  const drivers = createDrivers<Member>(() => members.values());
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
    const { pid } = child;
    book.add(pid);
    const sessions = new Map<string, Session>();
    const questions = new Map<number, Question>();
    const member: Member = {
      process: child,
      pid,
      sessions,
      questions,
      heardAt: clock.elapsed(),
      ready: false,
      retiring: false,
      get printingOn() {
        return [...sessions.values()].map(({ lease }) => lease.printerId);
      },
      get isAsked() {
        return questions.size > 0;
      },
    };
    members.set(pid, member);
    child.onMessage((message) => receive(member, message));
    child.onGone((words) => bury(member, words));
    // Wanted no more while it was being started.
    if (stopping) child.disconnect();
  }

  function receive(member: Member, message: FromWorker): void {
    member.heardAt = clock.elapsed();
    switch (message.kind) {
      case 'ready':
        member.ready = true;
        for (const { worker, printerId } of drivers.share())
          worker.process.send({ kind: 'letGo', printerId, gapMs: limitsFor({ expectedMs: 0 }).gapMs });
        return tellReady();
      case 'letGo':
        if (drivers.letGo(member, message.printerId, message.gone)) tellReady();
        return;
      case 'alive':
        return;
      case 'writing': {
        const session = member.sessions.get(sessionKey(message));
        if (session) session.firstByteAt = message.at;
        return;
      }
      case 'stopped':
        return member.sessions.get(sessionKey(message))?.onStopped(message.cause);
      case 'probed':
        return answered(member, message.id, message.cause);
      case 'errandDone':
        return answered(member, message.id, message.result);
      case 'drawn':
        return answered(member, message.id, message.pdf);
      case 'late':
        for (const listener of lateListeners) listener(message);
        return;
      case 'settled': {
        const session = member.sessions.get(sessionKey(message));
        member.sessions.delete(sessionKey(message));
        session?.end({ outcome: message.outcome, firstByteAt: message.firstByteAt, heard: message.heard });
        retire(member);
      }
    }
  }

  function answered(member: Member, id: number, answer: unknown): void {
    const question = member.questions.get(id);
    member.questions.delete(id);
    question?.settle(answer as never);
    retire(member);
  }

  function tellReady(): void {
    for (const listener of readyListeners) listener();
  }

  /** The process is gone and all it said was heard: one that never said `writing` has put nothing on paper. */
  function bury(member: Member, words: string): void {
    members.delete(member.pid);
    book.remove(member.pid);
    for (const { firstByteAt, end } of member.sessions.values()) {
      const outcome: PrintOutcome =
        firstByteAt === null ? { kind: 'not_started', cause: 'worker_died' } : { kind: 'unsure', cause: 'worker_died', bytes: 0 };
      end({ outcome, firstByteAt, heard: '' });
    }
    for (const { lose } of member.questions.values()) lose();
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
    // A late timer means that this whole program was frozen: nobody could be heard, so nobody is judged.
    const frozen = now - lookedAt > 3 * HEARTBEAT_MS;
    lookedAt = now;
    for (const member of members.values()) {
      if (frozen) member.heardAt = now;
      else if (now - member.heardAt > BELIEVED_DEAD_AFTER_MS) member.process.kill();
    }
  }, HEARTBEAT_MS);

  /** Ends one that is to go, once nothing is under way in it. */
  function retire(member: Member): void {
    if (!member.retiring) return;
    if (underWay(member) > 0) return;
    member.process.disconnect();
  }

  /** The one that was picked, or another if it went meanwhile. */
  function takes(pid: number, printerId: Id): Member | null {
    const member = members.get(pid);
    if (!member) return drivers.of(printerId);
    drivers.take(member, printerId);
    return member;
  }

  function underWay({ sessions, questions }: Member): number {
    return sessions.size + questions.size;
  }

  function resize(size: number): void {
    const staying = [...members.values()].filter(({ retiring }) => !retiring);
    for (let count = staying.length + restarts.size + launches.size; count < size; count++) launch();
    // The idle first.
    const tooMany = staying.toSorted((a, b) => underWay(a) - underWay(b)).slice(0, Math.max(0, staying.length - size));
    for (const member of tooMany) {
      member.retiring = true;
      retire(member);
    }
  }
  resize(options.size);

  /** `without` is the answer where there is no worker, `lost` where one dies over the question. */
  function ask<Answer>(
    member: Member | null,
    question: (id: number) => ToWorker,
    without: Answer,
    lost: Answer,
  ): Promise<Answer> {
    if (!member) return Promise.resolve(without);
    const id = ++asked;
    return new Promise((settle) => {
      member.questions.set(id, { settle, lose: () => settle(lost) });
      member.process.send(question(id));
    });
  }

  return {
    pick: (printerId) => drivers.of(printerId)?.pid ?? null,
    print(pid, lease, onStopped) {
      const member = takes(pid, lease.printerId);
      if (!member)
        return Promise.resolve({ outcome: { kind: 'not_started', cause: 'worker_died' }, firstByteAt: null, heard: '' });
      return new Promise((end) => {
        member.sessions.set(sessionKey(lease), { lease, firstByteAt: null, end, onStopped });
        member.process.send({ kind: 'print', lease, limits: limitsFor(lease), settings });
      });
    },
    probe(pid, probe) {
      const limits = limitsFor({ expectedMs: 0 });
      const question = (id: number): ToWorker => ({ kind: 'probe', id, probe, limits, settings });
      return ask<PrintCause | null>(takes(pid, probe.printerId), question, 'worker_died', 'worker_died');
    },
    errand(pid, errand, at) {
      const limits = limitsFor({ expectedMs: 0 });
      const question = (id: number): ToWorker => ({ kind: 'errand', id, errand, at, limits });
      const cause = 'worker_died';
      return ask<ErrandResult>(takes(pid, at.printerId), question, { kind: 'not_started', cause }, { kind: 'unsure', cause });
    },
    draw(paper, columns) {
      const question = (id: number): ToWorker => ({ kind: 'draw', id, paper, columns });
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

function sessionKey({ jobId, token }: { jobId: string; token: number }): string {
  return `${jobId}/${token}`;
}
