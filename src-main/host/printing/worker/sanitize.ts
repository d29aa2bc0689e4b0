/**
 * Converts text to code-page bytes by an allow-list.
 *
 * Each letter of the page is one byte of 0x20 or more. Any other character is spelled in those letters
 * or becomes `?`. So no control byte can reach the printer, where it could open the drawer.
 */
import { CODE_PAGES } from '../../../../src-shared/text/code-pages';
import type { CodePage } from '../../../../src-shared/text/code-pages';
import { inPage } from '../../../../src-shared/paper/page-letters';

const QUESTION = 0x3f;

export type PageEncoder = {
  readonly escT: number;
  /** Null: Star printers do not have this page. */
  readonly starT: number | null;
  letterOf(byte: number): string;
  /** `unprintable`: number of letters that became `?`. */
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
      const { text: printable, missing } = inPage(text, page);
      return {
        bytes: Uint8Array.from(printable, (letter) => table.get(letter) ?? QUESTION),
        unprintable: missing,
      };
    },
  };
}
