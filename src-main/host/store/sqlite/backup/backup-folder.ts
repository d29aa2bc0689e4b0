/**
 * Lists, checks and thins a folder of backups.
 *
 * The second folder may be on a network that does not respond, where each of these calls blocks.
 * For it they run in a thread of their own (`backup-client.ts`).
 */
import { accessSync, constants, lstatSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { versionAfter } from '../../../../../src-shared/model/operations/backup-name';
import { BackupName } from '../../../../../src-shared/model/operations/backups';
import type { Backup } from '../../../../../src-shared/model/operations/backups';
import type { EpochMs } from '../../../../../src-shared/base/vocabulary';
import { isPlain, isSealed } from './backup';

/**
 * `made`: date of the backup that was just made. `copiesBefore`: copies from before a new version
 * are deleted if they are older.
 */
export type BackupFileAge = { readonly made: EpochMs; readonly copiesBefore: EpochMs };

export function backupsIn(folder: string, where: Backup['where']): readonly Backup[] {
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch {
    return []; // the stick is not in
  }
  return names.flatMap((name) => {
    if (!BackupName.safeParse(name).success) return [];
    const { size, isBackup } = lookAt(path.join(folder, name));
    return isBackup
      ? [{ name, where, madeAt: timeOf(name), bytes: size, isSealed: name.endsWith('.dbx') }]
      : [];
  });
}

/**
 * Checks the first bytes only, which is cheap. Other files are not listed, counted or thinned, nor
 * are links, which may lead anywhere.
 */
function lookAt(file: string): { readonly size: number; readonly isBackup: boolean } {
  try {
    const found = lstatSync(file);
    return { size: found.size, isBackup: found.isFile() && (isPlain(file) || isSealed(file)) };
  } catch {
    return { size: 0, isBackup: false };
  }
}

/**
 * Keeps the newest `keep` backups. Files dated after the backup that was just made (by a clock that
 * was ahead, or by another program) are neither counted nor deleted. Returns why files could not be
 * deleted.
 */
export function thin(
  folder: string,
  keep: number,
  { made, copiesBefore }: BackupFileAge,
): readonly string[] {
  const dated = backupsIn(folder, 'here').filter(({ madeAt }) => madeAt <= made);
  const ours = dated.filter(isOrdinary).toSorted((a, b) => b.madeAt - a.madeAt);
  // A copy from before a new version is kept by age: many manual backups in one night must not
  // delete the only way back.
  const copies = dated.filter((one) => !isOrdinary(one) && one.madeAt < copiesBefore);
  // A file that cannot be deleted does not stop the deletion of the others.
  return [...ours.slice(keep), ...copies].flatMap(
    ({ name }) => drop(path.join(folder, name)) ?? [],
  );
}

/** Scheduled and manual backups, but not the copy that a new version makes before it migrates. */
export function isOrdinary({ name }: Backup): boolean {
  return versionAfter(name) === null;
}

/** Why the file could not be deleted; null: it is deleted. */
export function drop(file: string): string | null {
  try {
    rmSync(file, { force: true, recursive: true });
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

/** The reason, for the staff; null: the folder can be written. */
export function cannotWrite(folder: string, dataDir: string): string | null {
  try {
    if (!path.isAbsolute(folder)) return 'la carpeta se escribe entera, desde su raíz';
    // A copy beside the original is lost together with it.
    if (!path.relative(dataDir, folder).startsWith('..'))
      return 'la segunda carpeta va fuera de la carpeta de datos';
    if (!statSync(folder).isDirectory()) return `${folder} no es una carpeta`;
    accessSync(folder, constants.W_OK);
    return null;
  } catch {
    return `la carpeta ${folder} no está, o no se puede escribir en ella`;
  }
}

export function timeOf(name: string): number {
  const [, year, month, day, hour, minute, second] =
    /(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)\.dbx?$/.exec(name)?.map(Number) ?? [];
  return new Date(year ?? 0, (month ?? 1) - 1, day, hour, minute, second).getTime();
}
