/** Compares a file with the menu: new, changed and unchanged items, and those not in the file. */
import type { CommandText } from '../commands/registry';
import { plainName } from '../text/plain-name';
import { codeMaker } from './codes';
import type { Draft, DraftRow } from './draft';
import { areAlike } from './menu-index';
import type { ExistingItem, MenuIndex } from './menu-index';
import { namesTaken } from './names-taken';
import type { Problem } from './problems';
import { isSameText } from './tidy';

export type MenuRow = CommandText<'importMenu'>['rows'][number];
/**
 * `keep`: items that are not in the file stay. `replace`: they leave, and an item with another name
 * is a new item.
 */
export type Mode = 'keep' | 'replace';

export type MenuFieldChange =
  | { readonly field: 'price'; readonly from: number; readonly to: number }
  | { readonly field: 'name' | 'code' | 'category'; readonly from: string; readonly to: string }
  | {
      readonly field: 'stations' | 'questions' | 'without';
      readonly from: readonly string[];
      readonly to: readonly string[];
    };
export type DishChange = {
  readonly line: number;
  readonly code: string;
  readonly name: string;
  readonly category: string;
  readonly price: number;
  readonly priceText: string;
  /** Null: the item is new. */
  readonly fields: readonly MenuFieldChange[] | null;
};
export type Plan = {
  /** The rows to send: all without a problem. */
  readonly rows: readonly MenuRow[];
  readonly changes: readonly DishChange[];
  readonly problems: readonly Problem[];
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  /** Items of the menu without a row. */
  readonly missing: number;
  /**
   * Items of the menu that only rows with problems refer to. If there are any, or part of the file
   * was not read, no item may leave.
   */
  readonly inDoubt: number;
  readonly newCategories: readonly string[];
};

/** A row and its item of the menu; null: a new item. */
type Match = {
  readonly row: DraftRow;
  readonly code: string;
  readonly before: ExistingItem | null;
};

export function planOf({ rows, endedEarly }: Draft, index: MenuIndex, mode: Mode): Plan {
  const matches = matched(rows, index, mode);
  const taken =
    mode === 'keep' ? namesTaken(matches, index.house.items) : new Map<DraftRow, Problem>();
  const fit = matches.filter(({ row }) => row.problems.length === 0 && !taken.has(row));
  const dishes = fit.map((match) => dishOf(match, index));
  const changes = dishes.flatMap(({ change }) => change ?? []);
  const added = changes.filter(({ fields }) => fields === null).length;
  const spokenOf = new Set(matches.flatMap(({ before }) => before?.id ?? []));
  const settled = new Set(fit.flatMap(({ before }) => before?.id ?? []));
  const problems = rows.flatMap((row) => [
    ...row.problems,
    ...(taken.has(row) ? [taken.get(row) as Problem] : []),
  ]);
  return {
    rows: dishes.map(({ sent }) => sent),
    changes,
    problems: endedEarly === null ? problems : [...problems, endedEarly],
    added,
    changed: changes.length - added,
    same: dishes.length - changes.length,
    missing: index.house.items.filter(({ id }) => !spokenOf.has(id)).length,
    inDoubt: spokenOf.size - settled.size,
    newCategories: newCategories(fit, index),
  };
}

/** Matches by code. A row without one matches by name, unless another row has that item's code. */
function matched(rows: readonly DraftRow[], index: MenuIndex, mode: Mode): readonly Match[] {
  const given = rows.flatMap(({ code }) => code ?? []);
  const isGiven = new Set(given.map(plainName));
  const newCode = codeMaker([...index.house.items.map(({ code }) => code), ...given]);
  return rows.map((row) => {
    if (row.code !== null) {
      const item = index.itemWithCode(row.code);
      const isOther =
        mode === 'replace' && item !== null && plainName(item.name) !== plainName(row.name);
      const before = isOther ? null : item;
      return {
        row,
        code: before && isSameText(row.code, before.code) ? before.code : row.code,
        before,
      };
    }
    const item = row.name === '' ? null : index.itemCalled(row.name);
    const before = item && !isGiven.has(plainName(item.code)) ? item : null;
    return { row, code: before?.code ?? newCode(row.name), before };
  });
}

/**
 * The fields to send for a row, and its changes. An unchanged list is not sent, because it may
 * contain names that a file may not add.
 */
function dishOf(
  { row, code, before }: Match,
  index: MenuIndex,
): { readonly sent: MenuRow; readonly change: DishChange | null } {
  const { line, category, priceText } = row;
  const name = before && isSameText(row.name, before.name) ? before.name : row.name;
  const price = row.price ?? 0;
  const stations =
    before && row.stations && areAlike(row.stations, index.stationsOf(before))
      ? null
      : row.stations;
  const questions =
    before && row.questions && areAlike(row.questions, index.questionsOf(before))
      ? null
      : row.questions;
  const without =
    before && row.without && isSame(row.without, before.removable) ? null : row.without;
  const list = (names: readonly string[] | null): string[] | null =>
    names === null ? null : [...names];
  const sent = {
    category,
    code,
    name,
    price,
    stations: list(stations),
    groups: list(questions),
    without: list(without),
  };
  const fields: MenuFieldChange[] = [];
  if (before) {
    if (before.name !== name) fields.push({ field: 'name', from: before.name, to: name });
    if (before.code !== code) fields.push({ field: 'code', from: before.code, to: code });
    const categoryBefore = index.categoryOf(before);
    if (plainName(categoryBefore) !== plainName(category))
      fields.push({ field: 'category', from: categoryBefore, to: category });
    if (before.price !== price) fields.push({ field: 'price', from: before.price, to: price });
    if (stations) fields.push({ field: 'stations', from: index.stationsOf(before), to: stations });
    if (questions)
      fields.push({ field: 'questions', from: index.questionsOf(before), to: questions });
    if (without) fields.push({ field: 'without', from: before.removable, to: without });
  }
  if (before && fields.length === 0) return { sent, change: null };
  return {
    sent,
    change: { line, code, name, category, price, priceText, fields: before ? fields : null },
  };
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return (
    some.length === others.length && some.every((one, at) => isSameText(one, others[at] ?? ''))
  );
}

/** In the spelling of their first occurrence. */
function newCategories(fit: readonly Match[], index: MenuIndex): readonly string[] {
  const found = new Map<string, string>();
  for (const { row } of fit) {
    const plain = plainName(row.category);
    if (!index.isCategory(row.category) && !found.has(plain)) found.set(plain, row.category);
  }
  return [...found.values()];
}
