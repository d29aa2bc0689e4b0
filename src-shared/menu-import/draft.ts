/**
 * Turns a file's rows into items, with the problems of each row. `plan.ts` compares them with the
 * menu.
 */
import { withoutGuard } from '../text/csv';
import { LIMITS } from '../base/limits';
import { listFrom } from '../text/list-text';
import { plainName } from '../text/plain-name';
import type { CellRow, Cells } from './cells';
import { areAlike } from './menu-index';
import type { MenuIndex } from './menu-index';
import { readPrices } from './prices';
import type { PriceRead } from './prices';
import type { Problem } from './problems';
import type { Column } from './sources';
import { tidy } from './tidy';

export type DraftRow = {
  readonly line: number;
  readonly category: string;
  /** Null: the file has none. */
  readonly code: string | null;
  readonly name: string;
  /** Null: not readable. */
  readonly price: number | null;
  /** As written in the file. */
  readonly priceText: string;
  /** Null: the file has no such column. */
  readonly stations: readonly string[] | null;
  readonly questions: readonly string[] | null;
  readonly without: readonly string[] | null;
  readonly problems: readonly Problem[];
};
export type Draft = {
  readonly rows: readonly DraftRow[];
  /** Reading stopped here. Null: the whole file was read. */
  readonly endedEarly: Extract<Problem, { readonly what: 'open-quote' | 'too-many-rows' }> | null;
};

const NAME_CHARS = 80;
const LIST_NAMES = 20;
/** A list of the permitted names, all quoted, is shorter. Longer cells are not parsed. */
const CELL_CHARS = 4_000;

export function draft(
  { rows, separator, openQuote }: Cells,
  at: ReadonlyMap<Column, number>,
  index: MenuIndex,
): Draft {
  const [head, ...all] = rows;
  const body = all.slice(0, LIMITS.menuRows);
  const beyond = all[LIMITS.menuRows];
  const prices = readPrices(
    body.map(({ cells }) => cellText(cells[at.get('precio') ?? -1])),
    index.house,
  );
  const width = head?.cells.length ?? 0;
  const seen: Seen = { codes: new Map(), names: new Map() };
  const draftRows = body.map((row, no) => {
    const fields = fieldsOf(row, at, index);
    const price = prices[no] ?? { fault: 'missing' };
    const problems = [
      ...shapeProblems(row, fields, at, width, separator, index),
      ...fieldProblems(fields, price, index),
      ...repeats(fields, seen, index),
    ];
    return { ...fields, price: 'amount' in price ? price.amount : null, problems };
  });
  const endedEarly: Draft['endedEarly'] =
    beyond !== undefined
      ? { line: beyond.line, what: 'too-many-rows' }
      : openQuote === null
        ? null
        : { line: openQuote, what: 'open-quote' };
  return { rows: draftRows, endedEarly };
}

type RowFields = Omit<DraftRow, 'price' | 'problems'>;

function fieldsOf(
  { line, cells }: CellRow,
  at: ReadonlyMap<Column, number>,
  index: MenuIndex,
): RowFields {
  const text = (column: Column): string => cellText(cells[at.get(column) ?? -1]);
  const list = (column: Column, isKnown?: (name: string) => boolean): readonly string[] | null =>
    at.has(column) ? listIn(text(column), isKnown) : null;
  return {
    line,
    category: text('categoria'),
    code: text('codigo') || null,
    name: text('nombre'),
    priceText: text('precio'),
    stations: list('estaciones', (name) => index.stationCalled(name) !== null),
    questions: list('preguntas', index.isQuestion),
    without: list('sin'),
  };
}

function cellText(cell = ''): string {
  return tidy(cell.length > CELL_CHARS ? cell : withoutGuard(cell));
}

function listIn(text: string, isKnown?: (name: string) => boolean): readonly string[] {
  return text.length > CELL_CHARS ? [text] : listFrom(text, isKnown);
}

/**
 * More cells than the header has, or a quote that closed too late: cells of this row are in wrong
 * columns.
 */
function shapeProblems(
  { line, cells }: CellRow,
  fields: RowFields,
  at: ReadonlyMap<Column, number>,
  width: number,
  separator: string,
  index: MenuIndex,
): readonly Problem[] {
  const problems: Problem[] = [];
  if (cells.slice(width).some((cell) => cell.trim() !== ''))
    problems.push({ line, what: 'too-many-cells' });
  const swallowing = [...at].find(([column, place]) => {
    const text = cells[place] ?? '';
    return /[\r\n]/.test(text) && text.includes(separator) && !isOfTheMenu(column, fields, index);
  });
  if (swallowing) {
    const lines = cells.flatMap((cell) => cell.match(/\r\n|\n|\r/g) ?? []).length;
    problems.push({ line, what: 'rows-in-cell', last: line + lines });
  }
  return problems;
}

/** Names of the restaurant itself are no accident. */
function isOfTheMenu(
  column: Column,
  { category, code, name, without }: RowFields,
  index: MenuIndex,
): boolean {
  const item = code === null ? index.itemCalled(name) : index.itemWithCode(code);
  switch (column) {
    case 'categoria':
      return index.isCategory(category);
    case 'codigo':
      return item !== null;
    case 'nombre':
      return index.itemCalled(name) !== null;
    case 'precio':
      return false;
    case 'estaciones':
    case 'preguntas':
      // Each of these names is checked elsewhere.
      return true;
    case 'sin':
      return item !== null && areAlike(without ?? [], item.removable);
  }
}

function fieldProblems(
  { line, category, code, name, priceText, stations, questions, without }: RowFields,
  price: PriceRead,
  index: MenuIndex,
): readonly Problem[] {
  const problems: Problem[] = [];
  if (category === '') problems.push({ line, what: 'category-missing' });
  if (name === '') problems.push({ line, what: 'name-missing' });
  if ([category, name, code ?? '', ...(without ?? [])].some((text) => text.length > NAME_CHARS))
    problems.push({ line, what: 'too-long' });
  if ('fault' in price) problems.push({ line, what: 'price', fault: price.fault, text: priceText });
  const item = code === null ? index.itemCalled(name) : index.itemWithCode(code);
  const added = (names: readonly string[] | null, before: readonly string[]): readonly string[] =>
    names === null || areAlike(names, before) ? [] : names;
  const newStations = added(stations, item ? index.stationsOf(item) : []);
  const newQuestions = added(questions, item ? index.questionsOf(item) : []);
  if ([newStations, newQuestions, without ?? []].some((names) => names.length > LIST_NAMES))
    return [...problems, { line, what: 'list-too-long', most: LIST_NAMES }];
  for (const text of newStations) {
    const station = index.stationCalled(text);
    if (station === null) problems.push({ line, what: 'station-unknown', text });
    else if (!station.cooks) problems.push({ line, what: 'station-cooks-not', text });
  }
  for (const text of newQuestions)
    if (!index.isQuestion(text)) problems.push({ line, what: 'question-unknown', text });
  return problems;
}

/**
 * Line of the first row with each code and name. `isOld`: the menu has that item under that name
 * already.
 */
type First = { readonly line: number; readonly isOld: boolean };
type Seen = { readonly codes: Map<string, First>; readonly names: Map<string, First> };

function repeats(
  { line, code, name }: RowFields,
  seen: Seen,
  index: MenuIndex,
): readonly Problem[] {
  const item = code === null ? null : index.itemWithCode(code);
  const here = { line, isOld: item !== null && plainName(item.name) === plainName(name) };
  const codeBefore = code === null ? null : noted(seen.codes, plainName(code), here);
  const nameBefore = name === '' ? null : noted(seen.names, plainName(name), here);
  const problems: Problem[] = [];
  if (codeBefore)
    problems.push({ line, what: 'code-twice', text: code ?? '', first: codeBefore.line });
  // A menu may have two items with one name from before names were compared. They may stay.
  if (nameBefore && !(nameBefore.isOld && here.isOld))
    problems.push({ line, what: 'name-twice', text: name, first: nameBefore.line });
  return problems;
}

function noted(seen: Map<string, First>, key: string, here: First): First | null {
  const before = seen.get(key);
  if (before === undefined) seen.set(key, here);
  return before ?? null;
}
