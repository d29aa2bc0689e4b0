/**
 * Appends lines to a file in the background. A disk that takes nothing costs lines, never memory
 * and never the host: pino's own writer (sonic-boom) keeps every line of a full disk in memory, and
 * its `flushSync` tries the same write for ever there.
 */
import { closeSync, openSync, write, writeSync } from 'node:fs';

export type LogLines = {
  write(line: string): void;
  /**
   * Writes what is still in memory, with one try, before it returns. Throws what the system says.
   */
  flushSync(): void;
  /**
   * From now on lines go to this file. Throws where it cannot be opened; then they go on to the
   * file before.
   */
  reopen(file: string): void;
  /** Writes what is left and closes the file. */
  end(): void;
};

/** Lines that wait for a slow disk; beyond this many characters new lines are dropped. */
const WAITING_MOST = 8 * 1024 * 1024;

export function openLogLines(file: string): LogLines {
  let descriptor = openSync(file, 'a', 0o600);
  let waiting = '';
  let isWriting = false;
  let hasEnded = false;
  /** Files that were replaced while a write to them was under way. */
  let left: number[] = [];

  function closeLeft(): void {
    for (const old of left.splice(0)) closeQuietly(old);
  }

  function writeNext(): void {
    if (isWriting) return;
    if (waiting === '') {
      closeLeft();
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
      if (hasEnded || waiting.length + line.length > WAITING_MOST) return;
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
      left = [...left, descriptor];
      descriptor = opened;
      if (!isWriting) closeLeft();
    },
    end() {
      if (hasEnded) return;
      hasEnded = true;
      writeNext();
    },
  };
}

/** Calls back once all of it is written, or as soon as the disk takes no more of it. */
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
    // The disk is gone, and the file with it.
  }
}
