/**
 * Reads and writes a list of names in one field: `Parrilla, Bar`. A name with a comma is quoted:
 * `"Barra, terraza", Bar`.
 */

/** `listFrom` returns these names unchanged. */
export function listText(names: readonly string[]): string {
  return names
    .map((name) => (NEEDS_QUOTES.test(name) ? `"${name.replaceAll('"', '""')}"` : name))
    .join(', ');
}

const NEEDS_QUOTES = /[,|\n\r]|^["\s]|\s$|^$/;
/**
 * One entry and its separator. A quote that does not enclose the whole entry is an ordinary
 * character.
 */
const ENTRY = /\s*(?:"((?:[^"]|"")*)"\s*(?=[,|]|$)|([^,|]*))(?:[,|]|$)/y;

type Entry = {
  readonly from: number;
  readonly to: number;
  readonly name: string;
  readonly isQuoted: boolean;
};

/**
 * The names of a list, without empty ones. `isKnown`: whether a name exists. People write `Barra,
 * terraza` without quotes if a station has exactly that name. So if an entry is not a known name,
 * the longest run of entries that is a known name counts as one.
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

/** Most entries that are tried as one name. Names have few commas. */
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
