/**
 * Appends lines to a file in the background. A full disk costs lines, not memory.
 *
 * It replaces pino's own writer (sonic-boom), which on a full disk keeps every line in memory and
 * whose `flushSync` then retries the same write without end.
 */
import { closeSync, openSync, write, writeSync } from 'node:fs';

export type LogLines = {
  write(line: string): void;
  /** Writes the buffered lines before it returns, with one try. Throws the system's error. */
  flushSync(): void;
  /** Sends later lines to this file. If it cannot be opened, throws and keeps the previous file. */
  reopen(file: string): void;
  /** Writes the buffered lines and closes the file. */
  end(): void;
};

/** Most characters buffered for a slow disk. Further lines are dropped. */
const BUFFER_MAX = 8 * 1024 * 1024;

export function openLogLines(file: string): LogLines {
  let descriptor = openSync(file, 'a', 0o600);
  let waiting = '';
  let isWriting = false;
  let hasEnded = false;
  /** Replaced files, closed after the write under way. */
  let replaced: number[] = [];

  function closeReplaced(): void {
    for (const old of replaced.splice(0)) closeQuietly(old);
  }

  function writeNext(): void {
    if (isWriting) return;
    if (waiting === '') {
      closeReplaced();
      if (hasEnded) closeQuietly(descriptor);
      return;
    }
    const chunk = Buffer.from(waiting);
    waiting = '';
    isWriting = true;
    writeWhole(descriptor, chunk, () => {
      isWriting = false;
      writeNext();
    });
  }

  return {
    write(line) {
      if (hasEnded || waiting.length + line.length > BUFFER_MAX) return;
      waiting += line;
      writeNext();
    },
    flushSync() {
      const chunk = Buffer.from(waiting);
      waiting = '';
      for (let done = 0; done < chunk.length;) {
        const written = writeSync(descriptor, chunk, done);
        if (written === 0) throw new Error('the disk took nothing');
        done += written;
      }
    },
    reopen(next) {
      const opened = openSync(next, 'a', 0o600);
      replaced = [...replaced, descriptor];
      descriptor = opened;
      if (!isWriting) closeReplaced();
    },
    end() {
      if (hasEnded) return;
      hasEnded = true;
      writeNext();
    },
  };
}

/** Calls back when all of it is written, or at the first error. */
function writeWhole(descriptor: number, chunk: Buffer, done: () => void): void {
  write(descriptor, chunk, (error, written) => {
    if (error || written === 0 || written === chunk.length) return done();
    writeWhole(descriptor, chunk.subarray(written), done);
  });
}

function closeQuietly(descriptor: number): void {
  try {
    closeSync(descriptor);
  } catch {
    // The disk is gone: there is no file to close.
  }
}
