/** Timers of one connection, at most one per name. */
export class NamedTimers {
  readonly #timers = new Map<string, NodeJS.Timeout>();

  /** Starts the timer, or restarts one that runs. */
  restart(name: string, ms: number, onTimeout: () => void): void {
    this.clear(name);
    this.startOnce(name, ms, onTimeout);
  }

  /** Starts the timer unless it already runs. */
  startOnce(name: string, ms: number, onTimeout: () => void): void {
    if (this.#timers.has(name)) return;
    const timer = setTimeout(() => {
      this.#timers.delete(name);
      onTimeout();
    }, ms);
    this.#timers.set(name, timer);
  }

  clear(name: string): void {
    clearTimeout(this.#timers.get(name));
    this.#timers.delete(name);
  }

  clearAll(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }
}
