/** The bytes of one JSON value, which may arrive in several chunks. */

/** First size of the buffer: an ordinary order fits. */
const FIRST_BYTES = 512;
const EMPTY = Buffer.alloc(0);

/** Bytes of earlier chunks are in the buffer; the rest is in the current chunk, after `#from`. */
export class ValueBytes {
  #buffer: Buffer = EMPTY;
  #stored = 0;
  #chunk: Buffer = EMPTY;
  #from = 0;

  takeChunk(chunk: Buffer): void {
    this.#chunk = chunk;
    this.#from = 0;
  }

  /** The value begins, or goes on, at this index of the chunk. */
  startAt(index: number): void {
    this.#from = index;
  }

  clear(): void {
    this.#stored = 0;
  }

  /** Copies the value's bytes before `end` of the chunk to the buffer, which doubles as needed. */
  store(end: number): void {
    const needed = this.#stored + end - this.#from;
    const { length } = this.#buffer;
    if (needed > length)
      this.#buffer = Buffer.concat([this.#buffer], Math.max(needed, length * 2, FIRST_BYTES));
    this.#buffer.set(this.#chunk.subarray(this.#from, end), this.#stored);
    this.#stored = needed;
    this.#from = end;
  }

  /**
   * The value up to `end` of the chunk. It is a view of the chunk if all of it came in this chunk,
   * as nearly every order does.
   */
  upTo(end: number): Buffer {
    if (this.#stored === 0) return this.#chunk.subarray(this.#from, end);
    this.store(end);
    return Buffer.from(this.#buffer.subarray(0, this.#stored));
  }

  /** The text from byte `start` of the value up to `end` of the chunk. */
  text(start: number, end: number): string {
    if (this.#stored === 0) return this.#chunk.toString('utf8', this.#from + start, end);
    this.store(end);
    return this.#buffer.toString('utf8', start, this.#stored);
  }
}
