/**
 * What is done to a data folder beside a running host: its health looked at, a backup made, put
 * back, or offered to who cannot start.
 */
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  closeSync,
  fsyncSync,
  readdirSync,
  rmSync,
  statfsSync,
  statSync,
  writeSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { stampOf } from '../../../src-shared/model/operations/backup-name';
import { BackupName, backupStamp } from '../../../src-shared/model/operations/backups';
import type { BackupFacts } from '../../../src-shared/model/operations/backups';
import { many } from '../../../src-shared/text/count-text';
import { momentText } from '../../../src-shared/base/moment-text';
import { listCrashes } from '../../program/crash-file';
import { programText } from '../runtime/about';
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
import { firstBrokenLink, missingSinceTail, readTail } from '../store/sqlite/write/hash-chain';
import { NothingToRecover, recoverDatabase } from '../store/sqlite/recover/recover-database';
import type { Recovered } from '../store/sqlite/recover/recover-database';
import { FolderTaken, lockDataFolder } from '../store/sqlite/connection/data-folder-lock';
import { forgetIdentity, identityFiles } from '../store/sqlite/connection/identity';

export type BackupMade =
  | { readonly ok: true; readonly file: string; readonly facts: BackupFacts }
  | { readonly ok: false; readonly words: string };

/** A verified backup of a folder's database, whether a host serves it or not. */
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
 * Looks into a backup and, when sure, puts it in place of the folder's database, which is kept
 * beside. Only while no host serves the folder.
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
        // What was here may have had more orders, and its owner knows that.
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

/** What is in a backup, looked at in a thread of its own while the host serves. */
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
 * What to do about a database that cannot be opened: the newest backup that holds what it should,
 * and how to go back to it.
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

export { recoveryReportLines } from './recovery-report';

export type FolderRecovered =
  | { readonly ok: true; readonly recovered: Recovered; readonly kept: string | null }
  | { readonly ok: false; readonly words: string };

/**
 * What can be read of the folder's database; when sure, in its place, with the damaged one kept
 * beside. Only while no host serves the folder.
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

/** The newest backup of a folder that holds what it should; null: there is none. */
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

/** `bad` wants a person; `note` is worth knowing. */
export type CheckFinding = { readonly level: 'good' | 'note' | 'bad'; readonly words: string };

const LOW_DISK_BYTES = 500 * 1024 * 1024;

export function examineDatabase(dataDir: string, addon: string | null): readonly CheckFinding[] {
  const findings: CheckFinding[] = [
    { level: 'good', words: `Comanda ${programText()}` },
    { level: 'good', words: `Node ${process.versions.node}, ${os.platform()} ${os.arch()}` },
    ...crashFindings(path.join(dataDir, 'logs')),
  ];
  if (!existsSync(dataDir))
    return [
      ...findings,
      {
        level: 'note',
        words: `La carpeta ${dataDir} no existe todavía: la crea el primer inicio.`,
      },
    ];
  findings.push(...folderFindings(dataDir));
  const file = path.join(dataDir, 'comanda.db');
  if (!existsSync(file))
    return [...findings, { level: 'note', words: 'Todavía no hay base de datos.' }];
  return [
    ...findings,
    runningFinding(dataDir, addon),
    ...databaseFindings(file, path.join(dataDir, 'chain.tail'), addon),
  ];
}

const RECENT_MS = 7 * 86_400_000;

function crashFindings(folder: string): readonly CheckFinding[] {
  const recent = listCrashes(folder).filter(({ at }) => Date.now() - Date.parse(at) < RECENT_MS);
  const [last] = recent;
  if (!last) return [];
  const count = recent.length === 1 ? 'Una caída' : `${recent.length} caídas`;
  return [
    {
      level: 'note',
      words: `${count} en los últimos 7 días; la última, de ${last.thread}: ${path.join(folder, last.file)}`,
    },
  ];
}

function folderFindings(dataDir: string): readonly CheckFinding[] {
  try {
    accessSync(dataDir, constants.R_OK | constants.W_OK);
  } catch {
    return [{ level: 'bad', words: `No se puede escribir en ${dataDir}: revise los permisos.` }];
  }
  const { bavail, bsize } = statfsSync(dataDir);
  const free = bavail * bsize;
  const mode = statSync(dataDir).mode & 0o077;
  return [
    {
      level: free < LOW_DISK_BYTES ? 'bad' : 'good',
      words: `Espacio libre: ${Math.round(free / 1024 / 1024)} MB`,
    },
    mode === 0 || process.platform === 'win32'
      ? { level: 'good', words: `Carpeta ${dataDir}, solo de este usuario` }
      : {
          level: 'note',
          words: `Otros usuarios del equipo pueden leer ${dataDir} (chmod 700 lo cierra).`,
        },
    syncFinding(dataDir),
  ];
}

/** Time of an fsync after a small write: what every order waits for. */
function syncFinding(dataDir: string): CheckFinding {
  const folder = mkdtempSync(path.join(dataDir, 'doctor-'));
  const file = openSync(path.join(folder, 'sync'), 'w');
  const times: number[] = [];
  for (let i = 0; i < 20; i++) {
    const start = performance.now();
    writeSync(file, Buffer.alloc(4096), 0, 4096, 0);
    fsyncSync(file);
    times.push(performance.now() - start);
  }
  closeSync(file);
  rmSync(folder, { recursive: true });
  const median = times.sort((a, b) => a - b)[10] ?? 0;
  return {
    level: median > 50 ? 'note' : 'good',
    words: `El disco confirma una escritura en ${median.toFixed(1)} ms (mediana de 20)`,
  };
}

function runningFinding(dataDir: string, addon: string | null): CheckFinding {
  try {
    lockDataFolder(dataDir, addon).release();
    return { level: 'note', words: 'El servidor está cerrado.' };
  } catch (error) {
    if (error instanceof FolderTaken)
      return { level: 'good', words: 'El servidor está abierto con esta carpeta.' };
    throw error;
  }
}

/**
 * What the doctor says of the database. One that cannot be read is a finding, not an error of the
 * doctor.
 */
function databaseFindings(
  file: string,
  tailFile: string,
  addon: string | null,
): readonly CheckFinding[] {
  try {
    return readableFindings(file, tailFile, addon);
  } catch (error) {
    const { code, message } = error as { readonly code?: string; readonly message: string };
    if (!code?.startsWith('SQLITE_')) throw error;
    return [
      {
        level: 'bad',
        words: `La base de datos no se puede leer (${code}): ${message}. Vuelva a un respaldo, o pruebe comanda recover.`,
      },
    ];
  }
}

function readableFindings(
  file: string,
  tailFile: string,
  addon: string | null,
): readonly CheckFinding[] {
  const db = new Database(file, { readonly: true, ...(addon ? { nativeBinding: addon } : {}) });
  try {
    const integrity = String(db.pragma('integrity_check', { simple: true }));
    const broken = firstBrokenLink(db);
    const loss = missingSinceTail(db, readTail(tailFile));
    const orders = Number(db.prepare('SELECT count(*) FROM orders').pluck().get());
    const schema = Number(db.prepare('SELECT max(version) FROM migrations').pluck().get());
    const waiting = Number(
      db
        .prepare(`SELECT count(*) FROM print_jobs WHERE state IN ('unsure', 'stale')`)
        .pluck()
        .get(),
    );
    return [
      {
        level: 'good',
        words: `SQLite ${String(db.prepare('SELECT sqlite_version()').pluck().get())}, esquema ${schema}, ${many(orders, 'pedido', 'pedidos')}`,
      },
      integrity === 'ok'
        ? { level: 'good', words: 'La base está íntegra' }
        : { level: 'bad', words: `La base está dañada: ${integrity.slice(0, 200)}` },
      broken === null
        ? { level: 'good', words: 'La cadena de envíos está completa' }
        : {
            level: 'bad',
            words: `La cadena de envíos se rompe en el ${broken}: ese envío fue cambiado o falta.`,
          },
      ...(loss ? [{ level: 'bad', words: loss } as const] : []),
      ...(waiting > 0
        ? [
            {
              level: 'note',
              words: `${waiting === 1 ? '1 impresión espera' : `${waiting} impresiones esperan`} una decisión`,
            } as const,
          ]
        : []),
    ];
  } finally {
    db.close();
  }
}
