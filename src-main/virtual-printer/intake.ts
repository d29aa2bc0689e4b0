/**
 * What one connection sent, taken in as it comes: kept until it is the connection's turn, then
 * real-time commands obeyed at once and the rest put into the printer's buffer. It is read at all
 * times, as far as a buffer goes, so that a hang-up is always seen.
 */
import type net from 'node:net';
import type { Answers } from './answers';
import type { PrinterFaults } from './faults';
import type { RealTimeScanner } from './real-time';

/** What a printer takes in before it lets the sender wait, bytes (a TM-T88III has 4 KB). */
const BUFFER_BYTES = 4096;
/** What a system holds for a program that does not read, bytes. */
const SYSTEM_BYTES = 64 * 1024;

export type Intake = {
  /** From now on bytes count, are answered and wait to be printed, until `off`. */
  begin(how: {
    readonly faults: PrinterFaults;
    readonly scanner: RealTimeScanner;
    readonly answers: Answers;
    readonly onByte: () => void;
    readonly onPowerLost: () => void;
    /** The buffers are to be cleared. */
    readonly onClear: () => void;
    readonly off: AbortSignal;
  }): void;
  /**
   * The next byte for the paper; null once the sender said its last and all is taken, or power is
   * off; waits otherwise.
   */
  next(): Promise<number | null>;
  /** Throws away what waits to be printed. */
  forget(): void;
  hasBegun(): boolean;
  /** Nothing waits to be printed: what comes next comes when it comes. */
  isEmpty(): boolean;
  /** Resolves when the sender has hung up. */
  readonly over: Promise<void>;
};

export function intakeOf(socket: net.Socket): Intake {
  const buffer: number[] = [];
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  let ended = false;
  let wake: () => void = () => {};
  let take: ((chunk: Buffer) => void) | null = null;
  let power: AbortSignal | null = null;

  const over = new Promise<void>((resolve) => {
    const end = (): void => {
      ended = true;
      wake();
      resolve();
    };
    socket.on('end', end);
    socket.on('close', end);
  });
  socket.on('data', (chunk: Buffer) => {
    if (take) return take(chunk);
    waiting.push(chunk);
    waitingBytes += chunk.length;
    if (waitingBytes >= SYSTEM_BYTES) socket.pause();
  });

  return {
    over,
    begin({ faults, scanner, answers, onByte, onPowerLost, onClear, off }) {
      power = off;
      off.addEventListener('abort', () => wake(), { once: true });
      let received = 0;
      take = (chunk) => {
        for (const byte of chunk) {
          if (faults.swallowsAfter !== null && received >= faults.swallowsAfter) continue;
          received++;
          onByte();
          const heard = scanner.push(byte);
          if (faults.discardsData) {
            if (heard.command !== null && heard.command !== 'clear') answers.status(heard.command);
            continue;
          }
          if (heard.command === 'clear') {
            onClear();
            answers.cleared();
          } else if (heard.command) answers.status(heard.command);
          buffer.push(...heard.data);
          if (received === faults.losesPowerAt) return onPowerLost();
          if (received === faults.resetsAt) return void socket.resetAndDestroy();
          if (received === faults.endsAt) return void socket.end();
        }
        if (buffer.length >= BUFFER_BYTES) socket.pause();
        wake();
      };
      const before = waiting;
      waiting = [];
      for (const chunk of before) take(chunk);
      if (buffer.length < BUFFER_BYTES) socket.resume();
    },
    forget() {
      buffer.length = 0;
    },
    hasBegun: () => take !== null,
    isEmpty: () => buffer.length === 0,
    async next() {
      for (;;) {
        if (power?.aborted) return null;
        const byte = buffer.shift();
        if (byte !== undefined) {
          if (buffer.length < BUFFER_BYTES && socket.isPaused()) socket.resume();
          return byte;
        }
        if (ended) return null;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}
