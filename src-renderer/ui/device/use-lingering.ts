/**
 * Items that leave a list keep their place for three seconds, so that a double tap hits no other.
 */
import { useEffect, useRef, useState } from 'react';

const LINGERS_MS = 3_000;

export type Lingering<T> = { readonly item: T; readonly isGone: boolean };

/**
 * `items` must be the same array while nothing in it changes. `keyOf` and `order` must not depend
 * on the component's state.
 */
export function useLingering<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  order: (a: T, b: T) => number,
): readonly Lingering<T>[] {
  const before = useRef<readonly T[]>([]);
  const timers = useRef(new Set<ReturnType<typeof setTimeout>>());
  const [ghosts, setGhosts] = useState<readonly T[]>([]);
  const here = new Set(items.map(keyOf));
  /**
   * An item that leaves, returns and leaves again within its time has one place: with two equal
   * keys one would stay on the screen for ever.
   */
  const without = (some: readonly T[], gone: readonly T[]): readonly T[] => {
    const keys = new Set(gone.map(keyOf));
    return some.filter((item) => !keys.has(keyOf(item)));
  };
  useEffect(() => {
    const left = before.current.filter((item) => !here.has(keyOf(item)));
    before.current = items;
    if (left.length === 0) return;
    setGhosts((old) => [...without(old, left), ...left]);
    const timer = setTimeout(() => {
      timers.current.delete(timer);
      setGhosts((old) => old.filter((item) => !left.includes(item)));
    }, LINGERS_MS);
    timers.current.add(timer);
    // `items` alone decides what is present.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [items]);
  useEffect(() => {
    const running = timers.current;
    return () => {
      for (const timer of running) clearTimeout(timer);
    };
  }, []);
  // In the render in which an item leaves it is in neither list: take it from the previous items.
  const leaving = before.current.filter((item) => !here.has(keyOf(item)));
  const gone = [...without(ghosts, leaving), ...leaving].filter((item) => !here.has(keyOf(item)));
  const all = items.map((item) => ({ item, isGone: false }));
  if (gone.length === 0) return all;
  return [...all, ...gone.map((item) => ({ item, isGone: true }))].toSorted((a, b) =>
    order(a.item, b.item),
  );
}
