/**
 * Sends messages to one screen, and detects one that does not read.
 *
 * A screen with too much unread gets nothing more until it has read, and is cut if it reads nothing
 * at all. The amount alone decides neither: a start may be large.
 */
import type { WebSocket } from 'ws';
import type { Clock } from '../../ports/clock';

/**
 * Bytes unread, beside a start, that make a screen full. A screen that reads nothing for
 * UNREAD_FOR_MS, ms, is cut.
 */
const UNREAD_BYTES = 2 * 1024 * 1024;
const UNREAD_FOR_MS = 10_000;
/** Most bytes of a character in UTF-8. */
const BYTES_A_LETTER = 4;

export type SendBuffer = {
  /** Too much is unread. Nothing more is sent or read. */
  readonly isFull: boolean;
  write(messages: readonly string[]): void;
  /** A start does not count as unread, of any size. */
  writeStart(messages: readonly string[]): void;
  /**
   * Sends each message once the system has taken the one before, so that at most one of them is
   * buffered here.
   */
  writeInTurn(messages: readonly string[]): Promise<void>;
  /** drained: it was full and has read. dead: it reads nothing. */
  look(): 'fine' | 'full' | 'drained' | 'dead';
};

export function sendBuffer(socket: WebSocket, clock: Clock): SendBuffer {
  let isFull = false;
  let allowance = UNREAD_BYTES;
  /** The smallest number of unread bytes, and since when it has not fallen below. */
  let stuck = { bytes: 0, since: clock.elapsed() };

  function send(message: string, taken?: () => void): void {
    if (socket.readyState !== socket.OPEN) return taken?.();
    // The callback is also called when the connection breaks.
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
