/** Serves one lane: claims its next due job, prints it, settles it, and repeats. */
import { randomUUID } from 'node:crypto';
import type { Lease, NextLease, Probe } from '../../../../src-shared/commands/registry';
import type { Refusal } from '../../../../src-shared/base/errors';
import type { EpochMs, Id } from '../../../../src-shared/base/vocabulary';
import type { PrinterTask, PrinterTaskResult } from '../../../../src-shared/ipc/print-worker';
import type { Core } from '../../core/core-client';
import type { Clock } from '../../ports/clock';
import { failoverAlert } from './staff-alerts';
import type { WorkerPool } from './worker-pool';

export const PRINT_DESK = { id: 'print-desk', role: 'system' } as const;
/** Wait before a retry when the store refuses (full disk, locked database), ms. */
export const STORE_RETRY_MS = 500;

/** True if this host can store nothing more. */
export function isLeaseOver({ code }: Pick<Refusal, 'code'>): boolean {
  return code === 'CORE_GONE' || code === 'STOPPING' || code === 'FOLDER_LOST';
}

export type ServedLane = {
  readonly printerId: Id;
  readonly tasks: {
    readonly task: PrinterTask;
    readonly done: (result: PrinterTaskResult) => void;
  }[];
};

export type LaneServerOptions = {
  readonly core: Core;
  readonly pool: WorkerPool;
  readonly clock: Clock;
  /** Writes to the log. */
  readonly onTrouble: (words: string) => void;
  /** Alerts the staff. */
  readonly onAlert: (words: string) => void;
};

/** How a lane server controls when a lane is served. */
export type LaneSchedule<L extends ServedLane> = {
  /** True once the host closes: lanes take no new jobs. */
  isDraining(): boolean;
  wakeAt(lane: L, at: EpochMs): void;
};

/** Holds no rules: the core decides what a lane does next. */
export class LaneServer<L extends ServedLane> {
  readonly #core: Core;
  readonly #pool: WorkerPool;
  readonly #clock: Clock;
  readonly #onTrouble: (words: string) => void;
  readonly #onAlert: (words: string) => void;
  readonly #schedule: LaneSchedule<L>;

  constructor(options: LaneServerOptions, schedule: LaneSchedule<L>) {
    this.#core = options.core;
    this.#pool = options.pool;
    this.#clock = options.clock;
    this.#onTrouble = options.onTrouble;
    this.#onAlert = options.onAlert;
    this.#schedule = schedule;
  }

  /** Resolves when the lane has nothing due. Rejects when the core is gone or cannot read. */
  async serve(lane: L): Promise<void> {
    const worker = this.#pool.pick(lane.printerId);
    if (worker === null) return; // the pool wakes every lane when a worker is ready
    await this.#runTasks(lane, worker);
    const claimed = await this.#core.execute(
      'claimJob',
      { printerId: lane.printerId, worker },
      PRINT_DESK,
      randomUUID(),
    );
    if (!claimed.ok) return this.#rest(lane, claimed);
    let next: NextLease | null = claimed.reply;
    while (next) {
      if (lane.tasks.length > 0) await this.#runTasks(lane, worker);
      // A failed alert must not stop the run: a claimed job that is not printed keeps its lane
      // closed.
      if (next.movedTo.length > 0)
        await this.#alertFailover(lane, next.movedTo).catch((error: Error) =>
          this.#onTrouble(error.message),
        );
      if (next.lease) next = await this.#printAndSettle(lane, next.lease, worker);
      else if (next.probe) next = await this.#probe(lane, next.probe, worker);
      else {
        if (next.retryAt !== null) this.#schedule.wakeAt(lane, next.retryAt);
        next = null;
      }
    }
  }

  async #runTasks(lane: L, worker: number): Promise<void> {
    for (;;) {
      const next = lane.tasks.shift();
      if (!next) return;
      // A task that cannot start gets its result at once, so the ticket behind it does not wait.
      const printers = await this.#core.ask({ name: 'printers' }).catch(() => []);
      const printer = printers.find(({ id }) => id === lane.printerId);
      if (!printer) next.done({ kind: 'not_started', cause: 'unreachable' });
      else {
        const { id: printerId, address, profile } = printer;
        const at: Probe = { printerId, address, profile, trustMute: false };
        next.done(await this.#pool.runTask(worker, next.task, at));
      }
    }
  }

  /** The worker for the lane's next job, which is claimed in the commit that settles this one. */
  #nextWorker(lane: L): number | null {
    return this.#schedule.isDraining() ? null : this.#pool.pick(lane.printerId);
  }

  async #probe(lane: L, probe: Probe, worker: number): Promise<NextLease | null> {
    const cause = await this.#pool.probe(worker, probe);
    const { printerId } = lane;
    const settled = await this.#core.execute(
      'settleProbe',
      { printerId, cause, nextFor: this.#nextWorker(lane) },
      PRINT_DESK,
      randomUUID(),
    );
    if (settled.ok) return settled.reply.next;
    if (!isLeaseOver(settled)) this.#retryLater(lane);
    return null;
  }

  /** Returns the lane's next step, claimed in the commit that settled this job. */
  async #printAndSettle(lane: L, lease: Lease, worker: number): Promise<NextLease | null> {
    const { jobId, token } = lease;
    const { printerId } = lane;
    let marking: Promise<unknown> = Promise.resolve();
    const { outcome, firstByteAt, heard } = await this.#pool.print(worker, lease, (cause) => {
      marking = marking.then(() =>
        this.#core.execute(
          'markStopped',
          { printerId, jobId, token, cause },
          PRINT_DESK,
          randomUUID(),
        ),
      );
    });
    await marking;
    const nextFor = this.#nextWorker(lane);
    const input = { jobId, printerId, token, outcome, firstByteAt, heard, nextFor };
    for (;;) {
      // Every retry has the same idempotency key, so the outcome is stored once.
      const settled = await this.#core.execute('settleJob', input, PRINT_DESK, `${jobId}/${token}`);
      if (settled.ok) return settled.reply.next;
      if (isLeaseOver(settled)) return null;
      this.#onTrouble(`no se pudo anotar la impresión ${lease.jobSeq}: ${settled.code}`);
      if (settled.code === 'LEASE_LOST') return null;
      // The outcome must not be lost. The job stays `sending`, which keeps its lane closed, until
      // the store accepts the outcome.
      await new Promise((resolve) => setTimeout(resolve, STORE_RETRY_MS));
    }
  }

  /** One alert for all tickets that moved together. */
  async #alertFailover(lane: L, stations: readonly string[]): Promise<void> {
    const name =
      (await this.#core.ask({ name: 'printers' })).find(({ id }) => id === lane.printerId)?.name ??
      'una impresora';
    this.#onAlert(failoverAlert(name, stations));
  }

  #rest(lane: L, refusal: Refusal): void {
    const { retryAt } = refusal.details;
    if (refusal.code === 'NOTHING_DUE') {
      if (typeof retryAt === 'number') this.#schedule.wakeAt(lane, retryAt);
    } else if (!isLeaseOver(refusal) && refusal.code !== 'PRINTER_UNKNOWN') {
      this.#retryLater(lane);
    }
  }

  #retryLater(lane: L): void {
    this.#schedule.wakeAt(lane, this.#clock.now() + STORE_RETRY_MS);
  }
}
