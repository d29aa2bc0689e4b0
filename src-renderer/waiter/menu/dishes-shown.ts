/** Which dishes the menu shows: search hits, a category, or the most frequent of this device. */
import { plainName } from '../../../src-shared/text/plain-name';
import type { LayoutItem } from '../../../src-shared/live/snapshot';
import type { Id } from '../../../src-shared/base/vocabulary';

/** Id of the category of the most frequent dishes of this device. */
export const FREQUENT = 'frequent';
/** Fewer dishes than this are no useful category. */
export const FREQUENT_LEAST = 4;
const FREQUENT_MOST = 12;

export type Wanted = {
  readonly typed: string | null;
  readonly category: Id;
  readonly frequent: readonly LayoutItem[];
};

export function dishesShown(
  items: readonly LayoutItem[],
  { typed, category, frequent }: Wanted,
): readonly LayoutItem[] {
  if (typed !== null)
    return items.filter(({ name, code }) =>
      plainName(`${name} ${code}`).includes(plainName(typed)),
    );
  return category === FREQUENT
    ? frequent
    : items.filter(({ categoryId }) => categoryId === category);
}

export function mostSent(
  items: readonly LayoutItem[],
  sent: Readonly<Record<string, number>>,
): readonly LayoutItem[] {
  return (
    items
      .filter(({ id }) => (sent[id] ?? 0) > 0)
      .toSorted((a, b) => (sent[b.id] ?? 0) - (sent[a.id] ?? 0))
      .slice(0, FREQUENT_MOST)
      // In the order of the menu, so that a dish keeps its place from day to day.
      .toSorted((a, b) => items.indexOf(a) - items.indexOf(b))
  );
}
