/** An event emitter of one event. A listener that throws does not stop the others. */
export type Emitter<A> = {
  /** Returns the function that removes the listener. */
  on(listener: (value: A) => void): () => void;
  emit(value: A): void;
  readonly hasListeners: boolean;
};

/** `onError` gets what a listener threw. */
export function createEmitter<A>(onError: (error: unknown) => void): Emitter<A> {
  const listeners = new Set<(value: A) => void>();
  return {
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    emit(value) {
      for (const listener of listeners)
        try {
          listener(value);
        } catch (error) {
          onError(error);
        }
    },
    get hasListeners() {
      return listeners.size > 0;
    },
  };
}
