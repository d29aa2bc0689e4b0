/** The page within a view, from the # of the address, so that the browser's back button works. */
import { useSyncExternalStore } from 'react';

export function useHashPath(): string {
  return useSyncExternalStore(subscribe, () => location.hash.replace(/^#/, '') || '/');
}

export function goToHash(path: string): void {
  if (location.hash !== `#${path}`) location.hash = path;
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}
