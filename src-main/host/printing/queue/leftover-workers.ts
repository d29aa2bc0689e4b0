/**
 * Makes sure that print workers of an earlier run are gone before a lane is served: two programs on
 * one printer print twice. Pids and start times are kept in the data folder; a pid that now belongs
 * to something else is never touched.
 */
import { execFile } from 'node:child_process';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

type Known = { readonly pid: number; readonly startedAt: string };

export type WorkerRegistry = {
  /** Remembers a worker that was just started. */
  add(pid: number): void;
  remove(pid: number): void;
};

const FILE = 'workers.json';
const GONE_WITHIN_MS = 5_000;

/**
 * `isOurs`: the path still names this host's folder; else it may be another host's by now, with
 * workers of its own.
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
      // On a full disk the book is late by a worker; that one still ends itself when its channel
      // closes.
    }
  };
  return {
    add(pid) {
      known.set(pid, { pid, startedAt: '' });
      void startOf(pid).then((startedAt) => {
        // It may be gone by the time its system has said when it came.
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
 * Kills what is left of an earlier run and waits until it is gone. Returns how many were still
 * alive; throws if one stays.
 */
export async function stopLeftoverWorkers(folder: string): Promise<number> {
  const old: Known[] = [];
  for (const one of readBook(folder)) if (await isThere(one)) old.push(one);
  for (const { pid } of old) killQuietly(pid);
  const deadline = performance.now() + GONE_WITHIN_MS;
  for (const one of old) {
    while (await isThere(one)) {
      if (performance.now() > deadline)
        throw new Error(
          `Un proceso de impresión anterior (${one.pid}) no termina; ciérrelo y vuelva a abrir Comanda.`,
        );
      await sleep(20);
    }
  }
  return old.length;
}

function readBook(folder: string): readonly Known[] {
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

async function isThere({ pid, startedAt }: Known): Promise<boolean> {
  return startedAt !== '' && (await startOf(pid)) === startedAt;
}

/** A system that does not say by then is not waited for: whoever asks holds the sockets too. */
const SAYS_WITHIN_MS = 10_000;
const execFileLater = promisify(execFile);

/**
 * When a process started, in its system's own words; null if there is no such process (a zombie
 * counts as gone).
 */
async function startOf(pid: number): Promise<string | null> {
  if (process.platform === 'linux') {
    try {
      // After the command name, which may hold anything in its parentheses: state is field 3, start
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
    const { stdout } = await execFileLater(command, args, {
      encoding: 'utf8',
      timeout: SAYS_WITHIN_MS,
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
    // it went by itself
  }
}
