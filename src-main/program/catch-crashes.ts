/**
 * What every process and thread of the program does with an error that nobody caught: write it
 * down, then end.
 */
import path from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { writeCrash } from './crash-file';
import type { CrashedPart, CrashRecord } from './crash-file';
import { scrub } from './scrub';

/** sysexits.h calls it an internal software error: supervisors start the program again. */
export const CRASHED = 70;

/**
 * Threads and child processes inherit it, so that the crash of a rehearsal, whose own folder is
 * thrown away, lands beside the others.
 */
const FOLDER_VARIABLE = 'COMANDA_CRASH_DIR';

export type CrashOptions = {
  readonly thread: CrashedPart;
  /**
   * The data folder. A process that is told one hands it on to its threads and children; those use
   * what they inherited first.
   */
  readonly dataDir?: string;
  /**
   * How the process ends afterwards; without it by exit code 70. Threads end by themselves, and
   * their parent hears of it.
   */
  readonly end?: () => void;
};

/** Call it first. Returns the way to stop. */
export function catchCrashes({
  thread,
  dataDir,
  end = () => process.exit(CRASHED),
}: CrashOptions): () => void {
  const inherited = process.env[FOLDER_VARIABLE];
  const own = dataDir === undefined ? undefined : path.resolve(dataDir, 'logs');
  const isParent = isMainThread && own !== undefined;
  const folder = isParent ? own : (inherited ?? own);
  if (isParent) process.env[FOLDER_VARIABLE] = own;
  let kind: CrashRecord['kind'] = 'uncaughtException';

  /**
   * Goes on as an exception, so that both kinds take one way and the log is flushed by whoever
   * watches for exceptions.
   */
  const onRejection = (reason: unknown): never => {
    kind = 'unhandledRejection';
    throw reason;
  };
  const onException = (reason: unknown): void => noteCrash(folder, thread, kind, reason);
  const onLast = (reason: unknown): void => {
    onException(reason);
    end();
  };
  process.on('unhandledRejection', onRejection);
  // A thread fails as it always did, so that its parent is told the error; a process says itself
  // how it ends.
  if (isMainThread) process.on('uncaughtException', onLast);
  else process.on('uncaughtExceptionMonitor', onException);
  return () => {
    process.off('unhandledRejection', onRejection);
    process.off('uncaughtException', onLast);
    process.off('uncaughtExceptionMonitor', onException);
  };
}

/** Never throws: whoever calls it has trouble enough. */
export function noteCrash(
  folder: string | undefined,
  thread: CrashedPart,
  kind: CrashRecord['kind'],
  reason: unknown,
): void {
  try {
    const words =
      reason instanceof Error
        ? (reason.stack ?? reason.message)
        : `threw a value of type ${typeof reason}`;
    process.stderr.write(`Comanda (${thread}): ${scrub(words)}\n`);
  } catch {
    // the terminal is gone
  }
  try {
    if (folder === undefined) return;
    const file = writeCrash(folder, thread, kind, reason);
    markWritten(reason);
    process.stderr.write(`${file}\n`);
  } catch {
    // the disk is full or gone: the line above is all there is
  }
}

/**
 * The mark goes along to the thread's parent, which writes down what the thread itself could not: a
 * memory that is full, code that does not load.
 */
const WRITTEN = 'comandaCrashWritten';

function markWritten(reason: unknown): void {
  if (reason instanceof Error) Object.assign(reason, { [WRITTEN]: true });
}

/** For the process or thread that started another thread, when it hears of its error. */
export function noteThreadCrash(thread: CrashedPart, error: Error): void {
  if (!(WRITTEN in error))
    noteCrash(process.env[FOLDER_VARIABLE], thread, 'uncaughtException', error);
}

/**
 * For errors that are caught at a program's end and told in words: one that only a mistake in the
 * code can bring about is written down as a crash. Errors of the system and of Node's checks carry
 * a code.
 */
export function noteIfBug(thread: CrashedPart, error: unknown): boolean {
  const isBug =
    error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;
  if (!isBug || 'code' in error) return false;
  noteCrash(process.env[FOLDER_VARIABLE], thread, 'uncaughtException', error);
  return true;
}

/** A host goes on without the terminal that it was started from; only what it prints is lost. */
export function outliveTerminal(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}
