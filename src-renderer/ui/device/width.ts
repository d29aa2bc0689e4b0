/** Layout by width: one, two or three pages side by side. */
import { useSyncExternalStore } from 'react';

export type Width = 'phone' | 'tablet' | 'wide';

export function useWidth(): Width {
  return useSyncExternalStore(subscribe, () =>
    innerWidth >= 1100 ? 'wide' : innerWidth >= 700 ? 'tablet' : 'phone',
  );
}

function subscribe(listener: () => void): () => void {
  addEventListener('resize', listener);
  return () => removeEventListener('resize', listener);
}
