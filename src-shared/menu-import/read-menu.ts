/**
 * Reads a menu file from bytes to planned changes. Pure. Takes a second for the largest file, so
 * the page runs it in a worker.
 */
import { cellsOf } from './cells';
import type { Quotes } from './cells';
import { decode } from './decode';
import { draft } from './draft';
import { menuIndex } from './menu-index';
import type { ExistingMenu } from './menu-index';
import { planOf } from './plan';
import type { Mode, Plan } from './plan';
import type { FileFault } from './problems';
import { detect } from './sources';

export type MenuRead =
  | { readonly fault: FileFault }
  | ({ readonly [mode in Mode]: Plan } & {
      /** A quote is not closed. Reading quotes as characters may help. */
      readonly hasOpenQuote: boolean;
      readonly isWhole: boolean;
    });

/** Limit of a file, bytes. */
export const MENU_FILE_BYTES = 8 * 1024 * 1024;

/** The header is one of this many first rows. */
const TITLE_ROWS = 10;

export function readMenu(bytes: Uint8Array, house: ExistingMenu, quotes: Quotes): MenuRead {
  const decoded = decode(bytes);
  if ('fault' in decoded) return { fault: { what: decoded.fault } };
  const whole = cellsOf(decoded.text, quotes);
  const [first] = whole.rows;
  if (!first)
    return {
      fault:
        whole.openQuote === null
          ? { what: 'empty' }
          : { what: 'open-quote', line: whole.openQuote },
    };
  // A spreadsheet may have a title above its header.
  const headAt = whole.rows
    .slice(0, TITLE_ROWS)
    .findIndex(({ cells }) => detect(cells).source !== 'unknown');
  const cells = { ...whole, rows: whole.rows.slice(Math.max(headAt, 0)) };
  const source = detect((cells.rows[0] ?? first).cells);
  switch (source.source) {
    case 'foreign':
      return { fault: { what: 'foreign', system: source.system } };
    case 'twice':
      return { fault: { what: 'column-twice', column: source.column, heads: source.heads } };
    case 'unknown':
      return { fault: { what: 'columns-missing', columns: source.missing } };
    case 'ours': {
      const index = menuIndex(house);
      const rows = draft(cells, source.at, index);
      if (rows.rows.length === 0 && rows.endedEarly === null) return { fault: { what: 'empty' } };
      return {
        keep: planOf(rows, index, 'keep'),
        replace: planOf(rows, index, 'replace'),
        hasOpenQuote: cells.openQuote !== null,
        isWhole: rows.endedEarly === null,
      };
    }
  }
}
