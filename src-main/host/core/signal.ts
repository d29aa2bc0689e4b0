/** Whoever wants to hear of something, and the telling: one who throws silences nobody else. */
export type Signal<A> = {
  /** Returns the way to stop listening. */
  on(listener: (told: A) => void): () => void;
  tell(told: A): void;
  readonly isHeard: boolean;
};

/** `onBug` is told what a listener threw. */
export function createSignal<A>(onBug: (error: unknown) => void): Signal<A> {
  const listeners = new Set<(told: A) => void>();
  return {
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell(told) {
      for (const listener of listeners)
        try {
          listener(told);
        } catch (error) {
          onBug(error);
        }
    },
    get isHeard() {
      return listeners.size > 0;
    },
  };
}
