/** The open requests of one TCP connection, and their answers in the order of the requests. */

/** `text` is null until the answer is ready; '' if nothing is sent. */
export type AnswerSlot = { text: string | null };

/** Open requests of one connection before its next bytes wait in the kernel. */
const MAX_OPEN = 64;
/** Ready answers are joined into writes of about this size, UTF-16 units. */
const WRITE_UNITS = 64 * 1024;

export class AnswerQueue {
  readonly #slots: AnswerSlot[] = [];
  /** Requests above MAX_OPEN that came in one chunk. They start as answers leave. */
  readonly #waiting: (() => void)[] = [];

  /** True if at least one request is open. */
  hasOpen(): boolean {
    return this.#slots.length > 0;
  }

  isEmpty(): boolean {
    return this.#slots.length === 0 && this.#waiting.length === 0;
  }

  /** True if no more bytes should be read for now. */
  isFull(): boolean {
    return this.#slots.length >= MAX_OPEN || this.#waiting.length > 0;
  }

  /** Starts the request as soon as fewer than MAX_OPEN are open. `start` opens a slot at once. */
  add(start: () => void): void {
    this.#waiting.push(start);
    this.startWaiting();
  }

  startWaiting(): void {
    while (this.#slots.length < MAX_OPEN) {
      const start = this.#waiting.shift();
      if (!start) return;
      start();
    }
  }

  openSlot(): AnswerSlot {
    const slot: AnswerSlot = { text: null };
    this.#slots.push(slot);
    return slot;
  }

  /** Removes the next ready answers, up to one write. Null: the next answer is not ready. */
  takeReady(): string | null {
    let ready: string | null = null;
    for (let slot = this.#slots[0]; slot && slot.text !== null; slot = this.#slots[0]) {
      this.#slots.shift();
      ready = (ready ?? '') + slot.text;
      if (ready.length > WRITE_UNITS) break;
    }
    return ready;
  }
}
