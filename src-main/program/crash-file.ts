/**
 * A crash as a file, `logs/crash-<time>.json`: written at once, before anything else can fail. It
 * holds no order, no name and no token.
 */
import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { threadId } from 'node:worker_threads';
import { readBuildInfo } from './build-info';
import type { BuildInfo } from './build-info';
import { scrub } from './scrub';

/** Which part of the program failed. */
export type CrashedPart =
  | 'main'
  | 'cli'
  | 'desktop'
  | 'window'
  | 'child-process'
  | 'core'
  | 'reader'
  | 'backup'
  | 'write-back'
  | 'print-worker';

export type CrashRecord = BuildInfo & {
  readonly at: string;
  readonly thread: CrashedPart;
  readonly kind: 'uncaughtException' | 'unhandledRejection' | 'gone';
  readonly name: string;
  readonly code: string | null;
  readonly message: string;
  readonly stack: string;
  readonly causes: readonly string[];
  readonly pid: number;
  readonly node: string;
  readonly platform: string;
  readonly upSeconds: number;
  /** The last lines of the log, oldest first. */
  readonly log: readonly unknown[];
};

const LOG_LINES = 50;
/** Room for 50 lines, and for one with a long stack among them. */
const LOG_BYTES = 128 * 1024;
/** A program that fails again and again must not fill the disk with saying so. */
const KEPT_FILES = 30;
const CAUSES = 5;
const NAME = /^crash-[\dT]+Z(?:-\d+)?\.json$/;

/** Returns the file's path. Throws what the system says where it cannot be written. */
export function writeCrash(
  folder: string,
  thread: CrashedPart,
  kind: CrashRecord['kind'],
  reason: unknown,
): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const at = new Date();
  const text = `${JSON.stringify(describe(folder, thread, kind, reason, at), null, 1)}\n`;
  const stamp = at.toISOString().replace(/[-:.]/g, '');
  // Under another name until it is whole: whoever finds it can read all of it.
  const half = path.join(folder, `crash-${stamp}.${process.pid}-${threadId}.half`);
  writeFileSync(half, text, { mode: 0o600, flush: true });
  // Another thread may have failed in the same millisecond.
  let file = path.join(folder, `crash-${stamp}.json`);
  for (let no = 1; existsSync(file); no++) file = path.join(folder, `crash-${stamp}-${no}.json`);
  renameSync(half, file);
  dropOldest(folder);
  return file;
}

function describe(
  folder: string,
  thread: CrashedPart,
  kind: CrashRecord['kind'],
  reason: unknown,
  at: Date,
): CrashRecord {
  const error = reason instanceof Error ? reason : null;
  const { code } = (error ?? {}) as { readonly code?: unknown };
  return {
    at: at.toISOString(),
    ...readBuildInfo(),
    thread,
    kind,
    name: scrub(error?.name ?? typeof reason),
    code: typeof code === 'string' ? code : null,
    // What is no error may be anything, an order too: its type says enough.
    message: error ? scrub(error.message) : `a value of type ${typeof reason} was thrown`,
    stack: scrub(error?.stack ?? ''),
    causes: causesOf(error),
    pid: process.pid,
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    upSeconds: Math.round(process.uptime()),
    log: lastLines(path.join(folder, 'host.log')),
  };
}

function causesOf(error: Error | null): readonly string[] {
  const causes: string[] = [];
  for (
    let cause = error?.cause;
    cause instanceof Error && causes.length < CAUSES;
    cause = cause.cause
  )
    causes.push(scrub(cause.stack ?? cause.message));
  return causes;
}

function lastLines(file: string): readonly unknown[] {
  try {
    const lines = endOf(file, LOG_BYTES).split('\n').filter(Boolean);
    return lines.slice(-LOG_LINES).map((line) => {
      try {
        return clean(JSON.parse(line));
      } catch {
        return scrub(line);
      }
    });
  } catch {
    return []; // no log yet
  }
}

/** The log's own words, with the text of errors and of people cut as in the crash itself. */
function clean(value: unknown, name = ''): unknown {
  if (typeof value === 'string') return name === 'time' ? value : scrub(value);
  if (Array.isArray(value)) return value.map((item) => clean(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, clean(item, key)]));
}

/** The last bytes of a file, from the first whole line on. */
export function endOf(file: string, bytes: number): string {
  const descriptor = openSync(file, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const found = Buffer.alloc(Math.min(size, bytes));
    readSync(descriptor, found, 0, found.length, size - found.length);
    return found.toString('utf8').replace(size > bytes ? /^[^\n]*\n/ : /^/, '');
  } finally {
    closeSync(descriptor);
  }
}

function dropOldest(folder: string): void {
  const names = readdirSync(folder).filter((name) => NAME.test(name));
  for (const name of names.toSorted().slice(0, -KEPT_FILES))
    rmSync(path.join(folder, name), { force: true });
}

/** What is known of one crash, as a person who looks for the cause needs it first. */
export type CrashSummary = Pick<CrashRecord, 'at' | 'thread' | 'version' | 'message'> & {
  readonly file: string;
};

/** Newest first. A file that cannot be read is left out. */
export function listCrashes(folder: string): readonly CrashSummary[] {
  let names: readonly string[];
  try {
    names = readdirSync(folder).filter((name) => NAME.test(name));
  } catch {
    return [];
  }
  return names
    .toSorted()
    .toReversed()
    .flatMap((name) => {
      try {
        const { at, thread, version, message } = JSON.parse(
          readFileSync(path.join(folder, name), 'utf8'),
        ) as CrashRecord;
        return [{ file: name, at, thread, version, message }];
      } catch {
        return [];
      }
    });
}
