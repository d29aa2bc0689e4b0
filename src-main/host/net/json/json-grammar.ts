/** The grammar of JSON as a state machine that takes one byte at a time. */
import type { ErrorCode, ErrorDetails } from '../../../../src-shared/base/errors';
import {
  BACKSLASH,
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  isDigit,
  isHex,
  isSpace,
  MINUS,
  NEWLINE,
  OPEN_ARRAY,
  OPEN_OBJECT,
  QUOTE,
  UNICODE_ESCAPE,
} from './json-bytes';
import type { ValueBytes } from './value-bytes';

export type FramerLimits = { readonly messageBytes: number; readonly jsonDepth: number };

/** What is wrong with a value. */
export type Broken = {
  readonly kind: 'broken';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
};

/** Null: go on. 'end': this byte completed the value. */
type Step = Broken | 'end' | null;

/** What may come next. Names follow the railroad diagrams of json.org. */
type Expect =
  | 'value'
  | 'first-element' // after [
  | 'first-key' // after {
  | 'key' // after , in an object
  | 'colon'
  | 'comma-or-end'
  | 'string'
  | 'escape'
  | 'hex'
  | 'word'
  | 'number';

const ESCAPES = new Set(Array.from('"\\/bfnrt', (letter) => letter.charCodeAt(0)));
const WORDS: Readonly<Record<number, string>> = { 0x74: 'true', 0x66: 'false', 0x6e: 'null' };
const NUMBER_BYTE = /[-+.eE0-9]/;
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

type Frame = { readonly isObject: boolean; readonly keys: Set<string> };

export class JsonGrammar {
  readonly #limits: FramerLimits;
  readonly #value: ValueBytes;
  #expect: Expect = 'value';
  #frames: Frame[] = [];
  #isKey = false;
  #hexLeft = 0;
  #word = '';
  #wordRead = 0;
  /** Where the current string or number begins in the value. */
  #tokenStart = 0;
  /** Bytes of the value so far. */
  #length = 0;

  /** `value` holds the bytes that `step` takes. */
  constructor(limits: FramerLimits, value: ValueBytes) {
    this.#limits = limits;
    this.#value = value;
  }

  hasBegun(): boolean {
    return this.#length > 0;
  }

  isInString(): boolean {
    return ['string', 'escape', 'hex'].includes(this.#expect);
  }

  /** Brackets that are open. */
  depth(): number {
    return this.#frames.length;
  }

  /** Ready for the next value. */
  reset(): void {
    this.#expect = 'value';
    this.#frames = [];
    this.#length = 0;
  }

  /** Takes the next byte of the value, which is at `index` of the current chunk. */
  step(byte: number, index: number): Step {
    const { messageBytes } = this.#limits;
    if (++this.#length > messageBytes) return broken('MESSAGE_TOO_LARGE', { limit: messageBytes });
    switch (this.#expect) {
      case 'string':
        return this.#inString(byte, index);
      case 'escape':
        return this.#inEscape(byte);
      case 'hex':
        return this.#inHex(byte);
      case 'word':
        return this.#inWord(byte);
      case 'number':
        return this.#inNumber(byte, index);
      default:
        return isSpace(byte) ? null : this.#betweenTokens(byte);
    }
  }

  #betweenTokens(byte: number): Step {
    switch (this.#expect) {
      case 'colon':
        return this.#atColon(byte);
      case 'comma-or-end':
        return this.#afterElement(byte);
      case 'first-key':
        return byte === CLOSE_OBJECT ? this.#closeFrame() : this.#atKey(byte);
      case 'key':
        return this.#atKey(byte);
      case 'first-element':
        return byte === CLOSE_ARRAY ? this.#closeFrame() : this.#atValue(byte);
      default:
        return this.#atValue(byte);
    }
  }

  #inString(byte: number, index: number): Step {
    if (byte === BACKSLASH) this.#expect = 'escape';
    else if (byte === NEWLINE)
      return this.#unexpected(byte, 'un texto sin comilla de cierre en la misma línea');
    else if (byte < 0x20) return this.#unexpected(byte, 'un carácter de control en un texto');
    else if (byte === QUOTE) return this.#isKey ? this.#afterKey(index) : this.#afterValue();
    return null;
  }

  #inEscape(byte: number): Step {
    if (byte === UNICODE_ESCAPE) {
      this.#hexLeft = 4;
      this.#expect = 'hex';
    } else if (ESCAPES.has(byte)) this.#expect = 'string';
    else return this.#unexpected(byte, 'una barra invertida con un carácter que no corresponde');
    return null;
  }

  #inHex(byte: number): Step {
    if (!isHex(byte)) return this.#unexpected(byte, 'un \\u sin cuatro dígitos hexadecimales');
    if (--this.#hexLeft === 0) this.#expect = 'string';
    return null;
  }

  #inWord(byte: number): Step {
    if (this.#word.charCodeAt(this.#wordRead) !== byte)
      return this.#unexpected(byte, 'una palabra desconocida');
    return ++this.#wordRead === this.#word.length ? this.#afterValue() : null;
  }

  #inNumber(byte: number, index: number): Step {
    if (NUMBER_BYTE.test(String.fromCharCode(byte))) return null;
    if (!NUMBER.test(this.#value.text(this.#tokenStart, index)))
      return this.#unexpected(byte, 'un número mal escrito');
    this.#afterValue();
    return isSpace(byte) ? null : this.#betweenTokens(byte);
  }

  #afterKey(index: number): Step {
    const key = keyText(this.#value.text(this.#tokenStart, index + 1));
    const keys = this.#frames.at(-1)?.keys;
    if (keys?.has(key))
      return broken('JSON_DUPLICATE_KEY', { key: key.slice(0, 60), position: this.#length - 1 });
    keys?.add(key);
    this.#expect = 'colon';
    return null;
  }

  #atColon(byte: number): Step {
    if (byte !== COLON) return this.#unexpected(byte, 'faltan los dos puntos');
    this.#expect = 'value';
    return null;
  }

  #afterElement(byte: number): Step {
    const isObject = this.#frames.at(-1)?.isObject;
    if (byte === COMMA) {
      this.#expect = isObject ? 'key' : 'value';
      return null;
    }
    return byte === (isObject ? CLOSE_OBJECT : CLOSE_ARRAY)
      ? this.#closeFrame()
      : this.#unexpected(byte, 'falta una coma o el cierre');
  }

  #atKey(byte: number): Step {
    if (byte !== QUOTE)
      return this.#unexpected(byte, 'se esperaba el nombre de un campo entre comillas');
    this.#isKey = true;
    this.#expect = 'string';
    this.#tokenStart = this.#length - 1;
    return null;
  }

  #atValue(byte: number): Step {
    // A request is an object. The end of a bare word or number at the top could not be detected.
    if (this.#frames.length === 0 && byte !== OPEN_OBJECT)
      return this.#unexpected(byte, 'se esperaba {');
    this.#tokenStart = this.#length - 1;
    if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) return this.#openFrame(byte === OPEN_OBJECT);
    if (byte === QUOTE) {
      this.#isKey = false;
      this.#expect = 'string';
    } else if (byte === MINUS || isDigit(byte)) this.#expect = 'number';
    else if (WORDS[byte]) {
      this.#word = WORDS[byte];
      this.#wordRead = 1;
      this.#expect = 'word';
    } else return this.#unexpected(byte, 'se esperaba un valor');
    return null;
  }

  #openFrame(isObject: boolean): Step {
    const { jsonDepth } = this.#limits;
    if (this.#frames.length === jsonDepth)
      return broken('JSON_TOO_DEEP', { limit: jsonDepth, position: this.#length - 1 });
    this.#frames.push({ isObject, keys: new Set() });
    this.#expect = isObject ? 'first-key' : 'first-element';
    return null;
  }

  #closeFrame(): Step {
    this.#frames.pop();
    return this.#afterValue();
  }

  #afterValue(): Step {
    if (this.#frames.length === 0) return 'end';
    this.#expect = 'comma-or-end';
    return null;
  }

  #unexpected(byte: number, reason: string): Broken {
    const found = byte >= 0x21 && byte < 0x7f ? ` (llegó ${String.fromCharCode(byte)})` : '';
    return broken('JSON_BROKEN', { position: this.#length - 1, reason: reason + found });
  }
}

function broken(code: ErrorCode, details: ErrorDetails): Broken {
  return { kind: 'broken', code, details };
}

/** The key without quotes and escapes: `"\u0061"` and `"a"` are the same key. */
function keyText(quoted: string): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return quoted; // not UTF-8: refused as such when the value is whole
  }
}
