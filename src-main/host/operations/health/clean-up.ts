/** Erases guest data and old PDF tickets once their time is over, by a time safe from wrong clocks. */
import { randomUUID } from 'node:crypto';
import { readdir, stat, unlink } from 'node:fs/promises';
import path from 'node:path';
import { ERASE_BATCH } from '../../../../src-shared/model/operations/operation-settings';
import type { EpochMs } from '../../../../src-shared/base/vocabulary';
import type { Core } from '../../core/core-client';
import type { Clock } from '../../ports/clock';
import { WATCH } from './alert-sink';

const DAY_MS = 86_400_000;

export type CleanUpOptions = {
  readonly core: Core;
  readonly clock: Clock;
  readonly dataDir: string;
  readonly onTrouble: (words: string) => void;
};

export class CleanUp {
  readonly #options: CleanUpOptions;
  /** The run under way and the one behind it. */
  #runs: Promise<void> = Promise.resolve();
  #isRunWaiting = false;
  /** Last report of running time to the core, in ms since boot. */
  #reportedAt: number | null = null;
  #isClockDoubted = false;
  #isStopped = false;

  constructor(options: CleanUpOptions) {
    this.#options = options;
  }

  /**
   * Runs after a run under way. The core adds up the running time that each run reports: two at
   * once would report the same time twice.
   */
  runSoon(): void {
    if (this.#isRunWaiting) return;
    this.#isRunWaiting = true;
    this.#runs = this.#runs
      .then(() => this.#run())
      .catch((error: Error) => this.#options.onTrouble(error.message));
  }

  stop(): void {
    this.#isStopped = true;
  }

  async #run(): Promise<void> {
    const { core, dataDir, onTrouble } = this.#options;
    this.#isRunWaiting = false;
    const at = await this.#trustedTime();
    const { upkeep } = await core.ask({ name: 'settings' });
    if (at === null || upkeep.guestDays === null || this.#isStopped) return;
    // PDF tickets carry guests' names.
    await dropOlder(path.join(dataDir, 'pdf'), at - upkeep.guestDays * DAY_MS);
    for (;;) {
      const done = await core.execute('eraseGuestData', {}, WATCH, randomUUID());
      if (!done.ok) return onTrouble(done.code);
      if (done.reply.forgotten < ERASE_BATCH) return;
    }
  }

  /** The time that clean-ups count by. Null: the core could not store it. */
  async #trustedTime(): Promise<EpochMs | null> {
    const { core, clock, onTrouble } = this.#options;
    const now = clock.sinceBoot();
    const ranMs = this.#reportedAt === null ? null : Math.round(now - this.#reportedAt);
    const done = await core.execute('trustTime', { ranMs }, WATCH, randomUUID());
    if (!done.ok) {
      onTrouble(done.code);
      return null;
    }
    this.#reportedAt = now;
    const { at, isApart } = done.reply;
    if (isApart && !this.#isClockDoubted)
      onTrouble(
        `clock not trusted yet: clean-ups go by ${new Date(at).toISOString()} until it has run for a day`,
      );
    this.#isClockDoubted = isApart;
    return at;
  }
}

async function dropOlder(folder: string, before: EpochMs): Promise<void> {
  const names = await readdir(folder).catch(() => []); // The folder may not exist.
  for (const name of names) {
    const file = path.join(folder, name);
    const found = await stat(file).catch(() => null);
    if (found?.isFile() && found.mtimeMs < before) await unlink(file).catch(() => undefined);
  }
}
