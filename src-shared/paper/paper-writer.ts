/** Collects the lines of one paper: text, banners and rules, wrapped to the paper's width. */
import { LIMITS } from '../base/limits';
import type { CodePage } from '../text/code-pages';
import { spelledFor } from './page-letters';
import { lettersOf, plainPaperText, wrap } from './paper-text';
import type { PaperSize } from './ticket-head';

export type PaperLine =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly size: PaperSize;
      readonly inverse: boolean;
      readonly centred: boolean;
    }
  | { readonly kind: 'feed'; readonly lines: number }
  | { readonly kind: 'cut' };

/**
 * Longest text that is laid out, characters. No client can send as much in one field: a longer text
 * reached the database in another way, and would take minutes to lay out and a roll to print.
 */
const LONGEST = 20 * LIMITS.fieldChars;

type Look = {
  readonly inverse?: boolean;
  readonly centred?: boolean;
  readonly indent?: string;
};

export class PaperWriter {
  readonly columns: number;
  readonly lines: PaperLine[] = [];
  readonly #page: CodePage | null;

  /** `page`: code page of the printer; null: the text stays as it was typed. */
  constructor(columns: number, page: CodePage | null) {
    this.columns = columns;
    this.#page = page;
  }

  /** A text in the letters of the printer. */
  readonly written = (text: string): string => {
    const plain = plainPaperText(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
    return this.#page === null ? plain : spelledFor(plain, this.#page);
  };

  readonly add = (text: string, size: PaperSize = 'normal', look: Look = {}): void => {
    const width = size === 'big' ? this.columns >> 1 : this.columns;
    const { inverse = false, centred = false, indent } = look;
    for (const line of wrap(this.written(text), width, indent))
      this.lines.push({ kind: 'text', text: line, size, inverse, centred });
  };

  /** Adds lines that already have the width of the paper, with figures at its edge. */
  addRows(rows: readonly string[]): void {
    for (const text of rows)
      this.lines.push({ kind: 'text', text, size: 'normal', inverse: false, centred: false });
  }

  readonly banner = (text: string): void => {
    const words = this.written(text);
    const wide = (this.columns >> 1) - 2;
    // On narrow paper a long word gets narrower letters; it is not cut.
    const size = words.split(' ').every((word) => lettersOf(word).length <= wide) ? 'big' : 'tall';
    for (const line of wrap(words, size === 'big' ? wide : this.columns - 2))
      this.lines.push({ kind: 'text', text: ` ${line} `, size, inverse: true, centred: true });
  };

  readonly rule = (): void => this.add('-'.repeat(this.columns));

  feed(lines: number): void {
    this.lines.push({ kind: 'feed', lines });
  }

  cut(): void {
    this.lines.push({ kind: 'cut' });
  }
}
