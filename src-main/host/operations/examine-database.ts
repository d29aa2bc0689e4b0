/** Checks the machine, a data folder and its database for `comanda doctor`. Changes nothing. */
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  rmSync,
  statfsSync,
  statSync,
  writeSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { many } from '../../../src-shared/text/count-text';
import { listCrashes } from '../../program/crash-file';
import { programText } from '../runtime/about';
import { firstBrokenLink, missingSinceTail, readTail } from '../store/sqlite/write/hash-chain';
import { FolderTaken, lockDataFolder } from '../store/sqlite/connection/data-folder-lock';

/** `bad` needs action by a person. `note` is for information. */
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

/** Measures an fsync after a write of 4 KiB. Every order waits for one. */
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

/** Checks the database. An unreadable database is a finding, not an error of this program. */
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
