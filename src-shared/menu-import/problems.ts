/** Problems of a menu file or of one of its rows. Screens turn them into words. */
import type { Decoded } from './decode';
import type { PriceFault } from './prices';
import type { Column, ForeignSource } from './sources';

/** Problems that prevent showing any of the file. */
export type FileFault =
  | { readonly what: Extract<Decoded, { readonly fault: unknown }>['fault'] | 'empty' }
  | { readonly what: 'open-quote'; readonly line: number }
  | { readonly what: 'foreign'; readonly system: ForeignSource }
  | { readonly what: 'columns-missing'; readonly columns: readonly Column[] }
  | { readonly what: 'column-twice'; readonly column: Column; readonly heads: readonly string[] };

/** `line`: line number in the file, as in an editor. */
export type Problem = { readonly line: number } & (
  | { readonly what: 'category-missing' | 'name-missing' | 'too-long' | 'too-many-cells' }
  /** A quoted cell contains lines that look like rows. */
  | { readonly what: 'rows-in-cell'; readonly last: number }
  | { readonly what: 'price'; readonly fault: PriceFault; readonly text: string }
  | { readonly what: 'code-twice' | 'name-twice'; readonly text: string; readonly first: number }
  | { readonly what: 'name-taken'; readonly text: string; readonly code: string }
  | {
      readonly what: 'station-unknown' | 'station-cooks-not' | 'question-unknown';
      readonly text: string;
    }
  | { readonly what: 'list-too-long'; readonly most: number }
  /** Reading stopped at this line. */
  | { readonly what: 'open-quote' | 'too-many-rows' }
);
