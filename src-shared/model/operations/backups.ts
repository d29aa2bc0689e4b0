/** Backups: facts about each, and the restaurant's settings. */
import { z } from 'zod';
import { machineText } from '../../text/plain-text';
import type { BusinessDay, EpochMs } from '../../base/vocabulary';

/** Content of a backup, read from the file itself. */
export type BackupFacts = {
  readonly restaurant: string;
  readonly orders: number;
  readonly lastDay: BusinessDay | null;
  readonly lastOrderAt: EpochMs | null;
  /** The newest dispatch of the chain that it contains. */
  readonly chainSeq: number;
};

export type Backup = {
  /** `comanda-20261122-184501.db`: creation time by the host's wall clock. */
  readonly name: string;
  readonly where: 'here' | 'second';
  readonly madeAt: EpochMs;
  readonly bytes: number;
  /** Encrypted. Its content cannot be shown without the passphrase. */
  readonly isSealed: boolean;
};

/** Newest first. `newestAt`: time of the last verified backup; null: there is none. */
export type BackupList = {
  readonly backups: readonly Backup[];
  readonly rules: BackupRules;
  readonly hasPassphrase: boolean;
  readonly isBusy: boolean;
  /** Why the second folder is not writable; null: it is, or there is none. */
  readonly secondTrouble: string | null;
};

export const BackupRules = z.strictObject({
  /** Local hour of the daily backup; null: manual only. */
  hour: z.int().min(0).max(23).nullable(),
  /** How many each folder keeps. Older ones are deleted. */
  keep: z.int().min(1).max(365),
  /** A second folder: another disk, a stick, a folder of the network. Null: none. */
  second: z.string().trim().pipe(machineText(1, 500)).nullable(),
});
export type BackupRules = z.infer<typeof BackupRules>;

export const DEFAULT_BACKUP_RULES: BackupRules = { hour: 5, keep: 14, second: null };

/** Only the host makes backup names, so no name can contain a path out of the folder. */
export const BackupName = z
  .string()
  .regex(/^(?:comanda|antes-de-[\w.+-]{1,40})-\d{8}-\d{6}\.dbx?$/);

/** The copy that was made before a new version changed the database. */
export function migrationCopyName(version: string, at: EpochMs): string {
  return `antes-de-${version.replace(/[^\w.+-]/g, '-').slice(0, 40)}-${backupStamp(at)}.db`;
}

/** `20261122-184501` by the wall clock, used in a backup's name. */
export function backupStamp(at: EpochMs): string {
  const local = new Date(at);
  const two = (n: number): string => String(n).padStart(2, '0');
  const day = `${local.getFullYear()}${two(local.getMonth() + 1)}${two(local.getDate())}`;
  return `${day}-${two(local.getHours())}${two(local.getMinutes())}${two(local.getSeconds())}`;
}
