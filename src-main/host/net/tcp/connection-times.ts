/** Time limits of a TCP connection. */
import { figure } from '../../../../src-shared/base/fault-points';

export type ConnectionTimes = {
  /** Longest pause between two bytes of one message, ms. */
  readonly partialPauseMs: number;
  /** Longest time from the first to the last byte of one message, ms. */
  readonly partialTotalMs: number;
  /** Silence that ends the skipping of broken JSON, ms. */
  readonly silenceMs: number;
  /** A client that does not read its answers for this long is cut, ms. */
  readonly unreadMs: number;
  /** A connection without traffic, open request or subscription is closed after this, ms. */
  readonly idleMs: number;
  /** How long a text message waits for its paper before it is answered, ms. */
  readonly textWaitMs: number;
};

export const CONNECTION_TIMES: ConnectionTimes = {
  partialPauseMs: figure('tcp.partial-pause-ms', 10_000),
  partialTotalMs: 30_000,
  silenceMs: 200,
  unreadMs: 30_000,
  idleMs: 15 * 60_000,
  textWaitMs: 30_000,
};
