/** Reads an ESC/POS byte stream as a printer does: text, line feeds, and commands with parameters. */

import { CODE_PAGES } from '../../src-shared/text/code-pages';

export type EscPosToken =
  | { readonly kind: 'text'; readonly byte: number }
  | { readonly kind: 'feed'; readonly lines: number }
  | { readonly kind: 'cut' }
  | { readonly kind: 'drawer' }
  | { readonly kind: 'reset' }
  | { readonly kind: 'page'; readonly letters: string | null }
  | { readonly kind: 'size'; readonly width: number; readonly height: number }
  | { readonly kind: 'inverse'; readonly on: boolean }
  /** Answered in its turn in the stream, which makes it a completion check. */
  | {
      readonly kind: 'question';
      readonly asks: 'processId' | 'star' | 'paper' | 'maker' | 'model' | 'serial';
      readonly id: readonly number[];
    }
  /** GS a: report changes without a question. */
  | { readonly kind: 'automatic'; readonly on: boolean }
  | { readonly kind: 'other'; readonly bytes: readonly number[] }
  | { readonly kind: 'unknown'; readonly bytes: readonly number[] };

export type EscPosReader = { push(byte: number): EscPosToken | null };

const LF = 0x0a;
const CR = 0x0d;
const DLE = 0x10;
const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;

/** Parameter bytes after the two of the command. Source: Epson's ESC/POS command list. */
const PARAMETERS: ReadonlyMap<number, Readonly<Record<string, number>>> = new Map([
  [
    ESC,
    {
      '@': 0,
      '!': 1,
      '-': 1,
      ' ': 1,
      '2': 0,
      '3': 1,
      $: 2,
      '\\': 2,
      E: 1,
      G: 1,
      J: 1,
      M: 1,
      R: 1,
      V: 1,
      a: 1,
      c: 2,
      d: 1,
      i: 0,
      m: 0,
      p: 3,
      t: 1,
      '{': 1,
    },
  ],
  [FS, { '.': 0, '&': 0, '!': 1, '-': 1, C: 1, S: 2 }],
  [GS, { '!': 1, B: 1, H: 1, I: 1, L: 2, P: 2, W: 2, a: 1, b: 1, f: 1, h: 1, r: 1, w: 1 }],
  [DLE, { '\u0004': 1, '\u0005': 1 }],
]);

/**
 * The commands of a language. `length`: bytes of the command as far as its first bytes show; null:
 * unknown command.
 */
type Commands = {
  begins(byte: number): boolean;
  length(bytes: readonly number[]): number | null;
  meaning(bytes: readonly number[]): EscPosToken;
};

export function escPosReader(): EscPosReader {
  return commandReader({ begins: (byte) => PARAMETERS.has(byte), length: commandLength, meaning });
}

/** Reads text, line feeds and commands, which may be split between chunks. */
export function commandReader(commands: Commands): EscPosReader {
  let pending: number[] = [];

  function take(token: EscPosToken): EscPosToken {
    pending = [];
    return token;
  }

  return {
    push(byte) {
      if (pending.length === 0) {
        if (byte === LF) return { kind: 'feed', lines: 1 };
        if (byte === CR || byte === 0) return null;
        if (byte >= 0x20) return { kind: 'text', byte };
        if (!commands.begins(byte)) return { kind: 'unknown', bytes: [byte] };
      }
      pending.push(byte);
      const needed = commands.length(pending);
      if (needed === null) return take({ kind: 'unknown', bytes: pending });
      return pending.length < needed ? null : take(commands.meaning(pending));
    },
  };
}

/** Length of the command in bytes, as far as its first bytes show; null: unknown command. */
function commandLength(bytes: readonly number[]): number | null {
  const [lead = 0, code, ...rest] = bytes;
  if (code === undefined) return 2;
  if (lead === GS && code === 0x56) {
    const mode = rest[0];
    return mode === undefined ? 3 : mode >= 65 ? 4 : 3;
  }
  if ((lead === GS || lead === ESC || lead === FS) && code === 0x28) {
    // x ( fn pL pH ...: the command contains its length.
    const [, low, high] = rest;
    return low === undefined || high === undefined ? 5 : 5 + low + high * 256;
  }
  if (lead === DLE && code === 0x14) return rest[0] === 8 ? 10 : 5;
  const parameters = PARAMETERS.get(lead)?.[String.fromCharCode(code)];
  return parameters === undefined ? null : 2 + parameters;
}

function meaning(bytes: readonly number[]): EscPosToken {
  const [lead, code = 0, n = 0] = bytes;
  const letter = String.fromCharCode(code);
  if (lead === ESC) {
    if (letter === '@') return { kind: 'reset' };
    if (letter === 't') return { kind: 'page', letters: lettersOfPage(({ escT }) => escT === n) };
    if (letter === '!') return { kind: 'size', width: n & 0x20 ? 2 : 1, height: n & 0x10 ? 2 : 1 };
    if (letter === 'd') return { kind: 'feed', lines: n };
    if (letter === 'i' || letter === 'm') return { kind: 'cut' };
    if (letter === 'p') return { kind: 'drawer' };
  }
  if (lead === GS) {
    if (letter === 'V') return { kind: 'cut' };
    if (letter === '!') return { kind: 'size', width: (n >> 4) + 1, height: (n & 7) + 1 };
    if (letter === 'a') return { kind: 'automatic', on: n !== 0 };
    if (letter === 'B') return { kind: 'inverse', on: (n & 1) === 1 };
    if (letter === 'r' && (n === 1 || n === 49)) return { kind: 'question', asks: 'paper', id: [] };
    if (letter === 'I') {
      const asks = n === 66 ? 'maker' : n === 67 ? 'model' : n === 68 ? 'serial' : null;
      if (asks) return { kind: 'question', asks, id: [] };
    }
    // GS ( H 6 0 48 48 d1 d2 d3 d4
    if (letter === '(' && n === 0x48 && bytes[5] === 0x30)
      return { kind: 'question', asks: 'processId', id: bytes.slice(7, 11) };
  }
  return { kind: 'other', bytes };
}

/** Letters of the upper half of the page that `isIt` selects; null: unknown page. */
export function lettersOfPage(
  isIt: (page: { readonly escT: number; readonly starT: number | null }) => boolean,
): string | null {
  return Object.values(CODE_PAGES).find(isIt)?.upper ?? null;
}
