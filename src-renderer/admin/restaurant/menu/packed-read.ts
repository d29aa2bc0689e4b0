/**
 * The result of the worker, as JSON text by the page. A structured copy of 5,000 dishes would block
 * the page longer than reading the file does. A page is parsed when it is drawn, the rows when they
 * are sent.
 */
import type { DishChange, Mode, MenuRow, Plan } from '../../../../src-shared/menu-import/plan';
import type { Problem } from '../../../../src-shared/menu-import/problems';
import type { MenuRead } from '../../../../src-shared/menu-import/read-menu';

declare const content: unique symbol;
/** JSON of a value of type T. */
export type Packed<T> = string & { readonly [content]: T };
/** Total number of entries, and one text for each page of them. */
export type Pages<T> = { readonly count: number; readonly pages: readonly Packed<readonly T[]>[] };

export type PackedPlan = Omit<Plan, 'rows' | 'changes' | 'problems'> & {
  readonly rows: Packed<readonly MenuRow[]>;
  readonly rowCount: number;
  readonly changes: Pages<DishChange>;
  readonly problems: Pages<Problem>;
  /** Number of rows left out. */
  readonly faultyLines: number;
};
type Read = Exclude<MenuRead, { readonly fault: unknown }>;
export type PackedPreview = Omit<Read, Mode> & { readonly [mode in Mode]: PackedPlan };
export type PackedRead = Extract<MenuRead, { readonly fault: unknown }> | PackedPreview;

/** Entries on a page; further pages are drawn on demand. */
export const PAGE = 200;

export function packed(read: MenuRead): PackedRead {
  return 'fault' in read
    ? read
    : { ...read, keep: packedPlan(read.keep), replace: packedPlan(read.replace) };
}

function packedPlan({ rows, changes, problems, ...plan }: Plan): PackedPlan {
  return {
    ...plan,
    rows: pack(rows),
    rowCount: rows.length,
    changes: inPages(changes),
    problems: inPages(problems),
    faultyLines: new Set(problems.map(({ line }) => line)).size,
  };
}

function inPages<T>(all: readonly T[]): Pages<T> {
  const pages = Array.from({ length: Math.ceil(all.length / PAGE) }, (_, no) =>
    pack(all.slice(no * PAGE, (no + 1) * PAGE)),
  );
  return { count: all.length, pages };
}

function pack<T>(value: T): Packed<T> {
  return JSON.stringify(value) as Packed<T>;
}

export function unpack<T>(text: Packed<T>): T {
  return JSON.parse(text) as T;
}
