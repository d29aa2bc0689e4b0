/**
 * The b-trees of a damaged database, walked from their roots as far as they can be read, and the
 * pages that are free.
 */
import type { PageFile } from './page-file';
import { fits } from './known-schemas';
import type { Shape } from './known-schemas';
import { childAt, entryAt, rowidAt, treePage } from './page-cells';
import type { TreePage } from './page-cells';

type Bound = number | bigint;

/**
 * Row numbers above `low` and up to `high` that a part of a tree had which cannot be read. In a
 * tree without row numbers: all.
 */
export type Hole = { readonly low: Bound; readonly high: Bound };

export type Tree = {
  /** Pages that hold rows, in the order of their keys. */
  readonly pages: readonly number[];
  readonly holes: readonly Hole[];
};

/** Deeper than a tree of the largest file can be: a circle. */
const DEPTH_MAX = 24;

/** `taken` are pages that belong to a tree already; those of this one are added. */
export function walkTree(file: PageFile, taken: Set<number>, root: number, shape: Shape): Tree {
  const isTable = shape.hasRowid;
  const pages: number[] = [];
  const holes: Hole[] = [];
  const visit = (page: number, low: Bound, high: Bound, depth: number): void => {
    const found =
      depth <= DEPTH_MAX && page >= 1 && page <= file.count && !taken.has(page)
        ? treePage(file, page)
        : null;
    if (
      found?.isTable !== isTable ||
      !isInPlace(found, low, high, page === root) ||
      isOfAnother(file, found, shape)
    )
      return void holes.push({ low, high });
    taken.add(page);
    if (found.isLeaf || !isTable) pages.push(page);
    if (found.lost > 0) holes.push({ low, high });
    if (!found.isLeaf) visitChildren(found, low, high, depth);
  };
  const visitChildren = (page: TreePage, low: Bound, high: Bound, depth: number): void => {
    let above = low;
    for (const cell of page.cells) {
      const key = isTable ? (rowidAt(page, cell) ?? high) : high;
      visit(childAt(page, cell), above, key, depth + 1);
      above = isTable ? key : low;
    }
    visit(page.last ?? 0, above, high, depth + 1);
  };
  visit(root, -Infinity, Infinity, 0);
  return { pages, holes };
}

/**
 * Rows can be read there, and none is of this table: an inner page was written over by that of
 * another tree, which still needs its leaves.
 */
function isOfAnother(file: PageFile, page: TreePage, shape: Shape): boolean {
  if (page.isTable && !page.isLeaf) return false;
  let isReadable = false;
  for (const cell of page.cells) {
    const entry = entryAt(file, page, cell);
    if (entry && fits(shape, entry)) return false;
    isReadable ||= entry !== null;
  }
  return isReadable;
}

/**
 * Its row numbers ascend and are those that the page above names: else it is another page, written
 * to the wrong place.
 */
function isInPlace(page: TreePage, low: Bound, high: Bound, isRoot: boolean): boolean {
  if (page.isLeaf && page.cells.length + page.lost === 0) return isRoot;
  if (!page.isTable) return true;
  let before = low;
  for (const cell of page.cells) {
    const rowid = rowidAt(page, cell);
    if (rowid === null) continue;
    if (rowid <= before || rowid > high) return false;
    before = rowid;
  }
  return true;
}

const FIRST_TRUNK_AT = 32;
const FREE_COUNT_AT = 36;

export type FreePages = {
  readonly pages: ReadonlySet<number>;
  /**
   * All of them: a page that is neither free nor in a tree was in a part of a tree that cannot be
   * read.
   */
  readonly areAll: boolean;
};

/** Free pages keep what they held, rows that were deleted or moved: it must not come back. */
export function freePages(file: PageFile): FreePages {
  const header = file.hasHeader ? file.read(1) : null;
  if (header === null) return { pages: guessedFreePages(file), areAll: false };
  const pages = new Set<number>();
  for (let page = header.readUInt32BE(FIRST_TRUNK_AT); page !== 0;) {
    const trunk = pages.has(page) ? null : trunkAt(file, page);
    if (trunk === null) break;
    for (const free of [page, ...trunk.free]) pages.add(free);
    page = trunk.next;
  }
  const areAll = pages.size === header.readUInt32BE(FREE_COUNT_AT) && !file.isLogBroken;
  return { pages: areAll ? pages : new Set([...pages, ...guessedFreePages(file)]), areAll };
}

type Trunk = { readonly next: number; readonly free: readonly number[] };

/** Null: it does not look like a list of free pages. */
function trunkAt(file: PageFile, page: number): Trunk | null {
  const bytes = page > 1 && page <= file.count ? file.read(page) : null;
  if (bytes === null || bytes.length < file.usable) return null;
  const [next, count] = [bytes.readUInt32BE(0), bytes.readUInt32BE(4)];
  if (next > file.count || count > file.usable / 4 - 2) return null;
  const free = Array.from({ length: count }, (_, index) => bytes.readUInt32BE(8 + index * 4));
  const isList = new Set(free).size === count && free.every((one) => one > 1 && one <= file.count);
  return isList ? { next, free } : null;
}

/**
 * Where the header does not lead to the lists, they are known by their look: nothing else is so
 * many distinct page numbers.
 */
function guessedFreePages(file: PageFile): ReadonlySet<number> {
  const pages = new Set<number>();
  for (let page = 2; page <= file.count; page++) {
    const trunk = trunkAt(file, page);
    if (trunk !== null && trunk.free.length > 0)
      for (const free of [page, ...trunk.free]) pages.add(free);
  }
  return pages;
}
