/**
 * Works on a data folder without its host: makes, inspects and restores backups, rescues data.
 *
 * Inspecting a backup and making one also work beside a running host.
 */
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { stampOf } from '../../../src-shared/model/operations/backup-name';
import { BackupName, backupStamp } from '../../../src-shared/model/operations/backups';
import type { BackupFacts } from '../../../src-shared/model/operations/backups';
import { many } from '../../../src-shared/text/count-text';
import { momentText } from '../../../src-shared/base/moment-text';
import { backupJobs } from '../core/backup-client';
import { CoreRefused } from '../core/core-client';
import {
  BackupInvalid,
  dropStaged,
  finishRestore,
  inspectPlain,
  writeBackup,
  markStaged,
  stagedFile,
  stageRestore,
} from '../store/sqlite/backup/backup';
import { NothingToRecover, recoverDatabase } from '../store/sqlite/recover/recover-database';
import type { Recovered } from '../store/sqlite/recover/recover-database';
import { FolderTaken, lockDataFolder } from '../store/sqlite/connection/data-folder-lock';
import { forgetIdentity, identityFiles } from '../store/sqlite/connection/identity';

export type BackupMade =
  | { readonly ok: true; readonly file: string; readonly facts: BackupFacts }
  | { readonly ok: false; readonly words: string };

/** Makes a verified backup of the folder's database. A host may run on the folder. */
export function backUp(dataDir: string, folder: string, addon: string | null): BackupMade {
  const file = path.join(folder, `comanda-${backupStamp(Date.now())}.db`);
  try {
    return { ok: true, file, facts: writeBackup(dataDir, file, { addon }) };
  } catch (error) {
    return { ok: false, words: (error as Error).message };
  }
}

export type Restored =
  | { readonly ok: true; readonly facts: BackupFacts; readonly kept: string | null }
  | { readonly ok: false; readonly words: string };

/**
 * Inspects a backup and, if `isSure`, replaces the folder's database with it. The replaced database
 * is kept under another name (`kept`). Fails while a host runs on the folder.
 */
export async function restore(
  file: string,
  dataDir: string,
  {
    addon,
    passphrase,
    isSure,
    stateDir,
  }: {
    readonly addon: string | null;
    readonly passphrase: string | null;
    readonly isSure: boolean;
    readonly stateDir: string | null;
  },
): Promise<Restored> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  try {
    const lock = lockDataFolder(dataDir, addon);
    try {
      const facts = await stageRestore(dataDir, file, { addon, passphrase });
      if (isSure) {
        const kept = finishRestore(dataDir);
        // The backup may hold fewer orders than the recorded identity, which is intended here.
        if (stateDir !== null) forgetIdentity(identityFiles(stateDir, dataDir));
        return { ok: true, facts, kept };
      }
      dropStaged(dataDir);
      return { ok: true, facts, kept: null };
    } finally {
      lock.release();
    }
  } catch (error) {
    if (error instanceof FolderTaken || error instanceof BackupInvalid)
      return { ok: false, words: error.message };
    throw error;
  }
}

/** Inspects a backup in a thread of its own, while the host runs. */
export async function lookInto(
  threadEntry: URL,
  file: string,
  addon: string | null,
): Promise<Restored> {
  const jobs = backupJobs(threadEntry);
  const done = await jobs.run({
    kind: 'inspect',
    file,
    passphrase: null,
    scratch: `${file}.looked`,
    addon,
  });
  if (!done.ok) return { ok: false, words: done.words };
  return done.facts === null
    ? { ok: false, words: 'no es un respaldo' }
    : { ok: true, facts: done.facts, kept: null };
}

/**
 * Adds a way out to the error of a database that cannot be opened: the newest good backup and the
 * command to restore it, or else the command to rescue data.
 */
export function offerBackup(
  error: CoreRefused,
  dataDir: string,
  addon: string | null,
): CoreRefused {
  const found = error.remedy === 'none' ? null : newestGoodBackup(dataDir, addon);
  if (!found) return error.remedy === 'rescue' ? withRescue(error, dataDir) : error;
  const { file, facts } = found;
  const last = facts.lastOrderAt === null ? '' : `, hasta el ${momentText(facts.lastOrderAt)}`;
  return new CoreRefused(
    error.why,
    found,
    `\nEl respaldo más nuevo en buen estado es ${file} (${many(facts.orders, 'pedido', 'pedidos')}${last}).` +
      `\nPara volver a él, guardando aparte la base de ahora: comanda restore ${file} --data-dir ${dataDir} --yes`,
    error.remedy,
  );
}

function withRescue(error: CoreRefused, dataDir: string): CoreRefused {
  const howTo = `\nNo hay un respaldo en buen estado. Para guardar la base aparte y rescatar lo que se pueda leer: comanda recover --data-dir ${dataDir} --yes`;
  return new CoreRefused(error.why, null, howTo, error.remedy);
}

export { examineDatabase } from './examine-database';
export { recoveryReportLines } from './recovery-report';

export type FolderRecovered =
  | { readonly ok: true; readonly recovered: Recovered; readonly kept: string | null }
  | { readonly ok: false; readonly words: string };

/**
 * Reads what it can of a damaged database and, if `isSure`, replaces the database with the result.
 * The damaged one is kept under another name (`kept`). Fails while a host runs on the folder.
 */
export function recoverFolder(
  dataDir: string,
  { addon, isSure }: { readonly addon: string | null; readonly isSure: boolean },
): FolderRecovered {
  try {
    const lock = lockDataFolder(dataDir, addon);
    try {
      dropStaged(dataDir);
      const staged = stagedFile(dataDir);
      const recovered = recoverDatabase(
        path.join(dataDir, 'comanda.db'),
        staged,
        path.join(dataDir, 'comanda.db.reading'),
        addon,
      );
      if (isSure) {
        markStaged(dataDir);
        return { ok: true, recovered, kept: finishRestore(dataDir) };
      }
      dropStaged(dataDir);
      return { ok: true, recovered, kept: null };
    } finally {
      lock.release();
    }
  } catch (error) {
    if (error instanceof FolderTaken || error instanceof NothingToRecover)
      return { ok: false, words: error.message };
    throw error;
  }
}

/** The newest valid backup beside the database. Null: there is none. */
function newestGoodBackup(
  dataDir: string,
  addon: string | null,
): { readonly file: string; readonly facts: BackupFacts } | null {
  const folder = path.join(dataDir, 'respaldos');
  if (!existsSync(folder)) return null;
  const names = readdirSync(folder).filter(
    (name) => BackupName.safeParse(name).success && name.endsWith('.db'),
  );
  for (const name of names.toSorted((a, b) => stampOf(b).localeCompare(stampOf(a)))) {
    const file = path.join(folder, name);
    try {
      return { file, facts: inspectPlain(file, addon) };
    } catch (error) {
      if (!(error instanceof BackupInvalid)) throw error;
    }
  }
  return null;
}
