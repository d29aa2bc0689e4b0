/**
 * Receives the bytes of one connection, obeys real-time commands, and buffers the rest for printing.
 *
 * Bytes are kept until it is the connection's turn. The socket is read all the time, as far as the
 * buffers allow, so that a hang-up is always noticed.
 */
import type net from 'node:net';
import type { Answers } from './answers';
import type { PrinterFaults } from './faults';
import type { RealTimeScanner } from './real-time';

/** Size of the printer's buffer, bytes (a TM-T88III has 4 KB). When it is full, the sender waits. */
const BUFFER_BYTES = 4096;
/** Bytes that a system buffers for a program that does not read. */
const SYSTEM_BYTES = 64 * 1024;

export type Intake = {
  /** Starts the turn: from now on bytes count, are answered and wait to be printed, until `off`. */
  begin(how: {
    readonly faults: PrinterFaults;
    readonly scanner: RealTimeScanner;
    readonly answers: Answers;
    readonly onByte: () => void;
    readonly onPowerLost: () => void;
    /** Called for the command to clear the buffers. */
    readonly onClear: () => void;
    readonly off: AbortSignal;
  }): void;
  /**
   * Resolves with the next byte to print; null once the sender has hung up and all bytes are taken, or
   * the power is off.
   */
  next(): Promise<number | null>;
  /** Drops the bytes that wait to be printed. */
  forget(): void;
  hasBegun(): boolean;
  /** True if no byte waits to be printed. */
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
          const scanned = scanner.push(byte);
          if (faults.discardsData) {
            if (scanned.command !== null && scanned.command !== 'clear')
              answers.status(scanned.command);
            continue;
          }
          if (scanned.command === 'clear') {
            onClear();
            answers.cleared();
          } else if (scanned.command) answers.status(scanned.command);
          buffer.push(...scanned.data);
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
