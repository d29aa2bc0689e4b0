/** Tracks the virtual printer's connections, and counts how many are open at once. */
import type net from 'node:net';

export class Connections {
  readonly #open = new Set<net.Socket>();
  /** Connections whose sender has not hung up. */
  readonly #live = new Set<net.Socket>();
  #total = 0;
  #most = 0;

  /** Connections added since the start. */
  get total(): number {
    return this.#total;
  }

  /** Highest number of connections open at once whose sender had not hung up. */
  get most(): number {
    return this.#most;
  }

  /** Connections now whose sender has not hung up. */
  get liveCount(): number {
    return this.#live.size;
  }

  add(socket: net.Socket): void {
    this.#open.add(socket);
    this.#live.add(socket);
    this.#total++;
    // Counted two turns of the event loop later: the `end` event of an earlier hang-up may come
    // after this connection, and one turn after its last bytes.
    setImmediate(() => setImmediate(() => (this.#most = Math.max(this.#most, this.#live.size))));
    socket.on('error', () => {});
    socket.on('end', () => this.#live.delete(socket));
    socket.on('close', () => {
      this.#open.delete(socket);
      this.#live.delete(socket);
    });
  }

  destroyAll(): void {
    for (const socket of this.#open) socket.destroy();
  }

  resetAll(): void {
    for (const socket of this.#open) socket.resetAndDestroy();
  }
}
