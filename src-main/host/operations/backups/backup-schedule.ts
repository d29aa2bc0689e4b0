/** When a backup is due, and how old the newest one is. */
import type { BackupRules } from '../../../../src-shared/model/operations/backups';
import type { EpochMs } from '../../../../src-shared/base/vocabulary';
import type { Core } from '../../core/core-client';
import type { Clock } from '../../ports/clock';
import { isOrdinary } from '../../store/sqlite/backup/backup-folder';
import type { BackupPlaces } from './backup-places';

/**
 * A backup that was missed while the machine was off waits this long after a start, ms: an evening
 * start is for service first.
 */
const CATCH_UP_AFTER_MS = 10 * 60_000;

export type BackupAge = number | 'none' | null;

export class BackupSchedule {
  readonly #core: Core;
  readonly #clock: Clock;
  readonly #places: BackupPlaces;
  /** Start of this host, by the monotonic and by the wall clock. */
  readonly #startedAt: number;
  readonly #openedAt: EpochMs;

  constructor(core: Core, clock: Clock, places: BackupPlaces) {
    this.#core = core;
    this.#clock = clock;
    this.#places = places;
    this.#startedAt = clock.elapsed();
    this.#openedAt = clock.now();
  }

  /** A backup of the daily hour is missing. */
  async isDue(): Promise<boolean> {
    if (this.#ranMs < CATCH_UP_AFTER_MS) return false;
    const rules = await this.#places.rules();
    if (rules.hour === null) return false;
    const newest = this.#newest();
    if (newest >= lastTimeAt(rules.hour, this.#clock.now())) return false;
    // A new restaurant without orders needs no backup.
    return newest !== 0 || (await this.#hasOrders());
  }

  /** Age of the newest backup here, ms. none: backups are off or there are no orders. */
  async ageMs(): Promise<BackupAge> {
    if ((await this.#places.rules()).hour === null) return 'none';
    // After days without the host, a backup is made before its age means anything.
    if (this.#ranMs < 2 * CATCH_UP_AFTER_MS) return null;
    const newest = this.#newest();
    const now = this.#clock.now();
    if (newest > 0) return now - newest;
    return (await this.#hasOrders()) ? Math.max(0, now - this.#openedAt) : 'none';
  }

  get #ranMs(): number {
    return this.#clock.elapsed() - this.#startedAt;
  }

  /**
   * Time of the newest backup here; 0: none. One dated in the future was made while the clock was
   * ahead: its age is unknown, and it must not hide that others are missing.
   */
  #newest(): EpochMs {
    const now = this.#clock.now();
    return this.#places
      .listHere()
      .filter(isOrdinary)
      .reduce((last, { madeAt }) => (madeAt <= now ? Math.max(last, madeAt) : last), 0);
  }

  async #hasOrders(): Promise<boolean> {
    return (await this.#core.ask({ name: 'health' })).orders > 0;
  }
}

/** The last time that the wall clock showed this hour. */
function lastTimeAt(hour: NonNullable<BackupRules['hour']>, now: EpochMs): EpochMs {
  const turn = new Date(now);
  turn.setHours(hour, 0, 0, 0);
  // Subtract a calendar day, not 24 hours: a day of a clock change has 23 or 25 hours.
  if (turn.getTime() > now) turn.setDate(turn.getDate() - 1);
  return turn.getTime();
}
