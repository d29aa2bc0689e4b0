/**
 * Finds JSON objects in a stream of bytes and checks their grammar byte by byte.
 *
 * A value may be split anywhere, follow another without a newline, or span many lines. Broken input
 * is reported at its first wrong byte. Memory: the value being read, at most `messageBytes`.
 */
import { LIMITS } from '../../../../src-shared/base/limits';
import { BrokenValue } from './broken-value';
import { isSpace, NEWLINE, RETURN, SPACE } from './json-bytes';
import { JsonGrammar } from './json-grammar';
import type { Broken, FramerLimits } from './json-grammar';
import { ValueBytes } from './value-bytes';

export type Framed =
  /** One whole value: valid grammar, no repeated keys. UTF-8 is not checked. */
  | { readonly kind: 'value'; readonly bytes: Buffer }
  /** The rest is skipped, to the balanced end of this value or until `endOfSilence`. */
  | Broken;

export class JsonFramer {
  readonly #value = new ValueBytes();
  readonly #grammar: JsonGrammar;
  #isAfterReturn = false;
  #skipping: BrokenValue | null = null;

  constructor(limits: FramerLimits = LIMITS) {
    this.#grammar = new JsonGrammar(limits, this.#value);
  }

  /** True while a value has begun and not ended. */
  isPartial(): boolean {
    return this.#grammar.hasBegun() && !this.#skipping;
  }

  isSkipping(): boolean {
    return this.#skipping !== null;
  }

  /** The sender paused: skipping ends here. A valid partial value stays. */
  endOfSilence(): void {
    if (this.#skipping) this.#endSkipping();
  }

  /** Takes the chunk over: telnet's NULs in it become spaces. */
  push(chunk: Buffer): readonly Framed[] {
    const found: Framed[] = [];
    this.#value.takeChunk(chunk);
    for (let index = 0; index < chunk.length; index++) {
      const byte = this.#byteAt(chunk, index);
      if (this.#skipping) {
        if (this.#skipping.skip(byte)) this.#endSkipping();
        this.#value.startAt(index + 1);
        continue;
      }
      if (!this.#grammar.hasBegun()) {
        if (isSpace(byte)) continue;
        this.#value.startAt(index);
      }
      const step = this.#grammar.step(byte, index);
      if (step === 'end') {
        found.push({ kind: 'value', bytes: this.#value.upTo(index + 1) });
        this.#reset();
      } else if (step) {
        found.push(step);
        this.#startSkipping(byte);
        this.#value.startAt(index + 1);
      }
    }
    if (this.isPartial()) this.#value.store(chunk.length);
    return found;
  }

  /**
   * In character mode, telnet sends Enter as CR NUL (RFC 854). A JSON string holds no bare CR, so
   * the NUL is always between tokens, and is replaced by a space.
   */
  #byteAt(chunk: Buffer, index: number): number {
    const byte = chunk[index] ?? 0;
    const isTelnetNul = byte === 0 && this.#isAfterReturn;
    this.#isAfterReturn = byte === RETURN;
    if (!isTelnetNul) return byte;
    chunk[index] = SPACE;
    return SPACE;
  }

  #startSkipping(byte: number): void {
    const isInString = this.#grammar.isInString() && byte !== NEWLINE;
    this.#skipping = new BrokenValue(this.#grammar.depth(), isInString);
    if (this.#skipping.skip(byte)) this.#endSkipping();
  }

  #endSkipping(): void {
    this.#skipping = null;
    this.#reset();
  }

  #reset(): void {
    this.#grammar.reset();
    this.#value.clear();
  }
}
