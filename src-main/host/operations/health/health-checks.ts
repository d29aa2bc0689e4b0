/** Measures the host, sends the readings to the core, and carries out what the core decides. */
import { randomUUID } from 'node:crypto';
import { statfs } from 'node:fs/promises';
import type { MachineReadings } from '../../../../src-shared/model/operations/alerts';
import type { Core } from '../../core/core-client';
import type { Clock } from '../../ports/clock';
import { WATCH } from './alert-sink';

/** Least time between a change and the check that it causes, ms. */
const CHECK_AFTER_CHANGE_MS = 1_000;
/** A check follows when the queue grew or shrank by this many tickets since the last check. */
const QUEUE_CHANGE = 5;

/** Readings of other parts of the host. Each part adds its own once it has started. */
export type Gauges = {
  /** This host prints: a lane that does not move is a fault. */
  readonly isPrinting?: true;
  /** The print workers, while the core decides how many there are. */
  readonly pool?: { readonly pids: readonly number[]; resize(size: number): void };
  /** none: there are no orders yet, or backups are off. Null: too early to say. */
  readonly backupAgeMs?: () => Promise<number | 'none' | null>;
  readonly flood?: () => MachineReadings['flood'];
};

export type HealthChecksOptions = {
  readonly core: Core;
  readonly clock: Clock;
  readonly dataDir: string;
  readonly onTrouble: (words: string) => void;
};

export class HealthChecks {
  readonly #options: HealthChecksOptions;
  readonly #gauges = new Set<Gauges>();
  /** Start of printing, in monotonic ms. */
  #printingSince: number | null = null;
  #queued = 0;
  #queuedAtLastCheck = 0;
  #soon: NodeJS.Timeout | null = null;
  /** The check under way and those behind it. */
  #checks: Promise<void> = Promise.resolve();
  /** A plain check waits in `#checks` and has not begun. */
  #isCheckWaiting = false;
  #isStopped = false;

  constructor(options: HealthChecksOptions) {
    this.#options = options;
  }

  /** Returns the function that removes the gauges again. */
  addGauge(gauges: Gauges): () => void {
    this.#gauges.add(gauges);
    if (gauges.isPrinting) this.#printingSince ??= this.#options.clock.elapsed();
    // If turbo was already on at this start, the pool needs all its workers now.
    if (gauges.pool) this.checkSoon();
    return () => void this.#gauges.delete(gauges);
  }

  /** `turbo`: null if it did not change. */
  queueChanged(queued: number, turbo: boolean | null): void {
    this.#queued = queued;
    if (turbo !== null || Math.abs(queued - this.#queuedAtLastCheck) >= QUEUE_CHANGE)
      this.checkSoon();
  }

  checkNow(): void {
    void this.check().catch((error: Error) => this.#options.onTrouble(error.message));
  }

  /** One check for all changes within a second. */
  checkSoon(): void {
    this.#soon ??= setTimeout(() => {
      this.#soon = null;
      this.checkNow();
    }, CHECK_AFTER_CHANGE_MS);
  }

  /**
   * Runs a check after those under way. Two at once would relieve a lane twice, and each would
   * count the other's workers. `clockJumpMs`: how far the wall clock was set; null: it was not.
   */
  check(clockJumpMs: number | null = null): Promise<void> {
    const isPlain = clockJumpMs === null;
    // A waiting check measures the same as this one would.
    if (isPlain && this.#isCheckWaiting) return this.#checks;
    this.#isCheckWaiting ||= isPlain;
    const check = this.#checks.then(() => {
      if (isPlain) this.#isCheckWaiting = false;
      return this.#checkOnce(clockJumpMs);
    });
    this.#checks = check.catch(() => undefined);
    return check;
  }

  stop(): void {
    this.#isStopped = true;
    if (this.#soon) clearTimeout(this.#soon);
  }

  async #checkOnce(clockJumpMs: number | null): Promise<void> {
    if (this.#isStopped) return;
    const { core, onTrouble } = this.#options;
    this.#queuedAtLastCheck = this.#queued;
    const gauges: Gauges = Object.assign({}, ...this.#gauges);
    const seen = await this.#measure(gauges, clockJumpMs);
    const done = await core.execute('checkHealth', { seen }, WATCH, randomUUID());
    // A full disk cannot store its own alert. The sender of the next order receives the refusal.
    if (!done.ok) return onTrouble(done.code);
    if (this.#isStopped) return;
    const { workers, relieve } = done.reply;
    if (workers !== null) gauges.pool?.resize(workers);
    for (const printerId of relieve) {
      const relieved = await core.execute('rebalanceLane', { printerId }, WATCH, randomUUID());
      // NO_RELIEF: the lane is empty by now, or none of its tickets may be printed elsewhere.
      if (!relieved.ok && relieved.code !== 'NO_RELIEF') onTrouble(relieved.code);
    }
  }

  async #measure(gauges: Gauges, clockJumpMs: number | null): Promise<MachineReadings> {
    const { core, clock, dataDir } = this.#options;
    const [{ bavail, bsize }, { bytes }, backupAgeMs] = await Promise.all([
      statfs(dataDir),
      core.ask({ name: 'log' }),
      gauges.backupAgeMs?.() ?? null,
    ]);
    return {
      freeBytes: bavail * bsize,
      logBytes: bytes,
      backupAgeMs: backupAgeMs === 'none' ? 0 : backupAgeMs,
      clockJumpMs,
      flood: gauges.flood?.() ?? null,
      workers: gauges.pool?.pids.length ?? null,
      printingMs:
        gauges.isPrinting === undefined || this.#printingSince === null
          ? null
          : clock.elapsed() - this.#printingSince,
    };
  }
}
