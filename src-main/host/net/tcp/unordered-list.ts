/**
 * A list without order for thousands of short-lived items.
 *
 * It is not a Set: when V8 grows the table of a busy Set or Map, the old table still points to the
 * new one and its old members. Connections that closed long ago stayed in memory until the next
 * full collection.
 */
export type UnorderedList<T> = {
  readonly size: number;
  /** Returns a function that removes the item. A second call does nothing. */
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
