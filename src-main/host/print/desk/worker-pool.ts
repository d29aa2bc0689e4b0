/** The pool of print workers: starts them, spreads lanes over them, notices the dead and the stuck, and starts others in their place. */
import type { Lease, Probe } from '../../../../src-shared/commands';
import type { PrinterProfile } from '../../../../src-shared/floor';
import type { PrintCause, PrintOutcome } from '../../../../src-shared/print-job';
import type { TicketPaper } from '../../../../src-shared/ticket-layout';
import type { EpochMs, Id } from '../../../../src-shared/vocabulary';
import { BELIEVED_DEAD_AFTER_MS, HEARTBEAT_MS } from '../../../../src-shared/worker-protocol';
import type { BenchSettings, Errand, ErrandResult, FromWorker, SessionLimits } from '../../../../src-shared/worker-protocol';
import type { Clock } from '../../ports/clock';
import type { WorkerLauncher, WorkerProcess } from '../../ports/worker-launcher';
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
type Member = {
  readonly process: WorkerProcess;
  readonly pid: number;
  readonly sessions: Map<string, Session>;
  readonly probes: Map<number, (cause: PrintCause | null) => void>;
  readonly errands: Map<number, (result: ErrandResult) => void>;
  readonly drawings: Map<number, (pdf: Uint8Array | null) => void>;
  heardAt: number;
  pickedAt: number;
  ready: boolean;
  /** It gets nothing more to do, and ends. */
  retiring: boolean;
};

/** A worker that dies at once is not started again faster than this, ms. */
const RESTART_AFTER_MS = 300;

export function startWorkerPool(options: PoolOptions): WorkerPool {
  const { launcher, book, clock, limitsFor, settings, onWorkerGone } = options;
  const members = new Map<number, Member>();
  const drivers = new Map<Id, Member>();
  const readyListeners = new Set<() => void>();
  const lateListeners = new Set<(late: Extract<FromWorker, { kind: 'late' }>) => void>();
  const restarts = new Set<NodeJS.Timeout>();
  /** Being started, without a pid yet. */
  const launches = new Set<Promise<void>>();
  /** Printers that their worker was asked to let go of. */
  const leaving = new Set<Id>();
  let stopping = false;
  let picks = 0;
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
    const member: Member = {
      process: child,
      pid,
      sessions: new Map(),
      probes: new Map(),
      errands: new Map(),
      drawings: new Map(),
      heardAt: clock.elapsed(),
      pickedAt: 0,
      ready: false,
      retiring: false,
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
        share();
        for (const listener of readyListeners) listener();
        return;
      case 'letGo':
        return handedOn(member, message);
      case 'alive':
        return;
      case 'writing': {
        const session = member.sessions.get(sessionKey(message));
        if (session) session.firstByteAt = message.at;
        return;
      }
      case 'stopped':
        return member.sessions.get(sessionKey(message))?.onStopped(message.cause);
      case 'probed': {
        const settle = member.probes.get(message.id);
        member.probes.delete(message.id);
        settle?.(message.cause);
        return retire(member);
      }
      case 'errandDone': {
        const settle = member.errands.get(message.id);
        member.errands.delete(message.id);
        settle?.(message.result);
        return retire(member);
      }
      case 'drawn': {
        const settle = member.drawings.get(message.id);
        member.drawings.delete(message.id);
        settle?.(message.pdf);
        return retire(member);
      }
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

  /** The process is gone and all it said was heard: one that never said `writing` has put nothing on paper. */
  function bury(member: Member, words: string): void {
    members.delete(member.pid);
    book.remove(member.pid);
    for (const { firstByteAt, end } of member.sessions.values()) {
      const outcome: PrintOutcome =
        firstByteAt === null ? { kind: 'not_started', cause: 'worker_died' } : { kind: 'unsure', cause: 'worker_died', bytes: 0 };
      end({ outcome, firstByteAt, heard: '' });
    }
    for (const settle of member.probes.values()) settle('worker_died');
    for (const settle of member.errands.values()) settle({ kind: 'unsure', cause: 'worker_died' });
    for (const settle of member.drawings.values()) settle(null);
    for (const [printerId, driver] of drivers) {
      if (driver !== member) continue;
      drivers.delete(printerId);
      leaving.delete(printerId);
    }
    if (stopping) {
      if (members.size === 0) allGone?.();
      return;
    }
    if (member.retiring) {
      // Its printers go to another.
      for (const listener of readyListeners) listener();
      return;
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

  /** A new one gets its share of the printers: those of the others that have nothing under way just now. */
  function share(): void {
    const able = [...members.values()].filter(({ ready, retiring }) => ready && !retiring);
    const most = Math.ceil(drivers.size / able.length);
    for (const member of able) {
      // What it asks or does of which printer is not known here, so one that is about something is left alone.
      if (member.probes.size + member.errands.size > 0) continue;
      const busy = new Set([...member.sessions.values()].map(({ lease }) => lease.printerId));
      const own = [...drivers].flatMap(([printerId, driver]) => (driver === member ? [printerId] : []));
      const idle = own.filter((printerId) => !busy.has(printerId) && !leaving.has(printerId));
      for (const printerId of idle.slice(0, Math.max(0, own.length - most))) {
        leaving.add(printerId);
        member.process.send({ kind: 'letGo', printerId, gapMs: limitsFor({ expectedMs: 0 }).gapMs });
      }
    }
  }

  function handedOn(member: Member, { printerId, gone }: Extract<FromWorker, { kind: 'letGo' }>): void {
    // It got something more to do there meanwhile.
    if (!leaving.delete(printerId)) return;
    if (gone && drivers.get(printerId) === member) drivers.delete(printerId);
    for (const listener of readyListeners) listener();
  }

  /** Who was picked for a printer has it, whatever was planned in between. */
  function takes(pid: number, printerId: Id): Member | null {
    const member = members.get(pid);
    if (!member) return driverOf(printerId);
    leaving.delete(printerId);
    drivers.set(printerId, member);
    return member;
  }

  function underWay({ sessions, probes, errands, drawings }: Member): number {
    return sessions.size + probes.size + errands.size + drawings.size;
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

  function leastBusy(): Member | null {
    let best: Member | null = null;
    for (const member of members.values()) {
      if (!member.ready || member.retiring) continue;
      // On a tie the one picked longest ago: lanes that wake together are spread before any has begun to print.
      if (
        !best ||
        member.sessions.size < best.sessions.size ||
        (member.sessions.size === best.sessions.size && member.pickedAt < best.pickedAt)
      )
        best = member;
    }
    if (best) best.pickedAt = ++picks;
    return best;
  }

  function driverOf(printerId: Id): Member | null {
    if (leaving.has(printerId)) return null; // it is handed on: onReady wakes its lane
    const known = drivers.get(printerId);
    // One that is to go may still hold the printer's line: nobody else comes to it before that is let go.
    if (known) return known.retiring ? null : known;
    const member = leastBusy();
    if (member) drivers.set(printerId, member);
    return member;
  }

  return {
    pick: (printerId) => driverOf(printerId)?.pid ?? null,
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
      const member = takes(pid, probe.printerId);
      if (!member) return Promise.resolve('worker_died');
      const id = ++asked;
      return new Promise((resolve) => {
        member.probes.set(id, resolve);
        member.process.send({ kind: 'probe', id, probe, limits: limitsFor({ expectedMs: 0 }), settings });
      });
    },
    errand(pid, errand, at) {
      const member = takes(pid, at.printerId);
      if (!member) return Promise.resolve({ kind: 'not_started', cause: 'worker_died' });
      const id = ++asked;
      return new Promise((resolve) => {
        member.errands.set(id, resolve);
        member.process.send({ kind: 'errand', id, errand, at, limits: limitsFor({ expectedMs: 0 }) });
      });
    },
    draw(paper, columns) {
      const member = leastBusy();
      if (!member) return Promise.resolve(null);
      const id = ++asked;
      return new Promise((resolve) => {
        member.drawings.set(id, resolve);
        member.process.send({ kind: 'draw', id, paper, columns });
      });
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
