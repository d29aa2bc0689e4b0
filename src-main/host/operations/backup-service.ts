/** Backups of a running host: scheduled and on request; listed, inspected and restored. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { figure } from '../../../src-shared/base/fault-points';
import { refuse } from '../../../src-shared/base/errors';
import type { Refusal } from '../../../src-shared/base/errors';
import type { Backup, BackupFacts, BackupList } from '../../../src-shared/model/operations/backups';
import type { Actor } from '../../../src-shared/base/vocabulary';
import type { BackupControl } from '../ports/backup-control';
import { BackupMaker, DESK } from './backups/backup-maker';
import type { BackupReport, BackupMakerOptions } from './backups/backup-maker';
import { BackupPlaces } from './backups/backup-places';
import { BackupSchedule } from './backups/backup-schedule';
import type { BackupAge } from './backups/backup-schedule';

export type BackupServiceOptions = BackupMakerOptions & {
  /** A backup is staged: the host must stop and start again. */
  readonly onRestart: () => void;
};

const SCHEDULE_EVERY_MS = 60_000;
/** Delay from the start to the check of the whole database: orders come first. */
const CHECK_AFTER_MS = figure('operations.check-after-ms', 5_000);

export type BackupService = BackupControl & {
  /**
   * Age of the newest backup here, ms. none: backups are off or there are no orders. Null: too early
   * to say.
   */
  ageMs(): Promise<BackupAge>;
  stop(): Promise<void>;
};

export function startBackupService(options: BackupServiceOptions): BackupService {
  const { core, clock, jobs, dataDir, onTrouble } = options;
  const places = new BackupPlaces(core, jobs, dataDir);
  // The restaurant opens even if the folder is not ready. The first backup reports the cause.
  try {
    places.prepare();
  } catch (error) {
    onTrouble(`respaldos: ${(error as Error).message}`);
  }
  const schedule = new BackupSchedule(core, clock, places);
  const service = new Service(options, places, schedule);
  const trouble = (error: Error): void => onTrouble(error.message);
  const timer = setInterval(() => void service.makeIfDue().catch(trouble), SCHEDULE_EVERY_MS);
  const first = setTimeout(() => void service.checkDatabase().catch(trouble), CHECK_AFTER_MS);
  return {
    ageMs: () => schedule.ageMs(),
    list: () => service.list(),
    make: (actor) => service.make(actor),
    inspect: (...backup) => service.inspect(...backup),
    restore: (...backup) => service.restore(...backup),
    keepPassphrase: (text) => places.keepPassphrase(text),
    async stop() {
      clearInterval(timer);
      clearTimeout(first);
      await service.stop();
    },
  };
}

class Service {
  readonly #options: BackupServiceOptions;
  readonly #places: BackupPlaces;
  readonly #schedule: BackupSchedule;
  readonly #maker: BackupMaker;
  /** Jobs run one at a time: two at once would slow each other down. */
  #jobs: Promise<unknown> = Promise.resolve();
  #unfinished = 0;
  #isStopped = false;

  constructor(options: BackupServiceOptions, places: BackupPlaces, schedule: BackupSchedule) {
    this.#options = options;
    this.#places = places;
    this.#schedule = schedule;
    this.#maker = new BackupMaker(options, places);
  }

  async list(): Promise<BackupList> {
    const rules = await this.#places.rules();
    const second = await this.#places.lookAtSecond(rules);
    return {
      backups: [...this.#places.listHere(), ...second.backups].toSorted(
        (a, b) => b.madeAt - a.madeAt || (a.where === 'here' ? -1 : 1),
      ),
      rules,
      hasPassphrase: this.#places.passphrase() !== null,
      isBusy: this.#unfinished > 0,
      secondTrouble: second.trouble,
    };
  }

  make(actor: Actor): Promise<BackupReport | Refusal> {
    return this.#inTurn(() => this.#maker.make(actor));
  }

  async inspect(
    name: string,
    where: Backup['where'],
    key: string | null,
  ): Promise<BackupFacts | Refusal> {
    const { jobs, dataDir, addon } = this.#options;
    const found = await this.#places.find(name, where);
    if ('code' in found) return found;
    const { file, place } = found;
    const scratch = path.join(dataDir, `look-${randomUUID()}`);
    const done = await this.#inTurn(() =>
      jobs.run(
        { kind: 'inspect', file, passphrase: key ?? this.#places.passphrase(), scratch, addon },
        place,
      ),
    );
    if (!done.ok) return refuse('BACKUP_FAILED', { reason: done.words });
    return done.facts ?? refuse('INTERNAL');
  }

  async restore(
    name: string,
    where: Backup['where'],
    key: string | null,
    actor: Actor,
  ): Promise<BackupFacts | Refusal> {
    const { core, jobs, dataDir, addon, onRestart } = this.#options;
    const found = await this.#places.find(name, where);
    if ('code' in found) return found;
    const { file, place } = found;
    const staged = await this.#inTurn(() =>
      jobs.run(
        {
          kind: 'stage',
          folder: dataDir,
          file,
          passphrase: key ?? this.#places.passphrase(),
          addon,
        },
        place,
      ),
    );
    if (!staged.ok) return refuse('BACKUP_FAILED', { reason: staged.words });
    // Recorded in the database that is about to be replaced. It is kept, so the reason stays with it.
    const orders = staged.facts?.orders ?? 0;
    const record = { name, what: 'restored', orders, trouble: null } as const;
    await core.execute('recordBackup', record, actor, randomUUID());
    onRestart();
    return staged.facts ?? refuse('INTERNAL');
  }

  async makeIfDue(): Promise<void> {
    if (this.#unfinished > 0 || this.#isStopped || !(await this.#schedule.isDue())) return;
    await this.make(DESK);
  }

  /** Checks the whole database. Damage raises an alert. */
  async checkDatabase(): Promise<void> {
    const { core, watch, jobs, dataDir, addon, onNotice } = this.#options;
    const done = await this.#inTurn(() => jobs.run({ kind: 'check', folder: dataDir, addon }));
    if (done.ok) {
      // This check does not find again what was missing at the start. Such an alert ends once a
      // person has read it.
      const { alerts } = await core.ask({ name: 'queue' });
      if (alerts.find(({ kind }) => kind === 'database')?.seenBy) await watch.end('database');
      return;
    }
    if (this.#isStopped) return;
    onNotice(
      `ATENCIÓN: ${done.words} En Administración > Respaldo se puede volver al último respaldo.`,
    );
    await watch.raise({ kind: 'database' });
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#maker.stop();
    await this.#options.jobs.stop();
    await this.#jobs;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    this.#unfinished++;
    const job = this.#jobs.then(work).finally(() => this.#unfinished--);
    this.#jobs = job.catch(() => undefined);
    return job;
  }
}
