/** Finds the end of a broken JSON value by its brackets and quotes alone. */
import {
  BACKSLASH,
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  NEWLINE,
  OPEN_ARRAY,
  OPEN_OBJECT,
  QUOTE,
} from './json-bytes';

export class BrokenValue {
  #depth: number;
  #isInString: boolean;
  #isEscaped = false;

  /** `depth`: open brackets before the first byte that is skipped. */
  constructor(depth: number, isInString: boolean) {
    this.#depth = depth;
    this.#isInString = isInString;
  }

  /** Skips one byte. True: it closed the last open bracket, and the value is over. */
  skip(byte: number): boolean {
    // A JSON string never spans lines, so a newline ends one that was left open.
    if (byte === NEWLINE) {
      this.#isInString = false;
      this.#isEscaped = false;
      return false;
    }
    if (this.#isInString) {
      if (this.#isEscaped) this.#isEscaped = false;
      else if (byte === BACKSLASH) this.#isEscaped = true;
      else if (byte === QUOTE) this.#isInString = false;
      return false;
    }
    if (byte === QUOTE) this.#isInString = true;
    else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) this.#depth++;
    else if ((byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) && this.#depth > 0)
      return --this.#depth === 0;
    return false;
  }
}
