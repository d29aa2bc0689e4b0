/** Which pages of a damaged database hold rows of which table. */
import { fits, SCHEMA_TABLE } from './known-schemas';
import type { Schema, Shape } from './known-schemas';
import { entryAt, treePage } from './page-cells';
import type { Entry } from './page-cells';
import type { PageFile } from './page-file';
import { freePages, walkTree } from './trees';
import type { FreePages, Hole } from './trees';

export type TablePages = {
  readonly shape: Shape;
  /** Reached from its root. */
  readonly pages: readonly number[];
  /** In no tree that can be read, with rows that only this table has. */
  readonly strays: readonly number[];
  /**
   * Strays for which its tree has no place: its root was overwritten by a page that looks whole, or
   * the page is another's copy.
   */
  readonly extras: readonly number[];
  /** Places of it that cannot be read. */
  readonly holes: number;
  /** How many rows an index that can be read whole says that it has; 0: no index says it. */
  readonly indexed: number;
};

export type FoundRows = {
  readonly schema: Schema;
  readonly tables: readonly TablePages[];
  /** Which pages were free is not known whole: among the strays may be rows that were deleted. */
  readonly areStraysSure: boolean;
};

/** The database is of a later version than the program. */
export class NewerSchema extends Error {}

export function findRows(file: PageFile, schemas: readonly Schema[]): FoundRows {
  const objects = schemaEntries(file);
  const free = freePages(file);
  const gather = (schema: Schema): FoundRows =>
    gatherTables(file, schema, rootsIn(objects, schema), free);
  const newest = schemas.at(-1);
  if (!newest) throw new Error('no schemas');
  const said = versionIn(file, gather(newest));
  if (said > newest.version)
    throw new NewerSchema(
      `la base es de una versión más nueva de Comanda (esquema ${said}, este conoce ${newest.version})`,
    );
  const schema = schemas.find(({ version }) => version === said);
  if (schema) return gather(schema);
  return likeliest(file, objects, schemas.map(gather));
}

/** The newest of its migrations; 0: not known. */
function versionIn(file: PageFile, { tables }: FoundRows): number {
  const migrations = tables.find(({ shape }) => shape.table === 'migrations');
  if (!migrations || migrations.holes > 0) return 0;
  const versions = migrations.pages
    .flatMap((page) => entriesOn(file, page))
    .filter((entry) => fits(migrations.shape, entry));
  return Math.max(0, ...versions.map(({ rowid }) => Number(rowid)));
}

/**
 * By most of its statements, then by most of its rows. Of two the older one: what a migration did
 * once it does not do again.
 */
function likeliest(
  file: PageFile,
  objects: readonly Entry[],
  all: readonly FoundRows[],
): FoundRows {
  const scored = all.map((found) => ({
    found,
    statements: objects.filter(
      ({ values: [, name, , , sql] }) => found.schema.objects.get(String(name)) === sql,
    ).length,
    rows: found.tables.reduce((sum, table) => sum + rowsOf(file, table), 0),
  }));
  const [best] = scored.toSorted((a, b) => b.statements - a.statements || b.rows - a.rows);
  if (!best) throw new Error('no schemas');
  return best.found;
}

function rowsOf(file: PageFile, { shape, pages, strays, extras }: TablePages): number {
  return [...pages, ...strays, ...extras]
    .flatMap((page) => entriesOn(file, page))
    .filter((entry) => fits(shape, entry)).length;
}

/** What can be read of a page's rows. */
export function entriesOn(file: PageFile, page: number): readonly Entry[] {
  const found = treePage(file, page);
  return found?.cells.flatMap((cell) => entryAt(file, found, cell) ?? []) ?? [];
}

/** Where the first page is lost the others of its tree are found by their look. */
function schemaEntries(file: PageFile): readonly Entry[] {
  const taken = new Set<number>();
  const { pages, holes } = walkTree(file, taken, 1, SCHEMA_TABLE);
  const strays: number[] = [];
  if (holes.length > 0)
    for (let page = 2; page <= file.count; page++) {
      const found = taken.has(page) ? null : treePage(file, page);
      if (found?.isTable && found.isLeaf && isAllOf([SCHEMA_TABLE], entriesOn(file, page)))
        strays.push(page);
    }
  return [...pages, ...strays]
    .flatMap((page) => entriesOn(file, page))
    .filter((entry) => fits(SCHEMA_TABLE, entry));
}

type Roots = ReadonlyMap<string, number>;

/** Two that differ prove nothing: one is from a page that was in use before. */
function rootsIn(objects: readonly Entry[], schema: Schema): Roots {
  const roots = new Map<string, number>();
  for (const { values } of objects) {
    const [name, root] = [String(values[1]), Number(values[3])];
    if (!schema.objects.has(name)) continue;
    roots.set(name, roots.has(name) && roots.get(name) !== root ? 0 : root);
  }
  return new Map([...roots].filter(([, root]) => root > 1));
}

function gatherTables(file: PageFile, schema: Schema, roots: Roots, free: FreePages): FoundRows {
  const taken = new Set<number>([1]);
  walkTree(file, new Set(), 1, SCHEMA_TABLE).pages.forEach((page) => taken.add(page));
  const walk = (shape: Shape) => {
    const root = roots.get(shape.table);
    return root === undefined
      ? { pages: [], holes: [{ low: -Infinity, high: Infinity }] }
      : walkTree(file, taken, root, shape);
  };
  const trees = schema.tables.map((shape) => ({ shape, ...walk(shape) }));
  const indexes = schema.indexes.map((index) => ({ index, ...walk(index) }));
  const indexedOf = (table: string): number =>
    Math.max(
      0,
      ...indexes
        .filter(
          ({ index, holes }) => index.counts === table && holes.length === 0 && !file.isLogBroken,
        )
        .map(({ pages }) =>
          pages.reduce((sum, page) => sum + (treePage(file, page)?.cells.length ?? 0), 0),
        ),
    );
  const strays = straysOf(file, schema, taken, free.pages);
  const tables = trees.map(({ shape, pages, holes }) => {
    const found = strays.get(shape.table) ?? [];
    const isExpected = (page: number): boolean =>
      file.isLogBroken || isInHole(file, page, shape, holes);
    return {
      shape,
      pages,
      holes: holes.length,
      indexed: indexedOf(shape.table),
      strays: found.filter(isExpected),
      // Where it is not known which pages are free, they may be pages of rows that were deleted.
      extras: free.areAll ? found.filter((page) => !isExpected(page)) : [],
    };
  });
  return { schema, tables, areStraysSure: free.areAll };
}

/** Whether it can be of a part of its tree that cannot be read. */
function isInHole(
  file: PageFile,
  page: number,
  { hasRowid }: Shape,
  holes: readonly Hole[],
): boolean {
  if (!hasRowid) return holes.length > 0;
  const rowids = entriesOn(file, page).map(({ rowid }) => rowid);
  return holes.some(({ low, high }) => rowids.every((rowid) => rowid > low && rowid <= high));
}

/** By table, pages in no tree whose rows can be of that table alone. */
function straysOf(
  file: PageFile,
  schema: Schema,
  taken: ReadonlySet<number>,
  free: ReadonlySet<number>,
): Map<string, number[]> {
  const strays = new Map<string, number[]>();
  const shapes = [...schema.tables, ...schema.indexes, SCHEMA_TABLE];
  for (let page = 2; page <= file.count; page++) {
    const found = taken.has(page) || free.has(page) ? null : treePage(file, page);
    if (!found || (found.isTable && !found.isLeaf)) continue;
    const entries = entriesOn(file, page);
    const [shape, ...others] = shapes.filter(
      (one) => one.hasRowid === found.isTable && isAllOf([one], entries),
    );
    if (shape && others.length === 0)
      strays.set(shape.table, [...(strays.get(shape.table) ?? []), page]);
  }
  return strays;
}

const isAllOf = (shapes: readonly Shape[], entries: readonly Entry[]): boolean =>
  entries.length > 0 && entries.every((entry) => shapes.some((shape) => fits(shape, entry)));
