/**
 * Stops print workers that an earlier run left behind, before any lane is served.
 *
 * Two programs on one printer would print a ticket twice. The data folder holds the workers' pids and
 * start times; a pid that now belongs to another program is never touched.
 */
import { execFile } from 'node:child_process';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

type Known = { readonly pid: number; readonly startedAt: string };

export type WorkerRegistry = {
  /** Records a worker that was just started. */
  add(pid: number): void;
  remove(pid: number): void;
};

const FILE = 'workers.json';
const GONE_WITHIN_MS = 5_000;

/**
 * `isOurs`: false once the path may name the folder of another host, which has workers of its own.
 */
export function workerRegistry(folder: string, isOurs: () => boolean = () => true): WorkerRegistry {
  const known = new Map<number, Known>();
  const write = (): void => {
    if (!isOurs()) return;
    const file = path.join(folder, FILE);
    try {
      writeFileSync(`${file}.new`, JSON.stringify([...known.values()]));
      renameSync(`${file}.new`, file);
    } catch {
      // On a full disk the file misses a worker. That one still ends itself when its channel closes.
    }
  };
  return {
    add(pid) {
      known.set(pid, { pid, startedAt: '' });
      void startOf(pid).then((startedAt) => {
        // The worker may have ended while the system was asked for its start time.
        if (startedAt === null || !known.has(pid)) return;
        known.set(pid, { pid, startedAt });
        write();
      });
    },
    remove(pid) {
      if (known.delete(pid)) write();
    },
  };
}

/**
 * Kills the workers of an earlier run and waits until they are gone. Returns how many were alive;
 * throws if one does not end within 5 s.
 */
export async function stopLeftoverWorkers(folder: string): Promise<number> {
  const old: Known[] = [];
  for (const worker of readFileOf(folder)) if (await isAlive(worker)) old.push(worker);
  for (const { pid } of old) killQuietly(pid);
  const deadline = performance.now() + GONE_WITHIN_MS;
  for (const worker of old) {
    while (await isAlive(worker)) {
      if (performance.now() > deadline)
        throw new Error(
          `Un proceso de impresión anterior (${worker.pid}) no termina; ciérrelo y vuelva a abrir Comanda.`,
        );
      await sleep(20);
    }
  }
  return old.length;
}

function readFileOf(folder: string): readonly Known[] {
  try {
    const rows = JSON.parse(readFileSync(path.join(folder, FILE), 'utf8')) as unknown;
    return Array.isArray(rows)
      ? rows.filter(
          (row): row is Known =>
            Number.isInteger(row?.pid) && row.pid > 1 && typeof row.startedAt === 'string',
        )
      : [];
  } catch {
    return [];
  }
}

async function isAlive({ pid, startedAt }: Known): Promise<boolean> {
  return startedAt !== '' && (await startOf(pid)) === startedAt;
}

/** Limit for the system's answer, ms: the host opens its sockets only after it. */
const START_TIME_WITHIN_MS = 10_000;
const execFileAsync = promisify(execFile);

/**
 * When a process started, as its system writes it; null if there is no such process. A zombie counts
 * as gone.
 */
async function startOf(pid: number): Promise<string | null> {
  if (process.platform === 'linux') {
    try {
      // Cut off the command name, which may contain spaces and parentheses. State is field 3, start
      // time field 22.
      const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
        .replace(/^.*\) /s, '')
        .split(' ');
      return fields[0] === 'Z' ? null : (fields[19] ?? null);
    } catch {
      return null;
    }
  }
  try {
    const [command, args] =
      process.platform === 'win32'
        ? ([
            'powershell',
            ['-NoProfile', '-Command', `(Get-Process -Id ${pid}).StartTime.Ticks`],
          ] as const)
        : (['ps', ['-o', 'lstart=', '-p', String(pid)]] as const);
    const { stdout } = await execFileAsync(command, args, {
      encoding: 'utf8',
      timeout: START_TIME_WITHIN_MS,
      windowsHide: true,
    });
    return stdout.trim() || null;
  } catch {
    return null;
  }
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // The process has ended.
  }
}
