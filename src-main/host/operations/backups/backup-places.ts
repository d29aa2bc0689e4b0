/** Where backups are kept: the folder beside the database, the second folder, the passphrase. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import type { Backup, BackupRules } from '../../../../src-shared/model/operations/backups';
import type { BackupJobs, FolderSeen } from '../../core/backup-client';
import type { Core } from '../../core/core-client';
import { writeDurably } from '../../../program/durable-file';
import { backupsIn, drop } from '../../store/sqlite/backup/backup-folder';

const HERE = 'respaldos';
const PASSPHRASE_FILE = 'backup.passphrase';
/** Prefix of a backup that is made beside the database and then sealed into the second folder. */
const DRAFT = 'respaldo-en-camino-';

/** `place`: a folder that may not answer. Null: the one beside the database. */
export type FoundBackup = { readonly file: string; readonly place: string | null };

export class BackupPlaces {
  readonly #core: Core;
  readonly #jobs: BackupJobs;
  readonly #dataDir: string;
  readonly #here: string;

  constructor(core: Core, jobs: BackupJobs, dataDir: string) {
    this.#core = core;
    this.#jobs = jobs;
    this.#dataDir = dataDir;
    this.#here = path.join(dataDir, HERE);
  }

  /** Creates the folder and removes unfinished backups. Throws what the system reports. */
  prepare(): void {
    mkdirSync(this.#here, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(this.#here))
      if (name.includes('.half')) drop(path.join(this.#here, name));
    for (const name of readdirSync(this.#dataDir))
      if (name.startsWith(DRAFT)) drop(path.join(this.#dataDir, name));
  }

  get here(): string {
    return this.#here;
  }

  draftFile(stamp: string): string {
    return path.join(this.#dataDir, `${DRAFT}${stamp}`);
  }

  async rules(): Promise<BackupRules> {
    return (await this.#core.ask({ name: 'settings' })).backups;
  }

  /** Reads the folder in this thread: it is on the disk of the database. */
  listHere(): readonly Backup[] {
    return backupsIn(this.#here, 'here');
  }

  async lookAtSecond({ second }: BackupRules): Promise<FolderSeen> {
    return second === null
      ? { backups: [], trouble: null }
      : this.#jobs.look(second, this.#dataDir);
  }

  /** Refuses a name that is not in the list of the folder, so that a name cannot leave it. */
  async find(name: string, where: Backup['where']): Promise<FoundBackup | Refusal> {
    const rules = await this.rules();
    const place = where === 'here' ? null : rules.second;
    const listed = where === 'here' ? this.listHere() : (await this.lookAtSecond(rules)).backups;
    return listed.some((one) => one.name === name)
      ? { file: path.join(place ?? this.#here, name), place }
      : refuse('NO_SUCH_PATH');
  }

  /** Null: copies in the second folder are not sealed. */
  passphrase(): string | null {
    const file = path.join(this.#dataDir, PASSPHRASE_FILE);
    return existsSync(file) ? readFileSync(file, 'utf8') : null;
  }

  /** An empty text removes the passphrase. */
  keepPassphrase(text: string): void {
    const file = path.join(this.#dataDir, PASSPHRASE_FILE);
    if (text === '') rmSync(file, { force: true });
    else writeDurably(file, text);
  }
}
