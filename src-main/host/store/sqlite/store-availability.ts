/** Tracks whether the store can write: disk errors, lost files, reopening the database. */
import { refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import type { GroupResult, PreparedCommand, StoreFault, StoreTrouble } from '../../ports/store';
import { hasRoom, isReadOnly, saysReadOnly } from './connection/disk';
import { openDatabase, withoutWaiting } from './connection/open-database';
import { rememberOwnFiles } from './connection/own-files';
import type { OwnFiles } from './connection/own-files';
import {
  codeOf,
  faultOf,
  isIoError,
  lostFor,
  passingTrouble,
  storeRefusal,
} from './connection/store-trouble';
import type { IdentityWriter } from './identity-writer';
import { prepare, reloadAfterRollback } from './statements';
import type { Statements } from './statements';
import { brokenRecentLink } from './write/hash-chain';

/** While the disk is well, its free space and its rights are checked at every fourth look. */
const LOOKS_PER_DISK_CHECK = 4;
/**
 * After this many looks without a write (half a minute) a write is tried: some disks fail without
 * an error.
 */
const LOOKS_PER_TRIAL_WRITE = 75;

export type AvailabilityOptions = {
  readonly folder: string;
  readonly addon: string | null;
  readonly onFault: (fault: StoreFault) => void;
  /** Called after an I/O error, when the database was reopened and found sound. */
  readonly onReopened?: () => void;
};

export class StoreAvailability {
  readonly #file: string;
  readonly #options: AvailabilityOptions;
  readonly #identity: IdentityWriter;
  readonly #files: OwnFiles;
  #open: Statements;
  #trouble: StoreTrouble | null = null;
  /** Why a command of the current group could not be stored. */
  #groupTrouble: StoreTrouble | null = null;
  #failures = 0;
  #ioErrors = 0;
  /** The disk turned read-only and caused an I/O error: reopen the connection before using it. */
  #mustReopen = false;
  #looksSinceWrite = 0;

  constructor(
    file: string,
    open: Statements,
    options: AvailabilityOptions,
    identity: IdentityWriter,
  ) {
    this.#file = file;
    this.#open = open;
    this.#options = options;
    this.#identity = identity;
    this.#files = rememberOwnFiles(file);
  }

  get open(): Statements {
    return this.#open;
  }

  get trouble(): StoreTrouble | null {
    return this.#trouble;
  }

  /** Commands and groups that could not be stored. */
  get failures(): number {
    return this.#failures;
  }

  /** Null: a group may begin. */
  startGroup(): Refusal | null {
    if (!this.hasOwnFiles() || this.#mustReopen)
      return refuse(this.#trouble?.code ?? 'STORE_FAILED');
    this.#groupTrouble = null;
    return null;
  }

  /**
   * A stored order proves that the disk is well. The host's own commands may be too small to prove
   * it.
   */
  endGroup(group: readonly PreparedCommand[], { results, events }: GroupResult): void {
    if (events.length > 0) this.#looksSinceWrite = 0;
    if (this.#groupTrouble !== null) this.#setTrouble(this.#groupTrouble);
    else if (
      results.some((result, index) => result.ok && !result.repeated && group[index]?.body !== null)
    )
      this.#trouble = null;
  }

  /** One command of the current group could not be stored; the others can. */
  commandFailed(name: string, error: unknown): Refusal {
    this.#failures++;
    this.report(name, error);
    this.#groupTrouble = passingTrouble(error, this.#file) ?? this.#groupTrouble;
    return storeRefusal(error, this.#file);
  }

  /**
   * Returns the refusal of every command of the group. SQLite may have ended the whole transaction,
   * so nothing of the group is stored.
   */
  groupFailed(error: unknown): Refusal {
    this.#failures++;
    this.report('commit', error);
    const refusal = storeRefusal(error, this.#file);
    this.#groupTrouble = passingTrouble(error, this.#file);
    try {
      if (this.#open.db.inTransaction) this.#open.statements.rollback.run();
      if (!isIoError(error)) reloadAfterRollback(this.#open);
      else if (refusal.code === 'DISK_READ_ONLY') this.#mustReopen = true;
      else {
        this.#afterIoError();
        // Either the database was reopened, or the store is lost.
        this.#groupTrouble = null;
      }
    } catch (worse) {
      this.report('rollback', worse);
      this.#lose(
        'STORE_FAILED',
        `La base de datos no se pudo dejar como estaba después de un error (${codeOf(worse)}).`,
      );
    }
    this.#setTrouble(this.#groupTrouble);
    return this.#trouble?.isLost ? refuse(this.#trouble.code) : refusal;
  }

  /**
   * Whether the paths still name the files that are open. Once false, always false: what was stored
   * since is in other files.
   */
  hasOwnFiles(): boolean {
    const gone = this.#trouble?.isLost ? null : this.#files.lost();
    if (gone !== null)
      this.#lose(
        'FOLDER_LOST',
        `${gone} ya no está, o es otro archivo: la carpeta de datos se borró, se movió, se desmontó o se reemplazó con Comanda abierta.`,
      );
    return !this.#trouble?.isLost;
  }

  look(): void {
    if (!this.hasOwnFiles()) return;
    if (this.#trouble === null) return this.#lookAtSoundDisk();
    const { folder } = this.#options;
    if (this.#trouble.code === 'DISK_FULL' && !hasRoom(folder)) return;
    if (this.#trouble.code === 'DISK_READ_ONLY' && isReadOnly(folder)) return;
    if (this.#mustReopen) {
      this.#mustReopen = false;
      this.#reopen();
    }
    if (!this.#trouble.isLost && !this.#mustReopen) this.#tryToWrite();
  }

  noteIoError(fault: StoreFault): void {
    const error = Object.assign(new Error(fault.message), { code: fault.code });
    this.report(fault.where, error);
    if (this.#trouble === null && !isReadOnly(this.#options.folder)) this.#afterIoError();
  }

  report(where: string, error: unknown): void {
    this.#options.onFault(faultOf(where, error));
  }

  #lookAtSoundDisk(): void {
    const { folder } = this.#options;
    this.#looksSinceWrite++;
    const isDue =
      this.#looksSinceWrite % LOOKS_PER_DISK_CHECK === 0 &&
      (saysReadOnly(folder) || !hasRoom(folder));
    if (isDue || this.#looksSinceWrite >= LOOKS_PER_TRIAL_WRITE) this.#tryToWrite();
  }

  /** Writes a page of the database unchanged, to see whether writing works. */
  #tryToWrite(): void {
    this.#looksSinceWrite = 0;
    try {
      withoutWaiting(this.#open.db, () => void this.#open.db.pragma('user_version = 0'));
      // One page that can be written does not disprove damage elsewhere. The next order shows
      // whether the damage is over.
      if (this.#trouble?.code !== 'STORE_FAILED') this.#trouble = null;
    } catch (error) {
      // Another program may be writing at this moment. A command waits for it; this trial does not.
      if (this.#trouble !== null || storeRefusal(error, this.#file).code !== 'STORE_BUSY')
        this.groupFailed(error);
    }
  }

  #afterIoError(): void {
    if (++this.#ioErrors > 1)
      return this.#lose(
        'STORE_FAILED',
        'El disco de los datos falló por segunda vez: lo que se escriba ya no es seguro.',
      );
    if (this.hasOwnFiles()) this.#reopen();
    if (!this.#trouble?.isLost && !this.#mustReopen) this.#options.onReopened?.();
  }

  /**
   * Reads again what the disk really holds. After a failed fsync, a second one that succeeds proves
   * nothing.
   */
  #reopen(): void {
    const { folder, addon } = this.#options;
    try {
      this.#open.db.close();
      this.#open = prepare(openDatabase(this.#file, addon, { fileMustExist: true }));
      this.#files.forgetLog();
      if (!this.hasOwnFiles()) return;
      const health = String(this.#open.db.pragma('quick_check', { simple: true }));
      const broken = brokenRecentLink(this.#open.db, this.#open.writer.head.seq);
      if (health !== 'ok' || broken !== null)
        this.#lose(
          'STORE_FAILED',
          `La base no está sana después de un error de disco (${health}, envío ${broken ?? '-'}).`,
        );
    } catch (error) {
      // Until the database is reopened it cannot be read either.
      this.#mustReopen = isReadOnly(folder);
      if (this.#mustReopen) this.#setTrouble(passingTrouble(error, this.#file));
      else
        this.#lose(
          'STORE_FAILED',
          `La base no se pudo abrir de nuevo después de un error de disco: ${String(error)}.`,
        );
    }
  }

  /** A trouble that continues keeps the time at which it began. */
  #setTrouble(trouble: StoreTrouble | null): void {
    if (trouble !== null && !this.#trouble?.isLost && this.#trouble?.code !== trouble.code)
      this.#trouble = trouble;
  }

  #lose(code: 'STORE_FAILED' | 'FOLDER_LOST', words: string): void {
    if (this.#trouble?.isLost) return;
    this.#trouble = lostFor(code, words);
    this.#identity.write(this.#open);
  }
}
