/**
 * Splits CSV text into rows of cells, each with its line number. The reader is our own, because a
 * menu must not lose a row silently: it knows line numbers, accepts mixed line ends, and stops at a
 * quote that swallows the following rows (docs/decisions/0024).
 */

export type CellRow = { readonly line: number; readonly cells: readonly string[] };
export type Cells = {
  readonly separator: string;
  /** Without empty rows. */
  readonly rows: readonly CellRow[];
  /**
   * Line of a quote that opens a cell and is not closed. `rows` ends before that row. Null: there
   * is none.
   */
  readonly openQuote: number | null;
};
/** `letters`: a quote is an ordinary character. */
export type Quotes = 'around' | 'letters';

const SEPARATORS = [',', ';', '\t', '|'] as const;
/** Number of rows used to detect a file's separator. */
const SAMPLE_ROWS = 100;

export function cellsOf(text: string, quotes: Quotes): Cells {
  const [first, named] = /^"?sep=(.)\1*"?[ \t]*(?:\r\n|\n|\r|$)/i.exec(text) ?? [];
  const start = first === undefined ? { at: 0, line: 1 } : { at: first.length, line: 2 };
  const separator = named ?? likelySeparator(text, start, quotes);
  return { separator, ...readRows(text, start, separator, quotes, Infinity) };
}

type Start = { readonly at: number; readonly line: number };

/** The separator with which most rows are as wide as the header. */
function likelySeparator(text: string, start: Start, quotes: Quotes): string {
  const tried = SEPARATORS.map((separator) => {
    const { rows } = readRows(text, start, separator, quotes, SAMPLE_ROWS);
    const width = rows[0]?.cells.length ?? 0;
    const alike = width > 1 ? rows.filter(({ cells }) => cells.length === width).length : 0;
    return { separator, alike, width };
  });
  return tried.reduce((best, one) =>
    one.alike > best.alike || (one.alike === best.alike && one.width > best.width) ? one : best,
  ).separator;
}

/** One cell: its text, its end, and its number of lines. */
type Cell = { readonly text: string; readonly end: number; readonly lines: number };

function readRows(
  text: string,
  start: Start,
  separator: string,
  quotes: Quotes,
  most: number,
): Omit<Cells, 'separator'> {
  const rows: CellRow[] = [];
  let { at, line } = start;
  while (at < text.length && rows.length < most) {
    const cells: string[] = [];
    const row = { line, cells };
    for (;;) {
      const cell =
        (quotes === 'around' ? quotedCell(text, at, separator) : null) ??
        plainCell(text, at, separator);
      if (cell === 'open') return { rows, openQuote: line };
      cells.push(cell.text);
      line += cell.lines;
      at = cell.end;
      if (text[at] !== separator) break;
      at++;
    }
    at += text.startsWith('\r\n', at) ? 2 : 1;
    line++;
    if (cells.some((cell) => cell.trim() !== '')) rows.push(row);
  }
  return { rows, openQuote: null };
}

function plainCell(text: string, from: number, separator: string): Cell {
  let end = from;
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r')
    end++;
  return { text: text.slice(from, end), end, lines: 0 };
}

/**
 * Null: the cell is not quoted. A quote that closes in the same line with more text after it is a
 * character, as in `"Sopa" de lima`. A quote that closes in a later line and not at a cell's end
 * was not meant to enclose the text between.
 */
function quotedCell(text: string, from: number, separator: string): Cell | 'open' | null {
  const open = past(text, from, ' ');
  if (text[open] !== '"') return null;
  const close = closingQuote(text, open);
  if (close === -1) return 'open';
  const inside = text.slice(open + 1, close);
  const lines = inside.match(/\r\n|\n|\r/g)?.length ?? 0;
  const end = past(text, close + 1, ' ');
  if (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r')
    return lines > 0 ? 'open' : null;
  return { text: inside.replaceAll('""', '"'), end, lines };
}

function past(text: string, from: number, letter: string): number {
  let at = from;
  while (text[at] === letter) at++;
  return at;
}

function closingQuote(text: string, open: number): number {
  let at = text.indexOf('"', open + 1);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}
