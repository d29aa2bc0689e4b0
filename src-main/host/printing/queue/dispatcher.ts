/** Schedules the lanes: wakes each when it has work, recovers interrupted prints, drains at close. */
import { randomUUID } from 'node:crypto';
import type { Refusal } from '../../../../src-shared/base/errors';
import type { EpochMs, Id } from '../../../../src-shared/base/vocabulary';
import type { PrinterTask, PrinterTaskResult } from '../../../../src-shared/ipc/print-worker';
import type { Core, PrinterStateChange } from '../../core/core-client';
import type { Clock } from '../../ports/clock';
import { isLeaseOver, LaneServer, PRINT_DESK, STORE_RETRY_MS } from './lane-server';
import type { ServedLane, LaneServerOptions } from './lane-server';
import { printerStateAlert, RECOVERY_DELAYED_ALERT, undecidedAlert } from './staff-alerts';
import type { WorkerPool } from './worker-pool';

/** A waiting lane is served again after this time at the latest, ms. */
const LONGEST_REST_MS = 60_000;

export type Dispatcher = {
  /**
   * Runs a printer task between two tickets: a printer has one user at a time. While the host
   * closes, resolves with `not_started`.
   */
  runTask(printerId: Id, task: PrinterTask): Promise<PrinterTaskResult>;
  /**
   * Takes no new jobs. Resolves when the tickets in print are settled, or after `limitMs`.
   */
  drain(limitMs: number): Promise<void>;
};

/** A lane and when it is served. */
type ScheduledLane = ServedLane & {
  isRunning: boolean;
  /** Work arrived while the lane was served: serve it again. */
  isAwaited: boolean;
  timer: NodeJS.Timeout | null;
};

export type DispatcherOptions = LaneServerOptions;

/** Resolves when every lane is awake, or when recovery has to be retried in the background. */
export async function startDispatcher(options: DispatcherOptions): Promise<Dispatcher> {
  const dispatcher = new LaneDispatcher(options);
  await dispatcher.start();
  return dispatcher;
}

class LaneDispatcher implements Dispatcher {
  readonly #core: Core;
  readonly #pool: WorkerPool;
  readonly #clock: Clock;
  readonly #onTrouble: (words: string) => void;
  readonly #onAlert: (words: string) => void;
  readonly #server: LaneServer<ScheduledLane>;
  readonly #lanes = new Map<Id, ScheduledLane>();
  #unsubscribes: readonly (() => void)[] = [];
  #isDraining = false;
  /** True until interrupted prints are recorded. A lane served earlier would print them twice. */
  #isHeld = true;
  #onIdle: (() => void) | null = null;

  constructor(options: DispatcherOptions) {
    this.#core = options.core;
    this.#pool = options.pool;
    this.#clock = options.clock;
    this.#onTrouble = options.onTrouble;
    this.#onAlert = options.onAlert;
    this.#server = new LaneServer(options, {
      isDraining: () => this.#isDraining,
      wakeAt: (lane, at) => this.#wakeAt(lane, at),
    });
  }

  async start(): Promise<void> {
    this.#subscribe();
    const recovered = await this.#recover();
    for (const { id } of await this.#core.ask({ name: 'printers' })) this.#laneOf(id);
    if (recovered === 'done') this.#wakeAll();
    else void this.#recoverLater(recovered);
  }

  runTask(printerId: Id, task: PrinterTask): Promise<PrinterTaskResult> {
    if (this.#isDraining) return Promise.resolve({ kind: 'not_started', cause: 'host_restarted' });
    return new Promise((done) => {
      this.#laneOf(printerId).tasks.push({ task, done });
      this.#wake(this.#laneOf(printerId));
    });
  }

  async drain(limitMs: number): Promise<void> {
    this.#isDraining = true;
    for (const unsubscribe of this.#unsubscribes) unsubscribe();
    for (const { timer } of this.#lanes.values()) if (timer) clearTimeout(timer);
    if (!this.#hasRunningLane()) return;
    await new Promise<void>((resolve) => {
      const limit = setTimeout(resolve, limitMs);
      this.#onIdle = () => {
        clearTimeout(limit);
        resolve();
      };
    });
  }

  #subscribe(): void {
    this.#unsubscribes = [
      this.#core.onLaneWork((printerIds) => {
        for (const printerId of printerIds) this.#wake(this.#laneOf(printerId));
      }),
      this.#core.onPrinterStateChange(
        (change) => void this.#alertStateChange(change).catch(() => {}),
      ),
      this.#core.onUndecidedPrints((count) => this.#onAlert(undecidedAlert(count))),
    ];
    this.#pool.onLate(({ printerId, jobId, token }) => {
      const key = `late/${jobId}/${token}`;
      void this.#core.execute('confirmLate', { printerId, jobId, token }, PRINT_DESK, key);
    });
    this.#pool.onReady(() => this.#wakeAll());
  }

  #laneOf(printerId: Id): ScheduledLane {
    const lane = this.#lanes.get(printerId) ?? {
      printerId,
      tasks: [],
      isRunning: false,
      isAwaited: false,
      timer: null,
    };
    this.#lanes.set(printerId, lane);
    return lane;
  }

  #hasRunningLane(): boolean {
    return [...this.#lanes.values()].some(({ isRunning }) => isRunning);
  }

  #wakeAll(): void {
    for (const lane of this.#lanes.values()) this.#wake(lane);
  }

  #wake(lane: ScheduledLane): void {
    if (this.#isDraining || this.#isHeld) return;
    if (lane.isRunning) {
      lane.isAwaited = true;
      return;
    }
    if (lane.timer) clearTimeout(lane.timer);
    lane.timer = null;
    lane.isRunning = true;
    void this.#server
      .serve(lane)
      // The core is gone or could not read. The lane rests until an event wakes it.
      .catch((error: Error) => this.#onTrouble(error.message))
      .finally(() => {
        lane.isRunning = false;
        if (lane.isAwaited) {
          lane.isAwaited = false;
          this.#wake(lane);
        }
        if (this.#isDraining && !this.#hasRunningLane()) this.#onIdle?.();
      });
  }

  /**
   * The delay has an upper limit: the wall clock of `at` may be changed meanwhile, and a timer holds
   * at most 24 days.
   */
  #wakeAt(lane: ScheduledLane, at: EpochMs): void {
    if (lane.timer) clearTimeout(lane.timer);
    lane.timer = this.#isDraining
      ? null
      : setTimeout(
          () => this.#wake(lane),
          Math.min(LONGEST_REST_MS, Math.max(0, at - this.#clock.now())),
        );
  }

  async #alertStateChange(change: PrinterStateChange): Promise<void> {
    const { lanes } = await this.#core.ask({ name: 'queue' });
    const lane = lanes.find(({ printerId }) => printerId === change.printerId);
    if (lane) this.#onAlert(printerStateAlert(lane, change));
  }

  /** Records which prints the last run left unfinished. Returns `done`, or why the store refused. */
  async #recover(): Promise<Refusal['code'] | 'done'> {
    const recovered = await this.#core.execute('recoverJobs', {}, PRINT_DESK, randomUUID());
    if (!recovered.ok) return recovered.code;
    const { requeued, waiting } = recovered.reply;
    if (requeued + waiting > 0)
      this.#onTrouble(
        `la vez anterior se cerró imprimiendo: ${requeued} se repiten marcadas, ${waiting} esperan una decisión`,
      );
    this.#isHeld = false;
    return 'done';
  }

  /**
   * Retries the recovery while orders are already accepted. A disk that is full at the start must
   * not keep the lanes closed until the next start.
   */
  async #recoverLater(code: Refusal['code']): Promise<void> {
    this.#onTrouble(`no se pudieron recuperar las impresiones: ${code}`);
    this.#onAlert(RECOVERY_DELAYED_ALERT);
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, STORE_RETRY_MS));
      if (this.#isDraining) return;
      const result = await this.#recover();
      if (result !== 'done' && isLeaseOver({ code: result })) return;
      if (result === 'done') return this.#wakeAll();
    }
  }
}
