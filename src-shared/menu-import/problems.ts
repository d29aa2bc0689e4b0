/**
 * What is wrong with a menu file: with all of it, or with one of its rows. The screens say it in
 * words.
 */
import type { Decoded } from './decode';
import type { PriceFault } from './prices';
import type { Column, ForeignSource } from './sources';

/** Nothing of the file can be shown. */
export type FileFault =
  | { readonly what: Extract<Decoded, { readonly fault: unknown }>['fault'] | 'empty' }
  | { readonly what: 'open-quote'; readonly line: number }
  | { readonly what: 'foreign'; readonly system: ForeignSource }
  | { readonly what: 'columns-missing'; readonly columns: readonly Column[] }
  | { readonly what: 'column-twice'; readonly column: Column; readonly heads: readonly string[] };

/** `line`: the file's, as an editor counts them. */
export type Problem = { readonly line: number } & (
  | { readonly what: 'category-missing' | 'name-missing' | 'too-long' | 'too-many-cells' }
  /** A cell in quotes goes on over lines that look like rows of their own. */
  | { readonly what: 'rows-in-cell'; readonly last: number }
  | { readonly what: 'price'; readonly fault: PriceFault; readonly text: string }
  | { readonly what: 'code-twice' | 'name-twice'; readonly text: string; readonly first: number }
  | { readonly what: 'name-taken'; readonly text: string; readonly code: string }
  | {
      readonly what: 'station-unknown' | 'station-cooks-not' | 'question-unknown';
      readonly text: string;
    }
  | { readonly what: 'list-too-long'; readonly most: number }
  /** From this line on nothing was read. */
  | { readonly what: 'open-quote' | 'too-many-rows' }
);
