/**
 * What one screen is told, and what becomes of one that does not read: it is told nothing more
 * until it has read, and is cut when it reads nothing at all. How much is unread is no measure of
 * either by itself: a start may be large.
 */
import type { WebSocket } from 'ws';
import type { Clock } from '../../ports/clock';

/**
 * With so much unread beside its start a screen is full; if it reads nothing for so long, ms, it is
 * cut.
 */
const UNREAD_BYTES = 2 * 1024 * 1024;
const UNREAD_FOR_MS = 10_000;
/** A letter may take as many bytes in UTF-8. */
const BYTES_A_LETTER = 4;

export type SendBuffer = {
  /** Too much is unread: nothing more is to be said or heard. */
  readonly isFull: boolean;
  write(messages: readonly string[]): void;
  /** A start: however large, it does not count as unread. */
  writeStart(messages: readonly string[]): void;
  /**
   * One after the other, each once the system has taken the one before, so that no more than one of
   * them waits here.
   */
  writeInTurn(messages: readonly string[]): Promise<void>;
  /** drained: it had been full and has read. dead: it reads nothing. */
  look(): 'fine' | 'full' | 'drained' | 'dead';
};

export function sendBuffer(socket: WebSocket, clock: Clock): SendBuffer {
  let isFull = false;
  let allowance = UNREAD_BYTES;
  /** The least that was unread, since when, as long as it only grows. */
  let stuck = { bytes: 0, since: clock.elapsed() };

  function send(message: string, taken?: () => void): void {
    if (socket.readyState !== socket.OPEN) return taken?.();
    // Also called when the connection breaks.
    socket.send(message, taken);
    if (socket.bufferedAmount > allowance) isFull = true;
  }

  function write(messages: readonly string[]): void {
    for (const message of messages) send(message);
  }

  return {
    get isFull() {
      return isFull;
    },
    write,
    writeStart(messages) {
      allowance =
        UNREAD_BYTES + BYTES_A_LETTER * messages.reduce((sum, { length }) => sum + length, 0);
      write(messages);
    },
    async writeInTurn(messages) {
      for (const message of messages) await new Promise<void>((resolve) => send(message, resolve));
    },
    look() {
      const { bufferedAmount: unread } = socket;
      const now = clock.elapsed();
      if (unread < stuck.bytes || unread < UNREAD_BYTES / 8) stuck = { bytes: unread, since: now };
      else if (now - stuck.since > UNREAD_FOR_MS) return 'dead';
      if (unread >= UNREAD_BYTES / 2) return isFull ? 'full' : 'fine';
      allowance = UNREAD_BYTES;
      if (!isFull) return 'fine';
      isFull = false;
      return 'drained';
    },
  };
}
