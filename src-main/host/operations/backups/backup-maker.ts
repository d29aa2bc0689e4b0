/** Makes a backup, copies it to the second folder, deletes old ones and reports the result. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { backupStamp } from '../../../../src-shared/model/operations/backups';
import type { BackupFacts, BackupRules } from '../../../../src-shared/model/operations/backups';
import { refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import type { Actor, EpochMs } from '../../../../src-shared/base/vocabulary';
import type { BackupJobDone, BackupJobs } from '../../core/backup-client';
import type { Core } from '../../core/core-client';
import type { Clock } from '../../ports/clock';
import { drop, thin, timeOf } from '../../store/sqlite/backup/backup-folder';
import type { BackupFileAge } from '../../store/sqlite/backup/backup-folder';
import type { AlertSink } from '../health/alert-sink';
import type { BackupPlaces } from './backup-places';

const HOUR_MS = 3_600_000;
/** The copy made before a migration is kept for a month: time to see that the new version works. */
const MIGRATION_COPY_MS = 30 * 86_400_000;
/** Sender of scheduled backups. */
export const DESK: Actor = { id: 'backup-desk', role: 'system' };

export type BackupMakerOptions = {
  readonly core: Core;
  readonly watch: AlertSink;
  readonly jobs: BackupJobs;
  readonly clock: Clock;
  readonly dataDir: string;
  /** Path of SQLite's native addon. Null: the one of better-sqlite3. */
  readonly addon: string | null;
  readonly onTrouble: (words: string) => void;
  readonly onNotice: (words: string) => void;
};

export type BackupReport = {
  readonly ok: true;
  readonly name: string;
  readonly facts: BackupFacts;
};

export class BackupMaker {
  readonly #options: BackupMakerOptions;
  readonly #places: BackupPlaces;
  #isStopped = false;

  constructor(options: BackupMakerOptions, places: BackupPlaces) {
    this.#options = options;
    this.#places = places;
  }

  async make(actor: Actor): Promise<BackupReport | Refusal> {
    const { core, jobs, clock, dataDir, addon } = this.#options;
    const rules = await this.#places.rules();
    const stamp = backupStamp(clock.now());
    const name = `comanda-${stamp}.db`;
    const file = path.join(this.#places.here, name);
    const made = await jobs.run({ kind: 'make', folder: dataDir, to: file, addon });
    if (!made.ok || made.facts === null) {
      if (!made.ok && !made.isBad) await this.#makeInSecond(rules, stamp, actor);
      return this.#fail(made, actor);
    }
    const { facts } = made;
    const trouble = rules.second === null ? null : await this.#copyTo(rules.second, file, stamp);
    const age: BackupFileAge = {
      made: timeOf(name),
      copiesBefore: await this.#migrationCopiesBefore(),
    };
    this.#report(thin(this.#places.here, rules.keep, age));
    if (rules.second !== null && trouble === null)
      await this.#thinSecond(rules.second, rules.keep, age);
    const record = { name, what: 'made', orders: facts.orders, trouble } as const;
    await core.execute('recordBackup', record, actor, randomUUID());
    await this.#reportCopy(trouble);
    return { ok: true, name, facts };
  }

  /** Later failures raise no alert: the core is about to stop. */
  stop(): void {
    this.#isStopped = true;
  }

  /** `trouble`: why the backup is not in the second folder. */
  async #reportCopy(trouble: string | null): Promise<void> {
    const { watch, onNotice } = this.#options;
    await watch.end('backup');
    if (trouble === null) return;
    onNotice(`El respaldo se hizo, pero no llegó a la segunda carpeta: ${trouble}.`);
    await watch.raise({ kind: 'backup', cause: 'second_folder' });
  }

  /**
   * The folder here cannot be written (full, no rights, a file is in its place): makes a backup in
   * the second folder. A scheduled backup that fails is tried again every minute, and then one in
   * an hour is enough.
   */
  async #makeInSecond(rules: BackupRules, stamp: string, actor: Actor): Promise<void> {
    const { jobs, dataDir, onNotice } = this.#options;
    const { second: folder, keep } = rules;
    if (folder === null || (actor === DESK && (await this.#hasOneOfThisHour(rules)))) return;
    const trouble =
      (await jobs.look(folder, dataDir)).trouble ?? (await this.#makeIn(folder, stamp));
    const made = timeOf(`comanda-${stamp}.db`);
    if (trouble === null)
      await this.#thinSecond(folder, keep, {
        made,
        copiesBefore: await this.#migrationCopiesBefore(),
      });
    onNotice(
      trouble === null
        ? `El respaldo se hizo solo en la segunda carpeta (${folder}).`
        : `Tampoco se hizo en la segunda carpeta: ${trouble}.`,
    );
  }

  /** Text of the reason why it failed; null: it succeeded. */
  async #makeIn(folder: string, stamp: string): Promise<string | null> {
    const { jobs, dataDir, addon } = this.#options;
    // A sealed copy is made from a draft beside the database: no plain file leaves this disk.
    const isSealedThere = this.#places.passphrase() !== null;
    const to = isSealedThere
      ? this.#places.draftFile(stamp)
      : path.join(folder, `comanda-${stamp}.db`);
    const made = await jobs.run(
      { kind: 'make', folder: dataDir, to, addon },
      isSealedThere ? null : folder,
    );
    if (!made.ok) return made.words;
    if (!isSealedThere) return null;
    const trouble = await this.#copyTo(folder, to, stamp);
    drop(to);
    return trouble;
  }

  async #hasOneOfThisHour(rules: BackupRules): Promise<boolean> {
    const { backups } = await this.#places.lookAtSecond(rules);
    const now = this.#options.clock.now();
    return backups.some(({ madeAt }) => Math.abs(now - madeAt) < HOUR_MS);
  }

  /** Text of the reason why it failed; null: it succeeded. */
  async #copyTo(folder: string, file: string, stamp: string): Promise<string | null> {
    const { jobs, dataDir, addon } = this.#options;
    const key = this.#places.passphrase();
    const to = path.join(folder, `comanda-${stamp}.${key === null ? 'db' : 'dbx'}`);
    const { trouble } = await jobs.look(folder, dataDir);
    if (trouble !== null) return trouble;
    const copied = await jobs.run({ kind: 'copy', from: file, to, passphrase: key, addon }, folder);
    return copied.ok ? null : copied.words;
  }

  async #thinSecond(folder: string, keep: number, age: BackupFileAge): Promise<void> {
    const { jobs, addon } = this.#options;
    const done = await jobs.run({ kind: 'thin', folder, keep, ...age, addon }, folder);
    this.#report(done.ok ? done.troubles : [done.words]);
  }

  /** Copies made before a migration are deleted if they are older than this. */
  async #migrationCopiesBefore(): Promise<EpochMs> {
    const { core, clock } = this.#options;
    return (await core.ask({ name: 'cleanUpTime', now: clock.now() })) - MIGRATION_COPY_MS;
  }

  #report(troubles: readonly string[]): void {
    for (const trouble of troubles) this.#options.onTrouble(`respaldos: ${trouble}`);
  }

  async #fail(done: BackupJobDone, actor: Actor): Promise<Refusal> {
    const { core, watch, onTrouble, onNotice } = this.#options;
    const words = done.ok ? '' : done.words;
    onTrouble(words);
    onNotice(`El respaldo falló: ${words}.`);
    if (this.#isStopped) return refuse('CORE_GONE');
    const isDamage = !done.ok && done.isBad;
    await watch.raise({ kind: isDamage ? 'database' : 'backup' });
    await core.execute(
      'recordBackup',
      { name: '', what: 'failed', orders: 0, trouble: words.slice(0, 200) },
      actor,
      randomUUID(),
    );
    return refuse('BACKUP_FAILED', { reason: words });
  }
}
