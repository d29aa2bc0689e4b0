/**
 * Drives the lanes: claims a lane's next due job, has it printed, settles it, and takes the next in
 * the same commit. Decides nothing.
 */
import { randomUUID } from 'node:crypto';
import type { Lease, NextLease, Probe } from '../../../../src-shared/commands/registry';
import type { Refusal } from '../../../../src-shared/base/errors';
import type { EpochMs, Id } from '../../../../src-shared/base/vocabulary';
import { papersIn } from '../../../../src-shared/live/lane-board';
import { causeInWords } from '../../../../src-shared/i18n/es';
import type { Core, PrinterStateChange } from '../../core/core-client';
import type { PrinterTask, PrinterTaskResult } from '../../../../src-shared/ipc/print-worker';
import type { Clock } from '../../ports/clock';
import type { WorkerPool } from './worker-pool';

const DESK = { id: 'print-desk', role: 'system' } as const;
/** When the store refuses (full disk, locked database), the lane asks again after this, ms. */
const STORE_RETRY_MS = 500;
/** A lane looks after so long whether what it waits for has come, ms. */
const LONGEST_REST_MS = 60_000;

export type Dispatcher = {
  /**
   * Has something done at a printer that is no ticket, between two tickets: a printer has one user
   * at a time.
   */
  errand(printerId: Id, errand: PrinterTask): Promise<PrinterTaskResult>;
  /**
   * Takes no new jobs and resolves when the tickets in print have been settled, or after `limitMs`.
   */
  drain(limitMs: number): Promise<void>;
};

/** Nothing will be stored by this host any more. */
function isOver({ code }: Pick<Refusal, 'code'>): boolean {
  return code === 'CORE_GONE' || code === 'STOPPING' || code === 'FOLDER_LOST';
}

type Lane = {
  readonly printerId: Id;
  readonly errands: {
    readonly errand: PrinterTask;
    readonly done: (result: PrinterTaskResult) => void;
  }[];
  running: boolean;
  again: boolean;
  timer: NodeJS.Timeout | null;
};

export type DispatcherOptions = {
  readonly core: Core;
  readonly pool: WorkerPool;
  readonly clock: Clock;
  /** For the log. */
  readonly onTrouble: (words: string) => void;
  /** For a person, now. */
  readonly onAlert: (words: string) => void;
};

export async function startDispatcher({
  core,
  pool,
  clock,
  onTrouble,
  onAlert,
}: DispatcherOptions): Promise<Dispatcher> {
  const lanes = new Map<Id, Lane>();
  let draining = false;
  /**
   * Until it is written down what was being sent when the host went down: a lane that began before
   * that would print it twice.
   */
  let isHeld = true;
  let idle: (() => void) | null = null;

  function laneOf(printerId: Id): Lane {
    const lane = lanes.get(printerId) ?? {
      printerId,
      errands: [],
      running: false,
      again: false,
      timer: null,
    };
    lanes.set(printerId, lane);
    return lane;
  }

  function wake(lane: Lane): void {
    if (draining || isHeld) return;
    if (lane.running) {
      lane.again = true;
      return;
    }
    if (lane.timer) clearTimeout(lane.timer);
    lane.timer = null;
    lane.running = true;
    void run(lane)
      // Only a core that is gone, or could not read: the lane rests until something wakes it.
      .catch((error: Error) => onTrouble(error.message))
      .finally(() => {
        lane.running = false;
        if (lane.again) {
          lane.again = false;
          wake(lane);
        }
        if (draining && ![...lanes.values()].some(({ running }) => running)) idle?.();
      });
  }

  async function run(lane: Lane): Promise<void> {
    const worker = pool.pick(lane.printerId);
    if (worker === null) return; // onReady wakes every lane
    await runErrands(lane, worker);
    const claimed = await core.execute(
      'claimJob',
      { printerId: lane.printerId, worker },
      DESK,
      randomUUID(),
    );
    if (!claimed.ok) return rest(lane, claimed);
    let next: NextLease | null = claimed.reply;
    while (next) {
      if (lane.errands.length > 0) await runErrands(lane, worker);
      // Words only: a ticket that is claimed must be printed, or its lane stays shut.
      if (next.movedTo.length > 0)
        await tellMove(lane, next.movedTo).catch((error: Error) => onTrouble(error.message));
      if (next.lease) next = await printAndSettle(lane, next.lease, worker);
      else if (next.probe) next = await look(lane, next.probe, worker);
      else {
        if (next.retryAt !== null) wakeAt(lane, next.retryAt);
        next = null;
      }
    }
  }

  async function runErrands(lane: Lane, worker: number): Promise<void> {
    for (;;) {
      const next = lane.errands.shift();
      if (!next) return;
      // One that cannot be begun has its answer: neither it nor the ticket behind it waits for
      // ever.
      const printers = await core.ask({ name: 'printers' }).catch(() => []);
      const printer = printers.find(({ id }) => id === lane.printerId);
      if (!printer) next.done({ kind: 'not_started', cause: 'unreachable' });
      else {
        const { id: printerId, address, profile } = printer;
        next.done(
          await pool.errand(worker, next.errand, { printerId, address, profile, trustMute: false }),
        );
      }
    }
  }

  /** What the lane does next if it goes on, and who does it: nobody once the host is closing. */
  const nextFor = (lane: Lane): number | null => (draining ? null : pool.pick(lane.printerId));

  async function look(lane: Lane, probe: Probe, worker: number): Promise<NextLease | null> {
    const cause = await pool.probe(worker, probe);
    const { printerId } = lane;
    const settled = await core.execute(
      'settleProbe',
      { printerId, cause, nextFor: nextFor(lane) },
      DESK,
      randomUUID(),
    );
    if (settled.ok) return settled.reply.next;
    if (!isOver(settled)) wakeAt(lane, clock.now() + STORE_RETRY_MS);
    return null;
  }

  /** Returns what the lane does next, taken in the commit that settled this one. */
  async function printAndSettle(
    lane: Lane,
    lease: Lease,
    worker: number,
  ): Promise<NextLease | null> {
    const { jobId, token } = lease;
    const { printerId } = lane;
    let telling: Promise<unknown> = Promise.resolve();
    const { outcome, firstByteAt, heard } = await pool.print(worker, lease, (cause) => {
      telling = telling.then(() =>
        core.execute('markStopped', { printerId, jobId, token, cause }, DESK, randomUUID()),
      );
    });
    await telling;
    // One key for every try at this: whichever of them was stored, it was stored once.
    const input = { jobId, printerId, token, outcome, firstByteAt, heard, nextFor: nextFor(lane) };
    for (;;) {
      const settled = await core.execute('settleJob', input, DESK, `${jobId}/${token}`);
      if (settled.ok) return settled.reply.next;
      if (isOver(settled)) return null;
      onTrouble(`no se pudo anotar la impresión ${lease.jobSeq}: ${settled.code}`);
      if (settled.code === 'LEASE_LOST') return null;
      // The outcome must not be forgotten: the job stays `sending`, which keeps its lane closed,
      // until the store takes it.
      await new Promise((resolve) => setTimeout(resolve, STORE_RETRY_MS));
    }
  }

  /** "Cocina: sin papel. 4 comandas esperan." */
  async function handlePrinterStateChange({
    printerId,
    state,
    cause,
  }: PrinterStateChange): Promise<void> {
    const lane = (await core.ask({ name: 'queue' })).lanes.find(
      (view) => view.printerId === printerId,
    );
    if (!lane) return;
    const waiting = papersIn([lane]);
    const wait =
      waiting === 0 ? '' : waiting === 1 ? ' Una comanda espera.' : ` ${waiting} comandas esperan.`;
    onAlert(
      `${lane.printer}: ${state === 'ready' ? 'lista otra vez' : causeInWords(cause ?? 'unreachable')}.${wait}`,
    );
  }

  /**
   * Once for all tickets that moved together; who looks at the screen must know where the paper is.
   */
  async function tellMove(lane: Lane, to: readonly string[]): Promise<void> {
    const name =
      (await core.ask({ name: 'printers' })).find(({ id }) => id === lane.printerId)?.name ??
      'una impresora';
    const where = [...new Set(to)].join(', ');
    onAlert(
      `Impresora caída: ${name}; ${to.length === 1 ? 'una comanda sale' : `${to.length} comandas salen`} por ${where}.`,
    );
  }

  function rest(lane: Lane, refusal: Refusal): void {
    const { retryAt } = refusal.details;
    if (refusal.code === 'NOTHING_DUE') {
      if (typeof retryAt === 'number') wakeAt(lane, retryAt);
    } else if (!isOver(refusal) && refusal.code !== 'PRINTER_UNKNOWN') {
      wakeAt(lane, clock.now() + STORE_RETRY_MS);
    }
  }

  /**
   * No later than a while: the wall clock by which `at` is meant may be set meanwhile, and a timer
   * takes no more than 24 days.
   */
  function wakeAt(lane: Lane, at: EpochMs): void {
    if (lane.timer) clearTimeout(lane.timer);
    lane.timer = draining
      ? null
      : setTimeout(() => wake(lane), Math.min(LONGEST_REST_MS, Math.max(0, at - clock.now())));
  }

  const unsubscribe = core.onLaneWork((printerIds) => {
    for (const printerId of printerIds) wake(laneOf(printerId));
  });
  const unsubscribeStates = core.onPrinterStateChange(
    (change) => void handlePrinterStateChange(change).catch(() => {}),
  );
  const unsubscribeAsks = core.onUndecidedPrints((asks) =>
    onAlert(
      asks === 1
        ? 'Una comanda espera que alguien decida (comanda pending).'
        : `${asks} comandas esperan que alguien decida (comanda pending).`,
    ),
  );

  /** `done`, or why it could not be written down. */
  async function recover(): Promise<Refusal['code'] | 'done'> {
    const recovered = await core.execute('recoverJobs', {}, DESK, randomUUID());
    if (!recovered.ok) return recovered.code;
    const { requeued, waiting } = recovered.reply;
    if (requeued + waiting > 0)
      onTrouble(
        `la vez anterior se cerró imprimiendo: ${requeued} se repiten marcadas, ${waiting} esperan una decisión`,
      );
    isHeld = false;
    return 'done';
  }

  /**
   * Orders are taken meanwhile, or refused by name: a full disk at the start must not shut the
   * lanes until the next one.
   */
  async function recoverLater(code: Refusal['code']): Promise<void> {
    onTrouble(`no se pudieron recuperar las impresiones: ${code}`);
    onAlert(
      'Nada se imprime todavía: no se pudo anotar qué quedó a medias. Se intenta otra vez hasta que se pueda; mire el disco.',
    );
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, STORE_RETRY_MS));
      if (draining) return;
      const now = await recover();
      if (now !== 'done' && isOver({ code: now })) return;
      if (now === 'done') return wakeAll();
    }
  }

  const wakeAll = (): void => {
    for (const lane of lanes.values()) wake(lane);
  };
  pool.onLate(({ printerId, jobId, token }) => {
    void core.execute('confirmLate', { printerId, jobId, token }, DESK, `late/${jobId}/${token}`);
  });
  pool.onReady(wakeAll);
  const first = await recover();
  for (const { id } of await core.ask({ name: 'printers' })) laneOf(id);
  if (first === 'done') wakeAll();
  else void recoverLater(first);

  return {
    errand(printerId, errand) {
      if (draining) return Promise.resolve({ kind: 'not_started', cause: 'host_restarted' });
      return new Promise((done) => {
        laneOf(printerId).errands.push({ errand, done });
        wake(laneOf(printerId));
      });
    },
    async drain(limitMs) {
      draining = true;
      unsubscribe();
      unsubscribeStates();
      unsubscribeAsks();
      for (const lane of lanes.values()) if (lane.timer) clearTimeout(lane.timer);
      if (![...lanes.values()].some(({ running }) => running)) return;
      await new Promise<void>((resolve) => {
        const limit = setTimeout(resolve, limitMs);
        idle = () => {
          clearTimeout(limit);
          resolve();
        };
      });
    },
  };
}
