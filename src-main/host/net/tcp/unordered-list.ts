/**
 * Things that come and go by the thousand, in no order. Not a Set: each time V8 gives a busy Set or
 * Map a new table, the old one goes on pointing to it with the members it had, so that connections
 * closed long ago lived until the next full collection.
 */
export type UnorderedList<T> = {
  readonly size: number;
  /** Returns the way to take it out again; once is enough, twice does no harm. */
  add(item: T): () => void;
  all(): readonly T[];
};

export function unorderedList<T>(): UnorderedList<T> {
  type Place = { readonly item: T; at: number };
  const places: Place[] = [];
  return {
    get size() {
      return places.length;
    },
    add(item) {
      const place: Place = { item, at: places.length };
      places.push(place);
      return () => {
        if (places[place.at] !== place) return;
        const last = places.pop();
        if (!last || last === place) return;
        places[place.at] = last;
        last.at = place.at;
      };
    },
    all: () => places.map(({ item }) => item),
  };
}
