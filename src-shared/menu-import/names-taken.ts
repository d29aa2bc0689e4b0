/**
 * Finds rows that want the name of an item that stays. They are refused, and the items that they
 * would have renamed stay too.
 */
import { plainName } from '../text/plain-name';
import type { DraftRow } from './draft';
import type { ExistingItem } from './menu-index';
import type { Problem } from './problems';

type Wish = { readonly row: DraftRow; readonly before: ExistingItem | null };

/** By row, for rows without another problem. */
export function namesTaken(
  wishes: readonly Wish[],
  items: readonly ExistingItem[],
): ReadonlyMap<DraftRow, Problem> {
  const taken = new Map<DraftRow, Problem>();
  const fit = wishes.filter(({ row }) => row.problems.length === 0);
  const moving = new Set(fit.flatMap(({ before }) => before?.id ?? []));
  const wishing = new Map<string, Wish>();
  for (const wish of fit) {
    const isAsBefore = wish.before && plainName(wish.before.name) === plainName(wish.row.name);
    if (!isAsBefore) wishing.set(plainName(wish.row.name), wish);
  }
  // Each round adds one item that keeps its name, so there are at most as many rounds as items.
  const staying = items.filter(({ id }) => !moving.has(id));
  for (let item = staying.pop(); item; item = staying.pop()) {
    const wish = wishing.get(plainName(item.name));
    if (!wish || taken.has(wish.row)) continue;
    taken.set(wish.row, {
      line: wish.row.line,
      what: 'name-taken',
      text: wish.row.name,
      code: item.code,
    });
    if (wish.before) staying.push(wish.before);
  }
  return taken;
}
