/** Backups: what is known of each, and what the house has decided about them. */
import { z } from 'zod';
import { machineText } from '../../text/plain-text';
import type { BusinessDay, EpochMs } from '../../base/vocabulary';

/** What stands in a backup, read from the file itself. */
export type BackupFacts = {
  readonly restaurant: string;
  readonly orders: number;
  readonly lastDay: BusinessDay | null;
  readonly lastOrderAt: EpochMs | null;
  /** The newest dispatch of the chain that is in it. */
  readonly chainSeq: number;
};

export type Backup = {
  /** `comanda-20261122-184501.db`: when it was made, by the host's wall clock. */
  readonly name: string;
  readonly where: 'here' | 'second';
  readonly madeAt: EpochMs;
  readonly bytes: number;
  /** Behind the passphrase; what is in it cannot be shown without. */
  readonly isSealed: boolean;
};

/** Newest first. `newestAt`: of the last one that was made and verified; null: there is none. */
export type BackupList = {
  readonly backups: readonly Backup[];
  readonly rules: BackupRules;
  readonly hasPassphrase: boolean;
  readonly isBusy: boolean;
  /** Why the second folder cannot be written; null: it can, or there is none. */
  readonly secondTrouble: string | null;
};

export const BackupRules = z.strictObject({
  /** Local hour of the daily backup; null: only by hand. */
  hour: z.int().min(0).max(23).nullable(),
  /** How many stay in each folder; older ones go. */
  keep: z.int().min(1).max(365),
  /** A second folder: another disk, a stick, a folder of the network. Null: none. */
  second: z.string().trim().pipe(machineText(1, 500)).nullable(),
});
export type BackupRules = z.infer<typeof BackupRules>;

export const DEFAULT_BACKUP_RULES: BackupRules = { hour: 5, keep: 14, second: null };

/**
 * A backup's name is made by the host and nowhere else: nothing in it can lead out of its folder.
 */
export const BackupName = z
  .string()
  .regex(/^(?:comanda|antes-de-[\w.+-]{1,40})-\d{8}-\d{6}\.dbx?$/);

/** The copy that was made before a new version changed the database. */
export function migrationCopyName(version: string, at: EpochMs): string {
  return `antes-de-${version.replace(/[^\w.+-]/g, '-').slice(0, 40)}-${backupStamp(at)}.db`;
}

/** `20261122-184501` by the wall clock: what a backup is called by. */
export function backupStamp(at: EpochMs): string {
  const local = new Date(at);
  const two = (n: number): string => String(n).padStart(2, '0');
  const day = `${local.getFullYear()}${two(local.getMonth() + 1)}${two(local.getDate())}`;
  return `${day}-${two(local.getHours())}${two(local.getMinutes())}${two(local.getSeconds())}`;
}
