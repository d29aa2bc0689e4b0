/**
 * What leaves a list keeps its place for three seconds: nothing moves under a finger, and the
 * second of a double tap meets nothing else.
 */
import { useEffect, useRef, useState } from 'react';

const LINGERS_MS = 3_000;

export type Lingering<T> = { readonly item: T; readonly isGone: boolean };

/**
 * `items`: the same array for as long as nothing in it changed; `keyOf` and `order` as they would
 * stand outside a component.
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
   * One that leaves, comes back and leaves again within its time has one place: two of a key would
   * leave one on the screen for good.
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
    // The list says who is here.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [items]);
  useEffect(() => {
    const running = timers.current;
    return () => {
      for (const timer of running) clearTimeout(timer);
    };
  }, []);
  // What has just left is in nobody's list for one draw: it is taken from the list before.
  const leaving = before.current.filter((item) => !here.has(keyOf(item)));
  const gone = [...without(ghosts, leaving), ...leaving].filter((item) => !here.has(keyOf(item)));
  const all = items.map((item) => ({ item, isGone: false }));
  if (gone.length === 0) return all;
  return [...all, ...gone.map((item) => ({ item, isGone: true }))].toSorted((a, b) =>
    order(a.item, b.item),
  );
}
