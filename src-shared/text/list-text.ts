/**
 * A list of names in one field of text: `Parrilla, Bar`. A name that holds a comma is written in
 * quotes: `"Barra, terraza", Bar`.
 */

/** `listFrom` gives these names back, each as it was. */
export function listText(names: readonly string[]): string {
  return names
    .map((name) => (NEEDS_QUOTES.test(name) ? `"${name.replaceAll('"', '""')}"` : name))
    .join(', ');
}

const NEEDS_QUOTES = /[,|\n\r]|^["\s]|\s$|^$/;
/** One entry and what ends it. A quote that does not go around the whole entry is a letter. */
const ENTRY = /\s*(?:"((?:[^"]|"")*)"\s*(?=[,|]|$)|([^,|]*))(?:[,|]|$)/y;

type Entry = {
  readonly from: number;
  readonly to: number;
  readonly name: string;
  readonly isQuoted: boolean;
};

/**
 * The names of a list, without empty ones. `isKnown`: of a name; people write `Barra, terraza`
 * without quotes where a station has that very name, so where an entry is no known name by itself,
 * the longest run of entries that is one counts as one.
 */
export function listFrom(text: string, isKnown?: (name: string) => boolean): readonly string[] {
  const entries = entriesOf(text);
  if (!isKnown) return entries.map(({ name }) => name);
  const names: string[] = [];
  for (let at = 0; at < entries.length;) {
    const run = longestKnown(text, entries, at, isKnown);
    names.push(run === null ? (entries[at]?.name ?? '') : run.name);
    at += run?.entries ?? 1;
  }
  return names;
}

function entriesOf(text: string): readonly Entry[] {
  const entries: Entry[] = [];
  ENTRY.lastIndex = 0;
  while (ENTRY.lastIndex < text.length) {
    const from = ENTRY.lastIndex;
    const [all = '', quoted, plain = ''] = ENTRY.exec(text) ?? [];
    const name = quoted === undefined ? plain.trim() : quoted.replaceAll('""', '"');
    if (name !== '' || quoted !== undefined)
      entries.push({
        from,
        to: from + all.replace(/[,|]$/, '').length,
        name,
        isQuoted: quoted !== undefined,
      });
    if (all === '') break;
  }
  return entries;
}

/** A name has few commas: no more entries than this are tried as one. */
const MOST_ENTRIES = 8;

function longestKnown(
  text: string,
  entries: readonly Entry[],
  at: number,
  isKnown: (name: string) => boolean,
): { readonly name: string; readonly entries: number } | null {
  const first = entries[at];
  if (!first || first.isQuoted || isKnown(first.name)) return null;
  for (let end = Math.min(entries.length, at + MOST_ENTRIES); end > at + 1; end--) {
    const last = entries[end - 1];
    const name = last && text.slice(first.from, last.to).trim();
    if (name !== undefined && isKnown(name)) return { name, entries: end - at };
  }
  return null;
}
