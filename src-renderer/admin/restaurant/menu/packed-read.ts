/**
 * What the worker found, as texts of JSON by the page: taking 5,000 dishes out of a message piece
 * by piece would keep the page from answering longer than reading the file does. A page is unpacked
 * when it is drawn, the rows when they are sent.
 */
import type { DishChange, Mode, MenuRow, Plan } from '../../../../src-shared/menu-import/plan';
import type { Problem } from '../../../../src-shared/menu-import/problems';
import type { MenuRead } from '../../../../src-shared/menu-import/read-menu';

declare const content: unique symbol;
/** JSON of a T. */
export type Packed<T> = string & { readonly [content]: T };
/** So many things in all, a text for each page of them. */
export type Pages<T> = { readonly count: number; readonly pages: readonly Packed<readonly T[]>[] };

export type PackedPlan = Omit<Plan, 'rows' | 'changes' | 'problems'> & {
  readonly rows: Packed<readonly MenuRow[]>;
  readonly rowCount: number;
  readonly changes: Pages<DishChange>;
  readonly problems: Pages<Problem>;
  /** Rows that are left out. */
  readonly faultyLines: number;
};
type Read = Exclude<MenuRead, { readonly fault: unknown }>;
export type PackedPreview = Omit<Read, Mode> & { readonly [mode in Mode]: PackedPlan };
export type PackedRead = Extract<MenuRead, { readonly fault: unknown }> | PackedPreview;

/** More of a list than this is drawn when it is asked for. */
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
