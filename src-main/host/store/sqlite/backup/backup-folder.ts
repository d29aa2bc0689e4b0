/**
 * A folder of backups: what is in it, whether it can be written, what of it may go. The second one
 * may lie on a network that does not answer, and then each of these waits for ever: for that folder
 * they run in a thread of their own (`backup-client.ts`).
 */
import { accessSync, constants, lstatSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { versionAfter } from '../../../../../src-shared/model/operations/backup-name';
import { BackupName } from '../../../../../src-shared/model/operations/backups';
import type { Backup } from '../../../../../src-shared/model/operations/backups';
import type { EpochMs } from '../../../../../src-shared/base/vocabulary';
import { isPlain, isSealed } from './backup';

/**
 * `made`: when the backup that was just made is dated. `copiesBefore`: copies of before a new
 * version that are older are no way back any more.
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
 * By its first bytes, at no cost: what is not even one of ours is not listed, counted or thinned. A
 * link is none: it leads anywhere.
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
 * The newest `keep` stay, whatever else bears such a name: what is dated after the one that was
 * just made (a clock that once ran ahead, a stranger's file) is not counted and not touched.
 * Returns why others are still there.
 */
export function thin(
  folder: string,
  keep: number,
  { made, copiesBefore }: BackupFileAge,
): readonly string[] {
  const dated = backupsIn(folder, 'here').filter(({ madeAt }) => madeAt <= made);
  const ours = dated.filter(isOrdinary).toSorted((a, b) => b.madeAt - a.madeAt);
  // A copy of before a new version is kept by its age: a busy night of backups by hand must not
  // push out the only way back.
  const copies = dated.filter((one) => !isOrdinary(one) && one.madeAt < copiesBefore);
  // Where one stays the others still go, and the backup that was just made is noted.
  return [...ours.slice(keep), ...copies].flatMap(
    ({ name }) => drop(path.join(folder, name)) ?? [],
  );
}

/**
 * By the clock or by hand; not the copy that a new version makes before it changes the database.
 */
export function isOrdinary({ name }: Backup): boolean {
  return versionAfter(name) === null;
}

/** Why it is still there; null once it is gone. */
export function drop(file: string): string | null {
  try {
    rmSync(file, { force: true, recursive: true });
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Why not, in words. */
export function cannotWrite(folder: string, dataDir: string): string | null {
  try {
    if (!path.isAbsolute(folder)) return 'la carpeta se escribe entera, desde su raíz';
    // A copy beside the original goes with it.
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
