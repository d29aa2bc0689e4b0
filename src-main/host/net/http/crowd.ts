/** Connections that may be open at once: when there are too many, the one that has been idle longest is closed to make room. */
import type net from 'node:net';

export type Crowd = {
  /** Counts a new connection, idle until it is said to be busy. False: all places are taken by busy ones, and it was not counted. */
  enter(socket: net.Socket): boolean;
  /** It became something else, which has limits of its own. */
  leave(socket: net.Socket): void;
  busy(socket: net.Socket): void;
  idle(socket: net.Socket): void;
};

export function crowd(most: number): Crowd {
  /** In the order in which they fell idle. */
  const idle = new Set<net.Socket>();
  let inside = 0;
  const counted = new WeakSet<net.Socket>();

  function leave(socket: net.Socket): void {
    idle.delete(socket);
    if (counted.delete(socket)) inside--;
  }

  return {
    enter(socket) {
      if (inside >= most) {
        const [longest] = idle;
        if (!longest) return false;
        leave(longest);
        longest.destroy();
      }
      counted.add(socket);
      inside++;
      socket.once('close', () => leave(socket));
      idle.add(socket);
      return true;
    },
    leave,
    busy(socket) {
      idle.delete(socket);
    },
    idle(socket) {
      if (counted.has(socket)) idle.add(socket);
    },
  };
}
