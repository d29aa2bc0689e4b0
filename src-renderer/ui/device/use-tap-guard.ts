/**
 * A moment in which a page's foot takes no tap: the second of a double tap was meant for what stood
 * there before.
 */
import { useEffect, useState } from 'react';

const QUIET_MS = 600;

/** True until shortly after `moment` became what it is; the keyboard is not concerned. */
export function useTapGuard(moment: unknown): boolean {
  const [heard, setHeard] = useState<{ readonly moment: unknown } | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setHeard({ moment }), QUIET_MS);
    return () => clearTimeout(timer);
  }, [moment]);
  return heard === null || heard.moment !== moment;
}
