/**
 * Limits how many connections are open at once.
 *
 * Above the limit, the connection that has been idle longest is closed. A connection with a
 * half-sent request counts as idle since its last byte, so slow senders cannot fill the limit. If
 * none is idle, the oldest subscription is closed. A connection that waits for an answer is never
 * closed.
 */
import type net from 'node:net';

export type ConnectionLimit = {
  /**
   * Counts a new connection, which is idle at first. False: all connections wait for an answer, and
   * this one is not counted.
   */
  enter(socket: net.Socket): boolean;
  /** Stops counting a connection that has other limits from now on. */
  leave(socket: net.Socket): void;
  busy(socket: net.Socket): void;
  listening(socket: net.Socket): void;
  /** Also called when bytes arrive on an idle connection: it is then the last to be closed. */
  idle(socket: net.Socket): void;
};

export function connectionLimit(most: number): ConnectionLimit {
  /** In the order in which the connections entered the state. */
  const [idle, listening] = [new Set<net.Socket>(), new Set<net.Socket>()];
  let inside = 0;
  const counted = new WeakSet<net.Socket>();

  function become(socket: net.Socket, kind: Set<net.Socket> | null): void {
    idle.delete(socket);
    listening.delete(socket);
    if (counted.has(socket)) kind?.add(socket);
  }

  function leave(socket: net.Socket): void {
    become(socket, null);
    if (counted.delete(socket)) inside--;
  }

  return {
    enter(socket) {
      if (inside >= most) {
        const [[resting], [listener]] = [idle, listening];
        const longest = resting ?? listener;
        if (!longest) return false;
        leave(longest);
        longest.destroy();
      }
      counted.add(socket);
      inside++;
      socket.once('close', () => leave(socket));
      become(socket, idle);
      return true;
    },
    leave,
    busy: (socket) => become(socket, null),
    listening: (socket) => become(socket, listening),
    idle: (socket) => become(socket, idle),
  };
}
