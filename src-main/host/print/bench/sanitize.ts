/**
 * Text to code-page bytes, by an allow-list: one letter in, one byte of 0x20 or more out. What the page lacks loses its accent,
 * else becomes `?` and is counted. Control bytes cannot come out of here, whatever goes in (printing.md 1.5: they reach the drawer).
 */
import { lettersOf } from '../../../../src-shared/paper-text';
import { CODE_PAGES } from '../../../../src-shared/code-pages';
import type { CodePage } from '../../../../src-shared/code-pages';

const QUESTION = 0x3f;

export type PageEncoder = {
  readonly escT: number;
  readonly starT: number;
  /** `unprintable` counts the letters that became `?`. */
  letterOf(byte: number): string;
  encode(text: string): { readonly bytes: Uint8Array; readonly unprintable: number };
};

export function pageEncoder(page: CodePage): PageEncoder {
  const { escT, starT, upper } = CODE_PAGES[page];
  const table = new Map<string, number>();
  for (let byte = 0x20; byte < 0x7f; byte++) table.set(String.fromCharCode(byte), byte);
  const letters = [...upper];
  letters.forEach((letter, index) => {
    if (letter !== ' ') table.set(letter, 0x80 + index);
  });
  return {
    escT,
    starT,
    letterOf: (byte) => (byte < 0x80 ? String.fromCharCode(byte) : (letters[byte - 0x80] ?? ' ')),
    encode(text) {
      let unprintable = 0;
      const bytes = Uint8Array.from(lettersOf(text), (letter) => {
        const byte = table.get(letter) ?? table.get(withoutAccent(letter));
        if (byte === undefined) unprintable++;
        return byte ?? QUESTION;
      });
      return { bytes, unprintable };
    },
  };
}

function withoutAccent(letter: string): string {
  return letter.normalize('NFD').replace(/\p{M}/gu, '');
}
