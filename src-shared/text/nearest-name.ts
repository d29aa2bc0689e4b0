/** Finds the most similar name for a product that is not on the menu, one or two letters away. */
import { plainName } from './plain-name';

/** Letters that may differ: one in shorter names, two from this length on. */
const TWO_LETTERS_FROM = 6;

/** Null: no name is close enough. Of two equally close names, the first in the list. */
export function nearestName(typed: string, names: Iterable<string>): string | null {
  const wanted = plainName(typed);
  let most = wanted.length >= TWO_LETTERS_FROM ? 2 : 1;
  let nearest: string | null = null;
  for (const name of names) {
    const distance = distanceUpTo(wanted, plainName(name), most);
    if (distance === null) continue;
    nearest = name;
    if (distance <= 1) return nearest;
    most = distance - 1;
  }
  return nearest;
}

/** Levenshtein distance; null above `most`, with an early exit. */
function distanceUpTo(a: string, b: string, most: number): number | null {
  if (Math.abs(a.length - b.length) > most) return null;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min(
          (row[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
        ),
      );
    if (Math.min(...next) > most) return null;
    row = next;
  }
  const distance = row[b.length] ?? 0;
  return distance <= most ? distance : null;
}
