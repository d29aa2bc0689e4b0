/**
 * Finds JSON values in a stream of bytes, checking the grammar as they come: a value may be split
 * anywhere, follow another without a newline, or be pasted over many lines. Broken input is known
 * at its first wrong byte, not when the connection ends.
 *
 * One step of a small machine per byte; memory is the value being read, at most `messageBytes`.
 */
import type { ErrorCode, ErrorDetails } from '../../../../src-shared/base/errors';
import { LIMITS } from '../../../../src-shared/base/limits';

export type Framed =
  /** The bytes of one whole value, grammatically sound, without repeated keys. */
  | { readonly kind: 'value'; readonly bytes: Buffer }
  /** What follows is skipped to the balanced end of this value, or until `endOfSilence`. */
  | { readonly kind: 'broken'; readonly code: ErrorCode; readonly details: ErrorDetails };

/**
 * Methods, no getters: an accessor in an object made per connection ties the connection to a hidden
 * class, until the next full collection.
 */
export type JsonFramer = {
  /** Takes the chunk over: telnet's NULs in it are turned to spaces. */
  push(chunk: Buffer): readonly Framed[];
  /** The sender has been silent: what is being skipped ends here. A sound half value stays. */
  endOfSilence(): void;
  /** True while a value has begun and not ended. */
  isPartial(): boolean;
  isSkipping(): boolean;
};

export type FramerLimits = { readonly messageBytes: number; readonly jsonDepth: number };

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

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const COMMA = 0x2c;
const COLON = 0x3a;
const NEWLINE = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const ESCAPES = new Set(Array.from('"\\/bfnrt', (letter) => letter.charCodeAt(0)));
const WORDS: Readonly<Record<number, string>> = { 0x74: 'true', 0x66: 'false', 0x6e: 'null' };
const NUMBER_BYTE = /[-+.eE0-9]/;
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

const EMPTY = Buffer.alloc(0);
/** An ordinary order fits. */
const FIRST_BYTES = 512;

type Frame = { readonly isObject: boolean; readonly keys: Set<string> };

export function jsonFramer(limits: FramerLimits = LIMITS): JsonFramer {
  let expect: Expect = 'value';
  let frames: Frame[] = [];
  let isKey = false;
  let hexLeft = 0;
  let word = '';
  let wordRead = 0;
  let tokenStart = 0;
  /**
   * The value so far: `length` bytes seen, of which `stored` are in the buffer and the rest lie in
   * `chunk` from `from` on.
   */
  let buffer: Buffer = EMPTY;
  let stored = 0;
  let length = 0;
  let chunk: Buffer = EMPTY;
  let from = 0;
  let afterReturn = false;
  let skipping: { depth: number; inString: boolean; escaped: boolean } | null = null;

  function reset(): void {
    expect = 'value';
    frames = [];
    stored = 0;
    length = 0;
  }

  /**
   * Copies what of the value lies in this chunk before `end` into the buffer, which doubles as it
   * must.
   */
  function absorb(end: number): void {
    const needed = stored + end - from;
    if (needed > buffer.length)
      buffer = Buffer.concat([buffer], Math.max(needed, buffer.length * 2, FIRST_BYTES));
    buffer.set(chunk.subarray(from, end), stored);
    stored = needed;
    from = end;
  }

  return {
    isPartial: () => length > 0 && !skipping,
    isSkipping: () => skipping !== null,
    endOfSilence() {
      if (!skipping) return;
      skipping = null;
      reset();
    },
    push(next) {
      const found: Framed[] = [];
      chunk = next;
      from = 0;
      for (let index = 0; index < next.length; index++) {
        let byte = next[index] ?? 0;
        // Telnet in character mode sends Enter as CR NUL (RFC 854). No text holds a bare CR, so
        // this is always between tokens.
        if (byte === 0 && afterReturn) {
          next[index] = SPACE;
          byte = SPACE;
        }
        afterReturn = byte === RETURN;
        if (skipping) {
          if (skip(skipping, byte)) {
            skipping = null;
            reset();
          }
          from = index + 1;
          continue;
        }
        if (length === 0) {
          if (isSpace(byte)) continue;
          from = index;
        }
        length++;
        const wrong =
          length > limits.messageBytes
            ? broken('MESSAGE_TOO_LARGE', { limit: limits.messageBytes })
            : step(byte, index);
        if (wrong === 'end') {
          found.push({ kind: 'value', bytes: valueUpTo(index + 1) });
          reset();
        } else if (wrong) {
          found.push(wrong);
          startSkipping(byte);
          from = index + 1;
        }
      }
      if (length > 0 && !skipping) absorb(next.length);
      return found;
    },
  };

  /** null: go on. 'end': this byte completed the value. */
  function step(byte: number, index: number): Framed | 'end' | null {
    switch (expect) {
      case 'string':
        return inString(byte, index);
      case 'escape':
        if (byte === 0x75) {
          hexLeft = 4;
          expect = 'hex';
        } else if (ESCAPES.has(byte)) expect = 'string';
        else return unexpected(byte, 'una barra invertida con un carácter que no corresponde');
        return null;
      case 'hex':
        if (!isHex(byte)) return unexpected(byte, 'un \\u sin cuatro dígitos hexadecimales');
        if (--hexLeft === 0) expect = 'string';
        return null;
      case 'word':
        if (word.charCodeAt(wordRead) !== byte) return unexpected(byte, 'una palabra desconocida');
        return ++wordRead === word.length ? afterValue() : null;
      case 'number':
        return inNumber(byte, index);
      default:
        return betweenTokens(byte);
    }
  }

  function inString(byte: number, index: number): Framed | 'end' | null {
    if (byte === BACKSLASH) expect = 'escape';
    else if (byte < 0x20)
      return unexpected(
        byte,
        byte === NEWLINE
          ? 'un texto sin comilla de cierre en la misma línea'
          : 'un carácter de control en un texto',
      );
    else if (byte === QUOTE) {
      if (!isKey) return afterValue();
      const key = keyText(tokenText(index + 1));
      const keys = frames.at(-1)?.keys;
      if (keys?.has(key))
        return broken('JSON_DUPLICATE_KEY', { key: key.slice(0, 60), position: length - 1 });
      keys?.add(key);
      expect = 'colon';
    }
    return null;
  }

  function inNumber(byte: number, index: number): Framed | 'end' | null {
    if (NUMBER_BYTE.test(String.fromCharCode(byte))) return null;
    if (!NUMBER.test(tokenText(index))) return unexpected(byte, 'un número mal escrito');
    afterValue();
    return betweenTokens(byte);
  }

  function betweenTokens(byte: number): Framed | 'end' | null {
    if (isSpace(byte)) return null;
    const frame = frames.at(-1);
    switch (expect) {
      case 'colon':
        if (byte !== COLON) return unexpected(byte, 'faltan los dos puntos');
        expect = 'value';
        return null;
      case 'comma-or-end':
        if (byte === COMMA) {
          expect = frame?.isObject ? 'key' : 'value';
          return null;
        }
        return byte === (frame?.isObject ? CLOSE_OBJECT : CLOSE_ARRAY)
          ? close()
          : unexpected(byte, 'falta una coma o el cierre');
      case 'first-key':
        if (byte === CLOSE_OBJECT) return close();
        return startKey(byte);
      case 'key':
        return startKey(byte);
      case 'first-element':
        if (byte === CLOSE_ARRAY) return close();
        return startValue(byte);
      default:
        return startValue(byte);
    }
  }

  function startKey(byte: number): Framed | null {
    if (byte !== QUOTE) return unexpected(byte, 'se esperaba el nombre de un campo entre comillas');
    isKey = true;
    expect = 'string';
    tokenStart = length - 1;
    return null;
  }

  function startValue(byte: number): Framed | 'end' | null {
    // A request is an object; a bare word or number at the top would never be known to have ended.
    if (frames.length === 0 && byte !== OPEN_OBJECT) return unexpected(byte, 'se esperaba {');
    tokenStart = length - 1;
    if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
      if (frames.length === limits.jsonDepth)
        return broken('JSON_TOO_DEEP', { limit: limits.jsonDepth, position: length - 1 });
      frames.push({ isObject: byte === OPEN_OBJECT, keys: new Set() });
      expect = byte === OPEN_OBJECT ? 'first-key' : 'first-element';
    } else if (byte === QUOTE) {
      isKey = false;
      expect = 'string';
    } else if (byte === 0x2d || (byte >= 0x30 && byte <= 0x39)) expect = 'number';
    else if (WORDS[byte]) {
      word = WORDS[byte];
      wordRead = 1;
      expect = 'word';
    } else return unexpected(byte, 'se esperaba un valor');
    return null;
  }

  function close(): 'end' | null {
    frames.pop();
    return afterValue();
  }

  function afterValue(): 'end' | null {
    if (frames.length === 0) return 'end';
    expect = 'comma-or-end';
    return null;
  }

  /**
   * The value so far, up to `end` in this chunk; a view where all of it came in this chunk, as an
   * order nearly always does.
   */
  function valueUpTo(end: number): Buffer {
    if (stored === 0) return chunk.subarray(from, end);
    absorb(end);
    return Buffer.from(buffer.subarray(0, stored));
  }

  /** The current token's text, up to `end` in this chunk. */
  function tokenText(end: number): string {
    if (stored === 0) return chunk.toString('utf8', from + tokenStart, end);
    absorb(end);
    return buffer.toString('utf8', tokenStart, stored);
  }

  function unexpected(byte: number, reason: string): Framed {
    const seen = byte >= 0x21 && byte < 0x7f ? ` (llegó ${String.fromCharCode(byte)})` : '';
    return broken('JSON_BROKEN', { position: length - 1, reason: reason + seen });
  }

  function broken(code: ErrorCode, details: ErrorDetails): Framed {
    return { kind: 'broken', code, details };
  }

  /**
   * From here on only brackets and quotes are looked at. A JSON text never spans lines, so a
   * newline ends one that was left open.
   */
  function startSkipping(byte: number): void {
    const state = {
      depth: frames.length,
      inString: expect === 'string' || expect === 'escape' || expect === 'hex',
      escaped: false,
    };
    if (byte === NEWLINE) state.inString = false;
    skipping = state;
    if (skip(state, byte)) {
      skipping = null;
      reset();
    }
  }
}

/** One byte of what is being thrown away; true when it balanced the last open bracket. */
function skip(
  state: { depth: number; inString: boolean; escaped: boolean },
  byte: number,
): boolean {
  if (byte === NEWLINE) {
    state.inString = false;
    state.escaped = false;
    return false;
  }
  if (state.inString) {
    if (state.escaped) state.escaped = false;
    else if (byte === BACKSLASH) state.escaped = true;
    else if (byte === QUOTE) state.inString = false;
    return false;
  }
  if (byte === QUOTE) state.inString = true;
  else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) state.depth++;
  else if ((byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) && state.depth > 0)
    return --state.depth === 0;
  return false;
}

function isSpace(byte: number): boolean {
  return byte === SPACE || byte === NEWLINE || byte === RETURN || byte === 0x09;
}

function isHex(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x41 && byte <= 0x46) ||
    (byte >= 0x61 && byte <= 0x66)
  );
}

/** `"\u0061"` and `"a"` are the same key. */
function keyText(quoted: string): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return quoted; // not UTF-8: refused as such when the value is whole
  }
}
