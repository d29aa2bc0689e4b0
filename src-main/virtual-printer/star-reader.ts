/**
 * Reads the StarPRNT commands that tickets use into the same tokens as ESC/POS.
 *
 * Source: StarPRNT command specification.
 */
import { commandReader, lettersOfPage } from './escpos-reader';
import type { EscPosReader, EscPosToken } from './escpos-reader';

const ESC = 0x1b;
const GS = 0x1d;
const ETX = 0x03;
const BEL = 0x07;

export function starReader(): EscPosReader {
  return commandReader({ begins: (byte) => byte === ESC, length: commandLength, meaning });
}

/** Length of the command in bytes; null: unknown command. */
function commandLength([, code, third]: readonly number[]): number | null {
  if (code === undefined) return 2;
  if (code === GS) {
    if (third === undefined) return 3;
    if (third === ETX) return 6;
    return third === 0x74 || third === 0x61 ? 4 : null;
  }
  if (code === BEL) return 5;
  const parameters = new Map([
    ['@', 0],
    ['4', 0],
    ['5', 0],
    ['d', 1],
    ['i', 2],
  ]).get(String.fromCharCode(code));
  return parameters === undefined ? null : 2 + parameters;
}

function meaning(bytes: readonly number[]): EscPosToken {
  const [, code = 0, third = 0, fourth = 0] = bytes;
  if (code === GS && third === ETX)
    return { kind: 'question', asks: 'star', id: bytes.slice(4, 6) };
  if (code === GS && third === 0x74)
    return { kind: 'page', letters: lettersOfPage(({ starT }) => starT === fourth) };
  if (code === BEL) return { kind: 'drawer' };
  switch (String.fromCharCode(code)) {
    case '@':
      return { kind: 'reset' };
    case '4':
      return { kind: 'inverse', on: true };
    case '5':
      return { kind: 'inverse', on: false };
    case 'd':
      return { kind: 'cut' };
    case 'i':
      return { kind: 'size', height: third + 1, width: fourth + 1 };
    default:
      return { kind: 'other', bytes };
  }
}
